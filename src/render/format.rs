//! The formats: their names, their purposes, and the kinds of result that they can carry.
//!
//! Commands take both the formats that they offer and their help from [`FORMATS`], so the two cannot differ.

/// A format in which a result can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal or a pipe.
    Terminal,
    /// JSON objects, indented.
    Json,
    /// JSON objects, one per line.
    Ndjson,
    /// Markdown as GitHub reads it.
    Markdown,
    /// One HTML page.
    Html,
    /// Comma-separated values.
    Csv,
    /// An SVG picture of the levels.
    Badge,
    /// Workflow commands of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// A code quality report of GitLab.
    Gitlab,
    /// JUnit XML.
    Junit,
}

/// What a command gives. Not every format can carry each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultKind {
    /// The levels and gaps of a profile.
    Report,
    /// The reasons for a check to fail.
    Verdict,
    /// The gaps in the order in which to close them.
    Roadmap,
    /// Several registries side by side.
    Comparison,
    /// What changed between two profiles.
    Progress,
    /// Levels over time.
    History,
    /// What the principles ask for.
    Catalogue,
}

/// Everything about a format.
#[derive(Clone, Copy, Debug)]
pub struct FormatRow {
    /// The format that everything else in the row is about.
    pub format: Format,
    /// What `--format` takes and the help lists.
    pub name: &'static str,
    /// Another name for it.
    pub alias: Option<&'static str>,
    /// Whether it is for other programs, which then also get the problems of a profile in it.
    pub is_for_programs: bool,
    /// The kinds of result that it can carry, each with a description.
    pub carries: &'static [(ResultKind, &'static str)],
}

/// Every format.
pub const FORMATS: [FormatRow; 11] = [
    FormatRow {
        format: Format::Terminal,
        name: "terminal",
        alias: Some("text"),
        is_for_programs: false,
        carries: &[
            (ResultKind::Report, "Levels and gaps as text"),
            (ResultKind::Verdict, "One line per reason to fail"),
            (ResultKind::Roadmap, "The gaps in order, as text"),
            (ResultKind::Comparison, "Tables of levels, as text"),
            (ResultKind::Progress, "What changed, as text"),
            (ResultKind::History, "A table of levels, as text"),
            (ResultKind::Catalogue, "Text"),
        ],
    },
    FormatRow {
        format: Format::Json,
        name: "json",
        alias: None,
        is_for_programs: true,
        carries: &[
            (ResultKind::Report, "One JSON object per profile"),
            (ResultKind::Verdict, "One JSON object"),
            (ResultKind::Roadmap, "One JSON object"),
            (ResultKind::Comparison, "One JSON object with every profile"),
            (ResultKind::Progress, "One JSON object"),
            (ResultKind::History, "One JSON object"),
            (ResultKind::Catalogue, "One JSON object"),
        ],
    },
    FormatRow {
        format: Format::Ndjson,
        name: "ndjson",
        alias: None,
        is_for_programs: true,
        carries: &[
            (ResultKind::Report, "One JSON object per profile, each on its own line"),
            (ResultKind::Verdict, "One JSON object on one line"),
            (ResultKind::Roadmap, "One JSON object on one line"),
            (
                ResultKind::Comparison,
                "One JSON object per profile, each on its own line, written as profiles are read",
            ),
            (ResultKind::Progress, "One JSON object on one line"),
            (ResultKind::History, "One JSON object on one line"),
            (ResultKind::Catalogue, "One JSON object on one line"),
        ],
    },
    FormatRow {
        format: Format::Markdown,
        name: "markdown",
        alias: Some("md"),
        is_for_programs: false,
        carries: &[
            (ResultKind::Report, "Markdown with the gaps as tasks, for an issue or a repository"),
            (ResultKind::Roadmap, "Markdown, for an issue or a proposal"),
            (ResultKind::Comparison, "Markdown tables"),
            (ResultKind::Progress, "Markdown, for a report to funders"),
            (ResultKind::History, "A Markdown table"),
            (ResultKind::Catalogue, "Markdown"),
        ],
    },
    FormatRow {
        format: Format::Html,
        name: "html",
        alias: None,
        is_for_programs: false,
        carries: &[
            (ResultKind::Report, "A self-contained HTML page with filters, printable"),
            (ResultKind::Roadmap, "A self-contained HTML page, printable"),
            (ResultKind::Comparison, "A self-contained HTML page, printable"),
            (ResultKind::Progress, "A self-contained HTML page, printable"),
            (ResultKind::History, "A self-contained HTML page with charts, printable"),
            (ResultKind::Catalogue, "A self-contained HTML page, printable"),
        ],
    },
    FormatRow {
        format: Format::Csv,
        name: "csv",
        alias: None,
        is_for_programs: false,
        carries: &[
            (ResultKind::Report, "A spreadsheet with one row per capability"),
            (ResultKind::Roadmap, "A spreadsheet with one row per gap"),
            (ResultKind::Comparison, "A spreadsheet with one row per registry"),
            (ResultKind::Progress, "A spreadsheet with one row per track"),
            (ResultKind::History, "A spreadsheet with one row per version"),
            (ResultKind::Catalogue, "A spreadsheet"),
        ],
    },
    FormatRow {
        format: Format::Badge,
        name: "badge",
        alias: Some("svg"),
        is_for_programs: false,
        carries: &[(ResultKind::Report, "An SVG picture of the levels, for a README")],
    },
    FormatRow {
        format: Format::Github,
        name: "github",
        alias: None,
        is_for_programs: true,
        carries: &[(ResultKind::Verdict, "Annotations of a GitHub Actions workflow")],
    },
    FormatRow {
        format: Format::Sarif,
        name: "sarif",
        alias: None,
        is_for_programs: true,
        carries: &[(ResultKind::Verdict, "SARIF 2.1.0 with every gap, for code scanning")],
    },
    FormatRow {
        format: Format::Gitlab,
        name: "gitlab",
        alias: None,
        is_for_programs: true,
        carries: &[(ResultKind::Verdict, "A GitLab code quality report")],
    },
    FormatRow {
        format: Format::Junit,
        name: "junit",
        alias: None,
        is_for_programs: true,
        carries: &[(ResultKind::Verdict, "JUnit XML, for test reports")],
    },
];

impl Format {
    /// Its row in the table.
    #[must_use]
    pub fn row(self) -> &'static FormatRow {
        // The rows are in the order of the variants, which a test checks.
        &FORMATS[self as usize]
    }

    /// The format with this name or alias.
    #[must_use]
    pub fn named(name: &str) -> Option<Format> {
        FORMATS.iter().find(|row| row.name == name || row.alias == Some(name)).map(|row| row.format)
    }
}

impl ResultKind {
    /// The formats that can carry it, each with a description.
    pub fn formats(self) -> impl Iterator<Item = (&'static FormatRow, &'static str)> {
        FORMATS.iter().filter_map(move |row| {
            row.carries.iter().find(|(kind, _)| *kind == self).map(|(_, help)| (row, *help))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, Format};

    #[test]
    fn each_format_has_its_row_and_its_names() {
        for row in &FORMATS {
            assert_eq!(row.format.row().name, row.name);
            for name in [Some(row.name), row.alias].into_iter().flatten() {
                assert_eq!(Format::named(name), Some(row.format));
            }
        }
    }
}
