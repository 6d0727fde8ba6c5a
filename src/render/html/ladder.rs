//! A track's place in the scorecard as a picture: a tower of its levels, and beside each level its capabilities.

use crate::document::{Mark, Role, Rung, Score, words};
use registry_maturity_core::{assessment::Standing, catalogue::Level};

/// From one level to the next.
const STEP: usize = 36;
/// From one capability to the next.
const PITCH: usize = 22;
/// Where the capabilities begin.
const MARKS: usize = 54;

/// How surely a level is reached: the class of the style, and the words.
pub const REACHES: [(&str, &str); 4] = [
    ("evidenced", "reached, and evidenced"),
    ("reached", "reached, as answered"),
    ("possible", "could be, if all that is not known were met"),
    ("open", "not reached"),
];

/// The picture of one track.
pub struct Ladder {
    /// The track's id.
    pub id: &'static str,
    /// The track's name.
    pub name: &'static str,
    /// Its level with the level's name; none where nothing in it applies.
    pub level: Option<(Level, &'static str)>,
    /// The two other levels, and the target.
    pub beside: Vec<(&'static str, String)>,
    /// What the picture shows, in a line.
    pub title: String,
    /// What the picture shows, level by level.
    pub description: String,
    /// How high it is.
    pub height: usize,
    /// Its levels, the highest first.
    pub steps: Vec<Step>,
}

/// One level of the picture.
pub struct Step {
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
pub struct Cell {
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
    pub fn of(score: &Score) -> Ladder {
        let steps: Vec<Step> =
            score.rungs.iter().rev().enumerate().map(|(at, rung)| step(score, at, rung)).collect();
        let levels: Vec<String> = score.rungs.iter().map(words::rung).collect();
        Ladder {
            id: score.id,
            name: score.name,
            level: score.standing.map(|standing| (standing.level, score.level_name)),
            beside: beside(score),
            title: title(score),
            description: format!("{}.", levels.join(". ")),
            height: steps.len() * STEP,
            steps,
        }
    }
}

fn title(score: &Score) -> String {
    match score.standing {
        Some(Standing { level, ceiling, evidenced }) => {
            let target = score.target.map_or_else(String::new, |target| format!(", target {target}"));
            format!(
                "{}: level {level} of {}, could be {ceiling}, evidenced {evidenced}{target}",
                score.name,
                Level::MAX
            )
        }
        None => format!("{}: no level", score.name),
    }
}

fn beside(score: &Score) -> Vec<(&'static str, String)> {
    let Some(standing) = score.standing else { return Vec::new() };
    let levels = [
        ("could be", Some(standing.ceiling)),
        ("evidenced", Some(standing.evidenced)),
        ("target", score.target),
    ];
    levels.into_iter().filter_map(|(name, level)| Some((name, level?.to_string()))).collect()
}

fn step(score: &Score, at: usize, rung: &Rung) -> Step {
    Step {
        y: at * STEP,
        level: rung.level,
        reach: reach(score.standing, rung.level),
        target: score.target == Some(rung.level),
        cells: rung.marks.iter().enumerate().map(|(at, mark)| cell(at, mark)).collect(),
        numbers_at: MARKS + rung.marks.len() * PITCH + 6,
        numbers: words::met(rung.counts()),
        remark: remark(rung),
    }
}

/// How surely a level is reached, as a class of the style.
fn reach(standing: Option<Standing>, level: Level) -> &'static str {
    match standing {
        Some(standing) if level <= standing.evidenced => "evidenced",
        Some(standing) if level <= standing.level => "reached",
        Some(standing) if level <= standing.ceiling => "possible",
        _ => "open",
    }
}

fn remark(rung: &Rung) -> String {
    let (blocking, ahead) = (rung.with_role(Role::Blocks), rung.with_role(Role::Ahead));
    match (blocking, ahead) {
        (0, 0) => String::new(),
        (0, ahead) => format!("{ahead} ahead"),
        (1, 0) => "1 blocks".to_owned(),
        (blocking, 0) => format!("{blocking} block"),
        (1, ahead) => format!("1 blocks, {ahead} ahead"),
        (blocking, ahead) => format!("{blocking} block, {ahead} ahead"),
    }
}

fn cell(at: usize, mark: &Mark) -> Cell {
    let role = mark.role.map_or_else(String::new, |role| format!(", {}", words::role(role)));
    Cell {
        x: MARKS + at * PITCH,
        status: mark.status.id(),
        role: match mark.role {
            Some(Role::Blocks) => "blocks",
            Some(Role::Ahead) => "ahead",
            None => "",
        },
        title: format!("{}: {}{role}", mark.title, words::status(mark.status)),
    }
}
