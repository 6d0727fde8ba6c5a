//! [`Warning`]: what an operator may want to check in a valid profile. Warnings are not errors.

use std::collections::BTreeMap;

use crate::{
    assessment::Assessment,
    catalogue::{Capability, CapabilityId, Status, Taxonomy, Track, Unfulfilled},
    date::Date,
    evidence::PathFault,
    profile::{Answer, Evidence, Intent, Profile},
    scope::Applies,
    text::{Located, Span},
};

/// The maximum number of warnings about evidence. Nobody writes so much evidence by hand.
const MAX_EVIDENCE_WARNINGS: usize = 20;

/// A warning about a profile, with its place.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Warning<'p> {
    /// Its kind and subject.
    pub kind: WarningKind<'p>,
    /// The place in the profile.
    pub at: Span,
}

/// The kinds of [`Warning`], with their subjects.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum WarningKind<'p> {
    /// A question of the taxonomy has no answer, so all tracks that depend on it are assessed.
    TaxonomyUnanswered(TaxonomyKey),
    /// `also-assess` names a track that applies anyway.
    NeedlessRequest(&'static Track),
    /// A target is set for a track that does not apply.
    TargetOutOfScope(&'static Track),
    /// An answer does not count, because its track does not apply.
    AnswerOutOfScope {
        /// The capability that was answered.
        capability: &'static Capability,
        /// The track that does not apply.
        track: &'static Track,
        /// Why the track does not apply.
        because: &'p [Unfulfilled],
    },
    /// A capability is met, although what it requires is not.
    Contradiction {
        /// The capability that is met.
        met: &'static Capability,
        /// What it requires: at least one of these, all of which are unmet.
        unmet: Vec<CapabilityId>,
        /// The place of the answer to the first of them.
        unmet_at: Span,
    },
    /// A capability that is not applicable has an intent or a plan.
    PlanForNotApplicable(&'static Capability),
    /// A declined capability has a plan.
    PlanForDeclined(&'static Capability),
    /// Evidence looks like neither an address nor a path.
    OddEvidence(&'static Capability, &'p Evidence),
    /// Evidence is a path to a missing file, or out of the repository.
    BrokenPath(&'static Capability, &'p Evidence, PathFault),
    /// This number of further warnings about evidence, from this place on, was left out.
    MoreAboutEvidence(usize),
    /// The assessment's date is after today, so it does not count.
    AssessedInFuture(Date),
    /// An answer was reviewed on a day after today, so that date does not count.
    ReviewedInFuture(&'static Capability, Date),
}

/// A question of the taxonomy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TaxonomyKey {
    /// Whether there are user accounts.
    Accounts,
    /// What kind of packages the registry hosts.
    Hosting,
}

impl TaxonomyKey {
    /// Its key in profiles.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            TaxonomyKey::Accounts => "accounts",
            TaxonomyKey::Hosting => "hosting",
        }
    }

    /// The questions that have no answer.
    pub fn unanswered(taxonomy: &Taxonomy) -> impl Iterator<Item = TaxonomyKey> + use<> {
        let accounts = taxonomy.accounts.is_none().then_some(TaxonomyKey::Accounts);
        let hosting = taxonomy.hosting.is_none().then_some(TaxonomyKey::Hosting);
        accounts.into_iter().chain(hosting)
    }
}

impl WarningKind<'_> {
    /// The stable id of its kind, for programs.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            WarningKind::TaxonomyUnanswered(_) => "taxonomy-unanswered",
            WarningKind::NeedlessRequest(_) => "needless-request",
            WarningKind::TargetOutOfScope(_) => "target-out-of-scope",
            WarningKind::AnswerOutOfScope { .. } => "answer-out-of-scope",
            WarningKind::Contradiction { .. } => "contradiction",
            WarningKind::PlanForNotApplicable(_) => "plan-for-not-applicable",
            WarningKind::PlanForDeclined(_) => "plan-for-declined",
            WarningKind::OddEvidence(..) => "odd-evidence",
            WarningKind::BrokenPath(..) => "broken-path",
            WarningKind::MoreAboutEvidence(_) => "more-about-evidence",
            WarningKind::AssessedInFuture(_) | WarningKind::ReviewedInFuture(..) => "future-date",
        }
    }
}

/// Facts from outside the profile that warnings depend on. By default there are none.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The current date; without it, no date counts as in the future.
    pub as_of: Option<Date>,
    /// The places of the evidence whose paths lead to nothing.
    pub broken_paths: BTreeMap<Span, PathFault>,
}

