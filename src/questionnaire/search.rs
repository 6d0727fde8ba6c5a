//! Finds questions by words, ids and numbers.

use super::{Question, Questionnaire, effects::why_not, question::numbered, wording::to_assess_anyway};
use crate::document::{labels, words};
use registry_maturity_core::{
    catalogue::{Capability, Catalogue, Clause, Subject, Track, TrackId},
    scope::Applies,
    text::nearest,
};

/// A question that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The question; for a capability, the one about it as a whole.
    pub question: Question,
    /// Its id, as [`Questionnaire::find`] takes it.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
}

impl Found {
    pub(super) fn of(capability: &'static Capability) -> Found {
        let question = Question::Capability(capability.id);
        Found { question, id: capability.id.as_str(), title: capability.title }
    }

    fn of_clause(capability: &'static Capability, clause: &'static Clause) -> Found {
        let question = Question::Clause(capability.id, clause.id);
        Found { question, id: clause.id.as_str(), title: clause.title }
    }
}

/// The questions about the registry itself.
pub(super) fn about_registry() -> [Found; 5] {
    [
        Found { question: Question::Name, id: "name", title: "The registry's name" },
        Found { question: Question::Address, id: "address", title: "The registry's address" },
        Found { question: Question::Assessor, id: "assessor", title: "Who assesses" },
        Found { question: Question::Accounts, id: "accounts", title: labels::ACCOUNTS },
        Found { question: Question::Hosting, id: "hosting", title: labels::HOSTING },
    ]
}

impl Questionnaire {
    /// The questions about the registry itself, which are asked whatever applies.
    #[must_use]
    pub fn offered(&self) -> [Found; 5] {
        about_registry()
    }

