//! Any profile, as any document, in any format: no text breaks the format, and no private value appears.

use arbitrary::{Result, Unstructured};
use registry_maturity::{
    document::{
        self, Block, ComparisonView, Disclosure, Document, Filter, Manner, Sides, Style, annotation, warning,
    },
    json,
    render::{
        annotations,
        badge::badge,
        csv::csv,
        html::html,
        json::{Layout, json as in_json},
        junit::junit,
        markdown::markdown,
        terminal::{Terminal, terminal},
    },
};
use registry_maturity_core::{
    age::Age,
    assessment::Assessment,
    catalogue::{Catalogue, Level},
    check::{Demands, Freshness, Measure, Verdict, judge},
    comparison::{Compared, Comparison},
    evidence::PathFault,
    history::{History, Skipped, Version, When},
    profile::{self, Edit, Profile, Status},
    progress::Progress,
    roadmap::Roadmap,
    text::Source,
    warnings::{Surroundings, warnings},
};
use serde::Serialize;

use super::{formats, made, parts};

const WIDTHS: [usize; 8] = [80, 0, 20, 40, 41, 60, 120, 250];
const DISCLOSURES: [Disclosure; 3] = [Disclosure::Internal, Disclosure::Usual, Disclosure::Public];
/// The private values. No generated text contains them.
const INTERNAL: &str = "qzxqzxInternal";
const NOT_PUBLIC: &str = "qzxqzxNotPublic";

/// Draws a document of profiles in a format and checks the result.
pub fn render(bytes: &[u8]) {
    if let Some((text, mut script)) = parts(bytes) {
        // When the script ends, the first choice is taken everywhere.
        let _ = draw(text, &mut script);
    }
}

fn draw(text: &str, u: &mut Unstructured<'_>) -> Result<()> {
    let disclosure = *u.choose(&DISCLOSURES)?;
    let kind = u.int_in_range(0..=7)?;
    let format = *u.choose(&OutputFormat::ALL)?;
    let look = Terminal {
        width: *u.choose(&WIDTHS)?,
        unicode: u.arbitrary()?,
        colour: u.arbitrary()?,
        linear: u.arbitrary()?,
    };
    let text = if text.is_empty() { made::profile(u)? } else { text.to_owned() };
    let source = Source::new(made::text(u)?, text);
    let Ok(mut profile) = profile::read(&source) else { return Ok(()) };
    hide(&mut profile, disclosure);
    let mut other = changed(&profile, u)?;
    hide(&mut other, disclosure);
    let (one, other) = (profile.assess(), other.assess());
    let sink = Sink { format, look, disclosure };
    match kind {
        0 | 1 => report(&one, &source, sink, u),
        2 => roadmap(&one, sink, u),
        3 => compare(&[one, other], sink, u),
        4 => progress(&one, &other, sink, u),
        5 => history(&one, &other, sink, u),
        6 => gate(&one, &other, &source, u),
        _ => page(sink, u),
    }
}

/// Puts known words in private values.
fn hide(profile: &mut Profile, disclosure: Disclosure) {
    for (id, answer) in profile.answers().clone() {
        let mut answer = answer.value;
        if disclosure != Disclosure::Internal && answer.internal.is_some() {
            answer.internal = Some(INTERNAL.to_owned());
        }
        if let Some(plan) = answer.plan.as_mut().filter(|_| disclosure == Disclosure::Public) {
            for kept in [&mut plan.owner, &mut plan.cost].into_iter().filter(|kept| kept.is_some()) {
                *kept = Some(NOT_PUBLIC.to_owned());
            }
        }
        *profile = profile.with(&Edit::Answer(id, Some(answer))).expect("a sound answer stays sound");
    }
}

