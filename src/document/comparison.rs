//! Several registries side by side: levels and counts, and the whole matrix if requested.

use super::{
    Block, Document, Inline, Matrix, MatrixColumn, MatrixRow, MatrixTrack, Order, Table, Text, labels,
    report,
    scorecard::{COULD_BE, COULD_BE_MEANS, EVIDENCED},
    words,
};
use registry_maturity_core::{
    assessment::Assessment,
    catalogue::{Capability, Catalogue, Level, Track, TrackId},
    comparison::{Compared, Comparison},
    profile::{Profile, Status},
};

/// The maximum number of registries that readers can order, because browsers are slow with more.
const MAX_ARRANGED: usize = 500;

const CAPTION: &str = "Levels of each registry";

/// The options of a comparison.
#[derive(Clone, Debug, Default)]
pub struct ComparisonView {
    /// Whether to show the matrix.
    pub capabilities: bool,
    /// Only these tracks, unless the list is empty.
    pub tracks: Vec<TrackId>,
    /// Only capabilities of these levels, unless the list is empty.
    pub levels: Vec<Level>,
    /// The path of each registry's page, in the order of the comparison, and those of capabilities, in a site.
    pub pages: Option<Pages>,
}

/// The pages of a site, as paths relative to the page of the comparison.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The page of each registry, in the order of the comparison.
    pub registries: Vec<String>,
    /// The page of the capability with this id.
    pub capability: fn(&str) -> String,
}

impl ComparisonView {
    fn tracks<'v>(&'v self, catalogue: &'static Catalogue) -> impl Iterator<Item = &'static Track> + use<'v> {
        let shown = |track: &&Track| self.tracks.is_empty() || self.tracks.contains(&track.id);
        catalogue.tracks.iter().filter(shown)
    }

    fn capabilities(&self, track: &'static Track) -> impl Iterator<Item = &'static Capability> {
        track.capabilities.iter().filter(|one| self.levels.is_empty() || self.levels.contains(&one.level))
    }
}

/// The document of a comparison.
#[must_use]
pub fn comparison(comparison: &Comparison, view: &ComparisonView) -> Document {
    let mut document = Document::new(title(comparison), comparison.catalogue);
    document.paragraph(format!(
        "Each cell has the track's level and, in parentheses, how much of levels 1, 2 and 3 is met. {COULD_BE_MEANS} \
         What does not apply to a registry is not counted."
    ));
    if !comparison.registries.is_empty() {
        if let Some(track) = comparison.by {
            document.paragraph(format!("Ordered by the level of {}, then by name.", track.name));
        }
        document.blocks.push(Block::Table(levels(comparison, &comparison.registries, 0, view)));
    }
    if let Some(track) = comparison.by.filter(|_| !comparison.unranked.is_empty()) {
        let title = format!("Not ranked: {} has {}", track.name, words::NO_LEVEL);
        document.heading(1, title, Some("not-ranked"));
        let ranked = comparison.registries.len();
        document.blocks.push(Block::Table(levels(comparison, &comparison.unranked, ranked, view)));
    }
    if view.capabilities {
        document.heading(1, "Capabilities", Some("capabilities"));
        document.blocks.push(Block::Matrix(matrix(comparison, view)));
    }
    document.orders = orders(comparison, view);
    document
}

fn title(comparison: &Comparison) -> String {
    words::count(comparison.all().count(), "registry", "registries") + " side by side"
}

/// The levels of these registries. Their numbers, which the matrix uses, continue from those of the registries before.
fn levels(comparison: &Comparison, registries: &[Compared], before: usize, view: &ComparisonView) -> Table {
    let any = |says: fn(&Compared) -> bool| comparison.all().any(says);
    let is_assessed =
        any(|one| one.assessed.date.is_some() || one.assessed.by.is_some() || one.counts().unknown > 0);
    let mut columns = vec![labels::REGISTRY.to_owned()];
    columns.extend(is_assessed.then(|| labels::ASSESSED.to_owned()));
    columns.extend(view.tracks(comparison.catalogue).map(|track| track.name.to_owned()));
    let rows = registries.iter().enumerate().map(|(at, registry)| {
        let place = before + at;
        let number = if view.capabilities { Text::from(format!("{}. ", place + 1)) } else { Text::new() };
        let page = view.pages.as_ref().and_then(|pages| pages.registries.get(place));
        let mut row = vec![match page {
            Some(path) => number
                .with(Inline::Page { text: registry.name.to_string().into(), path: path.clone().into() }),
            None => number.strong(registry.name.to_string()),
        }];
        row.extend(is_assessed.then(|| assessed(registry, view)));
        row.extend(view.tracks(comparison.catalogue).map(|track| level(registry, track)));
        row
    });
    Table { caption: CAPTION.to_owned(), columns, rows: rows.collect() }
}

