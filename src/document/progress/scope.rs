//! Tracks and capabilities that entered or left the scope.

use super::change::{clauses, how, item, status, with_clauses};
use crate::document::{Text, words};
use registry_maturity_core::{
    assessment::TrackAssessment,
    catalogue::{Catalogue, Status},
    progress::{AnswerForm, CapabilityChange, Progress, TrackProgress, Transition},
    scope::{self, Applies},
};

pub(super) fn lines(progress: &Progress<'_>) -> Vec<Text> {
    let catalogue = progress.after.profile.catalogue();
    progress.tracks.iter().flat_map(|track| of_track(catalogue, track)).collect()
}

fn of_track(catalogue: &Catalogue, track: &TrackProgress<'_>) -> Vec<Text> {
    if track.changes_scope() {
        return vec![whole_track(catalogue, track)];
    }
    let request = request(track).map(|text| Text::new().strong(track.track.name).plain(text));
    let capabilities = track.changes.iter().filter_map(|change| {
        let text = match change.transition? {
            Transition::Left => {
                item(track, change).plain(format!(": no longer applies; it was {}", status(change.before)))
            }
            Transition::Entered => {
                item(track, change).plain(format!(": now applies; it is {}", status(change.after)))
            }
            _ => return None,
        };
        Some(with_clauses(change, text))
    });
    request.into_iter().chain(capabilities).collect()
}

/// A changed reason under `also-assess`, of a track that stayed in the scope or out of it.
fn request(track: &TrackProgress<'_>) -> Option<String> {
    let request = track.request?;
    Some(match (request.before, request.after) {
        (None, Some(reason)) => format!(": it is now assessed in any case, for this reason: {reason}"),
        (Some(reason), None) => {
            format!(": it is no longer assessed in any case; the reason was: {reason}")
        }
        (Some(was), Some(is)) => format!(": the reason to assess it is now: {is}; it was: {was}"),
        (None, None) => return None,
    })
}

/// A track that entered or left the scope, with the statuses of its capabilities while it applies.
fn whole_track(catalogue: &Catalogue, track: &TrackProgress<'_>) -> Text {
    let name = Text::new().strong(track.track.name);
    let given = track.request.and_then(|request| request.after.or(request.before));
    let given = given.map_or_else(String::new, |reason| format!(" (the reason to assess it: {reason})"));
    let (head, assessed, verb) = match &track.after.applies {
        Applies::No(unfulfilled) => {
            let why = scope::reason(catalogue, unfulfilled);
            (format!(" no longer applies, because {why}{given}"), track.before, "were")
        }
        Applies::Yes => (format!(" now applies{given}"), Some(track.after), "are"),
        Applies::OnRequest(_) => {
            let head = format!(" is now assessed, although the taxonomy leaves it out{given}");
            (head, Some(track.after), "are")
        }
    };
    let capabilities = assessed.into_iter().flat_map(|assessed| by_status(track, assessed, verb));
    Text::lines(std::iter::once(name.plain(head)).chain(capabilities))
}

fn by_status<'a>(
    track: &'a TrackProgress<'_>,
    assessed: &'a TrackAssessment<'_>,
    verb: &'a str,
) -> impl Iterator<Item = Text> + 'a {
    let groups = Status::ALL.into_iter().flat_map(|status| [(status, false), (status, true)]);
    groups.filter_map(move |(status, lacks_answer)| {
        let findings = assessed
            .findings
            .iter()
            .filter(|finding| finding.status == status && finding.lacks_answer() == lacks_answer);
        let names = findings.map(|finding| {
            let id = finding.capability.id;
            let change = track.changes.iter().find(|change| change.capability.id == id);
            let title = words::lower_first(finding.capability.title);
            title + &change.map_or_else(String::new, |change| aside(track, change))
        });
        let names: Vec<String> = names.collect();
        let label = match (status, verb) {
            (Status::NotApplicable, "were") => "did not apply".to_owned(),
            (Status::NotApplicable, _) => "do not apply".to_owned(),
            (status, verb) => {
                format!("{verb} {}", words::status_if_answered((!lacks_answer).then_some(status)))
            }
        };
        (!names.is_empty()).then(|| Text::from(format!("{label}: {}", names.join("; "))))
    })
}

/// What a list of capabilities adds about one: another answer that was kept, and its clauses that changed.
fn aside(track: &TrackProgress<'_>, change: &CapabilityChange<'_>) -> String {
    let clauses = clauses(change).map_or_else(String::new, |clauses| format!(", {clauses}"));
    kept(track, change) + &clauses
}

/// The other answer that was kept while the track did not apply, if there is one: ` (not met before)`.
fn kept(track: &TrackProgress<'_>, change: &CapabilityChange<'_>) -> String {
    let kept = change.written.map(|written| match track.was_assessed() {
        true => (written.after, "now"),
        false => (written.before, "before"),
    });
    let kept = kept.filter(|(written, _)| *written != AnswerForm::Nothing);
    kept.map_or_else(String::new, |(written, when)| format!(" ({} {when})", how(written)))
}
