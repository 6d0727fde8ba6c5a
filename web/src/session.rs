//! [`Session`]: carries out the page's requests.

use registry_maturity::questionnaire::{Event, Only, Questionnaire, Selection, addresses};
use registry_maturity_core::{date::Date, profile, text::Source};
use serde_json::json;

use crate::{
    answer,
    open::OpenProfile,
    request::{self, Request},
    results,
};

/// What the page has open.
#[derive(Default)]
pub(crate) struct Session {
    open: Option<OpenProfile>,
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
        let opened = Source::new(results::name_as_opened(name), opened);
        let open = OpenProfile::new(source, opened, questionnaire, as_of);
        let answer = open.view(None);
        self.open = Some(open);
        answer
    }
}
