//! What each stage takes in the process itself, one profile at a time.

use divan::{Bencher, black_box};
use registry_maturity::{
    assessment::assess,
    document::{self, Disclosure, Document, Filter},
    json,
    problem::Source,
    profile::{self, Profile},
    render::{self, terminal::Terminal},
    warnings::warnings,
};

const TEXT: &str = include_str!("../examples/pypi.yaml");

fn main() {
    divan::main();
}

fn source() -> Source {
    Source::new("examples/pypi.yaml", TEXT)
}

fn read() -> Profile {
    profile::read(&source()).expect("the example is sound")
}

fn report(profile: &Profile) -> Document {
    document::report(&assess(profile), &Filter::default())
}

/// The parser's events alone, with nothing made of them: what reading can't be faster than.
#[divan::bench]
fn bare_parser() {
    for event in granit_parser::Parser::new_from_str(black_box(TEXT)) {
        black_box(event.expect("sound YAML"));
    }
}

#[divan::bench]
fn parse(bencher: Bencher) {
    let source = source();
    bencher.bench_local(|| profile::read(black_box(&source)));
}

#[divan::bench]
fn judge(bencher: Bencher) {
    let profile = read();
    bencher.bench_local(|| black_box(assess(black_box(&profile)).tracks.len()));
}

#[divan::bench]
fn warn(bencher: Bencher) {
    let profile = read();
    let assessment = assess(&profile);
    bencher.bench_local(|| warnings(black_box(&assessment)));
}

#[divan::bench]
fn phrase(bencher: Bencher) {
    let profile = read();
    bencher.bench_local(|| report(black_box(&profile)));
}

#[divan::bench]
fn draw_terminal(bencher: Bencher) {
    let document = report(&read());
    let terminal = Terminal { width: 100, unicode: true, colour: false };
    bencher.bench_local(|| render::terminal::terminal(black_box(&document), terminal));
}

#[divan::bench]
fn write_json(bencher: Bencher) {
    let (source, profile) = (source(), read());
    let assessment = assess(&profile);
    let warnings = warnings(&assessment);
    bencher.bench_local(|| {
        serde_json::to_vec(&json::Report::new(black_box(&assessment), &warnings, &source, Disclosure::Usual))
    });
}
