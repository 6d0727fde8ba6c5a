//! [`Session`]: the profile that the page has open. What the page keeps is authoritative: an answer is shown only when the page
//! has kept it, and an answer that it could not keep is taken back.

use std::{cell::RefCell, rc::Rc};

use registry_maturity::questionnaire::{
    Conversation, Event, NotSaved, Notice, Only, Question, Questionnaire, Selection, Store, addresses,
};
use registry_maturity_core::{
    date::Date,
    profile::{self, Profile},
    text::Source,
};
use serde_json::{Value, json};

use super::{
    answer,
    request::{self, OperatorAction, Request},
    results,
};

/// What the page has open.
#[derive(Default)]
pub(crate) struct Session {
    open: Option<OpenProfile>,
}

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

impl Session {
    /// Carries out a request, and gives the answer as JSON.
    pub(crate) fn carry_out(&mut self, request: Request, parts: &[&[u8]]) -> String {
        self.try_to(request, parts).unwrap_or_else(|why| answer::failure(&why))
    }

    fn try_to(&mut self, request: Request, parts: &[&[u8]]) -> Result<String, String> {
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        match request {
            Request::Vocabulary => Ok(answer::vocabulary()),
            Request::Open { name, as_of, at } => {
                let as_of = request::date(&as_of)?;
                Ok(self.begin(&name, as_of, at.as_deref(), parts))
            }
            Request::Pasted => {
                let text = String::from_utf8_lossy(part(0)).replace("\r\n", "\n").replace('\r', "\n");
                let found = addresses(&text).map(|all| all.join("\n"));
                Ok(json!({ "addresses": found, "text": text }).to_string())
            }
            Request::Act { action, moves_on } => self.opened()?.act(action, moves_on, part(0)),
            Request::Revert { why } => Ok(self.opened()?.revert(&why)),
            Request::View => Ok(self.opened()?.view(None)),
            Request::List { words } => Ok(answer::list(self.opened()?.questionnaire(), &words)),
            Request::Add { name } => Ok(self.opened()?.add(&name, part(0))),
            Request::Remove { at } => self.opened()?.remove(at),
            Request::Result { of, format, disclosure } => {
                let options = results::ResultOptions {
                    format: request::format(&format)?,
                    disclosure: request::disclosure(&disclosure)?,
                };
                results::result(self.opened()?, of, &options)
            }
        }
    }

    fn opened(&mut self) -> Result<&mut OpenProfile, String> {
        self.open.as_mut().ok_or_else(|| "no profile is open".to_owned())
    }

    fn begin(&mut self, name: &str, as_of: Date, at: Option<&str>, parts: &[&[u8]]) -> String {
        let bytes = parts.first().copied().unwrap_or_default();
        let source = match profile::decode(name, bytes.to_vec()) {
            Ok(source) => source,
            Err((source, problems)) => return answer::problems(&source, &problems),
        };
        let opened = match parts.get(1) {
            Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            None => source.text.clone(),
        };
        let selection = Selection { tracks: Vec::new(), only: Only::All, as_of };
        let mut questionnaire = match Questionnaire::begin(source.clone(), selection) {
            Ok(questionnaire) => questionnaire,
            Err(problems) => return answer::problems(&source, &problems),
        };
        if let Some(Ok(question)) = at.map(|at| questionnaire.find(at))
            && questionnaire.is_begun()
        {
            questionnaire.handle(&Event::Go(question));
        }
        let kept = Rc::new(RefCell::new(source.text));
        let open = OpenProfile {
            name: name.to_owned(),
            opened: Source::new(results::name_as_opened(name), opened),
            conversation: Conversation::new(questionnaire, Kept(Rc::clone(&kept))),
            kept,
            before: None,
            as_of,
            others: Vec::new(),
        };
        let answer = open.view(None);
        self.open = Some(open);
        answer
    }
}

impl OpenProfile {
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

    fn act(&mut self, action: OperatorAction, moves_on: bool, kept: &[u8]) -> Result<String, String> {
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
    fn revert(&mut self, why: &str) -> String {
        if let Some(before) = self.before.take() {
            before.text().clone_into(&mut self.kept.borrow_mut());
            self.conversation = Conversation::new(before, Kept(Rc::clone(&self.kept)));
        }
        let mut notices = vec![Notice::Refused(format!("Not saved: {why}."))];
        if self.questionnaire().question() != Question::Name {
            notices.push(Notice::Info("All earlier answers are saved; this one is not.".to_owned()));
        }
        self.view(Some(notices))
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> String {
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

    fn remove(&mut self, at: usize) -> Result<String, String> {
        if at >= self.others.len() {
            return Err("there is no such profile".to_owned());
        }
        self.others.remove(at);
        Ok(self.view(None))
    }

    /// What to show, and the profile's text to keep.
    fn view(&self, notices: Option<Vec<Notice>>) -> String {
        let mut view = answer::view(self.questionnaire(), notices);
        view["others"] =
            self.others.iter().map(|(_, other)| Value::from(other.registry().name.clone())).collect();
        json!({ "view": view, "text": self.questionnaire().text() }).to_string()
    }
}
