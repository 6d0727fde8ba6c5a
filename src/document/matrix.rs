//! A matrix: every capability against every registry.

use super::Text;
use registry_maturity_core::{catalogue::Level, profile::Status};

/// How far registries meet capabilities.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// What it shows, for those who do not see it.
    pub caption: String,
    /// The registries.
    pub columns: Vec<MatrixColumn>,
    /// The capabilities, track by track.
    pub tracks: Vec<MatrixTrack>,
    /// The statuses that it shows, in words.
    pub legend: Vec<(Status, &'static str)>,
}

/// A registry in a matrix.
#[derive(Clone, Debug)]
pub struct MatrixColumn {
    /// Its number, for where there is no room for its name; the table of levels has both.
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
    /// By how many of the registries it is met to which it applies.
    pub met: String,
    /// How far each registry meets it.
    pub statuses: Vec<Status>,
    /// What else is known of each registry's answer; empty where it is not told.
    pub remarks: Vec<Text>,
    /// The path of its page, in a site.
    pub page: Option<String>,
}

/// An order in which readers can see the rows of a document's tables and the columns of its matrix.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its id.
    pub id: &'static str,
    /// What it goes by.
    pub label: &'static str,
    /// The place of each row, counted through all tables.
    pub places: Vec<usize>,
}
