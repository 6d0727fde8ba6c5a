//! What changed between two profiles, for a report to the people who fund the work.

mod change;
mod scope;

use super::{Block, Disclosure, Document, Fact, Heading, Inline, Table, Text, labels, words};
use registry_maturity_core::{
    assessment::{Assessment, Counts, Standing, TrackAssessment},
    catalogue::{Accounts, Catalogue, Hosting, Level, Status},
    profile::{Plan, keys},
    progress::{
        AboutChange, CapabilityChange, DetailChange, Difference, Progress, TrackProgress, Transition,
    },
};

/// The names of the two profiles.
#[derive(Clone, Debug)]
pub struct Sides {
    /// The name of the profile that the changes start from.
    pub before: String,
    /// The name of the profile that the changes lead to.
    pub after: String,
}

/// The document of the changes.
#[must_use]
pub fn progress(progress: &Progress<'_>, sides: &Sides, disclosure: Disclosure) -> Document {
    let profile = progress.after.profile;
    let title = format!("{}: what changed", profile.registry().name);
    let mut document = Document::new(title, profile.catalogue());
    document.blocks.push(Block::Facts(about(progress, sides)));
    if progress.is_backwards() {
        document.paragraph(
            "These changes run backwards: the first profile was assessed after the second. Swap them to see what was achieved.",
        );
    }
    document.paragraph(brief(progress, disclosure));
    document.blocks.push(Block::Table(levels(progress)));
    for section in sections(progress, disclosure) {
        document.heading(1, section.title, Some(section.anchor));
        document.blocks.push(Block::List(section.lines));
    }
    document
}

/// The same changes below the heading of a registry.
pub(super) fn lists(progress: &Progress<'_>, disclosure: Disclosure) -> Vec<Block> {
    let blocks = sections(progress, disclosure).flat_map(|section| {
        let heading = Heading { depth: 2, text: section.title.to_owned(), anchor: None };
        [Block::Heading(heading), Block::List(section.lines)]
    });
    blocks.collect()
}

impl Disclosure {
    /// Whether readers may see any difference between two profiles.
    pub(crate) fn shows_difference(self, progress: &Progress<'_>) -> bool {
        let is_about_tracks = |track: &TrackProgress<'_>| {
            track.target.is_some() || track.request.is_some() || track.changes_scope()
        };
        progress.about != AboutChange::default()
            || progress.tracks.iter().any(is_about_tracks)
            || progress.changes().any(|(_, change)| self.shows_change(change))
    }

    /// Whether readers may see any part of a change.
    pub(crate) fn shows_change(self, change: &CapabilityChange<'_>) -> bool {
        change.transition.is_some()
            || change.written.is_some()
            || !change.clauses.is_empty()
            || change.intent.is_some()
            || self.plan_change(change).is_some()
            || !change.evidence.is_empty()
            || change.details.iter().any(|detail| self.shows_detail(detail))
            || change.before.finding.is_some() != change.after.finding.is_some()
    }

    /// The change of a plan; `None` if it changed only in what readers may not see.
    pub(crate) fn plan_change<'p>(
        self,
        change: &CapabilityChange<'p>,
    ) -> Option<Difference<Option<&'p Plan>>> {
        let seen = |plan: Option<&Plan>| {
            let mut plan = plan?.clone();
            if !self.shows_owner_and_cost() {
                (plan.owner, plan.cost) = (None, None);
            }
            (plan != Plan::default()).then_some(plan)
        };
        change.plan.filter(|plan| seen(plan.before) != seen(plan.after))
    }

    /// Whether readers may see that the value of a key changed.
    fn shows_detail(self, detail: &DetailChange<'_>) -> bool {
        self != Disclosure::Public || !detail.key.is_private
    }
}

