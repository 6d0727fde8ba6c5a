//! What a valid profile says that its operator may want to look at again: each a [`Problem`] with its place, none an
//! error.

use crate::{
    assessment::Assessment,
    catalogue::{Capability, CapabilityId},
    profile::{Answer, Evidence, Intent, Judgement, Profile, Status},
    scope::{self, Applies},
    text::{Located, Problem, Problems, Span, is_hidden, web_address},
};

/// More odd evidence than this is counted, not told: nobody wrote it by hand.
const MOST_ODD: usize = 20;

/// Every warning about a profile, in the order of the places.
#[must_use]
pub fn warnings(assessment: &Assessment<'_>) -> Vec<Problem> {
    let profile = assessment.profile;
    let mut found = Vec::new();
    found.extend(open_taxonomy(profile));
    found.extend(needless_requests(assessment));
    found.extend(targets_out_of_scope(assessment));
    found.extend(answers_out_of_scope(assessment));
    found.extend(contradictions(profile));
    found.extend(plans_for_nothing(profile));
    found.extend(plans_for_what_is_declined(profile));
    found.extend(odd_evidence(profile));
    found.sort_by_key(|problem| problem.span);
    found
}

fn open_taxonomy(profile: &Profile) -> impl Iterator<Item = Problem> {
    let missing = |is_missing: bool, key: &str, values: &str| {
        is_missing.then(|| {
            Problem::new(
                profile.taxonomy_at,
                format!("`taxonomy` does not say `{key}`, so every track that depends on it is assessed"),
            )
            .help(format!("write `{key}: {values}`"))
        })
    };
    let accounts = missing(profile.taxonomy.accounts.is_none(), "accounts", "true` or `accounts: false");
    let hosting = missing(
        profile.taxonomy.hosting.is_none(),
        "hosting",
        "[built-packages, builds]`, one of the two, or `hosting: [source-only]",
    );
    accounts.into_iter().chain(hosting)
}

fn needless_requests(assessment: &Assessment<'_>) -> impl Iterator<Item = Problem> {
    assessment.tracks.iter().filter(|track| track.applies == Applies::Yes).filter_map(|track| {
        let reason = assessment.profile.also_assess.get(&track.track.id)?;
        let message = format!("`{}` applies by the taxonomy already", track.track.id);
        Some(Problem::new(reason.at, message).help("leave this line out"))
    })
}

fn targets_out_of_scope(assessment: &Assessment<'_>) -> impl Iterator<Item = Problem> {
    assessment.tracks.iter().filter(|track| !track.applies.is_assessed()).filter_map(|track| {
        let target = assessment.profile.targets.get(&track.track.id)?;
        // One of the command line stands nowhere in the file.
        if target.at == Span::default() {
            return None;
        }
        let message =
            format!("the target for `{}` counts for nothing: the track does not apply", track.track.id);
        Some(
            Problem::new(target.at, message)
                .help(format!("leave it out, or give a reason under `also-assess: {}:`", track.track.id)),
        )
    })
}

fn answers_out_of_scope<'a>(assessment: &'a Assessment<'_>) -> impl Iterator<Item = Problem> + 'a {
    let profile = assessment.profile;
    assessment.tracks.iter().flat_map(move |track| {
        let Applies::No(unfulfilled) = &track.applies else { return Vec::new() };
        let why = scope::reason(profile.catalogue, unfulfilled);
        let answered = track.track.capabilities.iter().filter_map(|capability| profile.answers.get_key_value(&capability.id));
        answered
            .map(|(id, answer)| {
                Problem::new(answer.at, format!("`{id}` is kept but not assessed: the registry is said to be such that {why}"))
                    .help(format!("nothing, if that is right; otherwise correct `taxonomy`, or give a reason under `also-assess: {}:`", track.track.id))
            })
            .collect()
    })
}

