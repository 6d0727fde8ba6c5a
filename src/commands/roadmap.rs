//! `roadmap`: the gaps, in the order in which to close them.

use clap::{Args, ValueEnum};
use registry_maturity::{
    document::{self, Manner, Style, words},
    json,
    render::format::{Format, ResultKind},
};
use registry_maturity_core::{catalogue::TrackId, roadmap::Roadmap};

use super::{aim, deliver, draw, has_only_idle_targets, in_commands, read_profile, read_source};
use crate::{
    arguments::{self, Destination, Disclose, Input, KnownName, LevelGoal},
    console::{Console, Exit},
};

#[derive(Debug, Args)]
#[command(
    after_help = "Without --target, the roadmap leads to the profile's targets, or to level 3 of every track if it has none.

Examples:
  registry-maturity roadmap
  registry-maturity roadmap --target authentication=2
  registry-maturity roadmap --track general --format markdown
  registry-maturity roadmap --style fundable --public --contact security@example.org
  registry-maturity roadmap --style grant --output proposal.txt"
)]
pub(crate) struct RoadmapArguments {
    #[command(flatten)]
    pub input: Input,

    /// Plan up to this level, instead of the profile's targets.
    #[arg(long, value_name = "[TRACK=]LEVEL", value_delimiter = ',', hide_possible_values = true)]
    pub target: Vec<LevelGoal>,

    /// Include only these tracks, separated by commas.
    #[arg(long, value_name = "TRACK", value_delimiter = ',', hide_possible_values = true,
        value_parser = KnownName::new(arguments::track, arguments::tracks))]
    pub track: Vec<TrackId>,

    /// Readers to write for.
    #[arg(long, value_name = "STYLE", default_value = "plain")]
    pub style: Worded,

    /// Contact for sponsors: an address or a name.
    #[arg(long, value_name = "CONTACT", value_parser = arguments::filled)]
    pub contact: Option<String>,

    /// Output format.
    #[arg(long, value_name = "FORMAT", default_value = "terminal", value_parser = arguments::formats(ResultKind::Roadmap))]
    pub format: Format,

    #[command(flatten)]
    pub output: Destination,

    #[command(flatten)]
    pub disclose: Disclose,
}

/// The readers of a roadmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Worded {
    /// The team that does the work.
    Plain,
    /// Sponsors, who pick improvements to fund.
    Fundable,
    /// A funder, as a proposal to complete.
    Grant,
}

/// The maximum length of an issue on GitHub, whose API rejects longer ones with "body is too long (maximum is 65536
/// characters)".
const GITHUB_ISSUE: usize = 65_536;

/// Prints the roadmap. Targets among the arguments replace those of the profile.
pub(crate) fn roadmap(arguments: &RoadmapArguments, console: &Console) -> anyhow::Result<Exit> {
    let source = read_source(&arguments.input.profile)?;
    let mut profile = read_profile(&source)?;
    aim(&mut profile, &arguments.target)?;
    let assessment = profile.assess();
    let mut roadmap = Roadmap::of(&assessment);
    if !arguments.track.is_empty() {
        roadmap.retain(|track| arguments.track.contains(&track));
    }
    let manner = Manner {
        style: match arguments.style {
            Worded::Plain => Style::Plain,
            Worded::Fundable => Style::Fundable,
            Worded::Grant => Style::Grant,
        },
        disclosure: arguments.disclose.into(),
        contact: arguments.contact.clone(),
        profile: in_commands(&arguments.input.profile),
    };
    let result = draw(
        arguments.format,
        console,
        || match arguments.format.is_sheet() {
            true => document::roadmap_sheet(&roadmap, manner.disclosure),
            false => document::roadmap(&roadmap, &manner),
        },
        || json::RoadmapRecord::new(&roadmap, manner.disclosure),
    )?;
    if arguments.format.is_for_issues() && result.chars().count() > GITHUB_ISSUE {
        console.say(&format!(
            "registry-maturity: the list has {} characters, and an issue on GitHub can hold at most {GITHUB_ISSUE}; split it with `--track`\n",
            result.chars().count()
        ));
    }
    say_what_is_left_out(arguments, &roadmap, console);
    deliver(&result, &arguments.output, console)?;
    Ok(Exit::Done)
}

fn say_what_is_left_out(arguments: &RoadmapArguments, roadmap: &Roadmap<'_>, console: &Console) {
    if has_only_idle_targets(roadmap.assessment) {
        console.say(
            "registry-maturity: every target is for a track that does not apply, so the roadmap leads to level 3 of \
             the other tracks\n",
        );
    }
    // The plain style says so itself, and the output of the others goes to people who do not know the options.
    if arguments.style != Worded::Plain && roadmap.beyond > 0 {
        let gaps = words::count(roadmap.beyond, "gap lies", "gaps lie");
        let are = if roadmap.beyond == 1 { "is" } else { "are" };
        console.say(&format!(
            "registry-maturity: {gaps} beyond the targets and {are} left out; `--target 3` includes everything\n"
        ));
    }
}
