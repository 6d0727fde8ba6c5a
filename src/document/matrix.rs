//! A matrix of capabilities and registries.

use super::{Text, labels};
use registry_maturity_core::{catalogue::Level, profile::Status};

/// The heads of the columns before those of the registries.
pub(crate) const MATRIX_COLUMNS: [&str; 2] = [labels::CAPABILITY, labels::MET];

/// The status of each capability for each registry.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// A description for people who cannot see it.
    pub caption: String,
    /// The registries, in the order of each row's statuses.
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
    /// The registry's name in full; formats shorten it if there is no room.
    pub name: String,
    /// The path of its page, in a site.
    pub page: Option<String>,
}

/// A track in a matrix.
#[derive(Clone, Debug)]
pub struct MatrixTrack {
    /// The track's id in the catalogue, and the anchor of its rows.
    pub id: &'static str,
    /// The track's name, as a heading above its rows.
    pub name: &'static str,
    /// Its capabilities, in the catalogue's order.
    pub rows: Vec<MatrixRow>,
}

/// A capability in a matrix.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The capability's id in the catalogue.
    pub id: &'static str,
    /// The capability's title, which heads the row.
    pub title: &'static str,
    /// The level that the capability belongs to.
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
    /// Unique in the document. In HTML it is part of an element's id.
    pub id: &'static str,
    /// The words by which readers choose it.
    pub label: &'static str,
    /// The position of each row, counted through all tables.
    pub places: Vec<usize>,
}