fn contradictions(profile: &Profile) -> impl Iterator<Item = Problem> {
    answered(profile).filter(|(capability, answer)| answer.status(capability) == Status::Met).flat_map(
        move |(capability, answer)| {
            capability.implies.iter().filter_map(move |group| {
                let others = group.iter().map(|id| (*id, status(profile, *id)));
                let denied: Vec<_> =
                    others.clone().filter(|(_, status)| *status == Some(Status::Unmet)).collect();
                let (first, _) = denied.first()?;
                let contradicts = denied.len() == others.count();
                contradicts.then(|| {
                    let names: Vec<_> = denied.iter().map(|(id, _)| format!("`{id}`")).collect();
                    let unmet = &profile.answers[first];
                    Problem::new(
                        answer.at,
                        format!(
                            "`{}` is met, which takes {}, answered unmet",
                            capability.id,
                            names.join(" or ")
                        ),
                    )
                    .help("correct one of the two answers")
                    .related(unmet.at, "answered here")
                })
            })
        },
    )
}

fn plans_for_nothing(profile: &Profile) -> impl Iterator<Item = Problem> {
    answered(profile)
        .filter(|(capability, answer)| {
            answer.status(capability) == Status::NotApplicable && answer.intent().is_some()
        })
        .map(|(capability, answer)| {
            Problem::new(
                answer.at,
                format!("`{}` is not applicable, yet has an intent or a plan", capability.id),
            )
            .help("leave `plan` and `intent` out, or answer `unmet`")
        })
}

fn plans_for_what_is_declined(profile: &Profile) -> impl Iterator<Item = Problem> {
    answered(profile)
        .filter(|(_, answer)| answer.intent == Some(Intent::Declined) && answer.plan.is_some())
        .map(|(capability, answer)| {
            Problem::new(answer.at, format!("`{}` is declined, yet has a plan", capability.id))
                .help("remove `plan`, or write `intent: planned`")
        })
}

fn odd_evidence(profile: &Profile) -> Vec<Problem> {
    let all = profile.answers.values().flat_map(|answer| {
        let clauses = match &answer.judgement {
            Judgement::Whole(_) => None,
            Judgement::ByClause(clauses) => Some(clauses.values().flat_map(|clause| &clause.evidence)),
        };
        answer.evidence.iter().chain(clauses.into_iter().flatten())
    });
    let mut odd = Problems::at_most(MOST_ODD);
    for evidence in all.filter(|evidence| !is_address_or_path(evidence)) {
        odd.push(Problem::new(evidence.at, "this is neither an address nor a path, so no reader can follow it")
            .help("write an address like `https://index.example.org/help`, or a path like `docs/recovery.md`; what is to be said goes into `note`"));
    }
    odd.in_order("write each as an address or a path")
}

fn is_address_or_path(evidence: &Evidence) -> bool {
    let text = evidence.as_str();
    web_address(text).is_some() || is_path(text)
}

fn is_path(text: &str) -> bool {
    let scheme = text.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/') && scheme.len() > 1);
    !scheme
        && (text.contains('/') || text.contains('.'))
        && !text.chars().any(|c| c.is_whitespace() || is_hidden(c))
}

fn answered(profile: &Profile) -> impl Iterator<Item = (&'static Capability, &Located<Answer>)> {
    profile
        .catalogue
        .capabilities()
        .filter_map(|capability| Some((capability, profile.answers.get(&capability.id)?)))
}

fn status(profile: &Profile, id: CapabilityId) -> Option<Status> {
    let capability = profile.catalogue.capability(id.as_str()).ok()?;
    Some(profile.answers.get(&id)?.status(capability))
}

#[cfg(test)]
mod tests {
    use super::{MOST_ODD, warnings};
    use crate::{assessment::assess, profile, text::Source};

    #[test]
    fn odd_evidence_beyond_what_anybody_writes_is_counted() {
        let odd = "a b, ".repeat(MOST_ODD + 5);
        let text = format!(
            "principles: \"0.1\"\nregistry: {{name: Kestrel}}\ntaxonomy: {{accounts: true, hosting: [builds]}}\nanswers:\n  \
             strong-mfa: {{status: met, evidence: [{odd}]}}\n"
        );
        let profile = profile::read(&Source::new("profile.yaml", text)).expect("a profile");
        let found = warnings(&assess(&profile));
        assert_eq!(found.len(), MOST_ODD + 1);
        assert_eq!(found.last().expect("the last").message, "and 5 more problems from here on");
    }
}
