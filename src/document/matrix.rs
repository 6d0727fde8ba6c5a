//! A matrix of capabilities and registries.

use super::Text;
use registry_maturity_core::{catalogue::Level, profile::Status};

/// The status of each capability for each registry.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// A description for people who cannot see it.
    pub caption: String,
    /// The registries.
    pub columns: Vec<MatrixColumn>,
    /// The capabilities, track by track.
    pub tracks: Vec<MatrixTrack>,
    /// The statuses in it, with their words.
    pub legend: Vec<(Status, &'static str)>,
}

/// A registry in a matrix.
#[derive(Clone, Debug)]
pub struct MatrixColumn {
    /// Its number, for formats without room for its name. The table of levels has both.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// The path of its page, in a site.
    pub page: Option<String>,
}

/// A track in a matrix.
#[derive(Clone, Debug)]
pub struct MatrixTrack {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its capabilities.
    pub rows: Vec<MatrixRow>,
}

/// A capability in a matrix.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// Its level.
    pub level: Level,
    /// How many of the registries to which it applies meet it.
    pub met: String,
    /// Its status for each registry.
    pub statuses: Vec<Status>,
    /// Details of each registry's answer; empty if they are not shown.
    pub remarks: Vec<Text>,
    /// The path of its page, in a site.
    pub page: Option<String>,
}

/// An order in which readers can see the rows of a document's tables and the columns of its matrix.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its id.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// The position of each row, counted through all tables.
    pub places: Vec<usize>,
}
