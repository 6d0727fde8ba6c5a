//! `init`: a profile with everything to fill in by hand.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};
use registry_maturity_core::{
    catalogue::{Accounts, Catalogue, Hosting, Taxonomy},
    profile::{self, DEFAULT_PATH},
    text::visible,
};

use super::output::{self, Output};
use crate::{
    arguments::Destination,
    console::{Console, Exit},
};

#[derive(Debug, Args)]
#[command(
    after_help = "Only the capabilities that apply are written; without --accounts or --hosting, all that depend \
on them. Continue with `registry-maturity assess`, or edit the file and run `registry-maturity score`.

Examples:
  registry-maturity init --accounts yes --hosting built-packages,builds
  registry-maturity init --name \"Example Index\" --accounts no --hosting source-only profile.yaml"
)]
pub struct InitArguments {
    /// File to write.
    #[arg(value_name = "PROFILE", default_value = DEFAULT_PATH)]
    pub profile: PathBuf,

    /// Name of the registry.
    #[arg(long, value_name = "NAME", default_value = "Example Index", value_parser = name)]
    pub name: String,

    /// Whether the registry has user accounts.
    #[arg(long, value_name = "YES-OR-NO")]
    pub accounts: Option<YesOrNo>,

    /// What the registry hosts: built-packages, builds, both with a comma between, or source-only.
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = hosting)]
    pub hosting: Vec<Hosting>,

    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum YesOrNo {
    /// There are accounts.
    #[value(alias = "true")]
    Yes,
    /// There are none.
    #[value(alias = "false")]
    No,
}

/// Writes the profile.
pub fn init(arguments: &InitArguments, console: &Console) -> anyhow::Result<Exit> {
    if arguments.hosting.contains(&Hosting::SourceOnly) && arguments.hosting.len() > 1 {
        bail!("source-only stands alone: it excludes the other kinds of hosting");
    }
    let taxonomy = Taxonomy {
        accounts: arguments.accounts.map(|answer| match answer {
            YesOrNo::Yes => Accounts::Present,
            YesOrNo::No => Accounts::Absent,
        }),
        hosting: (!arguments.hosting.is_empty()).then(|| arguments.hosting.iter().copied().collect()),
    };
    let text = profile::template(Catalogue::latest(), &arguments.name, &taxonomy);
    if arguments.profile == Path::new("-") {
        output::write(&Destination::default(), &text, console)?;
        return Ok(Exit::Done);
    }
    let path = arguments.profile.display().to_string();
    let path = visible(&path);
    let argument = if path == profile::DEFAULT_PATH { String::new() } else { format!(" {path}") };
    if arguments.force {
        let output = Output::over(&arguments.profile)?;
        output::unless_left(output::write_all(output, &text, console))?;
    } else if !output::write_new(&arguments.profile, &text, console)? {
        bail!(
            "{path} is there already; go on with it by `registry-maturity assess{argument}`, or overwrite it with --force"
        );
    }
    console.say(&format!(
        "{path} is written; fill it in by hand, or with `registry-maturity assess{argument}`.\n"
    ));
    if arguments.accounts.is_none() || taxonomy.hosting.is_none() {
        console.say("Answer `taxonomy` first: it says which tracks apply.\n");
    }
    Ok(Exit::Done)
}

fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() { Err("a registry needs a name".to_owned()) } else { Ok(name.to_owned()) }
}

fn hosting(text: &str) -> Result<Hosting, String> {
    Hosting::from_id(text)
        .ok_or_else(|| format!("the kinds are {}", Hosting::ALL.map(Hosting::id).join(", ")))
}
