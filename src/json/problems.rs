//! The problems of a profile that can't be used.

use serde::Serialize;

use registry_maturity_core::text::{Problem, Source};

const SCHEMA: u8 = 1;

/// The problems of profiles, in place of their result.
#[derive(Debug, Serialize)]
pub struct ProblemsRecord<'a> {
    schema: u8,
    problems: Vec<ProblemRecord<'a>>,
    generator: &'static str,
}

/// A problem, and what to write instead.
#[derive(Debug, Serialize)]
pub struct ProblemRecord<'a> {
    profile: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    line: usize,
    column: usize,
}

impl<'a> ProblemsRecord<'a> {
    /// A result that consists of these problems only.
    #[must_use]
    pub fn new(problems: Vec<ProblemRecord<'a>>) -> ProblemsRecord<'a> {
        ProblemsRecord { schema: SCHEMA, problems, generator: crate::document::PROGRAM }
    }
}

/// The problems of a profile's text.
pub fn problems<'a>(source: &'a Source, problems: &'a [Problem]) -> impl Iterator<Item = ProblemRecord<'a>> {
    problems.iter().map(|problem| {
        let position = source.position(problem.span().start());
        ProblemRecord {
            profile: &source.name,
            message: problem.message(),
            help: problem.help(),
            line: position.line,
            column: position.column,
        }
    })
}