/// The profile after some edits.
fn changed(profile: &Profile, u: &mut Unstructured<'_>) -> Result<Profile> {
    let mut changed = profile.clone();
    for _ in 0..u.int_in_range(0..=6)? {
        let edit = made::edit(u)?;
        changed = changed.with(&edit).unwrap_or(changed);
    }
    Ok(changed)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OutputFormat {
    Terminal,
    Markdown,
    Html,
    Csv,
    Badge,
    Json,
}

impl OutputFormat {
    const ALL: [OutputFormat; 6] = [
        OutputFormat::Terminal,
        OutputFormat::Markdown,
        OutputFormat::Html,
        OutputFormat::Csv,
        OutputFormat::Badge,
        OutputFormat::Json,
    ];
}

/// A format, and how much its readers may see.
#[derive(Clone, Copy)]
struct Sink {
    format: OutputFormat,
    look: Terminal,
    disclosure: Disclosure,
}

impl Sink {
    fn take(self, document: &Document, result: &impl Serialize) {
        let page = match self.format {
            OutputFormat::Terminal => {
                let page = terminal(document, self.look);
                formats::on_a_terminal(&page, self.look.colour);
                page
            }
            OutputFormat::Markdown => in_markdown(document),
            OutputFormat::Html => {
                let page = html(document);
                formats::html(&page);
                page
            }
            OutputFormat::Csv => {
                let sheet = csv(document);
                formats::sheet(&sheet);
                sheet
            }
            OutputFormat::Badge => {
                let picture = badge(document).unwrap_or_else(|| "<svg/>".to_owned());
                formats::xml(&picture);
                picture
            }
            OutputFormat::Json => result_in_json(result),
        };
        assert!(!page.contains(INTERNAL), "something internal got out: {page}");
        assert!(!page.contains(NOT_PUBLIC), "something that is not public got out: {page}");
    }
}

fn in_markdown(document: &Document) -> String {
    let page = markdown(document);
    let marks = formats::markdown(&page);
    let headings = document.blocks.iter().map(|block| match block {
        Block::Heading(_) => 1,
        Block::Matrix(matrix) => matrix.tracks.len(),
        _ => 0,
    });
    let headings: usize = headings.sum();
    assert_eq!(marks.headings, headings + 1, "{page}");
    let items = document.blocks.iter().filter_map(|block| match block {
        Block::Checklist(items) => Some(items),
        _ => None,
    });
    // What does not apply is not a task.
    let tasks = items.flatten().filter(|item| item.status != Status::NotApplicable);
    let done: Vec<bool> = tasks.map(|item| item.status == Status::Met).collect();
    assert_eq!(marks.tasks, done, "{page}");
    page
}

fn result_in_json(result: &impl Serialize) -> String {
    let line = in_json(result, Layout::Line).expect("JSON");
    let indented = in_json(result, Layout::Indented).expect("JSON");
    assert_eq!(line.lines().count(), 1, "{line}");
    assert_eq!(formats::json(&line), formats::json(&indented));
    line
}

fn report(assessment: &Assessment<'_>, source: &Source, sink: Sink, u: &mut Unstructured<'_>) -> Result<()> {
    let tracks = (0..u.int_in_range(0..=2)?).map(|_| Ok(made::track(u)?.id)).collect::<Result<_>>()?;
    let levels =
        (0..u.int_in_range(0..=2)?).map(|_| u.choose(&Level::ALL).copied()).collect::<Result<_>>()?;
    let filter = Filter {
        all: u.ratio(3, 4)?,
        keep_all: u.arbitrary()?,
        tracks,
        levels,
        up_to_target: u.arbitrary()?,
        disclosure: sink.disclosure,
        profile: None,
    };
    let found = warnings(assessment, &Surroundings::default());
    let found = warning::problems(assessment.profile.catalogue(), &found);
    let result = json::ReportRecord::new(assessment, &found, source, sink.disclosure);
    sink.take(&document::report(assessment, &filter), &result);
    Ok(())
}

fn roadmap(assessment: &Assessment<'_>, sink: Sink, u: &mut Unstructured<'_>) -> Result<()> {
    let roadmap = Roadmap::of(assessment);
    let contact = if u.arbitrary()? { Some(made::text(u)?) } else { None };
    let style = *u.choose(&[Style::Fundable, Style::Grant, Style::Plain])?;
    let manner =
        Manner { style, disclosure: sink.disclosure, contact, profile: "registry-maturity.yaml".to_owned() };
    let document = match sink.format {
        OutputFormat::Csv => document::roadmap_sheet(&roadmap, sink.disclosure),
        _ => document::roadmap(&roadmap, &manner),
    };
    sink.take(&document, &json::RoadmapRecord::new(&roadmap, sink.disclosure));
    Ok(())
}

fn compare(two: &[Assessment<'_>], sink: Sink, u: &mut Unstructured<'_>) -> Result<()> {
    let by = if u.arbitrary()? { Some(made::track(u)?.id) } else { None };
    let several = two.iter().cycle().take(u.int_in_range(2..=12)?).map(Compared::of).collect();
    let comparison = Comparison::of(several, by);
    let view = ComparisonView { capabilities: u.arbitrary()?, ..ComparisonView::default() };
    let document = match sink.format {
        OutputFormat::Csv => document::comparison_sheet(&comparison, &comparison.registries, &view),
        _ => document::comparison(&comparison, &view),
    };
    sink.take(&document, &json::ComparisonRecord::new(by, Vec::new()));
    Ok(())
}

fn progress(
    before: &Assessment<'_>,
    after: &Assessment<'_>,
    sink: Sink,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    let progress = Progress::between(before, after);
    let sides = Sides { before: made::text(u)?, after: made::text(u)? };
    let document = document::progress(&progress, &sides, sink.disclosure);
    sink.take(&document, &json::ProgressRecord::new(&progress, sink.disclosure));
    Ok(())
}

fn history(one: &Assessment<'_>, other: &Assessment<'_>, sink: Sink, u: &mut Unstructured<'_>) -> Result<()> {
    let mut history = History::of(one.profile);
    for _ in 0..u.int_in_range(0..=6)? {
        let when = match u.int_in_range(0..=7)? {
            0 => When::Now,
            1 => When::Undated,
            _ => When::On(made::date(u)?),
        };
        let name = made::text(u)?;
        match u.int_in_range(0..=4)? {
            0 => history.skipped.push(Skipped::new(name, when, made::text(u)?)),
            1 | 2 => history.versions.push(Version::new(name, when, one)),
            _ => history.versions.push(Version::new(name, when, other)),
        }
    }
    sink.take(&document::history(&history), &json::HistoryRecord::new(&history));
    Ok(())
}

fn gate(
    one: &Assessment<'_>,
    other: &Assessment<'_>,
    source: &Source,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    let found = warnings(one, &Surroundings::default());
    let broken = one.profile.all_evidence().map(|path| (path.at, PathFault::Missing)).collect();
    let level = *u.choose(&Level::ALL)?;
    let track = if u.arbitrary()? { Some(made::track(u)?.id) } else { None };
    let fresh = Freshness { max_age: Age::months(u.int_in_range(0..=40)?), as_of: made::date(u)? };
    let demands = Demands {
        targets: u.arbitrary()?,
        levels: if u.arbitrary()? { vec![(track, level)] } else { Vec::new() },
        measure: *u.choose(&[Measure::Level, Measure::Evidenced])?,
        baseline: u.arbitrary::<bool>()?.then_some(other),
        freshness: u.arbitrary::<bool>()?.then_some(fresh),
        evidence: u.arbitrary::<bool>()?.then_some(&broken),
        complete: u.arbitrary()?,
        warnings: u.arbitrary::<bool>()?.then_some(&*found),
    };
    check_verdict(&judge(one, &demands), source);
    Ok(())
}

fn check_verdict(verdict: &Verdict<'_>, source: &Source) {
    result_in_json(&json::GateRecord::new(verdict, source));
    let findings = annotation::findings(verdict, &[]);
    let log = json::sarif(verdict, &findings, source, "profile.yaml");
    let log = serde_json::to_value(log).expect("JSON");
    let read = formats::json(&in_json(&log, Layout::Indented).expect("JSON"));
    let results = read["runs"][0]["results"].as_array().expect("results");
    let lines = source.position(source.text.len()).line;
    for result in results {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let line = region["startLine"].as_u64().and_then(|line| usize::try_from(line).ok());
        assert!(line.is_some_and(|line| (1..=lines).contains(&line)), "{result}");
    }
    let failed = results.iter().any(|result| result["level"] == "error");
    assert_eq!(failed, !verdict.passed(), "{read}");
    let count = verdict.shortfalls.len();
    let plain = annotations::lines(verdict, &findings, source);
    formats::plain(&plain);
    assert_eq!(plain.lines().count(), count.max(1), "{plain}");
    if !verdict.passed() {
        formats::commands(&annotations::github(&findings, source, Some("profile.yaml")), count);
    }
    assert_eq!(formats::junit(&junit(&findings, source)), count);
    let report = in_json(&json::gitlab(&findings, source, "profile.yaml"), Layout::Indented).expect("JSON");
    assert_eq!(formats::json(&report).as_array().map(Vec::len), Some(count));
}

/// A document about the catalogue only.
fn page(sink: Sink, u: &mut Unstructured<'_>) -> Result<()> {
    let catalogue = Catalogue::latest();
    let document = match u.arbitrary()? {
        true => document::capability(catalogue, made::capability(u)?),
        false => document::catalogue(catalogue),
    };
    sink.take(&document, &catalogue.edition.id);
    Ok(())
}
