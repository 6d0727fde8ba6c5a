//! A document for people who listen to their terminal: one thing per line, in words, without rules or marks.

use super::TerminalPage;
use crate::{
    document::{
        ChecklistItem, ChecklistView, Fact, Heading, Matrix, MatrixRow, Rung, Score, Table, Text,
        could_be_means, labels, words,
    },
    render::ink::Ink,
};
use registry_maturity_core::{assessment::Counts, profile::keys, text::visible};

impl TerminalPage {
    /// A block for each track, with a line for each of its levels.
    pub(super) fn scores_in_words(&mut self, scores: &[&Score]) {
        for score in scores {
            self.gap();
            self.score_lines(score, Rung::spelled_out);
        }
        self.gap();
        self.lines(&could_be_means(), "", "");
    }

    /// A block for each capability.
    pub(super) fn items_in_words(&mut self, items: &[ChecklistItem]) {
        for item in items {
            let title = self.paint(Ink::Strong, item.capability.title);
            let role = item.role.map_or_else(String::new, |role| format!(", {}", role.words()));
            self.gap();
            self.paragraph(&format!("{}{role}: {title}", words::level_head(item.capability.level)), "", "  ");
            let id = Fact::new(labels::ID, Text::new().code(item.capability.id.as_str()));
            let state = Fact::new(labels::STATE, item.state_and_note());
            // A list of only the gaps is about what is missing, so it leaves out evidence.
            let shows_evidence = self.view == ChecklistView::Everything && !item.sources.is_empty();
            let evidence = shows_evidence.then(|| Fact::new(keys::EVIDENCE.label, item.sources.clone()));
            let columns = item.columns.iter().filter(|fact| !fact.value.is_empty()).cloned();
            self.facts(&[id, state].into_iter().chain(evidence).chain(columns).collect::<Vec<_>>(), "  ");
        }
        self.gap();
    }

    /// A block for each row of a table, with a line for each cell.
    pub(super) fn rows_in_words(&mut self, table: &Table) {
        for row in &table.rows {
            self.gap();
            self.row_lines(&table.columns, row.iter().map(|cell| self.cell(cell)).collect());
        }
    }

    /// A block for each capability, with the registries of each status.
    pub(super) fn matrix_in_words(&mut self, matrix: &Matrix) {
        for track in &matrix.tracks {
            self.heading(&Heading::of_track(track));
            for row in &track.rows {
                self.gap();
                self.matrix_row(matrix, row);
            }
        }
    }

    fn matrix_row(&mut self, matrix: &Matrix, row: &MatrixRow) {
        let title = self.paint(Ink::Strong, row.title);
        let is_counted = row.statuses.iter().copied().collect::<Counts>().applicable() > 0;
        let met = if is_counted { words::met_by(&row.met) } else { row.met.clone() };
        self.paragraph(&format!("{}: {title}, {met}", words::level_head(row.level)), "", "  ");
        for (status, _) in &matrix.legend {
            let columns = matrix.columns.iter().zip(&row.statuses).filter(|(_, found)| *found == status);
            let names: Vec<_> = columns.map(|(column, _)| visible(&column.name)).collect();
            if !names.is_empty() {
                let words = self.paint(Ink::of(*status), words::status(*status));
                self.paragraph(&format!("{words}: {}", names.join("; ")), "  ", "    ");
            }
        }
    }
}