/// Every warning about a profile, ordered by place.
#[must_use]
pub fn warnings<'p>(assessment: &'p Assessment<'p>, surroundings: &Surroundings) -> Vec<Warning<'p>> {
    let profile = assessment.profile;
    let mut found: Vec<Warning<'p>> = Vec::new();
    let unanswered = TaxonomyKey::unanswered(profile.taxonomy()).map(WarningKind::TaxonomyUnanswered);
    found.extend(unanswered.map(|kind| Warning { kind, at: profile.taxonomy_at() }));
    found.extend(needless_requests(assessment));
    found.extend(targets_out_of_scope(assessment));
    found.extend(answers_out_of_scope(assessment));
    found.extend(contradictions(profile));
    found.extend(plans(profile));
    found.extend(about_evidence(profile, &surroundings.broken_paths));
    found.extend(surroundings.as_of.into_iter().flat_map(|today| future_dates(profile, today)));
    found.sort_by_key(|warning| warning.at);
    found
}

fn needless_requests<'p>(assessment: &Assessment<'p>) -> impl Iterator<Item = Warning<'p>> {
    let applying = assessment.tracks.iter().filter(|track| track.applies == Applies::Yes);
    applying.filter_map(|track| {
        let reason = assessment.profile.also_assess().get(&track.track.id)?;
        Some(Warning { kind: WarningKind::NeedlessRequest(track.track), at: reason.at })
    })
}

fn targets_out_of_scope<'p>(assessment: &Assessment<'p>) -> impl Iterator<Item = Warning<'p>> {
    assessment.tracks.iter().filter(|track| !track.applies.is_assessed()).filter_map(|track| {
        let target = assessment.profile.targets().get(&track.track.id)?;
        // A target from the command line has no place in the file.
        (target.at != Span::default())
            .then_some(Warning { kind: WarningKind::TargetOutOfScope(track.track), at: target.at })
    })
}

fn answers_out_of_scope<'p>(assessment: &'p Assessment<'p>) -> impl Iterator<Item = Warning<'p>> {
    let answers = assessment.profile.answers();
    assessment.tracks.iter().flat_map(move |track| {
        let because: &[Unfulfilled] = match &track.applies {
            Applies::No(unfulfilled) => unfulfilled,
            Applies::Yes | Applies::OnRequest(_) => &[],
        };
        let capabilities = if because.is_empty() { &[] } else { track.track.capabilities };
        capabilities.iter().filter_map(move |capability| {
            let answer = answers.get(&capability.id)?;
            let kind = WarningKind::AnswerOutOfScope { capability, track: track.track, because };
            Some(Warning { kind, at: answer.at })
        })
    })
}

fn contradictions(profile: &Profile) -> impl Iterator<Item = Warning<'_>> {
    let met = answered(profile).filter(|(capability, answer)| answer.status(capability) == Status::Met);
    met.flat_map(move |(capability, answer)| {
        capability.implies.iter().filter_map(move |group| {
            let is_unmet = |id: &&CapabilityId| status(profile, **id) == Some(Status::Unmet);
            let first = group.iter().find(is_unmet)?;
            let kind = WarningKind::Contradiction {
                met: capability,
                unmet: group.to_vec(),
                unmet_at: profile.answers().get(first)?.at,
            };
            group.iter().all(|id| is_unmet(&id)).then_some(Warning { kind, at: answer.at })
        })
    })
}

fn plans(profile: &Profile) -> impl Iterator<Item = Warning<'_>> {
    answered(profile).flat_map(|(capability, answer)| {
        let not_applicable = answer.status(capability) == Status::NotApplicable && answer.intent().is_some();
        let declined = answer.intent == Some(Intent::Declined) && answer.plan.is_some();
        let not_applicable = not_applicable.then_some(WarningKind::PlanForNotApplicable(capability));
        let declined = declined.then_some(WarningKind::PlanForDeclined(capability));
        let kinds = not_applicable.into_iter().chain(declined);
        kinds.map(|kind| Warning { kind, at: answer.at })
    })
}

