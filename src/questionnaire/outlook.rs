//! What a few more answers would change, and a short summary at the end of an assessment.

use super::{Question, Questionnaire, view::TrackLine};
use crate::document::{self, Document, Fact, words};
use registry_maturity_core::{
    assessment::{Assessment, Finding, TrackAssessment},
    catalogue::Track,
    profile::Status,
    text::cut,
};

impl Questionnaire {
    /// An introduction for new users.
    #[must_use]
    pub fn welcome(&self) -> Vec<String> {
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
    pub fn overview(&self) -> Vec<Fact> {
        const NONE: &str = "not given";
        let profile = &self.profile;
        let accounts = match &profile.taxonomy().accounts {
            None => NONE.to_owned(),
            Some(accounts) if !accounts.exist() => "no".to_owned(),
            Some(accounts) if accounts.providers().is_empty() => "yes".to_owned(),
            Some(accounts) => format!("yes, with log-in by {}", words::and(accounts.providers())),
        };
        let hosting = profile.taxonomy().hosting.as_ref();
        let hosting = hosting.map_or(NONE.to_owned(), |kinds| self.hosting_in_words(kinds));
        let targets =
            profile.catalogue().tracks.iter().filter_map(|track| {
                Some(format!("{} {}", track.name, profile.targets().get(&track.id)?.value))
            });
        let targets: Vec<String> = targets.collect();
        let or_none = |text: Option<String>| text.unwrap_or_else(|| NONE.to_owned());
        vec![
            Fact::new("Name", or_none(self.fact(Question::Name))),
            Fact::new("Address", or_none(self.fact(Question::Address))),
            Fact::new("Assessed by", or_none(self.fact(Question::Assessor))),
            Fact::new("Assessed on", or_none(profile.assessed().date.map(|date| date.to_string()))),
            Fact::new("User accounts", accounts),
            Fact::new("Hosting", hosting),
            Fact::new("Targets", if targets.is_empty() { NONE.to_owned() } else { targets.join(", ") }),
        ]
    }

    /// The tracks that the taxonomy leaves out, each with the reason to assess it all the same, if there is one.
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
    let answers = words::count(open, "answer", "answers");
    let gaps = words::count(blockers.len() - open, "gap", "gaps");
    Some(match (open, blockers.len() - open) {
        (0, 0) => return None,
        (1, 0) => format!("{answers} decides level {next} of {name}."),
        (_, 0) => format!("{answers} decide level {next} of {name}."),
        (0, _) => format!("{gaps} to close for level {next} of {name}."),
        (_, _) => format!("{answers} to give and {gaps} to close for level {next} of {name}."),
    })
}

/// A summary at the end of an assessment, in at most eleven lines of at most `width` characters. `argument` is the
/// argument with which commands find the profile: empty, or a space and its path.
#[must_use]
pub fn summary(questionnaire: &Questionnaire, argument: &str, width: usize) -> Vec<String> {
    let view = questionnaire.view();
    let assessment = questionnaire.profile().assess();
    let mut lines = vec![format!(
        "{}: {} of {} capabilities answered.",
        view.registry, view.progress.answered, view.progress.all
    )];
    for line in &view.tracks {
        lines.push(standing(line));
        lines.extend(blockers(&assessment, line, width));
    }
    if view.progress.answered < view.progress.all {
        lines.push(format!("Continue with: registry-maturity assess{argument}"));
    }
    lines.push(format!("The whole scorecard: registry-maturity score{argument}"));
    lines.into_iter().map(|line| cut(&line, width.saturating_sub(1))).collect()
}

fn standing(line: &TrackLine) -> String {
    let Some(standing) = line.score.standing else { return line.in_words() };
    let rungs: Vec<String> = line
        .score
        .rungs
        .iter()
        .map(|rung| {
            let counts = rung.counts();
            format!("{}/{}", counts.met, counts.applicable())
        })
        .collect();
    format!("{}: {}; met by level: {}", line.score.name, document::levels(standing), rungs.join(" "))
}

/// The capabilities that block a track's next level: as many ids as fit.
fn blockers(assessment: &Assessment<'_>, line: &TrackLine, width: usize) -> Option<String> {
    let track = assessment.tracks.iter().find(|track| track.track.name == line.score.name)?;
    let ids: Vec<&str> = track
        .findings
        .iter()
        .filter(|finding| finding.blocks)
        .map(|finding| finding.capability.id.as_str())
        .collect();
    let lead = format!("  to level {}: ", track.next?);
    let mut text = lead.clone();
    for (at, id) in ids.iter().enumerate() {
        let rest = format!(", {} more", ids.len() - at);
        let piece = if at == 0 { (*id).to_owned() } else { format!(", {id}") };
        if text.len() + piece.len() + rest.len() > width && at > 0 {
            text += &rest;
            break;
        }
        text += &piece;
    }
    (!ids.is_empty()).then_some(text)
}
