//! `diff`: what changed between two profiles, or since a revision.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use registry_maturity::{
    document::{self, Disclosure, Sides},
    json,
    render::format::{Format, ResultKind},
};
use registry_maturity_core::{profile::DEFAULT_PATH, progress::Progress, text::Source};

use super::{
    deliver, draw,
    git::{Earlier, Tracked},
    read_profile, read_source,
};
use crate::{
    arguments::{self, Destination},
    console::{Console, Exit},
};

#[derive(Debug, Args)]
#[command(
    override_usage = "registry-maturity diff [OPTIONS] OLD NEW\n       registry-maturity diff [OPTIONS] --git REV [PROFILE]",
    after_help = "Examples:
  registry-maturity diff last-year.yaml registry-maturity.yaml
  registry-maturity diff --git HEAD~1
  registry-maturity diff --git v2026.1 docs/registry-maturity.yaml"
)]
pub(crate) struct DiffArguments {
    /// Earlier and later profile; with --git, only the later one.
    #[arg(value_name = "PROFILE", num_args = 0..=2)]
    pub profiles: Vec<PathBuf>,

    /// Compare with the same file at this git revision; `REV...` means its merge base with HEAD.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    pub git: Option<String>,

    /// Output format.
    #[arg(long, value_name = "FORMAT", default_value = "terminal", value_parser = arguments::formats(ResultKind::Progress))]
    pub format: Format,

    #[command(flatten)]
    pub output: Destination,

    /// Leave out each plan's owner and cost, for publication.
    #[arg(long)]
    pub public: bool,
}

/// Reports what changed. Regressions do not affect the exit code.
pub(crate) fn diff(arguments: &DiffArguments, console: &Console) -> anyhow::Result<Exit> {
    let (before, after) = sides(arguments)?;
    let (old, new) = (read_profile(&before)?, read_profile(&after)?);
    let (old, new) = (old.assess(), new.assess());
    let progress = Progress::between(&old, &new);
    let sides = Sides { before: before.name.clone(), after: after.name.clone() };
    let disclosure = if arguments.public { Disclosure::Public } else { Disclosure::Usual };
    let result = draw(
        arguments.format,
        console,
        || document::progress(&progress, &sides, disclosure),
        || json::ProgressRecord::new(&progress, disclosure),
    )?;
    deliver(&result, &arguments.output, console)?;
    Ok(Exit::Done)
}

/// The texts of the earlier and the later profile.
fn sides(arguments: &DiffArguments) -> anyhow::Result<(Source, Source)> {
    match (&arguments.git, arguments.profiles.as_slice()) {
        (Some(revision), profiles @ ([] | [_])) => {
            let profile = profiles.first().map_or(Path::new(DEFAULT_PATH), PathBuf::as_path);
            let after = read_source(profile)?;
            let earlier = Tracked::new(profile)?.at(revision, &after);
            match earlier.context("there is nothing to compare with")? {
                Earlier::Text(before) => Ok((before, after)),
                Earlier::Nothing => bail!("{} does not exist at {revision}", after.name),
            }
        }
        (None, [old, rest @ ..]) if is_revision(old, rest.first()) => {
            let named = arguments.profiles.iter().map(|name| name.display().to_string());
            let named = shell_words::join(named);
            let old = old.display();
            bail!("{old} does not exist; did you mean `registry-maturity diff --git {named}`?")
        }
        (None, [old, new]) => Ok((read_source(old)?, read_source(new)?)),
        (None, _) => bail!(
            "name two profiles, `registry-maturity diff OLD NEW`, or a revision, `registry-maturity diff --git REV \
             PROFILE`"
        ),
        (Some(_), _) => {
            bail!("with `--git`, name one profile at most: `registry-maturity diff --git REV PROFILE`")
        }
    }
}

/// Whether a name is neither a file nor standard input, but a revision in the profile's repository.
fn is_revision(name: &Path, profile: Option<&PathBuf>) -> bool {
    let profile = profile.map_or(Path::new(DEFAULT_PATH), PathBuf::as_path);
    let tracked = || Tracked::new(profile).ok();
    let is_file = name == Path::new("-") || name.exists();
    !is_file && tracked().is_some_and(|tracked| tracked.knows(&name.display().to_string()))
}
