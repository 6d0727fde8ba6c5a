//! Writes the catalogue as a Rust expression: each function writes a value of the type of the same name in
//! `core/src/catalogue`.

use crate::source::{
    CapabilityTable, ChoiceTable, ConditionTable, ModelFile, ReferenceTable, RulingTable, TrackFile,
};

/// A `Catalogue { … }` expression.
pub(crate) fn catalogue(model: &ModelFile, tracks: &[TrackFile]) -> String {
    let edition = &model.edition;
    let levels = list(&model.level, |entry| {
        format!(
            "LevelMeaning {{ level: {}, name: {:?}, meaning: {:?} }}",
            level(entry.level),
            entry.name,
            entry.meaning
        )
    });
    let accounts = &model.taxonomy.accounts;
    let hosting = &model.taxonomy.hosting;
    format!(
        "Catalogue {{
            edition: Edition {{ id: {:?}, title: {:?}, published: {:?}, publisher: {:?}, authors: &{:?},
                source: {:?}, licence: {:?}, licence_url: {:?}, adaptation: {:?} }},
            levels: {levels},
            taxonomy: TaxonomyQuestions {{
                accounts: AccountsQuestion {{ question: {:?}, help: {:?}, absent: {:?} }},
                hosting: HostingQuestion {{ question: {:?}, help: {:?}, choices: &{} }} }},
            rules: &{},
            tracks: &{},
        }}",
        edition.id,
        edition.title,
        edition.published,
        edition.publisher,
        edition.authors,
        edition.source,
        edition.licence,
        edition.licence_url,
        edition.adaptation,
        accounts.question,
        accounts.help,
        accounts.absent,
        hosting.question,
        hosting.help,
        list(&hosting.choice, choice),
        list(&model.rule, |rule| {
            format!(
                "Rule {{ id: RuleId({:?}), title: {:?}, text: {:?}, origin: Origin::{:?} }}",
                rule.id, rule.title, rule.text, rule.origin
            )
        }),
        list(tracks, track),
    )
}

fn choice(choice: &ChoiceTable) -> String {
    format!(
        "HostingChoice {{ hosting: Hosting::{:?}, title: {:?}, help: {:?}, absent: {:?} }}",
        choice.id, choice.title, choice.help, choice.absent
    )
}

fn track(track: &TrackFile) -> String {
    format!(
        "Track {{ id: TrackId({:?}), name: {:?}, about: {:?}, requires: {}, capabilities: &{} }}",
        track.id,
        track.name,
        track.about,
        condition(&track.requires),
        list(&track.capability, capability),
    )
}

fn condition(condition: &ConditionTable) -> String {
    let hosting = option(condition.hosting.map(|hosting| format!("Hosting::{hosting:?}")));
    format!("Condition {{ accounts: {}, hosting: {hosting} }}", condition.accounts)
}

fn capability(entry: &CapabilityTable) -> String {
    let clauses = list(&entry.clause, |clause| {
        format!(
            "Clause {{ id: ClauseId({:?}), title: {:?}, missing: {:?}, improvement: {:?}, deliverable: {:?},
                why: {:?}, work: &{}, question: {:?}, required: {}, identity_provider: {} }}",
            clause.id,
            clause.title,
            clause.missing,
            clause.improvement,
            clause.deliverable,
            clause.why,
            list(&clause.work, |kind| format!("Work::{kind:?}")),
            clause.question,
            !clause.recommended,
            clause.identity_provider,
        )
    });
    let examples = list(&entry.example, |example| {
        format!(
            "Example {{ registry: {:?}, how: {:?}, links: &{:?}, seen: {:?} }}",
            example.registry, example.how, example.links, example.seen
        )
    });
    format!(
        "Capability {{ id: CapabilityId({:?}), aliases: &{:?}, level: {}, title: {:?}, question: {:?},
            improvement: {:?}, met: {:?}, partial: {:?}, answering: {:?}, identity_provider: {:?},
            deliverable: {:?}, why: {:?},
            work: &{}, synonyms: &{:?}, clauses: &{clauses}, rulings: &{}, implies: &{}, after: &{},
            references: &{}, examples: &{examples} }}",
        entry.id,
        entry.aliases,
        level(entry.level),
        entry.title,
        entry.question,
        entry.improvement,
        entry.met,
        entry.partial,
        entry.answering,
        entry.identity_provider,
        deliverable(entry),
        entry.why,
        list(&entry.work, |kind| format!("Work::{kind:?}")),
        entry.synonyms,
        list(&entry.ruling, ruling),
        list(&entry.implies, |group| format!("&{} as &[CapabilityId]", ids(group))),
        ids(&entry.after),
        list(&entry.reference, reference),
    )
}

/// The capability's own deliverable, if it has one, followed by those of its clauses.
fn deliverable(entry: &CapabilityTable) -> String {
    let by_clause = entry.clause.iter().map(|clause| match clause.recommended {
        true => format!("Recommended: {}", clause.deliverable),
        false => clause.deliverable.clone(),
    });
    let texts = std::iter::once(entry.deliverable.clone()).filter(|text| !text.is_empty()).chain(by_clause);
    texts.collect::<Vec<_>>().join(" ")
}

fn ruling(ruling: &RulingTable) -> String {
    let clause = ruling.clause.as_ref().map(|id| format!("ClauseId({id:?})"));
    format!(
        "Ruling {{ id: RulingId({:?}), clause: {}, case: {:?}, status: Status::{:?}, because: {:?},
            origin: Origin::{:?}, source: {} }}",
        ruling.id,
        option(clause),
        ruling.case,
        ruling.status,
        ruling.because,
        ruling.origin,
        option(ruling.source.as_ref().map(reference)),
    )
}

fn reference(reference: &ReferenceTable) -> String {
    format!("Reference {{ title: {:?}, url: {:?} }}", reference.title, reference.url)
}

fn option(written: Option<String>) -> String {
    written.map_or("None".to_owned(), |written| format!("Some({written})"))
}

fn level(number: u8) -> String {
    format!("Level::new({number}).expect(\"a level is 0 to 3\")")
}

fn ids(ids: &[String]) -> String {
    list(ids, |id| format!("CapabilityId({id:?})"))
}

fn list<T>(items: &[T], write: impl Fn(&T) -> String) -> String {
    format!("[{}]", items.iter().map(write).collect::<Vec<_>>().join(",\n"))
}
