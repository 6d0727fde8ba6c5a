//! [`TaxonomyQuestions`]: the two questions about the kind of a registry, in the catalogue's words.

use super::Hosting;

/// The two questions about the kind of a registry.
#[derive(Debug)]
#[non_exhaustive]
pub struct TaxonomyQuestions {
    /// Whether there are user accounts.
    pub accounts: AccountsQuestion,
    /// What kind of packages the registry hosts.
    pub hosting: HostingQuestion,
}

/// How to ask whether there are user accounts, and what follows if there are none.
#[derive(Debug)]
#[non_exhaustive]
pub struct AccountsQuestion {
    /// A sentence that can be answered with yes or no.
    pub question: &'static str,
    /// What to consider before answering.
    pub help: &'static str,
    /// The reason if the answer is no, worded to follow "does not apply, because".
    pub absent: &'static str,
}

/// How to ask for the kinds of hosting, and what follows from each.
#[derive(Debug)]
#[non_exhaustive]
pub struct HostingQuestion {
    /// A sentence that is answered with one or more of the choices.
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
