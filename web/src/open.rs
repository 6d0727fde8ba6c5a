//! [`OpenProfile`]: a profile that is open. What the page keeps is authoritative: an answer is shown only when the page
//! has kept it, and an answer that it could not keep is taken back.

use std::{cell::RefCell, rc::Rc};

use registry_maturity::questionnaire::{
    Conversation, NotSaved, Notice, Question, Questionnaire, Store, wording,
};
use registry_maturity_core::{
    date::Date,
    profile::{self, Profile},
    text::Source,
};
use serde_json::{Value, json};

use crate::{answer, request::OperatorAction};

/// A profile that is open.
pub(crate) struct OpenProfile {
    name: String,
    /// How it was when it was opened.
    pub(crate) opened: Source,
    conversation: Conversation<'static>,
    kept: Rc<RefCell<String>>,
    /// The questionnaire before the last action.
    before: Option<Questionnaire>,
    as_of: Date,
    /// The profiles to compare it with.
    pub(crate) others: Vec<(Source, Profile)>,
}

/// The profile's text as the page keeps it.
struct Kept(Rc<RefCell<String>>);

impl Store for Kept {
    fn look(&mut self, before: &str) -> Result<(), NotSaved> {
        let kept = self.0.borrow();
        if *kept == before { Ok(()) } else { Err(NotSaved::Changed(kept.clone())) }
    }

    fn save(&mut self, before: &str, text: &str) -> Result<Option<String>, NotSaved> {
        self.look(before)?;
        text.clone_into(&mut self.0.borrow_mut());
        Ok(None)
    }
}

impl OpenProfile {
    /// A profile whose text the page keeps, with the text to compare it with.
    pub(crate) fn new(
        source: Source,
        opened: Source,
        questionnaire: Questionnaire,
        as_of: Date,
    ) -> OpenProfile {
        let kept = Rc::new(RefCell::new(source.text));
        OpenProfile {
            name: source.name,
            opened,
            conversation: Conversation::new(questionnaire, Kept(Rc::clone(&kept))),
            kept,
            before: None,
            as_of,
            others: Vec::new(),
        }
    }

    pub(crate) fn questionnaire(&self) -> &Questionnaire {
        self.conversation.questionnaire()
    }

    /// The profile's text under its file's name.
    pub(crate) fn source(&self) -> Source {
        Source::new(self.name.clone(), self.questionnaire().text())
    }

    pub(crate) fn as_of(&self) -> Date {
        self.as_of
    }

    pub(crate) fn act(
        &mut self,
        action: OperatorAction,
        moves_on: bool,
        kept: &[u8],
    ) -> Result<String, String> {
        let kept = std::str::from_utf8(kept).map_err(|error| error.to_string())?;
        let event = match action.event(self.questionnaire()) {
            Ok(event) => event,
            Err(why) => return Ok(self.view(Some(vec![Notice::Refused(why)]))),
        };
        self.before = Some(self.questionnaire().clone());
        kept.clone_into(&mut self.kept.borrow_mut());
        if moves_on {
            self.conversation.act_and_move_on(&event);
        } else {
            self.conversation.act(&event);
        }
        Ok(self.view(None))
    }

    /// Restores the questionnaire from before the last action.
    pub(crate) fn revert(&mut self, why: &str) -> String {
        if let Some(before) = self.before.take() {
            before.text().clone_into(&mut self.kept.borrow_mut());
            self.conversation = Conversation::new(before, Kept(Rc::clone(&self.kept)));
        }
        let mut notices = vec![Notice::Refused(wording::not_saved(why))];
        if self.questionnaire().question() != Question::Name {
            notices.push(Notice::Info("All earlier answers are saved; this one is not.".to_owned()));
        }
        self.view(Some(notices))
    }

    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) -> String {
        let source = match profile::decode(name, bytes.to_vec()) {
            Ok(source) => source,
            Err((source, problems)) => return answer::problems(&source, &problems),
        };
        match profile::read(&source) {
            Ok(profile) => {
                self.others.push((source, profile));
                self.view(None)
            }
            Err(problems) => answer::problems(&source, &problems),
        }
    }

    pub(crate) fn remove(&mut self, at: usize) -> Result<String, String> {
        if at >= self.others.len() {
            return Err("there is no such profile".to_owned());
        }
        self.others.remove(at);
        Ok(self.view(None))
    }

    /// What to show, and the profile's text to keep.
    pub(crate) fn view(&self, notices: Option<Vec<Notice>>) -> String {
        let mut view = answer::view(self.questionnaire(), notices);
        view["others"] =
            self.others.iter().map(|(_, other)| Value::from(other.registry().name.clone())).collect();
        json!({ "view": view, "text": self.questionnaire().text() }).to_string()
    }
}
