//! The filters of a page: gaps, unknowns, plans, and one for each track.

use crate::document::{Block, ChecklistItem, ChecklistView, Document, Role, labels};
use registry_maturity_core::profile::{Intent, Status};

/// The filters of a page.
pub(super) struct Choices {
    /// Filters by gap, status and plan.
    pub views: Vec<PageChoice>,
    /// Filters for tracks, if there are several.
    pub tracks: Vec<PageChoice>,
}

pub(super) struct PageChoice {
    /// Its id, without the prefix of its group.
    pub id: &'static str,
    pub label: &'static str,
    /// The number of capabilities that it shows.
    pub count: usize,
    /// Whether it is on by default.
    pub chosen: bool,
}

/// A filter: its id, which is also the class of the items that it shows, its label, and its condition.
type FilterRow = (&'static str, &'static str, fn(&ChecklistItem) -> bool);

const FILTER_ROWS: [FilterRow; 5] = [
    ("any", "Everything", |_| true),
    ("gap", labels::GAPS, ChecklistItem::is_gap),
    ("blocker", "Blocking", |item| item.role == Some(Role::Blocks)),
    ("unknown", labels::NOT_KNOWN, |item| item.status == Status::Unknown),
    ("planned", "Planned", |item| matches!(item.intent, Some(Intent::Planned | Intent::Exploring))),
];

impl Choices {
    /// The filters for a document; `None` if it has no checklist.
    pub(super) fn of(document: &Document) -> Option<Choices> {
        let items: Vec<&ChecklistItem> = document.blocks.iter().filter_map(checklist).flatten().collect();
        let first = match document.view {
            ChecklistView::Everything => "any",
            ChecklistView::Gaps => "gap",
        };
        let views = FILTER_ROWS.into_iter().map(|(id, label, shows)| {
            let count = items.iter().filter(|item| shows(item)).count();
            PageChoice { id, label, count, chosen: id == first }
        });
        let choices = Choices { views: views.collect(), tracks: tracks(document, &items) };
        (!items.is_empty()).then_some(choices)
    }
}

fn checklist(block: &Block) -> Option<&Vec<ChecklistItem>> {
    match block {
        Block::Checklist(items) => Some(items),
        _ => None,
    }
}

fn tracks(document: &Document, items: &[&ChecklistItem]) -> Vec<PageChoice> {
    let mut tracks = vec![PageChoice { id: "any", label: "All tracks", count: items.len(), chosen: true }];
    for item in items {
        match tracks.iter_mut().find(|track| track.id == item.track) {
            Some(track) => track.count += 1,
            None => tracks.push(PageChoice {
                id: item.track,
                label: name(document, item.track),
                count: 1,
                chosen: false,
            }),
        }
    }
    if tracks.len() > 2 { tracks } else { Vec::new() }
}

fn name(document: &Document, track: &'static str) -> &'static str {
    let scores = document.blocks.iter().filter_map(|block| match block {
        Block::Scorecard(scores) => Some(scores),
        _ => None,
    });
    scores.flatten().find(|score| score.id == track).map_or(track, |score| score.name)
}

/// The classes of a capability: its status, its track, and the filters that show it.
pub(super) fn classes(item: &ChecklistItem) -> String {
    let ways = FILTER_ROWS.iter().filter(|(_, _, shows)| shows(item)).map(|(id, _, _)| format!(" is-{id}"));
    format!("{} of-{}{}", item.status.id(), item.track, ways.collect::<String>())
}
