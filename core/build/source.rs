//! The catalogue's files as written: one struct per table. Unknown keys are errors.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Model {
    pub edition: Edition,
    pub level: Vec<Level>,
    pub taxonomy: Taxonomy,
    #[serde(default)]
    pub rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub id: String,
    pub title: String,
    pub text: String,
    pub origin: Origin,
}

/// Its variants have the names of those of `Origin` in the catalogue.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Origin {
    Document,
    Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Edition {
    pub id: String,
    pub title: String,
    pub published: String,
    pub publisher: String,
    pub authors: Vec<String>,
    pub source: String,
    pub licence: String,
    pub licence_url: String,
    pub adaptation: String,
    /// The names of the track files without their extension, in order.
    pub tracks: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Level {
    pub level: u8,
    pub name: String,
    pub meaning: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Taxonomy {
    pub accounts: Accounts,
    pub hosting: HostingQuestion,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accounts {
    pub question: String,
    pub help: String,
    pub absent: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HostingQuestion {
    pub question: String,
    pub help: String,
    pub choice: Vec<HostingChoice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HostingChoice {
    pub id: Hosting,
    pub title: String,
    pub help: String,
    pub absent: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Hosting {
    BuiltPackages,
    Builds,
    SourceOnly,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Track {
    pub id: String,
    pub name: String,
    pub about: String,
    #[serde(default)]
    pub requires: Condition,
    pub capability: Vec<Capability>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Condition {
    #[serde(default)]
    pub accounts: bool,
    pub hosting: Option<Hosting>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Capability {
    pub id: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub level: u8,
    pub title: String,
    pub question: String,
    pub improvement: String,
    pub met: String,
    pub partial: String,
    pub answering: Option<String>,
    #[serde(default, rename = "identity-provider")]
    pub identity_provider: bool,
    #[serde(default)]
    pub deliverable: String,
    pub why: String,
    #[serde(default)]
    pub work: Vec<Work>,
    #[serde(default)]
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub implies: Vec<Vec<String>>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub clause: Vec<Clause>,
    #[serde(default)]
    pub ruling: Vec<Ruling>,
    #[serde(default)]
    pub reference: Vec<Reference>,
    #[serde(default)]
    pub example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Clause {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub missing: String,
    pub improvement: String,
    pub deliverable: String,
    pub why: Option<String>,
    pub work: Vec<Work>,
    pub question: String,
    #[serde(default)]
    pub recommended: bool,
    #[serde(default, rename = "identity-provider")]
    pub identity_provider: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ruling {
    pub id: String,
    pub clause: Option<String>,
    pub case: String,
    pub status: Status,
    pub because: String,
    pub origin: Origin,
    pub source: Option<Reference>,
}

/// Its variants have the names of those of `Status` in the catalogue.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    Met,
    Partial,
    Unmet,
    Unknown,
    NotApplicable,
}

/// Its variants have the names of those of `Work` in the catalogue.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Work {
    Design,
    BackEnd,
    FrontEnd,
    Client,
    PolicyAndLegal,
    Operations,
    Research,
    Communication,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reference {
    pub title: String,
    pub url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    pub registry: String,
    pub how: String,
    pub links: Vec<String>,
    pub seen: String,
}
