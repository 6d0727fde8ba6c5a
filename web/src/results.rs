//! Results in every format, byte for byte as the program's commands print them.

use registry_maturity::{
    document::{self, ComparisonView, Disclosure, Document, Filter, Manner, Sides, Style, warning, words},
    json,
    render::{
        self, NoSurface, NotDrawn,
        excerpt::Severity,
        format::Format,
        json::{Layout, json as json_text},
    },
};
use registry_maturity_core::{
    assessment::Assessment,
    comparison::{Compared, Comparison},
    profile::{self, Profile},
    progress::Progress,
    roadmap::Roadmap,
    text::{Problem, Source},
    warnings::{Surroundings, warnings},
};
use serde::Serialize;
use serde_json::json;

use crate::{answer, open::OpenProfile, request::RequestedResult};

/// How to write a result.
pub(crate) struct ResultOptions {
    pub(crate) format: Format,
    pub(crate) disclosure: Disclosure,
}

/// A result, with the warnings about the profile.
pub(crate) fn result(
    open: &OpenProfile,
    of: RequestedResult,
    options: &ResultOptions,
) -> Result<String, String> {
    let source = open.source();
    let questionnaire = open.questionnaire();
    let profile = questionnaire.profile();
    let assessment = profile.assess();
    let warnings = warnings_of(open, &assessment);
    let text = match of {
        RequestedResult::Report => report(&source, &assessment, &warnings, options),
        RequestedResult::Roadmap => roadmap(&source, &assessment, Style::Plain, options),
        RequestedResult::Fundable => roadmap(&source, &assessment, Style::Fundable, options),
        RequestedResult::Grant => roadmap(&source, &assessment, Style::Grant, options),
        RequestedResult::Comparison => comparison(open, profile, options),
        RequestedResult::Progress => progress(open, profile, options),
        RequestedResult::Capability => {
            let catalogue = profile.catalogue();
            match questionnaire.question().capability(catalogue) {
                Some(capability) => draw(options.format, &document::capability(catalogue, capability)),
                None => Err(document::NO_PAGE.to_owned()),
            }
        }
        RequestedResult::Catalogue => draw_or(
            options.format,
            || document::catalogue(profile.catalogue()),
            || json::catalogue(profile.catalogue()),
        ),
    }?;
    let warnings = warnings.iter().map(|it| answer::problem_in(&source, it, Severity::Warning));
    Ok(json!({ "text": text, "warnings": warnings.collect::<Vec<_>>() }).to_string())
}

/// The name for the profile as it was when it was opened.
pub(crate) fn name_as_opened(name: &str) -> String {
    format!("{name} as opened")
}

/// The warnings about a profile. The file system cannot be looked at here.
fn warnings_of(open: &OpenProfile, assessment: &Assessment<'_>) -> Vec<Problem> {
    let surroundings = Surroundings { as_of: Some(open.as_of()), ..Surroundings::default() };
    warning::problems(assessment.profile.catalogue(), &warnings(assessment, &surroundings))
}

fn report(
    source: &Source,
    assessment: &Assessment<'_>,
    warnings: &[Problem],
    options: &ResultOptions,
) -> Result<String, String> {
    let filter = Filter {
        keep_all: options.format.has_filters(),
        disclosure: options.disclosure,
        ..Filter::default()
    };
    draw_or(
        options.format,
        || document::report(assessment, &filter),
        || json::ReportRecord::new(assessment, warnings, source, options.disclosure),
    )
}

fn roadmap(
    source: &Source,
    assessment: &Assessment<'_>,
    style: Style,
    options: &ResultOptions,
) -> Result<String, String> {
    let roadmap = Roadmap::of(assessment);
    let manner = Manner {
        style,
        disclosure: options.disclosure,
        contact: None,
        profile: shell_words::quote(&source.name).into_owned(),
    };
    draw_or(
        options.format,
        || match options.format.is_sheet() {
            true => document::roadmap_sheet(&roadmap, options.disclosure),
            false => document::roadmap(&roadmap, &manner),
        },
        || json::RoadmapRecord::new(&roadmap, options.disclosure),
    )
}

fn comparison(open: &OpenProfile, profile: &Profile, options: &ResultOptions) -> Result<String, String> {
    let own = open.source();
    let all: Vec<(&Source, &Profile)> = std::iter::once((&own, profile))
        .chain(open.others.iter().map(|(source, profile)| (source, profile)))
        .collect();
    // Only a page has room for notes and evidence.
    let compared = |profile: &Profile| match options.format.is_page() {
        true => Compared::with_profile(profile.clone()),
        false => Compared::of(&profile.assess()),
    };
    let comparison = Comparison::of(all.iter().map(|(_, profile)| compared(profile)).collect(), None);
    let view = ComparisonView { capabilities: true, ..ComparisonView::default() };
    if options.format.is_one_object() {
        return reports_side_by_side(open, &comparison, &all, options);
    }
    let document = match options.format.is_sheet() {
        true => document::comparison_sheet(&comparison, &comparison.registries, &view),
        false => document::comparison(&comparison, &view),
    };
    draw(options.format, &document)
}

/// The record of a comparison with the reports in its first list; nothing is ranked, so the second stays empty.
fn reports_side_by_side(
    open: &OpenProfile,
    comparison: &Comparison,
    all: &[(&Source, &Profile)],
    options: &ResultOptions,
) -> Result<String, String> {
    let reports = comparison.registries.iter().map(|registry| {
        let (source, profile) = all[registry.place];
        let assessment = profile.assess();
        let warnings = warnings_of(open, &assessment);
        let record = json::ReportRecord::new(&assessment, &warnings, source, options.disclosure);
        Ok(written(&record)?.trim_end().replace('\n', "\n    "))
    });
    let reports = reports.collect::<Result<Vec<String>, String>>()?.join(",\n    ");
    let frame = written(&json::ComparisonRecord::new(None, Vec::new()))?;
    Ok(frame.replacen("[]", &format!("[\n    {reports}\n  ]"), 1))
}

fn progress(open: &OpenProfile, profile: &Profile, options: &ResultOptions) -> Result<String, String> {
    if open.opened.text.trim().is_empty() {
        return Err("The profile was created here, so there is nothing to compare it with.".to_owned());
    }
    let before = profile::read(&open.opened)
        .map_err(|_| "The file was not a valid profile when it was opened.".to_owned())?;
    let (before, after) = (before.assess(), profile.assess());
    let progress = Progress::between(&before, &after);
    let sides = Sides { before: open.opened.name.clone(), after: open.source().name };
    draw_or(
        options.format,
        || document::progress(&progress, &sides, options.disclosure),
        || json::ProgressRecord::new(&progress, options.disclosure),
    )
}

fn draw_or<J: Serialize>(
    format: Format,
    document: impl FnOnce() -> Document,
    record: impl FnOnce() -> J,
) -> Result<String, String> {
    render::result(format, None::<NoSurface>, document, record).map_err(refusal)
}

fn written(record: &impl Serialize) -> Result<String, String> {
    json_text(record, Layout::Indented).map_err(|error| error.to_string())
}

fn draw(format: Format, document: &Document) -> Result<String, String> {
    render::draw(format, document, None::<NoSurface>).map_err(refusal)
}

fn refusal(why: NotDrawn) -> String {
    words::sentence(&why.to_string()) + "."
}
