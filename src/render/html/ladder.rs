//! A track's place in the scorecard as a picture: a tower of its levels, and beside each level its capabilities.

use super::{reach_class, role_class};
use crate::document::{Mark, Rung, Score};
use registry_maturity_core::catalogue::Level;

/// From one level to the next.
const STEP: usize = 36;
/// From one capability to the next.
const PITCH: usize = 22;
/// Where the capabilities begin.
const MARKS: usize = 54;

/// The picture of one track.
pub(super) struct Ladder {
    /// The track's id.
    pub id: &'static str,
    /// The track's name.
    pub name: &'static str,
    /// Its level with the level's name; none where nothing in it applies.
    pub level: Option<(Level, &'static str)>,
    /// The two other levels, and the target.
    pub beside: Vec<(&'static str, Level)>,
    /// What the picture shows, in a line.
    pub title: String,
    /// What the picture shows, level by level.
    pub description: String,
    /// How high it is.
    pub height: usize,
    /// Its levels, the highest first.
    pub steps: Vec<LadderStep>,
}

/// One level of the picture.
pub(super) struct LadderStep {
    /// Its upper edge.
    pub y: usize,
    /// The level.
    pub level: Level,
    /// Whether it is reached, and how surely.
    pub reach: &'static str,
    /// Whether the operator wants to reach just it.
    pub target: bool,
    /// Its capabilities.
    pub cells: Vec<Cell>,
    /// Where its numbers begin.
    pub numbers_at: usize,
    /// How many of its capabilities are met.
    pub numbers: String,
    /// How many block the next level, or are ahead.
    pub remark: String,
}

/// One capability of the picture.
pub(super) struct Cell {
    /// Its left edge.
    pub x: usize,
    /// Its status.
    pub status: &'static str,
    /// What its status means for the level: `blocks`, `ahead` or nothing.
    pub role: &'static str,
    /// Its name and status.
    pub title: String,
}

impl Ladder {
    /// The picture of a track.
    pub(super) fn of(score: &Score) -> Ladder {
        let steps: Vec<LadderStep> =
            score.rungs.iter().rev().enumerate().map(|(at, rung)| step(score, at, rung)).collect();
        let levels: Vec<String> = score.rungs.iter().map(|rung| rung.spelled_out().words()).collect();
        Ladder {
            id: score.id,
            name: score.name,
            level: score.standing.map(|standing| (standing.level, score.level_name)),
            beside: score.other_levels().collect(),
            title: score.description(),
            description: format!("{}.", levels.join(". ")),
            height: steps.len() * STEP,
            steps,
        }
    }
}

fn step(score: &Score, at: usize, rung: &Rung) -> LadderStep {
    LadderStep {
        y: at * STEP,
        level: rung.level,
        reach: reach_class(score.reach(rung.level)),
        target: score.target == Some(rung.level),
        cells: rung.marks.iter().enumerate().map(|(at, mark)| cell(at, mark)).collect(),
        numbers_at: MARKS + rung.marks.len() * PITCH + 6,
        numbers: rung.met(),
        remark: rung.remark(),
    }
}

fn cell(at: usize, mark: &Mark) -> Cell {
    Cell {
        x: MARKS + at * PITCH,
        status: mark.status.id(),
        role: mark.role.map_or("", role_class),
        title: mark.description(),
    }
}
