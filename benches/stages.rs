//! The time of each stage within a process, one profile at a time.

mod support;

use divan::Bencher;
use support::stages::{Example, STAGES};

fn main() {
    divan::main();
}

#[divan::bench(args = STAGES.map(|(name, _)| name))]
fn stage(bencher: Bencher, name: &str) {
    let example = Example::new();
    let (_, stage) = STAGES.into_iter().find(|(other, _)| *other == name).expect("a stage");
    bencher.bench_local(|| stage(&example));
}
