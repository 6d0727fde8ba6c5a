//! Any bytes: a profile or problems, and every problem's place lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use registry_maturity::{
    assessment::assess,
    profile,
    render::{
        excerpt::{Severity, excerpts},
        terminal::Terminal,
    },
    visible::is_hidden,
    warnings::warnings,
};

fuzz_target!(|bytes: &[u8]| {
    let terminal = Terminal { width: 80, unicode: true, colour: false };
    let (source, problems) = match profile::decode("fuzz.yaml", bytes.to_vec()) {
        Ok(source) => match profile::read(&source) {
            Ok(profile) => {
                let found = warnings(&assess(&profile));
                (source, found)
            }
            Err(problems) => {
                assert!(!problems.is_empty(), "refused without a reason");
                (source, problems)
            }
        },
        Err(refused) => refused,
    };
    for problem in &problems {
        assert!(problem.span.start <= problem.span.end, "{problem:?}");
    }
    let said = excerpts(&source, &problems, Severity::Error, terminal);
    assert!(!said.chars().any(|c| is_hidden(c) && c != '\n'), "{said:?}");
});
