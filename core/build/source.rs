//! The catalogue's files as written: a struct for each file and table, and an enum for each list of words. Unknown keys
//! are errors.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModelFile {
    pub edition: EditionTable,
    pub level: Vec<LevelTable>,
    pub taxonomy: TaxonomyTable,
    #[serde(default)]
    pub rule: Vec<RuleTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleTable {
    pub id: String,
    pub title: String,
    pub text: String,
    pub origin: OriginWord,
}

/// Its variants have the names of those of `Origin` in the catalogue.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum OriginWord {
    Document,
    Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct EditionTable {
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
pub(crate) struct LevelTable {
    pub level: u8,
    pub name: String,
    pub meaning: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaxonomyTable {
    pub accounts: AccountsTable,
    pub hosting: HostingTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountsTable {
    pub question: String,
    pub help: String,
    pub absent: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HostingTable {
    pub question: String,
    pub help: String,
    pub choice: Vec<ChoiceTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChoiceTable {
    pub id: HostingWord,
    pub title: String,
    pub help: String,
    pub absent: String,
}

/// Its variants have the names of those of `Hosting` in the catalogue.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum HostingWord {
    BuiltPackages,
    Builds,
    SourceOnly,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrackFile {
    pub id: String,
    pub name: String,
    pub about: String,
    #[serde(default)]
    pub requires: ConditionTable,
    pub capability: Vec<CapabilityTable>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConditionTable {
    #[serde(default)]
    pub accounts: bool,
    pub hosting: Option<HostingWord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CapabilityTable {
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
    pub work: Vec<WorkWord>,
    #[serde(default)]
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub implies: Vec<Vec<String>>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub clause: Vec<ClauseTable>,
    #[serde(default)]
    pub ruling: Vec<RulingTable>,
    #[serde(default)]
    pub reference: Vec<ReferenceTable>,
    #[serde(default)]
    pub example: Vec<ExampleTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClauseTable {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub missing: String,
    pub improvement: String,
    pub deliverable: String,
    pub why: Option<String>,
    pub work: Vec<WorkWord>,
    pub question: String,
    #[serde(default)]
    pub recommended: bool,
    #[serde(default, rename = "identity-provider")]
    pub identity_provider: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RulingTable {
    pub id: String,
    pub clause: Option<String>,
    pub case: String,
    pub status: StatusWord,
    pub because: String,
    pub origin: OriginWord,
    pub source: Option<ReferenceTable>,
}

/// Its variants have the names of those of `Status` in the catalogue.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum StatusWord {
    Met,
    Partial,
    Unmet,
    Unknown,
    NotApplicable,
}

/// Its variants have the names of those of `Work` in the catalogue.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WorkWord {
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
pub(crate) struct ReferenceTable {
    pub title: String,
    pub url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExampleTable {
    pub registry: String,
    pub how: String,
    pub links: Vec<String>,
    pub seen: String,
}
