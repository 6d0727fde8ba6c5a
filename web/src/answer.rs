//! What the page is given to show, as JSON. Every text in it is safe to show; only what is edited stays as it is.

use registry_maturity::{
    document::{Fact, Inline, Role, Rung, Score, Text, words},
    questionnaire::{
        AnswerChoice, AnswerField, Event, INTENTS, Notice, Only, Prompt, Questionnaire,
        keys::{self, BINDINGS},
        wording,
    },
    render::{
        excerpt::{Severity, excerpts},
        format::ResultKind,
        terminal::Terminal,
    },
};
use registry_maturity_core::{
    catalogue::{Catalogue, Level, Track},
    profile::Status,
    text::{Problem, Source, visible, web_address},
};
use serde_json::{Value, json};

use crate::request::is_offered;

/// A request that could not be carried out.
pub(crate) fn failure(why: &str) -> String {
    json!({ "failure": visible(why) }).to_string()
}

/// The problems of a text that is not a profile.
pub(crate) fn problems(source: &Source, problems: &[Problem]) -> String {
    let each = problems.iter().map(|problem| problem_in(source, problem, Severity::Error));
    json!({ "name": visible(&source.name), "text": source.text, "problems": each.collect::<Vec<_>>() })
        .to_string()
}

/// A problem, and its line as the program shows it.
pub(crate) fn problem_in(source: &Source, problem: &Problem, severity: Severity) -> Value {
    let position = source.position(problem.span().start());
    let look = Terminal { width: 80, unicode: true, colour: false, linear: false };
    json!({
        "message": problem.message(),
        "help": problem.help(),
        "line": position.line,
        "excerpt": excerpts(source, std::slice::from_ref(problem), severity, look, true),
    })
}

/// The current state of a questionnaire. `notices` replaces the notices of the last event.
pub(crate) fn view(questionnaire: &Questionnaire, notices: Option<Vec<Notice>>) -> Value {
    let view = questionnaire.view();
    let catalogue = questionnaire.profile().catalogue();
    let scores = view.tracks.iter().map(|line| {
        let mut score = score(&line.score);
        score["words"] = line.in_words().into();
        score["current"] = line.is_current.into();
        score
    });
    json!({
        "registry": visible(&view.registry),
        "question": questionnaire.question().to_string(),
        "place": view.place,
        "title": visible(&view.title),
        "id": view.id,
        "ask": visible(&view.question),
        "guidance": facts(&view.guidance),
        "background": facts(&view.background),
        "clauses": view.clauses.iter().map(|clause| json!({
            "id": clause.id,
            "title": clause.title,
            "status": clause.status,
            "state": words::status_if_answered(clause.status),
            "required": clause.is_required,
            "current": clause.is_current,
        })).collect::<Vec<_>>(),
        "choices": view.choices.iter().map(choice).collect::<Vec<_>>(),
        "rulings": view.rulings.iter().map(|ruling| json!({
            "id": ruling.id.as_str(),
            "status": ruling.status,
            "state": words::sentence(&view.ruling_status(ruling)),
            "case": ruling.case,
            "because": ruling.because,
            "origin": words::origin(ruling.origin),
        })).collect::<Vec<_>>(),
        "answer": facts(&view.answer),
        "fields": fields(questionnaire),
        "takesText": questionnaire.question().takes_text(),
        "fact": questionnaire.fact(questionnaire.question()),
        "prompt": view.prompt.as_ref().map(prompt),
        "notices": notices.unwrap_or(view.notices).iter().map(notice).collect::<Vec<_>>(),
        "progress": { "answered": view.progress.answered, "all": view.progress.all },
        "only": view.progress.only.id(),
        "asked": questionnaire.selection().tracks.iter().map(|track| track.as_str()).collect::<Vec<_>>(),
        "tracks": scores.collect::<Vec<_>>(),
        "targets": catalogue.tracks.iter().map(|track| target(questionnaire, track)).collect::<Vec<_>>(),
        "overview": questionnaire.overview().iter().map(|(subject, about)| {
            let mut about = fact(about);
            about["about"] = subject.to_string().into();
            about
        }).collect::<Vec<_>>(),
        "leftOut": questionnaire.left_out().into_iter().map(|(track, reason)| json!({
            "id": track.id.as_str(),
            "also": wording::also_assess(track),
            "leaveOut": wording::leave_out_again(track),
            "reason": reason.as_deref().map(visible),
        })).collect::<Vec<_>>(),
        "outlook": questionnaire.outlook(),
    })
}

