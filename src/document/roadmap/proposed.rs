//! The words of an improvement for people who might fund it: what is there today, what is delivered, and what follows.

use super::{Numbering, place};
use crate::document::{Text, report, words};
use registry_maturity_core::{
    assessment::{Finding, TrackAssessment},
    catalogue::{Clause, Level},
    profile::{Answer, ClauseAnswer, Status},
    proposal::{Attainment, Proposal},
    roadmap::{Step, is_declined},
    text::web_address,
};

/// What to do, as an instruction: only what is missing, if that is one clause of several.
pub(super) fn improvement(finding: &Finding<'_>) -> &'static str {
    let open: Vec<_> = finding.open_clauses().collect();
    let required = finding.capability.clauses.iter().filter(|clause| clause.required).count();
    match open.as_slice() {
        [(clause, _)] if required > 1 => clause.improvement,
        _ => finding.capability.improvement,
    }
}

/// What is delivered: only what is missing, where the clauses say what that is.
pub(super) fn deliverable(finding: &Finding<'_>) -> Text {
    let open: Vec<_> = finding.open_clauses().collect();
    if open.is_empty() {
        return finding.capability.deliverable.into();
    }
    let (unknown, known): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|(_, status)| *status == Status::Unknown);
    let sentences = |clauses: &[(&Clause, Status)]| {
        clauses.iter().map(|(clause, _)| clause.deliverable).collect::<Vec<_>>().join(" ")
    };
    let recommended = finding.capability.clauses.iter().filter(|clause| {
        let status = finding.clause_status(clause);
        !clause.required && matches!(status, Some(Status::Unmet | Status::Partial))
    });
    let lines = [
        sentences(&known),
        labelled("If it turns out to be missing: ", &sentences(&unknown)),
        labelled(
            "Recommended, but not needed for the level: ",
            &recommended.map(|clause| clause.deliverable).collect::<Vec<_>>().join(" "),
        ),
    ];
    Text::lines(lines.iter().map(|line| Text::copy(line)))
}

fn labelled(label: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{label}{text}") }
}

/// What is there today, clause by clause where it was answered so, in the operator's words and with the evidence.
pub(super) fn today(finding: &Finding<'_>) -> Text {
    let Some(answer) = finding.answer else { return "Not known yet.".into() };
    let lead = match finding.status {
        Status::Met => "In place.",
        Status::Partial => "In place in part.",
        Status::Unmet => "Not in place.",
        Status::Unknown => "Not known yet.",
        Status::NotApplicable => "Does not apply.",
    };
    let whole = Text::from(lead).plain(provider(answer));
    let whole = remark(whole, answer.note.as_deref(), answer.evidence.iter().map(|one| one.as_str()));
    let clauses = finding.capability.clauses.iter();
    let clauses = clauses.filter_map(|clause| Some(state_of(clause, answer.clause(clause.id)?)));
    Text::lines(std::iter::once(whole).chain(clauses))
}

/// Who provides it, as a sentence after another.
fn provider(answer: &Answer) -> String {
    answer.delegated_to.as_ref().map_or_else(String::new, |provider| format!(" Provided by {provider}."))
}

fn state_of(clause: &Clause, answer: &ClauseAnswer) -> Text {
    let (lead, what) = match answer.status.unwrap_or(Status::Unknown) {
        Status::Met => ("In place", words::lower_first(clause.title)),
        Status::Partial => ("In part", clause.missing.to_owned()),
        Status::Unmet => ("Missing", clause.missing.to_owned()),
        Status::Unknown => ("Not known yet", words::lower_first(clause.title)),
        Status::NotApplicable => ("Does not apply", words::lower_first(clause.title)),
    };
    let recommended = if clause.required { "" } else { " (recommended)" };
    let text = Text::new().strong(format!("{lead}: ")).plain(format!("{what}{recommended}."));
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

/// A piece of evidence: the site of an address, or a path.
fn shown(text: Text, evidence: &str) -> Text {
    let Some(url) = web_address(evidence) else { return text.code(evidence.to_owned()) };
    let site = url.split_once("://").and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    text.plain("(").link(site.unwrap_or_default().to_owned(), url.to_owned()).plain(")")
}

/// The principle that an improvement is about, with its level and id.
pub(super) fn principle(step: &Step<'_>) -> Text {
    let capability = step.finding.capability;
    Text::from(format!("{}, {} (", capability.title, place(step))).code(capability.id.as_str()).plain(")")
}

/// A capability in a list: its title, level and id.
pub(super) fn named(finding: &Finding<'_>) -> Text {
    let capability = finding.capability;
    let name = format!("{} (level {}, ", capability.title, capability.level);
    Text::from(name).code(capability.id.as_str()).plain(")")
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

/// How much of a track is in place: `4 of 5 at level 1, 1 of 3 at level 2`.
pub(super) fn counts(track: &TrackAssessment<'_>) -> String {
    let at = |level| {
        let counts = track.counts(level);
        (counts.applicable() > 0).then(|| format!("{} at level {level}", words::met(counts)))
    };
    Level::RUNGS.into_iter().filter_map(at).collect::<Vec<_>>().join(", ")
}

/// What an improvement does for the level of its track, without a full stop.
pub(super) fn outcome(proposal: &Proposal<'_, '_>, step: &Step<'_>, number: Numbering<'_>) -> String {
    let track = step.track.track.name;
    let level = step.finding.capability.level;
    let attained = proposal.attained.iter().find(|one| one.track.track.id == step.track.track.id);
    if let Some(held) = attained.filter(|attained| attained.level < level) {
        return format!(
            "closes a gap at level {level} of {track}; the level itself depends on {}",
            held_back(held)
        );
    }
    let now = step.track.standing.map_or(Level::ZERO, |standing| standing.level);
    let others = proposal.work.iter().filter(|other| {
        let finding = other.finding;
        other.track.track.id == step.track.track.id
            && finding.capability.level <= level
            && !finding.is_about_same(step.finding)
    });
    let others: Vec<String> = others
        .map(|other| match number(other.finding.capability.id) {
            Some(number) => number.to_string(),
            None => words::lower_first(other.finding.capability.title),
        })
        .collect();
    let together = labelled(", together with ", &words::and(&others));
    format!("raises {track} from level {now} to level {}{together}", step.unlocks.level)
}

/// What keeps a track below its goal after the work, to follow "because of".
pub(super) fn held_back(attained: &Attainment<'_>) -> String {
    let (declined, unknown): (Vec<&Finding<'_>>, Vec<_>) =
        attained.held_back_by.iter().partition(|finding| is_declined(finding));
    let parts = [("what is not known yet", unknown), ("what is declined", declined)];
    let parts = parts.into_iter().filter(|(_, findings)| !findings.is_empty()).map(|(what, findings)| {
        let titles = findings.iter().map(|finding| words::lower_first(finding.capability.title));
        format!("{what} ({})", titles.collect::<Vec<_>>().join("; "))
    });
    words::and(&parts.collect::<Vec<_>>())
}
