//! A track's levels over time as a picture: a line in steps, with a dot for each version.

use crate::document::{Chart, ChartLine};

/// The horizontal positions of the first and the last version.
const LEFT: usize = 24;
const RIGHT: usize = 268;
/// The distance between two levels.
const STEP: usize = 26;
/// The vertical position of level 3.
const TOP: usize = 12;

/// The picture of one track.
pub(super) struct Stairs {
    /// The track's name, as the heading above the picture.
    pub name: &'static str,
    /// A description in one line.
    pub description: String,
    /// The lines, each as a path. There are several if the track did not apply in between.
    pub paths: Vec<String>,
    /// The versions in which the track has a level.
    pub dots: Vec<Dot>,
    /// The first and the last date.
    pub days: (String, String),
}

/// A version in which the track has a level, as a dot.
pub(super) struct Dot {
    /// Its centre, in the picture's units from the left.
    pub x: usize,
    /// Its centre, in the picture's units from the top.
    pub y: usize,
    /// The version's name and the level, shown when a pointer rests on the dot.
    pub title: String,
}

impl Stairs {
    /// The vertical position of a level.
    pub(super) fn height(level: &u8) -> usize {
        TOP + STEP * usize::from(3 - (*level).min(3))
    }

    /// The pictures of a chart.
    pub(super) fn all(chart: &Chart) -> Vec<Stairs> {
        chart.lines.iter().map(|line| Stairs::of(chart, line)).collect()
    }

    fn of(chart: &Chart, line: &ChartLine) -> Stairs {
        let last = chart.versions.len().saturating_sub(1);
        let x = |at: usize| LEFT + ((RIGHT - LEFT) * at).checked_div(last).unwrap_or(0);
        let points =
            line.levels.iter().enumerate().filter_map(|(at, level)| Some((at, level.as_ref()?.number())));
        let dots = points.clone().map(|(at, level)| Dot {
            x: x(at),
            y: Stairs::height(&level),
            title: format!("{}: level {level}", chart.versions[at]),
        });
        let mut paths: Vec<String> = Vec::new();
        let mut before = None;
        for (at, level) in points.clone() {
            let (x, y) = (x(at), Stairs::height(&level));
            match paths.last_mut() {
                Some(path) if before.is_some_and(|before: usize| before + 1 == at) => {
                    path.push_str(&format!("H{x}V{y}"));
                }
                _ => paths.push(format!("M{x} {y}")),
            }
            before = Some(at);
        }
        let descriptions: Vec<String> =
            points.map(|(at, level)| format!("{}: {level}", chart.versions[at])).collect();
        Stairs {
            name: line.name,
            description: descriptions.join(", "),
            paths,
            dots: dots.collect(),
            days: (
                chart.versions.first().cloned().unwrap_or_default(),
                chart.versions.last().cloned().unwrap_or_default(),
            ),
        }
    }
}