/// The program's own vocabulary.
pub(crate) fn vocabulary() -> String {
    let catalogue = Catalogue::latest();
    let formats = |kind: ResultKind| -> Vec<Value> {
        let offered = kind.formats().filter(|(row, _)| is_offered(row.format));
        let described = offered.map(|(row, help)| {
            json!({ "name": row.name, "extension": row.extension, "mediaType": row.media_type, "help": help })
        });
        described.collect()
    };
    let bindings = BINDINGS.iter();
    json!({
        "program": registry_maturity::document::PROGRAM,
        "edition": format!("{} {}", catalogue.edition.title, catalogue.edition.id),
        "keys": bindings.map(|it| json!({ "key": it.key, "name": it.name, "task": it.task.id(), "meaning": it.meaning() }))
            .collect::<Vec<_>>(),
        "otherAnswers": { "provided": keys::PROVIDED, "stillTrue": keys::STILL_TRUE },
        "statuses": Status::ALL.map(|status| json!({
            "id": status,
            "key": words::key(status),
            "words": words::status(status),
            "needsReason": status.needs_reason(),
        })),
        "targets": std::iter::once(None).chain(Level::RUNGS.into_iter().map(Some))
            .map(|level| json!({ "level": level, "words": wording::target(level) })).collect::<Vec<_>>(),
        "wording": wording(),
        "filters": Only::ALL.map(|only| json!({ "id": only.id(), "meaning": only.meaning() })),
        "intents": INTENTS.map(|(id, meaning, _)| json!({ "id": id, "meaning": meaning })),
        "tracks": catalogue.tracks.iter().map(|it| json!({ "id": it.id.as_str(), "name": it.name }))
            .collect::<Vec<_>>(),
        "rules": catalogue.rules.iter().map(|it| json!({ "title": it.title, "text": it.text })).collect::<Vec<_>>(),
        "formats": {
            "report": formats(ResultKind::Report),
            "roadmap": formats(ResultKind::Roadmap),
            "comparison": formats(ResultKind::Comparison),
            "changes": formats(ResultKind::Progress),
            "catalogue": formats(ResultKind::Catalogue),
        },
    })
    .to_string()
}

/// The titles, items and messages that the page has in common with the program's other interfaces.
fn wording() -> Value {
    json!({
        "asksForName": wording::ASKS_FOR_NAME,
        "nameNeeded": wording::NAME_NEEDED,
        "intent": wording::INTENT_TITLE,
        "rulings": wording::RULINGS_TITLE,
        "answer": wording::ANSWER_TITLE,
        "filter": wording::FILTER_TITLE,
        "overview": wording::OVERVIEW_TITLE,
        "stillTrue": wording::STILL_TRUE,
        "clear": wording::CLEAR,
        "everyTrack": wording::EVERY_TRACK,
        "notAvailable": wording::NOT_AVAILABLE,
        "noRulings": wording::NO_RULINGS,
    })
}

/// The questions that match the words or, if there are none, every question and track.
pub(crate) fn list(questionnaire: &Questionnaire, words: &str) -> String {
    let found = |id: String, title: &str, track: bool| json!({ "id": id, "title": title, "track": track });
    let hits: Vec<Value> = if words.trim().is_empty() {
        let catalogue = questionnaire.profile().catalogue();
        let about =
            questionnaire.offered().into_iter().map(|it| found(it.question.to_string(), it.title, false));
        let tracks = catalogue.tracks.iter().flat_map(|track| {
            let own = track.capabilities.iter().map(|own| found(own.id.to_string(), own.title, false));
            std::iter::once(found(track.id.to_string(), track.name, true)).chain(own)
        });
        about.chain(tracks).collect()
    } else {
        let hits = questionnaire.search(words).into_iter();
        hits.map(|it| found(it.question.to_string(), it.title, false)).collect()
    };
    json!({ "found": hits }).to_string()
}