    /// The questions that fit all of the words: those about the registry, then capabilities, best first, then clauses.
    #[must_use]
    pub fn search(&self, words: &str) -> Vec<Found> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let has = |text: String| words.iter().all(|word| text.to_lowercase().contains(word));
        let taxonomy = &self.profile.catalogue().taxonomy;
        let asked = |question| match question {
            Question::Name => "what the registry is called",
            Question::Address => "the registry's url on the web",
            Question::Assessor => "who makes this assessment",
            Question::Accounts => taxonomy.accounts.question,
            Question::Hosting => taxonomy.hosting.question,
            Question::Capability(_) | Question::Clause(..) | Question::End => "",
        };
        let about = about_registry()
            .into_iter()
            .filter(|found| has(format!("{} {} {}", found.id, found.title, asked(found.question))));
        if words.is_empty() {
            return Vec::new();
        }
        let found = self.profile.catalogue().search(&words.join(" ")).into_iter().map(Found::of);
        let clauses = clauses(self.profile.catalogue())
            .filter(|(_, clause)| has(format!("{} {} {}", clause.id, clause.title, clause.question)));
        let clauses = clauses.map(|(capability, clause)| Found::of_clause(capability, clause));
        about.chain(found).chain(clauses).collect()
    }

    /// The question that an id of a track, a capability or a clause means (`cli`, or `package-reporting/cli`), the
    /// number of a capability in the order of asking, or one of `name`, `address`, `assessor`, `accounts` and `hosting`
    /// or its heading.
    ///
    /// # Errors
    /// If the target is invalid; the message names the nearest valid one.
    pub fn find(&self, target: &str) -> Result<Question, String> {
        let catalogue = self.profile.catalogue();
        let target = target.trim().to_lowercase();
        if target == "end" {
            return Ok(Question::End);
        }
        let is_called = |about: &Found| about.id == target || about.title.to_lowercase() == target;
        if let Some(about) = about_registry().into_iter().find(is_called) {
            return Ok(about.question);
        }
        if ["registry", "the registry"].contains(&target.as_str()) {
            return Ok(Question::Name);
        }
        if let Ok(number) = target.parse::<usize>() {
            let questions = numbered(&self.questions(), false);
            let question = number.checked_sub(1).and_then(|at| questions.get(at));
            let capability = question.and_then(|question| question.capability(catalogue));
            return capability
                .map(|capability| self.start_of(capability))
                .ok_or_else(|| format!("The questions go from 1 to {}.", questions.len()));
        }
        if let Ok(capability) = catalogue.capability(&target) {
            return Ok(self.start_of(capability));
        }
        match self.tracks_called(&target).as_slice() {
            [] => {}
            [track] => return self.first_of(track),
            several => {
                let ids: Vec<String> = several.iter().map(|track| track.id.to_string()).collect();
                return Err(ambiguous_target(&target, &ids));
            }
        }
        match catalogue.lookup(&target).as_deref() {
            Ok([Subject::Capability(capability)]) => Ok(self.start_of(capability)),
            Ok([Subject::Clause(capability, clause)]) => Ok(Question::Clause(capability.id, clause.id)),
            Ok([Subject::Ruling(capability, ruling)]) => Ok(match ruling.clause {
                Some(clause) => Question::Clause(capability.id, clause),
                None => Question::Capability(capability.id),
            }),
            Ok(several @ [Subject::Capability(_) | Subject::Ruling(..), ..]) => {
                Err(ambiguous_target(&target, &self.meant(&target, several)))
            }
            Ok(_) => Err(format!("`{target}` is a general rule; `rules` shows them.")),
            Err(_) => Err(self.nothing_called(&target)),
        }
    }

    /// The track with this id, or else those whose id or name begins with it.
    pub(super) fn tracks_called(&self, name: &str) -> Vec<&'static Track> {
        let name = name.trim().to_lowercase();
        let catalogue = self.profile.catalogue();
        if let Ok(track) = catalogue.track(&name) {
            return vec![track];
        }
        let begins = |whole: &str| whole.to_lowercase().starts_with(&name);
        let tracks = catalogue.tracks.iter();
        // One or two letters are ambiguous.
        tracks.filter(|track| name.len() > 2 && (begins(track.id.as_str()) || begins(track.name))).collect()
    }

    /// The ids that a name may mean: those of the subjects it found, and those that contain it.
    fn meant(&self, target: &str, found: &[Subject]) -> Vec<String> {
        let capabilities = self.profile.catalogue().capabilities();
        let capabilities =
            capabilities.map(|capability| capability.id.to_string()).filter(|id| id.contains(target));
        let found = found.iter().filter_map(|subject| match subject {
            Subject::Capability(capability) => Some(capability.id.to_string()),
            Subject::Ruling(capability, ruling) => Some(format!("{}/{}", capability.id, ruling.id)),
            _ => None,
        });
        let mut ids: Vec<String> = capabilities.collect();
        let others: Vec<String> = found.filter(|id| !ids.contains(id)).collect();
        ids.extend(others);
        ids
    }

    /// The clauses that also have an id which refers to something else first.
    pub(super) fn namesakes(&self, target: &str) -> Vec<String> {
        let target = target.trim().to_lowercase();
        let found = self.find(&target);
        clauses(self.profile.catalogue())
            .filter(|(capability, clause)| {
                clause.id.as_str() == target && found != Ok(Question::Clause(capability.id, clause.id))
            })
            .map(|(capability, clause)| format!("{}/{}", capability.id, clause.id))
            .collect()
    }

    fn nothing_called(&self, target: &str) -> String {
        let catalogue = self.profile.catalogue();
        let tracks = catalogue.tracks.iter().map(|track| track.id.as_str());
        let capabilities = catalogue.capabilities().map(|capability| capability.id.as_str());
        let clauses = clauses(catalogue).map(|(_, clause)| clause.id.as_str());
        match nearest(target, tracks.chain(capabilities).chain(clauses), 3).as_slice() {
            [] => format!("Nothing is called `{target}`; `search` finds by words."),
            near => format!("Nothing is called `{target}`; the nearest: {}.", near.join(", ")),
        }
    }

    /// The first question of a track that is asked.
    fn first_of(&self, track: &'static Track) -> Result<Question, String> {
        let of_track = |question: &Question| {
            question
                .capability(self.profile.catalogue())
                .is_some_and(|capability| track.capabilities.iter().any(|own| own.id == capability.id))
        };
        let first = track.capabilities.first().map(|capability| Question::Capability(capability.id));
        let asked = self.questions().into_iter().find(of_track);
        asked.or(first).ok_or_else(|| format!("{} has no questions.", track.name))
    }

    /// The first question about a capability.
    pub(super) fn start_of(&self, capability: &'static Capability) -> Question {
        let answer = self.profile.answers().get(&capability.id).map(|answer| &answer.value);
        super::question::questions_of(capability, answer)[0]
    }

    /// Why a question is not asked at all.
    pub(super) fn why_left_out(&self, question: Question) -> String {
        let catalogue = self.profile.catalogue();
        let Some(capability) = question.capability(catalogue) else { return String::new() };
        let track = catalogue.track_of(capability.id).id;
        self.why_track_is_left_out(track)
            .unwrap_or_else(|| format!("{} is not asked.", words::sentence(capability.title)))
    }

    /// Why a track does not apply; `None` if it does.
    pub(super) fn why_track_is_left_out(&self, track: TrackId) -> Option<String> {
        let assessment = self.profile.assess();
        let track = assessment.track(track.as_str()).ok()?;
        let Applies::No(unfulfilled) = &track.applies else { return None };
        let why = why_not(self.profile.catalogue(), unfulfilled);
        let anyway = to_assess_anyway(track.track, self.input);
        Some(format!("{} does not apply: {why}. {anyway}", track.track.name))
    }
}

fn clauses(catalogue: &Catalogue) -> impl Iterator<Item = (&'static Capability, &'static Clause)> {
    catalogue
        .capabilities()
        .flat_map(|capability| capability.clauses.iter().map(move |own| (capability, own)))
}

/// Says that a name means several things, and what to write instead, without the last full stop.
pub(super) fn ambiguous(name: &str, ids: &[String]) -> String {
    format!("`{name}` could be {}. Write the whole name", ids.join(", "))
}

fn ambiguous_target(target: &str, ids: &[String]) -> String {
    let first = ids.first().map_or("", String::as_str);
    format!("{}: `jump {first}`.", ambiguous(target, ids))
}
