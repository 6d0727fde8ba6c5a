//! What a few more answers would change, and a short summary at the end of an assessment.

use std::{borrow::Cow, fmt};

use super::{Question, Questionnaire, view::TrackLine};
use crate::{
    document::{self, Document, Fact, labels, words},
    render::terminal::wrap_options,
};
use registry_maturity_core::{
    assessment::{Assessment, Finding, TrackAssessment},
    catalogue::Track,
    profile::Status,
};

/// What a fact of the overview is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverviewSubject {
    /// What this question asks for.
    Question(Question),
    /// The day of the assessment.
    AssessedOn,
    /// The levels that the tracks should reach.
    Targets,
}

/// The question's id, or one of its own.
impl fmt::Display for OverviewSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OverviewSubject::Question(question) => question.fmt(f),
            OverviewSubject::AssessedOn => f.write_str("assessed-on"),
            OverviewSubject::Targets => f.write_str("targets"),
        }
    }
}

impl Questionnaire {
    /// An introduction for new users.
    pub(super) fn welcome(&self) -> Vec<String> {
        let catalogue = self.profile.catalogue();
        let capabilities = catalogue.capabilities().count();
        vec![
            format!(
                "A self-assessment of a package registry against the OpenSSF's {}, edition {}.",
                catalogue.edition.title, catalogue.edition.id
            ),
            format!(
                "At most {capabilities} questions, some of them in parts: about an hour. Leave at any time; each \
                 answer is saved at once, and the next run continues at the first open question."
            ),
            format!("The answers go into {}, which you can also edit by hand.", self.source.name),
            "An answer is met, partial, unmet, unknown or not applicable, with evidence and a note if you like."
                .to_owned(),
        ]
    }

    /// What the profile says about the registry, and the targets of its tracks.
    #[must_use]
    pub fn overview(&self) -> Vec<(OverviewSubject, Fact)> {
        const NONE: &str = "not given";
        let profile = &self.profile;
        let accounts = match &profile.taxonomy().accounts {
            None => NONE.to_owned(),
            Some(accounts) if !accounts.exist() => "no".to_owned(),
            Some(accounts) if accounts.providers().is_empty() => "yes".to_owned(),
            Some(accounts) => words::accounts_by(accounts.providers()),
        };
        let hosting = profile.taxonomy().hosting.as_ref();
        let hosting = hosting.map_or(NONE.to_owned(), |kinds| self.hosting_in_words(kinds));
        let targets =
            profile.catalogue().tracks.iter().filter_map(|track| {
                Some(format!("{} {}", track.name, profile.targets().get(&track.id)?.value))
            });
        let targets: Vec<String> = targets.collect();
        let or_none = |text: Option<String>| text.unwrap_or_else(|| NONE.to_owned());
        let about = |question, label, value| (OverviewSubject::Question(question), Fact::new(label, value));
        let text = |question, label| about(question, label, or_none(self.fact(question)));
        let day = or_none(profile.assessed().date.map(|date| date.to_string()));
        let targets = if targets.is_empty() { NONE.to_owned() } else { targets.join(", ") };
        vec![
            text(Question::Name, labels::NAME),
            text(Question::Address, labels::ADDRESS),
            text(Question::Assessor, labels::ASSESSED_BY),
            (OverviewSubject::AssessedOn, Fact::new(labels::ASSESSED_ON, day)),
            about(Question::Accounts, labels::ACCOUNTS, accounts),
            about(Question::Hosting, labels::HOSTING, hosting),
            (OverviewSubject::Targets, Fact::new(labels::TARGETS, targets)),
        ]
    }

    /// The tracks that the taxonomy leaves out, each with the reason to assess it anyway, if there is one.
    #[must_use]
    pub fn left_out(&self) -> Vec<(&'static Track, Option<String>)> {
        let tracks = self
            .profile
            .catalogue()
            .tracks
            .iter()
            .filter(|track| track.requires.unfulfilled(self.profile.taxonomy()).next().is_some());
        let reasons = self.profile.also_assess();
        tracks.map(|track| (track, reasons.get(&track.id).map(|reason| reason.value.clone()))).collect()
    }

    /// The whole scorecard, as `score` shows it.
    #[must_use]
    pub fn scorecard(&self) -> Document {
        let profile = Some(shell_words::quote(&self.source.name).into_owned());
        document::report(&self.profile.assess(), &document::Filter { profile, ..Default::default() })
    }

    /// What the next answers would change, a sentence for each track that is not complete.
    #[must_use]
    pub fn outlook(&self) -> Vec<String> {
        self.profile.assess().assessed().filter_map(track_outlook).collect()
    }
}

