//! [`TaxonomyQuestions`]: the questions that place a registry, in the catalogue's words.

use super::Hosting;

/// The two questions that place a registry.
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
    /// The reason if it does not hold; completes "does not apply, because".
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
    /// What can be answered, one for each [`Hosting`].
    pub choices: &'static [HostingChoice],
}

/// One possible answer about hosting.
#[derive(Debug)]
#[non_exhaustive]
pub struct HostingChoice {
    /// The answer.
    pub hosting: Hosting,
    /// The answer in words.
    pub title: &'static str,
    /// What it means, with an example.
    pub help: &'static str,
    /// The reason if it does not hold; completes "does not apply, because".
    pub absent: &'static str,
}
