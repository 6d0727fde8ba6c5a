//! Arguments that several commands share, with their help.

use std::{ffi::OsStr, fmt::Display, path::PathBuf, str::FromStr};

use clap::{
    Args, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParserFactory},
};
use registry_maturity::{
    document::Disclosure,
    render::format::{Format, ResultKind},
};
use registry_maturity_core::{
    catalogue::{Catalogue, Level, TrackId},
    profile::DEFAULT_PATH,
};

/// How output looks; the same for every command.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(next_help_heading = "Display")]
pub(crate) struct DisplayOptions {
    /// When to use colours; honours NO_COLOR.
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,

    /// Use only ASCII characters.
    #[arg(long, global = true)]
    pub ascii: bool,

    /// Wrap at this width instead of the terminal's. Reports need at least 40 columns.
    #[arg(long, value_name = "COLUMNS", global = true, value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

// The profile to read. These structs have no doc comments, because clap would show them in place of the command's own
// description.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Profile to read; `-` is standard input.
    #[arg(value_name = "PROFILE", default_value = DEFAULT_PATH)]
    pub profile: PathBuf,
}

// The profile whose history to read.
#[derive(Debug, Args)]
pub(crate) struct HistoryInput {
    /// Profile to follow; it has to be in a git repository.
    #[arg(value_name = "PROFILE", default_value = DEFAULT_PATH)]
    pub profile: PathBuf,
}

// How much of a profile readers may see.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Disclose {
    /// Leave out each plan's owner and cost, for publication.
    #[arg(long, conflicts_with = "internal")]
    pub public: bool,

    /// Include internal notes (for operators only).
    #[arg(long)]
    pub internal: bool,
}

// The destination of the result.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Destination {
    /// Write to this file instead of standard output; `-` is standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Let --output replace a profile or other YAML, an executable, or something that is not a regular file.
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// The formats of a command, with their descriptions.
pub(crate) fn formats(kind: ResultKind) -> impl TypedValueParser<Value = Format> {
    let values = kind.formats().map(|(row, help)| {
        let value = PossibleValue::new(row.name).help(help);
        row.alias.into_iter().fold(value, PossibleValue::alias)
    });
    PossibleValuesParser::new(values).try_map(|name| Format::named(&name).ok_or("no such format"))
}

impl From<Disclose> for Disclosure {
    fn from(disclose: Disclose) -> Disclosure {
        match disclose {
            Disclose { public: true, .. } => Disclosure::Public,
            Disclose { internal: true, .. } => Disclosure::Internal,
            Disclose { .. } => Disclosure::Usual,
        }
    }
}

/// A level for every track or for one: `2` or `authentication=2`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LevelGoal {
    /// The track; every track that applies if none is named.
    pub track: Option<TrackId>,
    pub level: Level,
}

impl FromStr for LevelGoal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((id, level)) => Ok(LevelGoal { track: Some(track(id)?), level: parsed(level)? }),
            None => Ok(LevelGoal { track: None, level: parsed(text)? }),
        }
    }
}

/// An argument that words its own error.
pub(crate) fn parsed<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

/// An argument with known values, which shells complete. `read` parses it and words the error.
#[derive(Clone)]
pub(crate) struct KnownName<T> {
    read: fn(&str) -> Result<T, String>,
    names: fn() -> Vec<PossibleValue>,
}

impl<T> KnownName<T> {
    /// The parser, and the names to complete.
    pub(crate) fn new(
        read: fn(&str) -> Result<T, String>,
        names: fn() -> Vec<PossibleValue>,
    ) -> KnownName<T> {
        KnownName { read, names }
    }
}

impl KnownName<String> {
    /// Accepts any name: the command itself reports unknown ones, with the nearest valid ones.
    pub(crate) fn any(names: fn() -> Vec<PossibleValue>) -> KnownName<String> {
        KnownName::new(|name| Ok(name.to_owned()), names)
    }
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for KnownName<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<T, clap::Error> {
        self.read.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.names)().into_iter()))
    }
}

impl ValueParserFactory for LevelGoal {
    type Parser = KnownName<LevelGoal>;

    fn value_parser() -> KnownName<LevelGoal> {
        KnownName::new(str::parse, goals)
    }
}

/// The ids of the tracks for completion, with their names as help.
pub(crate) fn tracks() -> Vec<PossibleValue> {
    Catalogue::latest()
        .tracks
        .iter()
        .map(|track| PossibleValue::new(track.id.as_str()).help(track.name))
        .collect()
}

/// The ids of the capabilities for completion, with their titles as help.
pub(crate) fn capabilities() -> Vec<PossibleValue> {
    let capabilities = Catalogue::latest().capabilities();
    capabilities.map(|capability| PossibleValue::new(capability.id.as_str()).help(capability.title)).collect()
}

/// Completions for a level of all tracks or of one.
fn goals() -> Vec<PossibleValue> {
    let all = Level::RUNGS.into_iter().map(|level| PossibleValue::new(level.to_string()));
    let tracks = Catalogue::latest().tracks.iter();
    let each = tracks.flat_map(|track| {
        Level::RUNGS.into_iter().map(|level| PossibleValue::new(format!("{}={level}", track.id)))
    });
    all.chain(each).collect()
}

/// Refuses an empty text, which usually comes from a variable that is not set.
pub(crate) fn filled(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("it is empty; write something, or leave the option out".to_owned());
    }
    Ok(text.to_owned())
}

/// The track in an argument.
pub(crate) fn track(id: &str) -> Result<TrackId, String> {
    Catalogue::latest().track(id).map(|track| track.id).map_err(|error| error.to_string())
}

/// Replaces placeholders such as `$capability` in the examples of a help text with ids from the catalogue.
pub(crate) fn with_ids(help: &str) -> String {
    let all = || Catalogue::latest().capabilities();
    let simple = all().find(|capability| capability.clauses.is_empty());
    let composite = all().find_map(|capability| Some((capability, capability.clauses.first()?)));
    let decided = all().find_map(|capability| Some((capability, capability.rulings.first()?)));
    let synonym = all().flat_map(|capability| capability.synonyms).find(|word| !word.contains(' '));
    [
        ("$capability", simple.map(|capability| capability.id.as_str())),
        ("$composite", composite.map(|(capability, _)| capability.id.as_str())),
        ("$clause", composite.map(|(_, clause)| clause.id.as_str())),
        ("$decided", decided.map(|(capability, _)| capability.id.as_str())),
        ("$ruling", decided.map(|(_, ruling)| ruling.id.as_str())),
        ("$synonym", synonym.copied()),
    ]
    .into_iter()
    .fold(help.to_owned(), |help, (name, id)| help.replace(name, id.unwrap_or_default()))
}
