//! What changed between two profiles, to be pasted into a report to those who fund the work.

use super::{Block, Disclosure, Document, Fact, Table, Text, report::evidence, words};
use registry_maturity_core::{
    assessment::{Standing, TrackAssessment},
    catalogue::{Catalogue, Level},
    profile::{Answer, Status},
    progress::{Change, ClauseChange, Progress, Step, TrackProgress},
    scope::{self, Applies},
};

/// How the two sides are called.
#[derive(Clone, Debug)]
pub struct Sides {
    /// The earlier one.
    pub before: String,
    /// The later one.
    pub after: String,
}

/// What changed, in words.
#[must_use]
pub fn progress(progress: &Progress<'_>, sides: &Sides, disclosure: Disclosure) -> Document {
    let profile = progress.after.profile;
    let title = format!("{}: what changed", profile.registry.name);
    let mut document = Document::new(title, profile.catalogue);
    document.blocks.push(Block::Facts(about(progress, sides)));
    document.paragraph(summary(progress));
    document.blocks.push(Block::Table(levels(progress)));
    for section in sections(progress, disclosure) {
        if !section.lines.is_empty() {
            document.heading(1, section.title, Some(section.anchor));
            document.blocks.push(Block::List(section.lines));
        }
    }
    document
}

fn about(progress: &Progress<'_>, sides: &Sides) -> Vec<Fact> {
    let side = |name: &str, assessment: &registry_maturity_core::assessment::Assessment<'_>| {
        let profile = assessment.profile;
        let date = profile.assessed.date.map_or_else(String::new, |day| format!(", assessed on {day}"));
        format!("{name}{date}")
    };
    let mut facts = vec![
        Fact::new("From", side(&sides.before, progress.before)),
        Fact::new("To", side(&sides.after, progress.after)),
    ];
    let (before, after) = (progress.before.profile, progress.after.profile);
    if before.registry.name != after.registry.name {
        let names = format!("it was {} before and is {} now", before.registry.name, after.registry.name);
        facts.push(Fact::new("Registry", names));
    }
    if before.catalogue.edition.id != after.catalogue.edition.id {
        let editions = format!("{} before, {} now", before.catalogue.edition.id, after.catalogue.edition.id);
        facts.push(Fact::new("Edition", editions));
    }
    facts
}

/// The levels that moved, then how much was completed and lost.
fn summary(progress: &Progress<'_>) -> Text {
    let mut sentences: Vec<String> = progress.tracks.iter().filter_map(moved).collect();
    let count = |step: Step| progress.changes().filter(|(_, change)| change.step == Some(step)).count();
    let completed = count(Step::Completed);
    let lost = count(Step::Lost);
    if completed + lost > 0 {
        let were = if completed == 1 { "was" } else { "were" };
        let lost = if lost == 0 { String::new() } else { format!(", {lost} lost") };
        let capabilities = words::count(completed, "capability", "capabilities");
        sentences.push(format!("{capabilities} {were} completed{lost}."));
    }
    if sentences.is_empty() {
        let changes = progress.changes().next().is_some();
        let text = if changes { "No level changed." } else { "Nothing changed." };
        return text.into();
    }
    Text::new().strong(sentences.join(" "))
}

fn moved(track: &TrackProgress<'_>) -> Option<String> {
    let name = track.track.name;
    let (was, is) = (track.stood()?.level, track.after.standing?.level);
    match was.cmp(&is) {
        std::cmp::Ordering::Less => Some(format!("{name} rose from level {was} to level {is}.")),
        std::cmp::Ordering::Greater => Some(format!("{name} fell from level {was} to level {is}.")),
        std::cmp::Ordering::Equal => None,
    }
}

