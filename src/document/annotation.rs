//! Messages about places in a profile, for formats in which other programs show them: what a check found, and the
//! problems of a profile that can't be used.

use super::{check, labels, words};
use registry_maturity_core::{
    assessment::Finding,
    catalogue::{Capability, Catalogue, Level, Status},
    check::{Reason, Verdict},
    text::{Problem, Source, Span, visible},
};

/// A message about a place in a profile.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// The kind, for programs: the id of a reason, `warning` or `problem`.
    pub kind: &'static str,
    /// Whether it makes the command fail.
    pub is_error: bool,
    /// The id of the capability or track that it is about.
    pub about: Option<&'static str>,
    /// The name of what it is about.
    pub title: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The place in the profile's text; `None` if it is about nothing in it.
    pub at: Option<Span>,
}

/// A kind of annotation that is not about a capability, and what it means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AnnotationRule {
    /// Its id, for programs.
    pub id: &'static str,
    /// Its heading in services that list rules.
    pub title: &'static str,
    /// What its annotations are about, in a sentence.
    pub description: &'static str,
    /// What to do about them.
    pub help: &'static str,
}

/// The rules for annotations that are not about a capability. The first is for every kind that has no rule of its own.
pub(crate) const RULES: [AnnotationRule; 3] = [
    AnnotationRule {
        id: "profile",
        title: "A shortfall of the profile as a whole",
        description: "Something that is required of the profile as a whole, or of a whole track, is missing.",
        help: "The message says what is missing. `registry-maturity check` says the same on the command line.",
    },
    AnnotationRule {
        id: "problem",
        title: "A problem that makes the profile unusable",
        description: "The profile breaks a rule of its format, so nothing in it could be checked.",
        help: "Correct the line that is shown. `registry-maturity score` shows each problem with its line.",
    },
    AnnotationRule {
        id: "warning",
        title: "Something in the profile worth a look",
        description: "The profile is valid, but it says something that its operator probably did not mean.",
        help: "The message says what to do. `registry-maturity score` shows each warning with its line.",
    },
];

/// What to do about a gap: the help of the rule for a capability.
#[must_use]
pub(crate) fn help(capability: &Capability) -> String {
    format!(
        "{}.\n\n{}: {}\n\n{}: {}",
        capability.improvement,
        words::COUNTS_AS_MET,
        capability.met,
        labels::WHY_IT_MATTERS,
        capability.why
    )
}

/// A gap in a sentence without its full stop, with the level that its track lacks because of it.
#[must_use]
pub(crate) fn gap(finding: &Finding<'_>, lacked: Option<Level>) -> String {
    let missing = words::missing(finding).words();
    let missing = match finding.status {
        Status::Met => format!(" ({})", words::no_evidence(finding)),
        _ if missing.is_empty() => missing,
        _ => format!(" ({missing})"),
    };
    let lacked = lacked.map_or_else(String::new, |level| format!("; it keeps its track from level {level}"));
    format!("{}: {}{missing}{lacked}", finding.capability.title, words::state(finding).words())
}

/// Title and sentence for annotations that are left out, because a service shows only so many.
#[must_use]
pub(crate) fn further(count: usize) -> (String, String) {
    let title = format!("{count} more");
    let sentence = format!("{title}, listed in the log of this step");
    (title, sentence)
}

/// The title of an annotation that is not about a capability or track.
pub(crate) const PROFILE: &str = "Profile";

/// Every reason to fail, then the warnings, unless they are among the reasons.
#[must_use]
pub fn findings(verdict: &Verdict<'_>, warnings: &[Problem]) -> Vec<Annotation> {
    let catalogue = verdict.assessment.profile.catalogue();
    let reasons =
        verdict.shortfalls.iter().map(|shortfall| reason(catalogue, &shortfall.reason, shortfall.at));
    let mut all: Vec<Annotation> = reasons.collect();
    if !verdict.shortfalls.iter().any(|shortfall| matches!(shortfall.reason, Reason::Warning(_))) {
        all.extend(warnings.iter().map(|warning| problem("warning", false, warning)));
    }
    all
}

/// The problems of a profile that can't be used.
#[must_use]
pub fn problems(problems: &[Problem]) -> Vec<Annotation> {
    problems.iter().map(|found| problem("problem", true, found)).collect()
}

/// The problems of a text that has no lines in the file of the annotations, such as an earlier version of it. Each
/// names its place in its message.
#[must_use]
pub fn problems_elsewhere(problems: &[Problem], source: &Source) -> Vec<Annotation> {
    let placed = |found: &Problem| {
        let place = source.position(found.span().start());
        let message =
            format!("{}:{}:{}: {}", visible(&source.name), place.line, place.column, found.message());
        Annotation { message, at: None, ..problem("problem", true, found) }
    };
    problems.iter().map(placed).collect()
}

fn reason(catalogue: &Catalogue, reason: &Reason<'_>, at: Option<Span>) -> Annotation {
    let capability = reason.capability().map(|capability| (capability.id.as_str(), capability.title));
    let track = reason.track().map(|track| (track.id.as_str(), track.name));
    let about = capability.or(track);
    Annotation {
        kind: reason.id(),
        is_error: true,
        about: about.map(|(id, _)| id),
        title: about.map_or(PROFILE, |(_, title)| title),
        message: check::reason(catalogue, reason),
        help: None,
        at,
    }
}

fn problem(kind: &'static str, is_error: bool, problem: &Problem) -> Annotation {
    Annotation {
        kind,
        is_error,
        about: None,
        title: PROFILE,
        message: problem.message().to_owned(),
        help: problem.help().map(str::to_owned),
        at: Some(problem.span()),
    }
}

impl Annotation {
    /// The message, followed by what to do.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.help {
            Some(help) => format!("{}\n{help}", self.message),
            None => self.message.clone(),
        }
    }
}
