//! [`Level`]: how mature a track is, from 0 to 3.

use std::fmt;

use serde::{Serialize, Serializer};

/// A maturity level of the principles, 0 (very little) to 3 (advanced).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Level; 4] = [Level(0), Level(1), Level(2), Level(3)];
    /// The levels that have capabilities: all but 0, which asks for nothing.
    pub const RUNGS: [Level; 3] = [Level(1), Level(2), Level(3)];
    /// The level of a track in which nothing is met.
    pub const ZERO: Level = Level(0);
    /// The level of a track in which everything is met.
    pub const MAX: Level = Level(3);

    /// The level with this number, if there is one.
    #[must_use]
    pub const fn new(number: u8) -> Option<Level> {
        if number <= 3 { Some(Level(number)) } else { None }
    }

    /// The level's number, 0 to 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::str::FromStr for Level {
    type Err = LevelError;

    fn from_str(text: &str) -> Result<Self, LevelError> {
        text.parse().ok().and_then(Level::new).ok_or(LevelError)
    }
}

/// The error for texts that are not levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LevelError;

impl fmt::Display for LevelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a level is 0, 1, 2 or 3")
    }
}

impl std::error::Error for LevelError {}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0)
    }
}
