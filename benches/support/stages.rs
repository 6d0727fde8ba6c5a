//! The stages of processing a profile, separately.

use std::hint::black_box;

use registry_maturity::{
    document::{self, Disclosure, Document, Filter},
    json,
    render::{
        badge::badge,
        csv::csv,
        html::html,
        json::{Layout, json as json_text},
        markdown::markdown,
        terminal::{Terminal, terminal},
    },
};
use registry_maturity_core::{
    assessment::Assessment,
    catalogue::Catalogue,
    profile::{self, Answer, Edit, Profile, Status},
    text::Source,
    warnings::{Surroundings, warnings},
};

const TEXT: &str = include_str!("../../examples/pypi.yaml");

/// An example profile at each stage.
pub(crate) struct Example {
    source: Source,
    assessment: Assessment<'static>,
    document: Document,
}

/// A stage's name and function.
pub(crate) type Stage = (&'static str, fn(&Example));

/// Every stage, in the order in which data flows.
pub(crate) const STAGES: [Stage; 12] = [
    ("the bare YAML parser, for comparison", |_| bare_parser()),
    ("catalogue", |_| keep(Catalogue::latest().capabilities().map(|one| one.title.len()).sum::<usize>())),
    ("parse", |example| keep(profile::read(&example.source))),
    ("assess", |example| keep(example.assessment.profile.assess().findings().count())),
    ("warn", |example| keep(warnings(&example.assessment, &Surroundings::default()).len())),
    ("phrase", |example| keep(document::report(&example.assessment, &Filter::default()))),
    ("draw on a terminal", |example| {
        keep(terminal(
            &example.document,
            Terminal { width: 100, unicode: true, colour: true, linear: false },
        ));
    }),
    ("draw as Markdown", |example| keep(markdown(&example.document))),
    ("draw as a page", |example| keep(html(&example.document))),
    ("draw as a sheet and a badge", |example| {
        keep(csv(&example.document));
        keep(badge(&example.document));
    }),
    ("write as JSON", |example| {
        let report = json::ReportRecord::new(&example.assessment, &[], &example.source, Disclosure::Usual);
        keep(json_text(&report, Layout::Line));
    }),
    ("edit one answer", |_| {
        let capability = Catalogue::latest().capabilities().next().expect("a capability").id;
        let mut answer = Answer::whole(Status::Unmet);
        answer.note = Some("Looked at.".to_owned());
        keep(profile::edit(TEXT, &Edit::Answer(capability, Some(answer))));
    }),
];

/// Consumes a result, so that it has to be computed.
fn keep<T>(result: T) {
    black_box(result);
}

impl Example {
    /// Prepares the example for every stage.
    pub(crate) fn new() -> Example {
        let source = Source::new("examples/pypi.yaml", TEXT);
        let profile: &'static Profile =
            Box::leak(Box::new(profile::read(&source).expect("the example is sound")));
        let assessment = profile.assess();
        let document = document::report(&assessment, &Filter::default());
        Example { source, assessment, document }
    }
}

/// Only the parser's events, without comments: a lower limit for reading.
fn bare_parser() {
    let options = granit_parser::options! { emit_comments: false };
    for event in granit_parser::Parser::new_from_str_with_options(black_box(TEXT), options) {
        keep(event.expect("sound YAML"));
    }
}
