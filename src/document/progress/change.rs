//! What changed about one capability, line by line. Each difference is in one line only.

use crate::document::{Disclosure, Text, report, words};
use registry_maturity_core::{
    profile::{Evidence, Intent, Plan},
    progress::{
        AnswerForm, CapabilityChange, ClauseChange, DetailChange, Difference, EvidenceChange, Side,
        TrackProgress, Transition,
    },
};

/// A capability with its level and track: `Checks for leaked credentials, a level 2 item of Authentication`.
pub(super) fn item(track: &TrackProgress<'_>, change: &CapabilityChange<'_>) -> Text {
    let capability = change.capability;
    Text::new()
        .strong(capability.title)
        .plain(format!(", a level {} item of {}", capability.level, track.track.name))
}

/// How its status changed, with the clauses that changed.
pub(super) fn line(track: &TrackProgress<'_>, change: &CapabilityChange<'_>) -> Text {
    let text = item(track, change);
    let (was, is) = (status(change.before), status(change.after));
    let text = match change.transition {
        Some(Transition::Lost | Transition::Undone) => text.plain(format!("; it was {was} and is now {is}")),
        Some(Transition::Found) => text.plain(format!("; it is {is}, and was {was} before")),
        Some(Transition::Forgotten) => text.plain(format!("; it was {was}")),
        _ => text,
    };
    with_clauses(change, text)
}

/// The status in one of the profiles, in words.
pub(super) fn status(side: Side<'_>) -> &'static str {
    side.finding.map_or(words::DOES_NOT_APPLY, words::status_of)
}

/// Appends the clauses whose status changed.
pub(super) fn with_clauses(change: &CapabilityChange<'_>, text: Text) -> Text {
    match clauses(change) {
        None => text,
        Some(clauses) => text.plain(format!("; {clauses}")),
    }
}

/// The clauses whose status changed; `None` if there are none.
pub(super) fn clauses(change: &CapabilityChange<'_>) -> Option<String> {
    let clauses: Vec<String> = change.clauses.iter().filter_map(clause).collect();
    (!clauses.is_empty()).then(|| format!("its clauses: {}", words::and(&clauses)))
}

/// `login attempts are protected (met now, not met before)`.
fn clause(change: &ClauseChange<'_>) -> Option<String> {
    let Difference { before, after } = change.status?;
    let word = words::status_if_answered;
    let recommended = if change.clause.required { "" } else { "recommended; " };
    let title = words::lower_first(change.clause.title);
    Some(format!("{title} ({recommended}{} now, {} before)", word(after), word(before)))
}

/// Clauses that changed without a change of the capability's status.
pub(super) fn parts(track: &TrackProgress<'_>, change: &CapabilityChange<'_>) -> Option<Text> {
    let is_shown = change.transition.is_some();
    let has_clauses = change.clauses.iter().any(|clause| clause.status.is_some());
    (!is_shown && has_clauses).then(|| with_clauses(change, item(track, change)))
}

/// Answers that changed although their track neither applied before nor does now.
pub(super) fn kept(track: &TrackProgress<'_>, change: &CapabilityChange<'_>) -> Option<Text> {
    let written = change.written?;
    let is_assessed = change.before.finding.is_some() || change.after.finding.is_some();
    (!is_assessed).then(|| item(track, change).plain(format!(": {}", answered(written))))
}

fn answered(written: Difference<AnswerForm>) -> String {
    super::before_and_now(how(written.before), how(written.after))
}

pub(super) fn how(written: AnswerForm) -> &'static str {
    match written {
        AnswerForm::Nothing => words::NOT_ANSWERED,
        AnswerForm::Whole(status) => words::status(status),
        AnswerForm::ByClause => "answered clause by clause",
    }
}

