//! The pages of a site about several registries, besides the comparison and the reports: one for each capability, and
//! what changed.

use super::{Block, Disclosure, Document, Fact, Inline, Table, Text, labels, progress, report, words};
use registry_maturity_core::{
    assessment::{Assessment, Finding},
    catalogue::{Capability, Catalogue, Track},
    profile::{Status, keys},
    progress::Progress,
};

/// A registry in a site.
#[derive(Clone, Debug)]
pub struct SiteRegistry<'a> {
    /// Its assessment as it is now.
    pub assessment: &'a Assessment<'a>,
    /// Its assessment at an earlier time; `None` if it was not there.
    pub before: Option<&'a Assessment<'a>>,
    /// The path of its page, from the page that links to it.
    pub page: String,
}

impl SiteRegistry<'_> {
    fn name(&self) -> &str {
        &self.assessment.profile.registry().name
    }

    fn link(&self) -> Text {
        page(self.name(), &self.page)
    }
}

fn page(text: &str, path: &str) -> Text {
    Text::new().with(Inline::Page { text: text.to_owned().into(), path: path.to_owned().into() })
}

/// The page of one registry: its report, and the way back.
#[must_use]
pub fn registry_page(mut report: Document, index: &str) -> Document {
    report.blocks.insert(0, back(index));
    report
}

fn back(index: &str) -> Block {
    Block::Paragraph(page("All registries", index))
}

/// The page of one capability: what it asks for, and how each registry meets it. `path` is that of the comparison.
#[must_use]
pub fn capability_page(
    catalogue: &'static Catalogue,
    track: &Track,
    capability: &'static Capability,
    registries: &[SiteRegistry<'_>],
    path: &str,
) -> Document {
    let mut document = Document::new(capability.title, catalogue);
    document.blocks.push(back(path));
    let findings: Vec<_> =
        registries.iter().map(|one| (one, one.assessment.finding_of(capability.id))).collect();
    let statuses = findings.iter().map(|(_, finding)| status(*finding));
    document.blocks.push(Block::Facts(vec![
        Fact::new(labels::TRACK, track.name),
        Fact::new(labels::LEVEL, words::level(catalogue, capability.level)),
        Fact::new(labels::QUESTION, capability.question),
        Fact::new(words::COUNTS_AS_MET, words::sentence(capability.met)),
        Fact::new(labels::WHY_IT_MATTERS, capability.why),
        Fact::new(labels::MET, words::met(statuses.collect())),
    ]));
    for wanted in Status::ALL {
        let rows = findings.iter().filter(|(_, finding)| status(*finding) == wanted);
        let rows: Vec<Vec<Text>> = rows.map(|(one, finding)| row(one, *finding)).collect();
        if !rows.is_empty() {
            document.heading(1, words::sentence(words::status(wanted)), Some(wanted.id()));
            document.blocks.push(Block::Table(Table {
                caption: format!("Registries: {}", words::status(wanted)),
                columns: [labels::REGISTRY, "How", keys::EVIDENCE.label].map(str::to_owned).to_vec(),
                rows,
            }));
        }
    }
    document
}

fn status(finding: Option<&Finding<'_>>) -> Status {
    finding.map_or(Status::NotApplicable, |finding| finding.status)
}

fn row(registry: &SiteRegistry<'_>, finding: Option<&Finding<'_>>) -> Vec<Text> {
    vec![
        registry.link(),
        finding.map_or_else(Text::new, report::explanation),
        finding.map_or_else(Text::new, report::sources),
    ]
}

/// What changed since an earlier time, registry by registry. `gone` has the names of those that are no longer there,
/// and `path` is that of the comparison.
#[must_use]
pub fn changes(
    catalogue: &'static Catalogue,
    since: &str,
    registries: &[SiteRegistry<'_>],
    gone: &[String],
    disclosure: Disclosure,
    path: &str,
) -> Document {
    let mut document = Document::new(changes_title(since), catalogue);
    document.blocks.push(back(path));
    let (mut new, mut same) = (Vec::new(), Vec::new());
    for registry in registries {
        let Some(before) = registry.before else {
            new.push(registry.link());
            continue;
        };
        let progress = Progress::between(before, registry.assessment);
        if disclosure.shows_difference(&progress) {
            document.heading(1, registry.name(), None);
            document.paragraph(progress::brief(&progress, disclosure));
            document.blocks.extend(progress::lists(&progress, disclosure));
            document.paragraph(page("The whole scorecard", &registry.page));
        } else {
            same.push(registry.link());
        }
    }
    let gone = gone.iter().map(|name| Text::copy(name)).collect();
    for (title, names) in [("New", new), ("No longer listed", gone), ("Unchanged", same)] {
        if !names.is_empty() {
            document.heading(1, title, None);
            document.blocks.push(Block::List(names));
        }
    }
    document
}

/// The title of the page of changes.
fn changes_title(since: &str) -> String {
    format!("What changed since {since}")
}

/// The same document with a link to the page of changes at its start.
#[must_use]
pub fn with_changes(mut comparison: Document, since: &str, path: &str) -> Document {
    comparison.blocks.insert(0, Block::Paragraph(page(&changes_title(since), path)));
    comparison
}
