//! [`Conversation`]: a questionnaire and its file. An answer is in the file before it is acknowledged.

use std::collections::BTreeSet;

use super::{
    Event, InputMode, MAX_REPEATED, Notice, Question, QuestionView, Questionnaire, answering::pieces,
    event::After, wording::not_saved,
};
use crate::document::warning;
use registry_maturity_core::{
    evidence::PathFault,
    profile::Profile,
    text::{Source, cut, likely_address},
};

/// How often an answer is applied again to a file that keeps changing.
const ATTEMPTS: usize = 5;

/// Where the profile is kept.
pub trait Store {
    /// Checks that the file still contains `before`.
    ///
    /// # Errors
    /// If it does not, or cannot be read.
    fn look(&mut self, before: &str) -> Result<(), NotSaved>;

    /// Replaces `before` with `text`, entirely or not at all. An empty `before` means that there is no file yet.
    /// Returns a remark for the operator, if there is one.
    ///
    /// # Errors
    /// If the file was not changed.
    fn save(&mut self, before: &str, text: &str) -> Result<Option<String>, NotSaved>;

    /// The paths in a profile's evidence that lead to nothing, each with what is wrong; `None` if the store cannot look
    /// them up.
    fn broken_paths(&mut self, _profile: &Profile) -> Option<Vec<(String, PathFault)>> {
        None
    }
}

/// Why a text was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// The file contains this text instead.
    Changed(String),
    /// It could not be saved, for this reason.
    Failed(String),
}

/// An editor outside the questionnaire, in which the operator can write long texts.
pub trait Composer {
    /// What messages call the editor, such as `vim`.
    ///
    /// # Errors
    /// The reason why there is none, as a sentence.
    fn name(&self) -> Result<&str, &str>;

    /// Lets the operator edit a text.
    ///
    /// # Errors
    /// The reason why it could not be edited.
    fn compose(&mut self, text: &str) -> Result<String, String>;
}

/// A questionnaire and its file.
pub struct Conversation<'a> {
    questionnaire: Questionnaire,
    store: Box<dyn Store + 'a>,
    /// The questions whose answers could not be saved and have not been given again since.
    unsaved: Vec<Question>,
}

impl<'a> Conversation<'a> {
    /// A conversation about a profile whose text is in the store, or that is not created yet.
    pub fn new(questionnaire: Questionnaire, store: impl Store + 'a) -> Conversation<'a> {
        Conversation { questionnaire, store: Box::new(store), unsaved: Vec::new() }
    }

    /// The questionnaire in its current state.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// Has messages name the commands that lines can be.
    pub(super) fn names_commands(&mut self) {
        self.questionnaire.input = InputMode::Lines;
    }

    /// What an interface shows.
    #[must_use]
    pub fn view(&self) -> QuestionView {
        self.questionnaire.view()
    }

    /// Whether everything that was answered is in the file.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.unsaved.is_empty()
    }

    /// Does what the operator asks for, and moves on to the next question if that was done.
    pub fn act_and_move_on(&mut self, event: &Event) {
        self.act_then(event, event.after());
    }

    /// Does what the operator asks for, and moves on in this way if that was done.
    pub(super) fn act_then(&mut self, event: &Event, after: After) {
        let question = self.questionnaire.question();
        self.carry_out(event);
        if self.questionnaire.question() == question && self.questionnaire.is_settled() {
            self.questionnaire.move_on(after);
        }
    }

    /// Does what the operator asks for, and stays at its question unless the event leads to another.
    pub fn act(&mut self, event: &Event) {
        self.act_then(event, After::Stay);
    }