fn levels(progress: &Progress<'_>) -> Table {
    let rows = progress.tracks.iter().map(|track| {
        vec![
            track.track.name.into(),
            level(track.stood()),
            level(track.after.standing),
            met(track.before),
            met(Some(track.after)),
        ]
    });
    Table {
        caption: "Levels and counts, before and after".to_owned(),
        columns: ["Track", "Level before", "Level now", "Met before", "Met now"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn level(standing: Option<Standing>) -> Text {
    standing.map_or_else(|| "none".into(), |standing| standing.level.to_string().into())
}

/// What is met by level: `1: 4 of 5, 2: 1 of 3`.
fn met(track: Option<&TrackAssessment<'_>>) -> Text {
    let Some(track) = track.filter(|track| track.standing.is_some()) else { return Text::new() };
    let rungs = Level::RUNGS.into_iter().filter_map(|level| {
        let counts = track.counts(level);
        (counts.applicable() > 0)
            .then(|| format!("{level}: {} of {}", counts.met, counts.applicable()).replace(' ', "\u{a0}"))
    });
    rungs.collect::<Vec<_>>().join(", ").into()
}

struct Section {
    title: &'static str,
    anchor: &'static str,
    lines: Vec<Text>,
}

fn sections(progress: &Progress<'_>, disclosure: Disclosure) -> Vec<Section> {
    let steps = |title, anchor, wanted: &[Step]| Section {
        title,
        anchor,
        lines: progress
            .changes()
            .filter(|(_, change)| change.step.is_some_and(|step| wanted.contains(&step)))
            .map(|(track, change)| line(track, change))
            .collect(),
    };
    vec![
        steps("Completed", "completed", &[Step::Completed]),
        steps("Begun", "begun", &[Step::Begun]),
        steps("Taken further", "further", &[Step::Advanced]),
        Section { title: "Plans", anchor: "plans", lines: plans(progress, disclosure) },
        steps("Lost", "lost", &[Step::Lost, Step::SetBack]),
        steps("Known now", "known", &[Step::Found]),
        steps("Not known any more", "unknown", &[Step::Forgotten]),
        Section { title: "Scope", anchor: "scope", lines: scope(progress) },
        Section { title: "Recommended clauses", anchor: "recommended", lines: recommended(progress) },
        Section { title: "Evidence", anchor: "evidence", lines: evidence_changes(progress) },
        Section { title: "Targets", anchor: "targets", lines: targets(progress) },
    ]
}

/// A capability with its place: `checks for leaked credentials, a level 2 item of Authentication`.
fn item(track: &TrackProgress<'_>, change: &Change<'_>) -> Text {
    let capability = change.capability;
    Text::new()
        .strong(capability.title)
        .plain(format!(", a level {} item of {}", capability.level, track.track.name))
}

fn line(track: &TrackProgress<'_>, change: &Change<'_>) -> Text {
    let was = change.before.map_or(Status::Unknown, |finding| finding.status);
    let is = change.after.map_or(Status::Unknown, |finding| finding.status);
    let text = match change.step {
        Some(Step::Completed) if was == Status::Unknown => {
            item(track, change).plain("; it was not known before")
        }
        Some(Step::Lost | Step::SetBack) if was != is => item(track, change).plain(format!(
            "; it was {}, and is {} now",
            words::status(was),
            words::status(is)
        )),
        Some(Step::Found) => item(track, change).plain(format!("; it is {}", words::status(is))),
        Some(Step::Forgotten) => item(track, change).plain(format!("; it was {}", words::status(was))),
        _ => item(track, change),
    };
    clauses(change, text)
}

/// The clauses that changed, after a text.
fn clauses(change: &Change<'_>, text: Text) -> Text {
    let named = |wanted: fn(ClauseChange) -> bool| -> Vec<String> {
        let all = change.clauses.iter().copied().filter(|change| wanted(*change));
        all.map(|change| words::lower_first(change.clause.title)).collect()
    };
    let groups = [
        ("new in it", named(ClauseChange::is_completed)),
        ("begun in it", named(ClauseChange::is_begun)),
        ("lost in it", named(ClauseChange::is_lost)),
    ];
    groups
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .fold(text, |text, (label, names)| text.plain(format!("; {label}: {}", words::and(&names))))
}

fn plans(progress: &Progress<'_>, disclosure: Disclosure) -> Vec<Text> {
    let lines = progress.changes().filter_map(|(track, change)| {
        let intent = change.intent?;
        let answer = change.after.and_then(|finding| finding.answer);
        let text = match intent {
            Some(intent) => item(track, change).plain(format!(": {} now", words::intent(intent))),
            None => item(track, change).plain(": nothing is planned any more"),
        };
        let plan = answer.and_then(|answer| answer.plan.as_ref());
        let plan = plan.map(|plan| words::plan(plan, disclosure.tells_owner_and_cost()));
        let reason = answer
            .filter(|answer| answer.intent() == Some(registry_maturity_core::profile::Intent::Declined));
        let reason = reason.and_then(|answer: &Answer| answer.note.clone()).map(Text::from);
        Some(Text::lines([Some(text), plan, reason].into_iter().flatten()))
    });
    lines.collect()
}

/// Tracks and capabilities that apply now, or no longer.
fn scope(progress: &Progress<'_>) -> Vec<Text> {
    let catalogue = progress.after.profile.catalogue;
    progress.tracks.iter().flat_map(|track| scope_of(catalogue, track)).collect()
}

fn scope_of(catalogue: &Catalogue, track: &TrackProgress<'_>) -> Vec<Text> {
    if track.changes_scope() {
        return vec![whole_track(catalogue, track)];
    }
    let lines = track.changes.iter().filter_map(|change| match change.step {
        Some(Step::Left) => {
            let note =
                change.after.and_then(|finding| finding.answer).and_then(|answer| answer.note.as_deref());
            let note = note.map_or_else(String::new, |note| format!(". {}", note.trim()));
            Some(item(track, change).plain(format!(": does not apply any more{note}")))
        }
        Some(Step::Entered) => {
            let status = change.after.map_or(Status::Unknown, |finding| finding.status);
            Some(item(track, change).plain(format!(": applies now; it is {}", words::status(status))))
        }
        _ => None,
    });
    lines.collect()
}

fn whole_track(catalogue: &Catalogue, track: &TrackProgress<'_>) -> Text {
    let name = Text::new().strong(track.track.name);
    match &track.after.applies {
        Applies::Yes => name.plain(" applies now, with all its capabilities"),
        Applies::OnRequest(reason) => {
            name.plain(format!(" is assessed now, although the taxonomy leaves it out: {reason}"))
        }
        Applies::No(unfulfilled) => {
            let why = scope::reason(catalogue, unfulfilled);
            name.plain(format!(" does not apply any more, because {why}"))
        }
    }
}

/// Clauses that changed without changing what the principles ask for.
fn recommended(progress: &Progress<'_>) -> Vec<Text> {
    let silent = progress.changes().filter(|(_, change)| change.step.is_none());
    let lines = silent.map(|(track, change)| clauses(change, item(track, change)));
    let said = |text: &Text| text.0.len() > 2;
    lines.filter(said).collect()
}

fn evidence_changes(progress: &Progress<'_>) -> Vec<Text> {
    let lines = progress.changes().flat_map(|(_, change)| {
        let title = || Text::new().strong(change.capability.title);
        let with = |label: &str, all: &[&registry_maturity_core::profile::Evidence]| {
            (!all.is_empty()).then(|| {
                let links = all.iter().map(|given| evidence(given));
                Text::lines(std::iter::once(title().plain(format!(": {label}"))).chain(links))
            })
        };
        [with("added", &change.added), with("taken away", &change.removed)]
    });
    lines.flatten().collect()
}

fn targets(progress: &Progress<'_>) -> Vec<Text> {
    let lines = progress.tracks.iter().filter_map(|track| {
        let (was, is) = (track.target_before(), track.after.target);
        let name = Text::new().strong(track.track.name);
        match (was, is) {
            (was, is) if was == is => None,
            (None, Some(is)) => Some(name.plain(format!(": level {is} is a target now"))),
            (Some(was), None) => Some(name.plain(format!(": level {was} is no target any more"))),
            (Some(was), Some(is)) => {
                Some(name.plain(format!(": the target was level {was} and is level {is} now")))
            }
            (None, None) => None,
        }
    });
    lines.collect()
}
