//! [`InvalidProfile`]: the error for texts that are not valid profiles.

use std::{error::Error, fmt};

use crate::text::{Position, Problem, Source};

/// Everything that is wrong with a profile's text. Displayed, it has a line for each problem, with its place and what
/// to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidProfile {
    source: Source,
    problems: Vec<Problem>,
}

impl InvalidProfile {
    pub(super) fn new(source: Source, problems: Vec<Problem>) -> InvalidProfile {
        InvalidProfile { source, problems }
    }

    /// The problems, ordered by their places.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The line and column where a problem begins.
    #[must_use]
    pub fn position(&self, problem: &Problem) -> Position {
        self.source.position(problem.span().start())
    }
}

impl fmt::Display for InvalidProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.problems.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            let Position { line, column } = self.position(problem);
            write!(f, "line {line}, column {column}: {}", problem.message())?;
            if let Some(help) = problem.help() {
                write!(f, "; {help}")?;
            }
        }
        Ok(())
    }
}

impl Error for InvalidProfile {}

#[cfg(test)]
mod tests {
    use crate::profile::Profile;

    #[test]
    fn each_problem_has_a_line_with_place_fault_and_fix() {
        let text =
            "principles: \"0.1\"\nregistry: {name: x}\nanswers:\n  strong-mfa: planned\n  token-prefx: met\n";
        let error = Profile::parse(text).expect_err("two mistakes");
        assert_eq!(error.problems().len(), 2);
        assert_eq!(
            error.to_string(),
            "line 4, column 15: `planned` is not a status; write `strong-mfa: {status: unmet, intent: planned}`\n\
             line 5, column 3: there is no capability `token-prefx`; did you mean `token-prefix`?"
        );
    }
}