fn about_evidence<'p>(profile: &'p Profile, broken: &BTreeMap<Span, PathFault>) -> Vec<Warning<'p>> {
    // One warning about each piece of evidence is enough.
    let kind = |capability, evidence: &'p Located<Evidence>| match broken.get(&evidence.at) {
        _ if !evidence.can_be_followed() => Some(WarningKind::OddEvidence(capability, &evidence.value)),
        fault => fault.map(|fault| WarningKind::BrokenPath(capability, &evidence.value, *fault)),
    };
    let remark = |(capability, evidence): (_, &'p Located<Evidence>)| {
        Some(Warning { kind: kind(capability, evidence)?, at: evidence.at })
    };
    let of_answer = |(capability, answer): (_, &'p Located<Answer>)| {
        answer.value.all_evidence().map(move |evidence| (capability, evidence))
    };
    let mut all: Vec<_> = answered(profile).flat_map(of_answer).filter_map(remark).collect();
    all.sort_by_key(|warning| warning.at);
    if let Some(next) = all.get(MAX_EVIDENCE_WARNINGS).map(|warning| warning.at) {
        let left_out = all.len() - MAX_EVIDENCE_WARNINGS;
        all.truncate(MAX_EVIDENCE_WARNINGS);
        all.push(Warning { kind: WarningKind::MoreAboutEvidence(left_out), at: next });
    }
    all
}

fn future_dates(profile: &Profile, today: Date) -> impl Iterator<Item = Warning<'_>> {
    let is_future = move |date: &Date| *date > today;
    let assessed = profile.assessed().date.filter(is_future).map(WarningKind::AssessedInFuture);
    let assessed = assessed.map(|kind| Warning { kind, at: profile.assessed_at() });
    let reviewed = answered(profile).filter_map(move |(capability, answer)| {
        let date = answer.reviewed.filter(is_future)?;
        Some(Warning { kind: WarningKind::ReviewedInFuture(capability, date), at: answer.at })
    });
    assessed.into_iter().chain(reviewed)
}

fn answered(profile: &Profile) -> impl Iterator<Item = (&'static Capability, &Located<Answer>)> {
    let capabilities = profile.catalogue().capabilities();
    capabilities.filter_map(|capability| Some((capability, profile.answers().get(&capability.id)?)))
}

fn status(profile: &Profile, id: CapabilityId) -> Option<Status> {
    let capability = profile.catalogue().capability(id.as_str()).ok()?;
    Some(profile.answers().get(&id)?.status(capability))
}

#[cfg(test)]
mod tests {
    use super::{MAX_EVIDENCE_WARNINGS, Surroundings, Warning, WarningKind, warnings};
    use crate::{
        evidence::PathFault,
        profile::{self, Profile},
        text::Source,
    };

    fn read(answers: &str) -> Profile {
        let text = format!(
            "principles: \"0.1\"\nregistry: {{name: Kestrel}}\nassessment: {{date: 2026-02-01}}\n\
             taxonomy: {{accounts: true, hosting: [builds]}}\nanswers:\n  {answers}\n"
        );
        profile::read(&Source::new("profile.yaml", text)).expect("a profile")
    }

    fn ids(found: &[Warning<'_>]) -> Vec<&'static str> {
        found.iter().map(|warning| warning.kind.id()).collect()
    }

    #[test]
    fn odd_evidence_beyond_what_anybody_writes_is_counted() {
        let odd = "a b, ".repeat(MAX_EVIDENCE_WARNINGS + 5);
        let profile = read(&format!("strong-mfa: {{status: met, evidence: [{odd}]}}"));
        let assessment = profile.assess();
        let found = warnings(&assessment, &Surroundings::default());
        assert_eq!(found.len(), MAX_EVIDENCE_WARNINGS + 1);
        assert!(matches!(found.last().expect("the last").kind, WarningKind::MoreAboutEvidence(5)));
    }

    #[test]
    fn a_path_gets_one_warning() {
        let profile = read("strong-mfa: {status: met, evidence: [a b, docs/x.md]}");
        let assessment = profile.assess();
        let all = profile.all_evidence().map(|path| (path.at, PathFault::Missing));
        let surroundings = Surroundings { broken_paths: all.collect(), ..Surroundings::default() };
        assert_eq!(ids(&warnings(&assessment, &surroundings)), ["odd-evidence", "broken-path"]);
    }

    #[test]
    fn dates_after_today_get_a_warning() {
        let profile = read("strong-mfa: {status: met, reviewed: 2026-03-01}");
        let assessment = profile.assess();
        for (today, expected) in
            [("2026-03-01", 0), ("2026-02-28", 1), ("2026-02-01", 1), ("2026-01-31", 2), ("0001-01-01", 2)]
        {
            let as_of = Some(today.parse().expect("a date"));
            let found = warnings(&assessment, &Surroundings { as_of, ..Surroundings::default() });
            assert_eq!(ids(&found), vec!["future-date"; expected], "{today}");
        }
        assert!(warnings(&assessment, &Surroundings::default()).is_empty());
    }
}