    /// Does what the operator asks for. An answer counts once it is in the file. One that could not be saved is
    /// dropped, so that an interface always shows what the file says.
    fn carry_out(&mut self, event: &Event) {
        // If this cannot be saved, there are no new contradictions.
        self.questionnaire.contradictions.clear();
        let question = self.questionnaire.question();
        let mut taken_in = false;
        for _ in 0..ATTEMPTS {
            let mut next = self.questionnaire.clone();
            next.handle(event);
            if next.text() == self.questionnaire.text() {
                // The reason for a refusal may be gone from the file.
                if next.has_refused() && self.takes_in_what_changed() {
                    taken_in = true;
                    continue;
                }
                self.questionnaire = next;
                return self.mention(taken_in);
            }
            match self.store.save(self.questionnaire.text(), next.text()) {
                Ok(remark) => {
                    self.unsaved.retain(|unsaved| *unsaved != question);
                    let done = next.done.take().unwrap_or_else(|| "Saved.".to_owned());
                    next.notices.insert(0, Notice::Saved(done));
                    next.notices.extend(remark.map(Notice::Info));
                    let broken = self.new_broken_paths(&next);
                    next.notices.extend(broken.into_iter().map(Notice::Info));
                    self.questionnaire = next;
                    return self.mention(taken_in);
                }
                Err(NotSaved::Changed(text)) => match self.take_in(text) {
                    true => taken_in = true,
                    false => return self.unsaved.push(question),
                },
                Err(NotSaved::Failed(why)) => return self.not_taken(not_saved(&why)),
            }
        }
        self.not_taken(not_saved("the file keeps changing"));
    }

    /// Whether a text can be added to the evidence here, and each path in it leads to something.
    pub fn leads_to_file(&mut self, text: &str) -> bool {
        let mut next = self.questionnaire.clone();
        next.handle(&Event::AddEvidence(text.to_owned()));
        if !next.is_settled() || next.text() == self.questionnaire.text() {
            return false;
        }
        let pieces = pieces(text);
        let broken = self.store.broken_paths(next.profile());
        broken.is_some_and(|broken| broken.iter().all(|(path, _)| !pieces.contains(&path.as_str())))
    }

    /// What is wrong with the paths that the next state of the questionnaire adds to the evidence.
    fn new_broken_paths(&mut self, next: &Questionnaire) -> Vec<String> {
        let paths = |questionnaire: &Questionnaire| -> BTreeSet<String> {
            let evidence = questionnaire.profile().all_evidence();
            evidence.filter(|it| !it.is_address()).map(|it| it.as_str().to_owned()).collect()
        };
        let mut new = &paths(next) - &paths(&self.questionnaire);
        if new.is_empty() {
            return Vec::new();
        }
        let hint = |path: &str| {
            // A name with an extension is more likely a file.
            let is_file = !path.contains('/') && path.matches('.').count() < 2;
            let address = likely_address(path).filter(|_| !is_file)?;
            Some(format!("If {} is an address, write {address}.", cut(path, MAX_REPEATED)))
        };
        let Some(broken) = self.store.broken_paths(next.profile()) else {
            return new.iter().filter_map(|path| hint(path)).collect();
        };
        let broken = broken.into_iter().filter(|(path, _)| new.remove(path));
        let warnings = broken.flat_map(|(path, fault)| {
            let fault = warning::path_fault(fault);
            let fault = format!("{path} {fault}, so `check --evidence` does not count it.");
            std::iter::once(fault).chain(hint(&path))
        });
        warnings.collect()
    }

    /// Reads the profile again if somebody else changed it; `true` if so.
    fn takes_in_what_changed(&mut self) -> bool {
        let Err(NotSaved::Changed(text)) = self.store.look(self.questionnaire.text()) else { return false };
        self.questionnaire.take_in(text).is_ok()
    }

    /// Takes in a text that somebody else wrote; `false` if it is not a valid profile.
    fn take_in(&mut self, text: String) -> bool {
        let name = self.questionnaire.source.name.clone();
        let changed = Source::new(name, text);
        let Err(problems) = self.questionnaire.take_in(changed.text.clone()) else { return true };
        let first = problems.first().map_or_else(String::new, |problem| {
            format!("line {}: {}", changed.position(problem.span().start()).line, problem.message())
        });
        self.questionnaire.notices = vec![Notice::Refused(format!(
            "Not saved: {} was changed by somebody else and is not a valid profile now ({first}). It was left as it is; \
             correct it, then answer again.",
            changed.name
        ))];
        false
    }

    fn not_taken(&mut self, why: String) {
        let name = self.questionnaire.source.name.clone();
        self.questionnaire.notices.clear();
        self.questionnaire.notify(Notice::Refused(why));
        self.unsaved.push(self.questionnaire.question());
        if self.questionnaire.is_begun() {
            let info = format!("Every answer that was saved before is in {name}; this one is not.");
            self.questionnaire.notify(Notice::Info(info));
        }
    }

    fn mention(&mut self, taken_in: bool) {
        if taken_in {
            let info = "Somebody else changed the file in the meantime; their changes were kept.";
            self.questionnaire.notify(Notice::Info(info.to_owned()));
        }
    }
}
