//! [`TaxonomyQuestions`]: the two questions about the kind of a registry, in the catalogue's words.

use super::Hosting;

/// The two questions about the kind of a registry.
#[derive(Debug)]
#[non_exhaustive]
pub struct TaxonomyQuestions {
    /// Whether there are user accounts.
    pub accounts: AccountsQuestion,
    /// What is hosted.
    pub hosting: HostingQuestion,
}

/// The question about accounts.
#[derive(Debug)]
#[non_exhaustive]
pub struct AccountsQuestion {
    /// The question.
    pub question: &'static str,
    /// What to consider before answering.
    pub help: &'static str,
    /// The reason if the answer is no, worded to follow "does not apply, because".
    pub absent: &'static str,
}

/// The question about hosting.
#[derive(Debug)]
#[non_exhaustive]
pub struct HostingQuestion {
    /// The question.
    pub question: &'static str,
    /// What to consider before answering.
    pub help: &'static str,
    /// The possible answers, one for each [`Hosting`].
    pub choices: &'static [HostingChoice],
}

/// One possible answer about hosting.
#[derive(Debug)]
#[non_exhaustive]
pub struct HostingChoice {
    /// The kind of hosting.
    pub hosting: Hosting,
    /// Its name in words.
    pub title: &'static str,
    /// Its meaning, with an example.
    pub help: &'static str,
    /// The reason if the answer is no, worded to follow "does not apply, because".
    pub absent: &'static str,
}