/// The two profiles, and differences in what they say about the registry.
fn about(progress: &Progress<'_>, sides: &Sides) -> Vec<Fact> {
    let side = |name: &str, assessment: &Assessment<'_>| {
        let date = assessment.profile.assessed().date;
        let date = date.map_or_else(String::new, |day| format!(", assessed on {day}"));
        format!("{name}{date}")
    };
    let catalogue = progress.after.profile.catalogue();
    // The first two facts already have the dates.
    let AboutChange { edition, name, url, by, accounts, hosting, .. } = &progress.about;
    let text = |change: &Difference<Option<&str>>| Difference {
        before: change.before.unwrap_or("none").to_owned(),
        after: change.after.unwrap_or("none").to_owned(),
    };
    let given = |change: &Difference<&str>| Difference {
        before: change.before.to_owned(),
        after: change.after.to_owned(),
    };
    let changes = [
        (labels::REGISTRY, name.as_ref().map(given)),
        (labels::ADDRESS, url.as_ref().map(text)),
        (labels::EDITION, edition.as_ref().map(given)),
        ("Answered by", by.as_ref().map(text)),
        (
            "Accounts",
            accounts.map(|change| Difference {
                before: self::accounts(change.before),
                after: self::accounts(change.after),
            }),
        ),
        (
            labels::HOSTING,
            hosting.map(|change| Difference {
                before: self::hosting(catalogue, change.before),
                after: self::hosting(catalogue, change.after),
            }),
        ),
    ];
    let changes = changes.into_iter().filter_map(|(name, change)| {
        let change = change?;
        Some(Fact::new(name, before_and_now(&change.before, &change.after)))
    });
    let both = [
        Fact::new("From", side(&sides.before, progress.before)),
        Fact::new("To", side(&sides.after, progress.after)),
    ];
    both.into_iter().chain(changes).collect()
}

fn before_and_now(before: &str, now: &str) -> String {
    format!("{before} before, {now} now")
}

fn accounts(accounts: Option<&Accounts>) -> String {
    match accounts {
        None => words::NOT_ANSWERED.to_owned(),
        Some(accounts) if !accounts.exist() => "none".to_owned(),
        Some(accounts) if accounts.providers().is_empty() => "yes".to_owned(),
        Some(accounts) => words::accounts_by(accounts.providers()),
    }
}

fn hosting(catalogue: &Catalogue, hosting: Option<&std::collections::BTreeSet<Hosting>>) -> String {
    let titles = hosting.map(|hosting| {
        hosting.iter().map(|one| words::lower_first(catalogue.hosting(*one).title)).collect::<Vec<_>>()
    });
    titles.map_or_else(|| words::NOT_ANSWERED.to_owned(), |titles| words::and(&titles))
}

/// The levels that changed, then the numbers of capabilities that were completed, found to be met, and lost.
pub(super) fn brief(progress: &Progress<'_>, disclosure: Disclosure) -> Text {
    let mut sentences: Vec<String> = progress.tracks.iter().filter_map(moved).collect();
    let count = |wanted: fn(&CapabilityChange<'_>) -> bool| {
        progress.changes().filter(|(_, change)| wanted(change)).count()
    };
    let completed = count(|change| change.transition == Some(Transition::Completed));
    let found = count(is_found_met);
    let lost = count(|change| change.transition == Some(Transition::Lost));
    let counts = [(completed, "completed"), (found, "found to be in place"), (lost, "lost")];
    sentences.extend(counts.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| {
        let were = if number == 1 { "was" } else { "were" };
        format!("{} {were} {word}.", words::count(number, "capability", "capabilities"))
    }));
    match sentences.is_empty() {
        true if disclosure.shows_difference(progress) => "No level changed.".into(),
        true => "Nothing changed.".into(),
        false => Text::new().strong(sentences.join(" ")),
    }
}

/// Whether it was unknown and is known to be met now, which does not mean that anything was done.
fn is_found_met(change: &CapabilityChange<'_>) -> bool {
    change.transition == Some(Transition::Found) && status(change) == Some(Status::Met)
}

fn status(change: &CapabilityChange<'_>) -> Option<Status> {
    change.after.finding.map(|finding| finding.status)
}

