//! Any profile in any format: no hidden character, valid JSON, a balanced sheet.
#![no_main]

use libfuzzer_sys::fuzz_target;
use registry_maturity::{
    assessment::assess,
    document::{self, Disclosure, Filter},
    json,
    problem::Source,
    profile,
    render::{csv::csv, html::html, markdown::markdown, terminal::{Terminal, terminal}},
    visible::is_hidden,
    warnings::warnings,
};

fuzz_target!(|text: &str| {
    let source = Source::new("fuzz.yaml", text);
    let Ok(profile) = profile::read(&source) else { return };
    let assessment = assess(&profile);
    let filter = Filter { all: true, disclosure: Disclosure::Internal, ..Filter::default() };
    let document = document::report(&assessment, &filter);
    for width in [40, 100] {
        let page = terminal(&document, Terminal { width, unicode: true, colour: false });
        assert!(!page.chars().any(|c| is_hidden(c) && c != '\n'), "{page:?}");
    }
    for page in [html(&document), markdown(&document)] {
        assert!(!page.chars().any(|c| is_hidden(c) && c != '\n'), "{page:?}");
    }
    let found = warnings(&assessment);
    let result = serde_json::to_string(&json::Report::new(&assessment, &found, &source, Disclosure::Internal)).expect("JSON");
    serde_json::from_str::<serde_json::Value>(&result).expect("JSON that can be read");
    let sheet = csv(std::slice::from_ref(&document));
    let mut reader = ::csv::Reader::from_reader(sheet.as_bytes());
    let columns = reader.headers().expect("a header").len();
    for record in reader.records() {
        assert_eq!(record.expect("a balanced row").len(), columns);
    }
});