/// When it was assessed and how much is unknown; with the matrix, also by whom.
fn assessed(registry: &Compared, view: &ComparisonView) -> Text {
    let date = registry.assessed.date.map_or_else(Text::new, Text::from);
    let by = registry.assessed.by.as_deref().filter(|_| view.capabilities);
    let by = by.map_or_else(Text::new, |by| Text::from(format!("by {by}")));
    let counts = registry.counts();
    let unknown = match counts.unknown {
        0 => Text::new(),
        unknown => Text::from(format!("{unknown} of {} not known", counts.applicable())),
    };
    Text::lines([date, by, unknown])
}

/// `1 (5/5 1/3 0/3)`, with the ceiling if that differs.
fn level(registry: &Compared, track: &Track) -> Text {
    let Some(track) = registry.track(track.id).filter(|track| track.applies) else {
        return words::DOES_NOT_APPLY.into();
    };
    let Some(standing) = track.standing else { return words::NONE_APPLIES.into() };
    let counts = Level::RUNGS.map(|level| (level, track.counts(level)));
    let text = words::level_and_counts(standing.level, counts);
    if standing.ceiling == standing.level {
        text
    } else {
        let could_be = format!("{COULD_BE} {}", standing.ceiling).replace(' ', "\u{a0}");
        text.quiet(format!(" {could_be}"))
    }
}

fn matrix(comparison: &Comparison, view: &ComparisonView) -> Matrix {
    let registries: Vec<&Compared> = comparison.all().collect();
    let assessments: Vec<Option<Assessment<'_>>> =
        registries.iter().map(|one| one.profile.as_deref().map(Profile::assess)).collect();
    let path = |place: usize| view.pages.as_ref().and_then(|pages| pages.registries.get(place).cloned());
    let column = |(place, registry): (usize, &&Compared)| MatrixColumn {
        number: place + 1,
        name: registry.name.to_string(),
        page: path(place),
    };
    let tracks = view.tracks(comparison.catalogue).map(|track| MatrixTrack {
        id: track.id.as_str(),
        name: track.name,
        rows: view.capabilities(track).map(|one| row(one, &registries, &assessments, view)).collect(),
    });
    let tracks: Vec<MatrixTrack> = tracks.filter(|track| !track.rows.is_empty()).collect();
    let shown = |status: &Status| {
        tracks.iter().flat_map(|track| &track.rows).any(|row| row.statuses.contains(status))
    };
    Matrix {
        caption: "How far each registry meets each capability".to_owned(),
        columns: registries.iter().enumerate().map(column).collect(),
        legend: Status::ALL.into_iter().filter(shown).map(|one| (one, words::status(one))).collect(),
        tracks,
    }
}

fn row(
    capability: &'static Capability,
    registries: &[&Compared],
    assessments: &[Option<Assessment<'_>>],
    view: &ComparisonView,
) -> MatrixRow {
    let status = |one: &&Compared| one.status(capability.id).unwrap_or(Status::NotApplicable);
    let statuses: Vec<Status> = registries.iter().map(status).collect();
    let remark = |assessment: &Option<Assessment<'_>>| {
        let finding = assessment.as_ref().and_then(|one| one.finding_of(capability.id));
        finding.map_or_else(Text::new, report::remark)
    };
    MatrixRow {
        id: capability.id.as_str(),
        title: capability.title,
        level: capability.level,
        met: words::met(statuses.iter().copied().collect()),
        statuses,
        remarks: assessments.iter().map(remark).collect(),
        page: view.pages.as_ref().map(|pages| (pages.capability)(capability.id.as_str())),
    }
}