fn facts(facts: &[Fact]) -> Vec<Value> {
    facts.iter().map(fact).collect()
}

fn fact(fact: &Fact) -> Value {
    json!({ "name": fact.name, "value": text(&fact.value) })
}

fn choice(choice: &AnswerChoice) -> Value {
    let status = match choice.event {
        Event::Status(status) => Some(status),
        _ => None,
    };
    json!({
        "key": choice.key,
        "word": choice.word,
        "status": status,
        "label": visible(&words::sentence(&choice.label)),
        "chosen": choice.is_chosen,
        "several": choice.is_one_of_several(),
    })
}

/// The parts of a text, each with its kind and its words.
fn text(text: &Text) -> Vec<Value> {
    let part = |kind: &str, words: &str| json!({ "kind": kind, "text": visible(words) });
    let parts = text.0.iter().map(|inline| match inline {
        Inline::Plain(words) => part("plain", words),
        Inline::Strong(words) => part("strong", words),
        Inline::Quiet(words) => part("quiet", words),
        Inline::Code(words) => part("code", words),
        Inline::Status(status, words) => {
            json!({ "kind": "status", "status": status, "text": visible(words) })
        }
        Inline::Mark(status) => part("plain", words::mark(*status)),
        Inline::Abbreviated { short, .. } => part("plain", short),
        Inline::Page { text, .. } => part("plain", text),
        Inline::Date(date) => part("plain", &date.to_string()),
        Inline::Link { text, url } => match web_address(url) {
            Some(address) => {
                let shown = if text.is_empty() { address } else { text };
                json!({ "kind": "link", "url": address, "text": visible(shown) })
            }
            None => part("plain", format!("{text} {url}").trim()),
        },
        Inline::Break => part("break", ""),
    });
    parts.collect()
}

/// The fields of the answer, with their texts for editing; empty if the question has no fields.
fn fields(questionnaire: &Questionnaire) -> Vec<Value> {
    if !questionnaire.takes_fields() {
        return Vec::new();
    }
    let each = AnswerField::ALL.into_iter().map(|field| {
        json!({
            "word": field.word(),
            "name": field.label(),
            "hint": field.hint(),
            "lines": field.has_lines(),
            "plan": field.is_of_plan(),
            "text": questionnaire.field(field).unwrap_or_default(),
        })
    });
    each.collect()
}

fn prompt(prompt: &Prompt) -> Value {
    json!({ "question": prompt.question, "hint": prompt.hint, "present": prompt.present, "lines": prompt.has_lines })
}

fn notice(notice: &Notice) -> Value {
    let kind = match notice {
        Notice::Saved(_) => "saved",
        Notice::Info(_) => "info",
        Notice::Refused(_) => "refused",
    };
    json!({ "kind": kind, "text": visible(notice.text()) })
}

fn target(questionnaire: &Questionnaire, track: &Track) -> Value {
    let level = questionnaire.profile().targets().get(&track.id).map(|target| target.value);
    json!({ "id": track.id.as_str(), "label": wording::target_for(track), "level": level })
}

fn score(score: &Score) -> Value {
    let number = |level: Option<Level>| level.map(|level| level.to_string());
    json!({
        "id": score.id,
        "name": score.name,
        "level": number(score.standing.map(|standing| standing.level)),
        "others": score.other_levels().map(|(name, level)| json!([name, level])).collect::<Vec<_>>(),
        "reason": score.reason.as_deref().map(visible),
        "target": score.target,
        "rungs": score.rungs.iter().map(|it| rung(score, it)).collect::<Vec<_>>(),
    })
}

fn rung(score: &Score, rung: &Rung) -> Value {
    json!({
        "level": rung.level,
        "reach": score.reach(rung.level).id(),
        "met": rung.met(),
        "marks": rung.items.iter().map(|item| json!({
            "id": item.id.as_str(),
            "status": item.status,
            "words": item.description(),
            "role": item.role.map(Role::id),
        })).collect::<Vec<_>>(),
    })
}
