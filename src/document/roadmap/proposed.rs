//! The words of an improvement for people who might fund it: what is there today, what is delivered, and what follows.

use super::{Numbering, place};
use crate::document::{Text, improvement::Improvement, labels, report, words};
use registry_maturity_core::{
    assessment::{Finding, TrackAssessment},
    catalogue::{Clause, Level},
    profile::{Answer, ClauseAnswer, Status},
    proposal::{Attainment, Proposal},
    roadmap::{Step, is_declined},
    text::web_address,
};

/// What is delivered: first what is missing, and then what may be missing and what is only recommended.
pub(super) fn deliverable(improvement: &Improvement) -> Text {
    Text::lines(improvement.deliverable().into_iter().map(Text::from))
}

/// The kinds of work that it takes.
pub(super) fn kinds_of_work(improvement: &Improvement) -> String {
    improvement.work().map(words::work).collect::<Vec<_>>().join(", ")
}

/// The current state, clause by clause if it was answered that way, in the operator's words and with the evidence.
pub(super) fn today(finding: &Finding<'_>) -> Text {
    let Some(answer) = finding.answer else { return "Not known yet.".into() };
    let lead = today_in_words(finding.status, "Not in place");
    let through = match (&answer.delegated_to, finding.status) {
        (Some(provider), Status::Met | Status::Partial) => format!(", through {provider}"),
        (Some(provider), _) => words::up_to(provider),
        (None, _) => String::new(),
    };
    // The clauses say the rest.
    let is_bare = through.is_empty() && answer.note.is_none() && answer.evidence.is_empty();
    let whole = match is_bare && answer.is_by_clause() {
        true => Text::new(),
        false => Text::from(format!("{lead}{through}.")),
    };
    let whole = remark(whole, answer.note.as_deref(), answer.evidence.iter().map(|one| one.as_str()));
    let clauses = finding.capability.clauses.iter();
    let clauses = clauses.filter_map(|clause| Some(state_of(clause, answer.clause(clause.id)?)));
    Text::lines(std::iter::once(whole).chain(clauses))
}

/// A status in the words of a proposal.
const fn today_in_words(status: Status, unmet: &'static str) -> &'static str {
    match status {
        Status::Met => "In place",
        Status::Partial => "Partly in place",
        Status::Unmet => unmet,
        Status::Unknown => labels::NOT_KNOWN_YET,
        Status::NotApplicable => "Does not apply",
    }
}

/// Whether something is known of a capability whose status is not.
pub(super) fn is_partly_known(finding: &Finding<'_>) -> bool {
    finding.answer.is_some_and(|answer| answer.note.is_some() || finding.open_clauses().next().is_some())
}

/// Who provides it, as a sentence after another.
fn provider(answer: &Answer) -> String {
    answer
        .delegated_to
        .as_ref()
        .map_or_else(String::new, |provider| format!(" {}.", words::provided_by(provider)))
}

fn labelled(label: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{label}{text}") }
}

fn state_of(clause: &Clause, answer: &ClauseAnswer) -> Text {
    let lead = today_in_words(answer.status.unwrap_or(Status::Unknown), "Missing");
    let recommended = if clause.required { "" } else { " (recommended, not required)" };
    let text = Text::new().strong(format!("{lead}: ")).plain(format!("{}{recommended}.", clause.missing));
    remark(text, answer.note.as_deref(), answer.evidence.iter().map(|one| one.as_str()))
}

/// A text with a note and the evidence after it.
fn remark<'e>(text: Text, note: Option<&str>, evidence: impl Iterator<Item = &'e str>) -> Text {
    let text = match note.map(str::trim_end) {
        Some(note) if note.ends_with(['.', '!', '?']) => text.plain(format!(" {note}")),
        Some(note) => text.plain(format!(" {note}.")),
        None => text,
    };
    let mut seen = Vec::new();
    evidence.fold(text, |text, one| {
        if seen.contains(&one) {
            return text;
        }
        seen.push(one);
        shown(text.plain(" "), one)
    })
}

/// A piece of evidence: the name of a page, or a path.
fn shown(text: Text, evidence: &str) -> Text {
    match web_address(evidence) {
        Some(url) => text.plain("(").link(name_of_page(url), url.to_owned()).plain(")"),
        None => text.code(evidence.to_owned()),
    }
}

/// A short name for a page: on a code host the project with the file or issue, elsewhere the site.
fn name_of_page(url: &str) -> String {
    let parts: Vec<&str> = url.split(['/', '?', '#']).filter(|part| !part.is_empty()).skip(1).collect();
    match parts.as_slice() {
        ["github.com", owner, project, "issues" | "pull", number, ..] => {
            format!("{owner}/{project}#{number}")
        }
        ["github.com", _, project, _, _, .., file] => format!("{project}: {file}"),
        [site, ..] => (*site).to_owned(),
        [] => String::new(),
    }
}

/// The principle that an improvement is about, with its level and id.
pub(super) fn principle(step: &Step<'_>) -> Text {
    let capability = step.finding.capability;
    Text::from(format!("{}, {} (", capability.title, place(step))).code(capability.id.as_str()).plain(")")
}

/// A capability in a list: its title, level and id.
fn named(finding: &Finding<'_>) -> Text {
    let capability = finding.capability;
    let name = format!("{} (level {}, ", capability.title, capability.level);
    Text::from(name).code(capability.id.as_str()).plain(")")
}