/// The orders that readers can choose: the given one, by the level of each track, and by what is met.
fn orders(comparison: &Comparison, view: &ComparisonView) -> Vec<Order> {
    let registries: Vec<&Compared> = comparison.all().collect();
    if !(2..=MAX_ARRANGED).contains(&registries.len()) {
        return Vec::new();
    }
    let as_it_is = Order {
        id: "given",
        label: comparison.by.map_or(labels::NAME, |track| track.name),
        places: (0..registries.len()).collect(),
    };
    let tracks =
        view.tracks(comparison.catalogue).filter(|track| Some(track.id) != comparison.by.map(|by| by.id));
    let tracks = tracks.map(|track| {
        let key = |one: &&Compared| {
            let track = one.track(track.id);
            let standing = track.and_then(|track| track.standing);
            let met: usize =
                track.map_or(0, |track| Level::RUNGS.map(|level| track.counts(level).met).iter().sum());
            std::cmp::Reverse((standing.map(|standing| standing.level), met))
        };
        Order { id: track.id.as_str(), label: track.name, places: places(&registries, key) }
    });
    let met = Order {
        id: "met",
        label: "Most met",
        places: places(&registries, |one| std::cmp::Reverse(one.counts().met)),
    };
    std::iter::once(as_it_is).chain(tracks).chain([met]).collect()
}

/// The position of each registry when they are sorted by a key. The sort is stable.
fn places<K: Ord>(registries: &[&Compared], key: impl Fn(&&Compared) -> K) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..registries.len()).collect();
    sorted.sort_by_cached_key(|at| key(&registries[*at]));
    let mut places = vec![0; registries.len()];
    for (place, at) in sorted.into_iter().enumerate() {
        places[at] = place;
    }
    places
}

/// The comparison for a spreadsheet: one registry per row, with a column for each value.
#[must_use]
pub fn comparison_sheet(comparison: &Comparison, registries: &[Compared], view: &ComparisonView) -> Document {
    let mut document = Document::new(title(comparison), comparison.catalogue);
    let tracks: Vec<&Track> = view.tracks(comparison.catalogue).collect();
    let capabilities: Vec<&Capability> = match view.capabilities {
        true => view.tracks(comparison.catalogue).flat_map(|track| view.capabilities(track)).collect(),
        false => Vec::new(),
    };
    let mut columns = [labels::REGISTRY, labels::ASSESSED, labels::ASSESSED_BY].map(str::to_owned).to_vec();
    columns.extend(tracks.iter().flat_map(|track| {
        ["", COULD_BE, EVIDENCED, "met"].map(|what| format!("{} {what}", track.name).trim_end().to_owned())
    }));
    columns.push(labels::NOT_KNOWN.to_owned());
    columns.extend(capabilities.iter().map(|capability| capability.id.to_string()));
    let rows = registries.iter().map(|registry| {
        let mut row = vec![
            Text::copy(&registry.name),
            registry.assessed.date.map_or_else(Text::new, Text::from),
            registry.assessed.by.as_deref().map_or_else(Text::new, Text::copy),
        ];
        row.extend(tracks.iter().flat_map(|track| track_values(registry, track)));
        row.push(registry.counts().unknown.to_string().into());
        row.extend(
            capabilities
                .iter()
                .map(|one| registry.status(one.id).map_or_else(Text::new, |status| Text::from(status.id()))),
        );
        row
    });
    document.blocks.push(Block::Table(Table { caption: CAPTION.to_owned(), columns, rows: rows.collect() }));
    document
}

/// Its three levels and its counts; empty if it does not apply.
fn track_values(registry: &Compared, track: &Track) -> [Text; 4] {
    let Some((track, standing)) = registry.track(track.id).and_then(|track| Some((track, track.standing?)))
    else {
        return std::array::from_fn(|_| Text::new());
    };
    let levels = [standing.level, standing.ceiling, standing.evidenced].map(|level| level.to_string());
    let [level, ceiling, evidenced] = levels.map(Text::from);
    let met = Text::new().with(words::by_level(Level::RUNGS.map(|level| (level, track.counts(level)))));
    [level, ceiling, evidenced, met]
}