/// What decides a track's next level.
fn track_outlook(track: &TrackAssessment<'_>) -> Option<String> {
    let (next, name) = (track.next?, track.track.name);
    let blockers: Vec<&Finding<'_>> = track.findings.iter().filter(|finding| finding.blocks).collect();
    let open = blockers.iter().filter(|finding| finding.status == Status::Unknown).count();
    let gaps = words::count(blockers.len(), "gap", "gaps");
    let ids: Vec<&str> = blockers.iter().map(|finding| finding.capability.id.as_str()).collect();
    let ids = named(&ids, MAX_NAMED);
    Some(match open {
        _ if blockers.is_empty() => return None,
        0 => format!("{gaps} to level {next} of {name}: {ids}."),
        1 if blockers.len() == 1 => format!("1 answer decides level {next} of {name}: {ids}."),
        all if all == blockers.len() => format!("{all} answers decide level {next} of {name}: {ids}."),
        some => format!("{gaps} to level {next} of {name}, {some} of them not answered or not known: {ids}."),
    })
}

/// How many capabilities a sentence names.
const MAX_NAMED: usize = 3;

/// The first ids of a list, and how many others there are. A single other one is named too.
fn named(ids: &[&str], most: usize) -> String {
    let shown = if ids.len() <= most + 1 { ids.len() } else { most };
    let mut named = ids[..shown].join(", ");
    if shown < ids.len() {
        named += &format!(", {} more", ids.len() - shown);
    }
    named
}

/// A summary at the end of an assessment, in at most eleven lines of at most `width` characters, if the width
/// allows it. `argument` is the argument with which commands find the profile: empty, or a space and its path.
#[must_use]
pub fn summary(questionnaire: &Questionnaire, argument: &str, width: usize) -> Vec<String> {
    let view = questionnaire.view();
    let first = format!(
        "{}: {} of {} capabilities answered.",
        view.registry, view.progress.answered, view.progress.all
    );
    let mut last = Vec::new();
    if view.progress.answered < view.progress.all {
        last.extend(with_command("Continue with:", format!("registry-maturity assess{argument}"), width));
    }
    last.extend(with_command("The whole scorecard:", format!("registry-maturity score{argument}"), width));
    let assessment = questionnaire.profile().assess();
    let tracks = |most: usize| {
        let of_track = |line: &TrackLine| {
            std::iter::once(standing(line)).chain(blockers(&assessment, line, most)).collect::<Vec<_>>()
        };
        view.tracks.iter().flat_map(of_track).collect::<Vec<_>>()
    };
    // As many blockers are named as there is room for; the fewest may still take a line too many.
    let whole = |most: usize| -> Vec<String> {
        let lines = std::iter::once(first.clone()).chain(tracks(most));
        lines.flat_map(|line| folded(&line, width)).chain(last.iter().cloned()).collect()
    };
    let fitting = [9, MAX_NAMED, 2, 1].into_iter().map(&whole).find(|lines| lines.len() <= MAX_LINES);
    fitting.unwrap_or_else(|| whole(1))
}

/// The maximum number of lines of the summary.
const MAX_LINES: usize = 11;

/// A command after what it is for, on a line of its own if both do not fit into one, so that it can be copied.
fn with_command(what: &str, command: String, width: usize) -> Vec<String> {
    let both = format!("{what} {command}");
    if both.chars().count() < width { vec![both] } else { vec![what.to_owned(), command] }
}

/// A line, continued with a deeper indent if it is too long.
fn folded(line: &str, width: usize) -> Vec<String> {
    let indent = line.len() - line.trim_start().len();
    let deeper = " ".repeat(indent + 2);
    let options = wrap_options(width.saturating_sub(1).max(20))
        .initial_indent(&deeper[..indent])
        .subsequent_indent(&deeper);
    textwrap::wrap(line.trim_start(), options).into_iter().map(Cow::into_owned).collect()
}

/// A track's levels, with the counts in words, which speech reads as such.
fn standing(line: &TrackLine) -> String {
    let Some(standing) = line.score.standing else { return line.in_words() };
    let rungs: Vec<String> = line
        .score
        .rungs
        .iter()
        .map(|rung| {
            let counts = rung.counts();
            format!("{} of {}", counts.met, counts.applicable())
        })
        .collect();
    format!("{}: {}; met by level: {}", line.score.name, document::levels(standing), rungs.join(", "))
}

/// The capabilities that block a track's next level.
fn blockers(assessment: &Assessment<'_>, line: &TrackLine, most: usize) -> Option<String> {
    let track = assessment.track(line.score.id).ok()?;
    let blocking = track.findings.iter().filter(|finding| finding.blocks);
    let ids: Vec<&str> = blocking.map(|finding| finding.capability.id.as_str()).collect();
    let next = track.next?;
    (!ids.is_empty()).then(|| format!("  to level {next}: {}", named(&ids, most)))
}