fn moved(track: &TrackProgress<'_>) -> Option<String> {
    let name = track.track.name;
    let level = |standing: Option<Standing>| standing.map(|standing| standing.level);
    match (level(track.stood()), level(track.after.standing)) {
        (Some(was), Some(is)) if was < is => Some(format!("{name} rose from level {was} to level {is}.")),
        (Some(was), Some(is)) if was > is => Some(format!("{name} fell from level {was} to level {is}.")),
        (None, Some(is)) => Some(format!("{name} is at level {is}; it had {} before.", words::NO_LEVEL)),
        (Some(was), None) => Some(format!("{name} was at level {was}; it has {} now.", words::NO_LEVEL)),
        (Some(_), Some(_)) | (None, None) => None,
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
        columns: [labels::TRACK, "Level before", labels::LEVEL_NOW, "Met before", "Met now"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.collect(),
    }
}

fn level(standing: Option<Standing>) -> Text {
    standing.map_or_else(|| "none".into(), |standing| standing.level.to_string().into())
}

/// The counts of what is met, by level: `1: 4 of 5, 2: 1 of 3`.
fn met(track: Option<&TrackAssessment<'_>>) -> Text {
    let Some(track) = track.filter(|track| track.standing.is_some()) else { return Text::new() };
    let rungs = Level::RUNGS
        .into_iter()
        .filter_map(|level| Some((level, track.counts(level))).filter(|(_, counts)| counts.applicable() > 0));
    let rungs: Vec<_> = rungs.collect();
    let join =
        |words: &dyn Fn(&(Level, Counts)) -> String| rungs.iter().map(words).collect::<Vec<_>>().join(", ");
    Text::new().with(Inline::Abbreviated {
        short: join(&|(level, counts)| format!("{level}: {}", words::met(*counts)).replace(' ', "\u{a0}")),
        full: join(&|(level, counts)| words::met_at(*level, *counts)),
    })
}

struct ProgressSection {
    title: &'static str,
    anchor: &'static str,
    lines: Vec<Text>,
}

/// The sections that have lines.
fn sections(progress: &Progress<'_>, disclosure: Disclosure) -> impl Iterator<Item = ProgressSection> {
    let section = |title, anchor, lines| ProgressSection { title, anchor, lines };
    let each = |line: &dyn Fn(&TrackProgress<'_>, &CapabilityChange<'_>) -> Option<Text>| -> Vec<Text> {
        progress.changes().filter_map(|(track, change)| line(track, change)).collect()
    };
    let became = |wanted: &[Transition]| {
        each(&|track, change| {
            let is_wanted = change.transition.is_some_and(|transition| wanted.contains(&transition));
            (is_wanted && !is_found_met(change)).then(|| change::line(track, change))
        })
    };
    let found = each(&|track, change| is_found_met(change).then(|| change::line(track, change)));
    let all = [
        section("Completed", "completed", became(&[Transition::Completed])),
        section("Found to be in place", "in-place", found),
        section("Begun", "begun", became(&[Transition::Begun])),
        section("Taken further", "further", became(&[Transition::Advanced])),
        section("Plans", "plans", each(&|track, change| change::plans(track, change, disclosure))),
        section("Lost", "lost", became(&[Transition::Lost, Transition::Undone, Transition::SetBack])),
        section("Met in different parts", "shifted", became(&[Transition::Shifted])),
        section("Now known", "known", became(&[Transition::Found])),
        section("No longer known", "unknown", became(&[Transition::Forgotten])),
        section("Scope", "scope", scope::lines(progress)),
        section("Parts", "parts", each(&change::parts)),
        section("Kept but not assessed", "kept", each(&change::kept)),
        section("Notes and dates", "notes", each(&|_, change| change::details(change, disclosure))),
        section(keys::EVIDENCE.label, "evidence", each(&|_, change| change::evidence(change))),
        section(labels::TARGETS, "targets", targets(progress)),
    ];
    all.into_iter().filter(|section| !section.lines.is_empty())
}

fn targets(progress: &Progress<'_>) -> Vec<Text> {
    let lines = progress.tracks.iter().filter_map(|track| {
        let target = track.target?;
        let text = match (target.before, target.after) {
            (None, Some(is)) => format!(": level {is} is now a target"),
            (Some(was), None) => format!(": level {was} is no longer a target"),
            (Some(was), Some(is)) => format!(": the target was level {was} and is now level {is}"),
            (None, None) => return None,
        };
        Some(Text::new().strong(track.track.name).plain(text))
    });
    lines.collect()
}
