//! The formats: their names, their purposes, and the kinds of result that they can carry.
//!
//! Commands take both the formats that they offer and their help from [`FORMATS`], so the two cannot differ.

use super::json::Layout;

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
    /// Findings in SARIF 2.1.0, for code scanning services.
    Sarif,
    /// A code quality report of GitLab.
    Gitlab,
    /// A JUnit report in XML, with a failed test case for each reason.
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
    /// The levels of a registry over time.
    History,
    /// What the principles ask for.
    Catalogue,
}

/// What a result is to its readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// Text on the screen of the person who runs the program.
    Screen,
    /// Text to paste, for example into an issue on GitHub.
    Text,
    /// A page with filters, and with room for notes and evidence.
    Page,
    /// A spreadsheet, whose rows can be sorted and appended to those of another.
    Sheet,
    /// A picture.
    Picture,
    /// A JSON object.
    Object,
    /// JSON objects, each on a line that can be written as soon as it is known.
    Lines,
    /// Findings, which a service shows.
    Findings,
}

/// How a format uses the path of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathUse {
    /// It has no place for it.
    Unused,
    /// It shows findings beside the lines of the file if the path is known.
    IfKnown,
    /// It can't show findings without it.
    Needed,
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
    /// What a result in it is to its readers.
    pub medium: Medium,
    /// How it uses the path of the profile.
    pub path: PathUse,
    /// What the names of its files end in, without the dot.
    pub extension: &'static str,
    /// The media type of its files, for downloads.
    pub media_type: &'static str,
    /// The kinds of result that it can carry, each with a description.
    pub carries: &'static [(ResultKind, &'static str)],
}

/// Every format, in the order of the variants of [`Format`], which is also the order in help.
pub const FORMATS: [FormatRow; 11] = [
    FormatRow {
        format: Format::Terminal,
        name: "terminal",
        alias: Some("text"),
        medium: Medium::Screen,
        path: PathUse::Unused,
        extension: "txt",
        media_type: "text/plain",
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
        medium: Medium::Object,
        path: PathUse::Unused,
        extension: "json",
        media_type: "application/json",
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
        medium: Medium::Lines,
        path: PathUse::Unused,
        extension: "ndjson",
        media_type: "application/x-ndjson",
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
        medium: Medium::Text,
        path: PathUse::Unused,
        extension: "md",
        media_type: "text/markdown",
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
        medium: Medium::Page,
        path: PathUse::Unused,
        extension: "html",
        media_type: "text/html",
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
        medium: Medium::Sheet,
        path: PathUse::Unused,
        extension: "csv",
        media_type: "text/csv",
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
        medium: Medium::Picture,
        path: PathUse::Unused,
        extension: "svg",
        media_type: "image/svg+xml",
        carries: &[(ResultKind::Report, "An SVG picture of the levels, for a README")],
    },
    FormatRow {
        format: Format::Github,
        name: "github",
        alias: None,
        medium: Medium::Findings,
        path: PathUse::IfKnown,
        extension: "txt",
        media_type: "text/plain",
        carries: &[(ResultKind::Verdict, "Annotations of a GitHub Actions workflow")],
    },
    FormatRow {
        format: Format::Sarif,
        name: "sarif",
        alias: None,
        medium: Medium::Findings,
        path: PathUse::Needed,
        extension: "sarif",
        media_type: "application/sarif+json",
        carries: &[(ResultKind::Verdict, "SARIF 2.1.0 with every gap, for code scanning")],
    },
    FormatRow {
        format: Format::Gitlab,
        name: "gitlab",
        alias: None,
        medium: Medium::Findings,
        path: PathUse::Needed,
        extension: "json",
        media_type: "application/json",
        carries: &[(ResultKind::Verdict, "A GitLab code quality report")],
    },
    FormatRow {
        format: Format::Junit,
        name: "junit",
        alias: None,
        medium: Medium::Findings,
        path: PathUse::Unused,
        extension: "xml",
        media_type: "application/xml",
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

    /// What a result in it is to its readers.
    const fn medium(self) -> Medium {
        FORMATS[self as usize].medium
    }

    /// Whether the person who runs the program reads the result, on a screen.
    #[must_use]
    pub const fn is_on_screen(self) -> bool {
        matches!(self.medium(), Medium::Screen)
    }

    /// Whether it is for other programs, which then also get the problems of a profile in it.
    #[must_use]
    pub const fn is_for_programs(self) -> bool {
        matches!(self.medium(), Medium::Object | Medium::Lines | Medium::Findings)
    }

    /// Whether a result can show only one profile.
    #[must_use]
    pub const fn shows_one_profile(self) -> bool {
        matches!(self.medium(), Medium::Text | Medium::Page | Medium::Picture)
    }

    /// Whether a result is a page, which has room for notes and evidence.
    #[must_use]
    pub const fn is_page(self) -> bool {
        matches!(self.medium(), Medium::Page)
    }

    /// Whether a result is a spreadsheet.
    #[must_use]
    pub const fn is_sheet(self) -> bool {
        matches!(self.medium(), Medium::Sheet)
    }

    /// Whether readers can pick what they want to see: a page has filters, and a sheet can be sorted.
    #[must_use]
    pub const fn has_filters(self) -> bool {
        self.is_page() || self.is_sheet()
    }

    /// Whether results are pasted into issues on GitHub, whose length is limited.
    #[must_use]
    pub const fn is_for_issues(self) -> bool {
        matches!(self.medium(), Medium::Text)
    }

    /// Whether several profiles are one JSON object.
    #[must_use]
    pub const fn is_one_object(self) -> bool {
        matches!(self.medium(), Medium::Object)
    }

    /// Whether each profile is a line, to be written as soon as it is read.
    #[must_use]
    pub const fn is_lines(self) -> bool {
        matches!(self.medium(), Medium::Lines)
    }

    /// The layout of JSON; `None` for formats that are not for the records in [`crate::json`].
    #[must_use]
    pub const fn layout(self) -> Option<Layout> {
        match self.medium() {
            Medium::Object => Some(Layout::Indented),
            Medium::Lines => Some(Layout::Line),
            _ => None,
        }
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
