//! A track of the scorecard as a picture: a tower of its levels, with the capabilities of each level beside it.

use crate::document::{Role, Rung, RungItem, Score};
use registry_maturity_core::catalogue::Level;

/// The distance between two levels.
const STEP: usize = 36;
/// The distance between two capabilities.
const PITCH: usize = 22;
/// The left edge of the capabilities.
const MARKS: usize = 54;

/// The picture of one track.
pub(super) struct Ladder {
    /// The track's id, with which the ids of the picture's elements begin.
    pub id: &'static str,
    /// The track's name, as the heading of its card.
    pub name: &'static str,
    /// Its level with the level's name; `None` if it has no level.
    pub level: Option<(Level, &'static str)>,
    /// The other two levels, and the target.
    pub beside: Vec<(&'static str, Level)>,
    /// A description in one line.
    pub title: String,
    /// A description of each level.
    pub description: String,
    pub height: usize,
    /// Its levels, starting with the highest.
    pub rungs: Vec<LadderRung>,
}

/// One level of the picture.
pub(super) struct LadderRung {
    /// Its upper edge, in the picture's units.
    pub y: usize,
    pub level: Level,
    /// The class that says how well it is reached.
    pub reach: &'static str,
    /// Whether it is the track's target.
    pub target: bool,
    /// Its capabilities, from left to right.
    pub cells: Vec<Cell>,
    /// The left edge of its counts.
    pub numbers_at: usize,
    /// The count of its capabilities that are met.
    pub numbers: String,
    /// The counts of those that block the next level or are ahead.
    pub remark: String,
}

/// One capability of the picture.
pub(super) struct Cell {
    /// Its left edge, in the picture's units.
    pub x: usize,
    pub status: &'static str,
    /// Its role: `blocks`, `ahead` or empty.
    pub role: &'static str,
    /// Its name and status.
    pub title: String,
}

impl Ladder {
    /// The picture of a track.
    pub(super) fn of(score: &Score) -> Ladder {
        let rungs: Vec<LadderRung> =
            score.rungs.iter().rev().enumerate().map(|(at, rung)| picture(score, at, rung)).collect();
        let levels: Vec<String> = score.rungs.iter().map(|rung| rung.spelled_out().words()).collect();
        Ladder {
            id: score.id,
            name: score.name,
            level: score.standing.map(|standing| (standing.level, score.level_name)),
            beside: score.other_levels().collect(),
            title: score.description(),
            description: format!("{}.", levels.join(". ")),
            height: rungs.len() * STEP,
            rungs,
        }
    }
}

fn picture(score: &Score, at: usize, rung: &Rung) -> LadderRung {
    LadderRung {
        y: at * STEP,
        level: rung.level,
        reach: score.reach(rung.level).id(),
        target: score.target == Some(rung.level),
        cells: rung.items.iter().enumerate().map(|(at, item)| cell(at, item)).collect(),
        numbers_at: MARKS + rung.items.len() * PITCH + 6,
        numbers: rung.met(),
        remark: rung.remark(),
    }
}

fn cell(at: usize, item: &RungItem) -> Cell {
    Cell {
        x: MARKS + at * PITCH,
        status: item.status.id(),
        role: item.role.map_or("", Role::id),
        title: item.description(),
    }
}