/// What is in place without evidence.
pub(super) fn unevidenced(proposal: &Proposal<'_, '_>) -> Text {
    Text::lines(proposal.unevidenced.iter().map(|finding| named(finding)))
}

/// Where to read how it is done.
pub(super) fn guidance(step: &Step<'_>) -> Text {
    let references = step.finding.capability.references.iter();
    Text::lines(references.map(|reference| Text::new().link(reference.title, reference.url)))
}

/// What is in place: its title, who provides it, the operator's words and the evidence.
pub(super) fn in_place(finding: &Finding<'_>, is_evidence_due: bool) -> Text {
    let capability = finding.capability;
    let answer = finding.answer;
    let text = Text::new().strong(format!("{} (level {}).", capability.title, capability.level));
    let text = text.plain(answer.map(provider).unwrap_or_default());
    let clauses = answer.into_iter().flat_map(|answer| {
        capability.clauses.iter().filter_map(|clause| answer.clause(clause.id)?.note.as_deref())
    });
    let notes: Vec<&str> = answer
        .and_then(|answer| answer.note.as_deref())
        .into_iter()
        .chain(clauses)
        .map(str::trim_end)
        .collect();
    let notes = (!notes.is_empty()).then(|| notes.join(" "));
    let text = remark(text, notes.as_deref(), report::evidence_of(finding).map(|one| one.as_str()));
    if is_evidence_due { text.plain(" Evidence is still to be published.") } else { text }
}

/// How much of a track is in place: `4 of 5 at level 1, 1 of 3 (1 not known) at level 2`.
pub(super) fn counts(track: &TrackAssessment<'_>) -> String {
    let at = |level| {
        let counts = track.counts(level);
        let unknown = match counts.unknown {
            0 => String::new(),
            unknown => format!(" ({unknown} not known)"),
        };
        (counts.applicable() > 0).then(|| format!("{}{unknown} at level {level}", words::met(counts)))
    };
    Level::RUNGS.into_iter().filter_map(at).collect::<Vec<_>>().join(", ")
}

/// A level, and the one it would be if everything that is not known turned out to be in place.
pub(super) fn level_or(level: Level, ceiling: Level) -> String {
    match ceiling > level {
        true => format!("{level} ({ceiling} if everything still unknown turns out to be in place)"),
        false => level.to_string(),
    }
}

/// The level of a track now.
pub(super) fn now(track: &TrackAssessment<'_>) -> String {
    track
        .standing
        .map_or_else(|| Level::ZERO.to_string(), |standing| level_or(standing.level, standing.ceiling))
}

/// What an improvement does for the level of its track, without a full stop.
pub(super) fn outcome(proposal: &Proposal<'_, '_>, step: &Step<'_>, number: Numbering<'_>) -> String {
    let track = step.track.track.name;
    let level = step.finding.capability.level;
    let others = |is_wanted: &dyn Fn(Level) -> bool| {
        let others = proposal.work.iter().filter(|other| {
            other.track.track.id == step.track.track.id
                && !other.finding.is_about_same(step.finding)
                && is_wanted(other.finding.capability.level)
        });
        others.copied().collect::<Vec<&Step<'_>>>()
    };
    let (before, beside) = (others(&|other| other < level), others(&|other| other == level));
    let each = |steps: &[&Step<'_>]| -> Vec<String> {
        steps.iter().filter_map(|step| Some(number(step.finding.capability.id)?.to_string())).collect()
    };
    let numbers = |steps: &[&Step<'_>]| words::and(&each(steps));
    if !proposal.counts(step) {
        let work = each(&[before, beside].concat()).into_iter();
        let needs: Vec<String> = work.chain(uncertain(proposal, step)).collect();
        return format!(
            "closes a gap at level {level} of {track}; that level also requires {}",
            words::and(&needs)
        );
    }
    let now = step.track.standing.map_or(Level::ZERO, |standing| standing.level);
    let from = before.iter().map(|step| step.unlocks.level).max().unwrap_or(now);
    let together = labelled(", together with ", &numbers(&beside));
    let once = match before.as_slice() {
        [] => String::new(),
        [_] => format!(", once {} is done", numbers(&before)),
        _ => format!(", once {} are done", numbers(&before)),
    };
    format!("takes {track} from level {from} to level {}{together}{once}", step.unlocks.level)
}

/// What is not known or declined at the level of a step or below.
fn uncertain(proposal: &Proposal<'_, '_>, step: &Step<'_>) -> impl Iterator<Item = String> {
    let unknown = proposal.unknown.iter().filter(|other| {
        other.track.track.id == step.track.track.id
            && other.finding.capability.level <= step.finding.capability.level
    });
    let title = |finding: &Finding<'_>| words::lower_first(finding.capability.title);
    let unknown = unknown.map(move |step| format!("{} (not known yet)", title(step.finding)));
    unknown.chain(step.unlocks.declined.iter().map(move |finding| format!("{} (declined)", title(finding))))
}

/// Why a track stays below its goal after the work, to follow its level.
pub(super) fn held_back(attained: &Attainment<'_>) -> String {
    let (declined, unknown): (Vec<&Finding<'_>>, Vec<_>) =
        attained.held_back_by.iter().partition(|finding| is_declined(finding));
    let titles = |findings: &[&Finding<'_>]| {
        let titles = findings.iter().map(|finding| words::lower_first(finding.capability.title));
        titles.collect::<Vec<_>>().join("; ")
    };
    let parts = [
        labelled(" until it is known whether these are in place: ", &titles(&unknown)),
        labelled(" because these are declined: ", &titles(&declined)),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", and")
}
