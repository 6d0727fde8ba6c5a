//! `init`: a profile with every capability, to fill in by hand.

use std::{
    collections::BTreeSet,
    env,
    io::{self, BufRead, IsTerminal},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use registry_maturity_core::{
    catalogue::{Accounts, Catalogue, Hosting, Taxonomy},
    profile::{self, DEFAULT_PATH},
    text::visible,
};

use super::{
    output::{self, Output},
    save::Place,
};
use crate::console::{Console, Exit};

const NAMELESS: &str = "the registry needs a name: give --name";

#[derive(Debug, Args)]
#[command(
    after_help = "Only the capabilities that apply are written. Without --accounts or --hosting, the capabilities that depend on them are written too. Continue with `registry-maturity assess`, or edit the file and run `registry-maturity score`.

Examples:
  registry-maturity init --accounts yes --provider GitHub --hosting built-packages,builds
  registry-maturity init --name \"Example Index\" --accounts no --hosting source-only profile.yaml"
)]
pub(crate) struct InitArguments {
    /// File to write.
    #[arg(value_name = "PROFILE", default_value = DEFAULT_PATH)]
    pub profile: PathBuf,

    /// Name of the registry; asked for on a terminal, and otherwise the name of the folder.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub name: Option<String>,

    /// Whether the registry has user accounts.
    #[arg(long, value_name = "YES-OR-NO")]
    pub accounts: Option<YesOrNo>,

    /// Identity provider that logs users in; can be repeated.
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = name)]
    pub provider: Vec<String>,

    /// What the registry hosts: built-packages, builds or both, separated by a comma; or source-only.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub hosting: Vec<Hosting>,

    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum YesOrNo {
    /// There are accounts.
    #[value(alias = "true")]
    Yes,
    /// There are none.
    #[value(alias = "false")]
    No,
}

/// Writes the profile. Without `--name`, asks for the name on a terminal, and otherwise takes that of the folder.
pub(crate) fn init(arguments: &InitArguments, console: &Console) -> anyhow::Result<Exit> {
    let hosting: BTreeSet<Hosting> = arguments.hosting.iter().copied().collect();
    if hosting.contains(&Hosting::SourceOnly) && hosting.len() > 1 {
        bail!("source-only excludes the other kinds of hosting");
    }
    let accounts = match (arguments.accounts, arguments.provider.as_slice()) {
        (Some(YesOrNo::No), [_, ..]) => {
            bail!("an identity provider needs user accounts; leave out --accounts no")
        }
        (Some(YesOrNo::No), []) => Some(Accounts::Absent),
        (_, providers @ [_, ..]) => Some(Accounts::ProvidedBy(providers.to_vec())),
        (Some(YesOrNo::Yes), []) => Some(Accounts::Present),
        (None, []) => None,
    };
    let taxonomy = Taxonomy::new(accounts, (!hosting.is_empty()).then_some(hosting));
    if arguments.profile == Path::new("-") {
        bail!("`init` creates a file; name it, for example `registry-maturity init registry-maturity.yaml`");
    }
    // What is there may be something that `assess` cannot continue, such as a folder.
    Place::of(&arguments.profile)?;
    if !arguments.force && arguments.profile.exists() {
        bail!(is_there(&arguments.profile));
    }
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => ask_name(&arguments.profile, console)?,
    };
    let text = profile::template(Catalogue::latest(), &name, &taxonomy);
    let path = arguments.profile.display().to_string();
    let path = visible(&path);
    let argument = super::assess::argument(&arguments.profile);
    if arguments.force {
        let output = Output::over(&arguments.profile)?;
        output::unless_pipe_closed(output::write_all(output, &text, console))?;
    } else if !output::write_new(&arguments.profile, &text, console)? {
        bail!(is_there(&arguments.profile));
    }
    console
        .say(&format!("Created {path}. Fill it in by hand, or with `registry-maturity assess{argument}`.\n"));
    if taxonomy.accounts.is_none() || taxonomy.hosting.is_none() {
        console.say("Answer `taxonomy` first: it says which tracks apply.\n");
    }
    Ok(Exit::Done)
}

fn is_there(path: &Path) -> String {
    let shown = path.display().to_string();
    let argument = super::assess::argument(path);
    format!(
        "{} exists already; continue it with `registry-maturity assess{argument}`, or overwrite it with --force",
        visible(&shown)
    )
}

/// The registry's name: asked for on a terminal, and otherwise the name of the profile's folder.
fn ask_name(profile: &Path, console: &Console) -> anyhow::Result<String> {
    let folder = env::current_dir()?.join(profile);
    let folder = folder.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    if !io::stdin().is_terminal() {
        let folder = folder.context(NAMELESS)?;
        console.say(&format!(
            "The registry's name is {}, after the folder; --name sets another.\n",
            visible(&folder)
        ));
        return Ok(folder);
    }
    let offer = folder.as_deref().map_or(String::new(), |folder| format!(" [{}]", visible(folder)));
    console.say(&format!("What is the registry called?{offer} "));
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).context("the name can't be read")?;
    match line.trim() {
        "" => folder.context(NAMELESS),
        name => Ok(name.to_owned()),
    }
}

fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() { Err("a name cannot be empty".to_owned()) } else { Ok(name.to_owned()) }
}
