//! [`Conversation`]: a questionnaire with its file: what is answered is in the file before it is acknowledged.

use super::{Event, Notice, Question, Questionnaire, View};
use registry_maturity_core::text::Source;

/// So often an answer is given anew to a file that changed meanwhile.
const ATTEMPTS: usize = 5;

/// Where the profile is kept.
pub trait Store {
    /// Whether `before` is what is there.
    ///
    /// # Errors
    /// When it is not, or when that can't be known.
    fn look(&mut self, before: &str) -> Result<(), NotSaved>;

    /// Puts `text` where `before` was, wholly or not at all. An empty `before` is no file yet.
    /// What is returned is worth a remark, although it was done.
    ///
    /// # Errors
    /// When it was not done; what was there is still there.
    fn save(&mut self, before: &str, text: &str) -> Result<Option<String>, NotSaved>;
}

/// Why a text was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// Something else is there: this text.
    Changed(String),
    /// It could not be done, for the reason told.
    Failed(String),
}

/// An editor of texts outside.
pub trait Composer {
    /// What the editor is called.
    ///
    /// # Errors
    /// Why there is none, as a sentence.
    fn name(&self) -> Result<&str, &str>;

    /// Lets somebody edit a text.
    ///
    /// # Errors
    /// Why the text could not be edited.
    fn compose(&mut self, text: &str) -> Result<String, String>;
}

/// A questionnaire with its file.
pub struct Conversation<'a> {
    questionnaire: Questionnaire,
    store: Box<dyn Store + 'a>,
    /// Where something was answered that could not be saved, and has not been answered again since.
    unsaved: Vec<Question>,
}

impl<'a> Conversation<'a> {
    /// A questionnaire whose text is in the store already, or not yet begun.
    pub fn new(questionnaire: Questionnaire, store: impl Store + 'a) -> Conversation<'a> {
        Conversation { questionnaire, store: Box::new(store), unsaved: Vec::new() }
    }

    /// Where the assessment stands.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// What there is to see.
    #[must_use]
    pub fn view(&self) -> View {
        self.questionnaire.view()
    }

    /// Whether everything that was answered is in the file.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.unsaved.is_empty()
    }

    /// Does what the operator asks for. An answer counts once it is in the file; one that could not be saved is not
    /// taken, so what is shown is always what the file says.
    pub fn act(&mut self, event: &Event) {
        let question = self.questionnaire.question();
        let mut taken_in = false;
        for _ in 0..ATTEMPTS {
            let mut next = self.questionnaire.clone();
            next.handle(event);
            if next.text() == self.questionnaire.text() {
                // What was refused for something in the file may have been mended there.
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
                    next.notices.insert(0, Notice::Saved(next.acknowledgement(event)));
                    next.notices.extend(remark.map(Notice::Told));
                    self.questionnaire = next;
                    return self.mention(taken_in);
                }
                Err(NotSaved::Changed(text)) => match self.take_in(text) {
                    true => taken_in = true,
                    false => return self.unsaved.push(question),
                },
                Err(NotSaved::Failed(why)) => return self.not_taken(format!("Not saved: {why}.")),
            }
        }
        self.not_taken("Not saved: the file changes faster than it can be written.".to_owned());
    }

    /// Takes in a profile that somebody else wrote meanwhile; whether there was one.
    fn takes_in_what_changed(&mut self) -> bool {
        let Err(NotSaved::Changed(text)) = self.store.look(self.questionnaire.text()) else { return false };
        self.questionnaire.take_in(text).is_ok()
    }

    /// Takes in what somebody else wrote; whether it is a profile.
    fn take_in(&mut self, text: String) -> bool {
        let name = self.questionnaire.source.name.clone();
        let changed = Source::new(name, text);
        let Err(problems) = self.questionnaire.take_in(changed.text.clone()) else { return true };
        let first = problems.first().map_or_else(String::new, |problem| {
            format!("line {}: {}", changed.position(problem.span().start).line, problem.message())
        });
        self.questionnaire.notices = vec![Notice::Refused(format!(
            "Not saved: {} was changed by somebody else, and can't be read as it is now ({first}). It was left alone; \
             correct it, then answer again.",
            changed.name
        ))];
        false
    }

    fn not_taken(&mut self, why: String) {
        let name = self.questionnaire.source.name.clone();
        self.questionnaire.notices.clear();
        self.questionnaire.tell(Notice::Refused(why));
        self.unsaved.push(self.questionnaire.question());
        if self.questionnaire.is_begun() {
            let told = format!("Every answer that was saved before is in {name}; this one is not.");
            self.questionnaire.tell(Notice::Told(told));
        }
    }

    fn mention(&mut self, taken_in: bool) {
        if taken_in {
            let told = "The file was changed by somebody else meanwhile; that was taken in.";
            self.questionnaire.tell(Notice::Told(told.to_owned()));
        }
    }
}
