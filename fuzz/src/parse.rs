//! Any bytes: the result is a profile, or problems with places in the text and without hidden characters in their
//! messages.

use registry_maturity::{
    document::warning,
    render::{
        excerpt::{Severity, excerpts},
        terminal::Terminal,
    },
};
use registry_maturity_core::{
    profile,
    text::{Problem, Source, first_hidden},
    warnings::{Surroundings, warnings},
};

use super::{assert_same, formats, read};

/// The maximum number of problems to check.
const MAX_PROBLEMS: usize = 20;

/// Reads any bytes and checks the result.
pub fn parse(bytes: &[u8]) {
    let (source, problems) = match profile::decode("fuzz\u{202e}.yaml", bytes.to_vec()) {
        Err(refused) => refused,
        Ok(source) => match profile::read(&source) {
            Err(problems) => (source, problems),
            Ok(profile) => {
                same_with_other_line_ends(&source, &profile);
                let assessment = profile.assess();
                let found = warnings(&assessment, &Surroundings::default());
                let found = warning::problems(profile.catalogue(), &found);
                return check_excerpts(&source, &found, Severity::Warning);
            }
        },
    };
    assert!(!problems.is_empty(), "refused without a reason");
    assert!(problems.is_sorted_by_key(Problem::span), "{problems:?}");
    assert!(problems.iter().all(|problem| problem.help().is_some()), "{problems:?}");
    check_excerpts(&source, &problems, Severity::Error);
}

fn same_with_other_line_ends(source: &Source, profile: &profile::Profile) {
    let text = &source.text;
    let mut others = vec![format!("\u{feff}{}", text.trim_start_matches('\u{feff}'))];
    if !text.contains('\r') {
        others.extend([text.replace('\n', "\r\n"), text.replace('\n', "\r")]);
    }
    for other in others {
        let again = read(&other).unwrap_or_else(|| panic!("only {text:?} is read, and not {other:?}"));
        assert_same(profile, &again, &other);
    }
}

/// Draws the first problems in one style, which depends on the text. More of them would only be slower.
fn check_excerpts(source: &Source, problems: &[Problem], severity: Severity) {
    let problems = &problems[..problems.len().min(MAX_PROBLEMS)];
    for problem in problems {
        in_the_text(source, problem);
        let words = [Some(problem.message()), problem.help(), problem.related().map(|it| it.1)];
        let hidden = words.into_iter().flatten().find(|words| first_hidden(words).is_some());
        assert_eq!(hidden, None);
    }
    let number = source.text.len();
    let width = [20, 40, 80, 140][number % 4];
    let (unicode, colour, linear) = (number & 4 == 0, number & 8 == 0, number & 16 == 0);
    let said = excerpts(source, problems, severity, Terminal { width, unicode, colour, linear }, false);
    formats::on_a_terminal(&said, colour);
}

fn in_the_text(source: &Source, problem: &Problem) {
    let spans = std::iter::once(problem.span()).chain(problem.related().map(|related| related.0));
    for span in spans {
        assert!(source.text.get(span.range()).is_some(), "{problem:?} in {:?}", source.text);
        let place = source.position(span.start());
        let before = &source.text[..span.start()];
        let breaks = before.matches("\r\n").count();
        let line = 1 + before.matches(['\n', '\r']).count() - breaks;
        // A line break still belongs to its line.
        let between = before.ends_with('\r') && source.text[span.start()..].starts_with('\n');
        assert_eq!(place.line, if between { line - 1 } else { line }, "{problem:?} in {:?}", source.text);
    }
}