/// The intent and the plan.
pub(super) fn plans(
    track: &TrackProgress<'_>,
    change: &CapabilityChange<'_>,
    disclosure: Disclosure,
) -> Option<Text> {
    let plan = disclosure.plan_change(change);
    if change.intent.is_none() && plan.is_none() {
        return None;
    }
    let is_closed = change.after.finding.is_some_and(|finding| !finding.is_gap());
    let intent = match change.intent {
        Some(Difference { after: Some(intent), .. }) => format!(": {} now", words::intent(intent)),
        Some(Difference { before: Some(intent), .. }) if is_closed => {
            format!(": {} before", words::intent(intent))
        }
        Some(Difference { before: Some(Intent::Planned), .. }) => ": no longer planned".to_owned(),
        Some(Difference { before: Some(intent), .. }) => format!(": no longer {}", words::intent(intent)),
        _ => ": the plan changed".to_owned(),
    };
    let inside = disclosure.shows_owner_and_cost();
    let worded = |plan: Option<&Plan>| plan.map(|plan| words::plan(plan, inside));
    let (before, after) = plan.map_or((None, None), |plan| (worded(plan.before), worded(plan.after)));
    let label = |text: Option<Text>, label: &'static str| {
        text.filter(|text| !text.is_empty()).map(|text| Text::lines([Text::from(label), text]))
    };
    Some(Text::lines(
        [Some(item(track, change).plain(intent)), after, label(before, "Before:")].into_iter().flatten(),
    ))
}

/// The way it is answered, unless another line shows it, and changes of other keys.
pub(super) fn details(change: &CapabilityChange<'_>, disclosure: Disclosure) -> Option<Text> {
    let in_scope = change.before.finding.is_some() && change.after.finding.is_some();
    let has_clauses = change.clauses.iter().any(|clause| clause.status.is_some());
    let written = change.written.filter(|_| in_scope && change.transition.is_none() && !has_clauses);
    let written = written.map(|written| Text::from(answered(written)));
    let own = change.details.iter().filter_map(|detail| self::detail("", detail, disclosure));
    let clauses = change.clauses.iter().flat_map(|clause| {
        let title = format!("{}, ", words::lower_first(clause.clause.title));
        clause.details.iter().filter_map(move |detail| self::detail(&title, detail, disclosure))
    });
    let lines: Vec<Text> = written.into_iter().chain(own).chain(clauses).collect();
    let title = Text::new().strong(change.capability.title);
    (!lines.is_empty()).then(|| Text::lines(std::iter::once(title).chain(lines)))
}

fn detail(of: &str, change: &DetailChange<'_>, disclosure: Disclosure) -> Option<Text> {
    let name = words::lower_first(change.key.label);
    if change.key.is_private {
        return disclosure.shows_detail(change).then(|| format!("{of}the {name} changed").into());
    }
    let text = match (&change.before, &change.after) {
        (None, Some(after)) => format!("{of}{name}: {after} (new)"),
        (Some(before), None) => format!("{of}{name}: none now (before: {before})"),
        (Some(before), Some(after)) => format!("{of}{name}: {after} (before: {before})"),
        (None, None) => return None,
    };
    Some(text.into())
}

/// Evidence that was added to or removed from the answer and its clauses.
pub(super) fn evidence(change: &CapabilityChange<'_>) -> Option<Text> {
    let list = |label: String, all: &[&Evidence]| {
        let links = all.iter().map(|one| report::evidence(one));
        (!all.is_empty()).then(|| Text::lines(std::iter::once(Text::from(label)).chain(links)))
    };
    let both = |of: &str, evidence: &EvidenceChange<'_>| {
        [list(format!("{of}added"), &evidence.added), list(format!("{of}removed"), &evidence.removed)]
    };
    let own = both("", &change.evidence);
    let clauses = change
        .clauses
        .iter()
        .flat_map(|clause| both(&format!("{}, ", words::lower_first(clause.clause.title)), &clause.evidence));
    let lines: Vec<Text> = own.into_iter().chain(clauses).flatten().collect();
    let title = Text::new().strong(change.capability.title);
    (!lines.is_empty()).then(|| Text::lines(std::iter::once(title).chain(lines)))
}
