//! `answer`: sets one answer from a script, as carefully as the questionnaire.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, builder::PossibleValue};
use registry_maturity::questionnaire::{
    AnswerField, Conversation, Event, MAX_REPEATED, Notice, Only, Question, Questionnaire, Selection,
};
use registry_maturity_core::{
    catalogue::{Capability, Catalogue, Ruling},
    date::Date,
    profile::{DEFAULT_PATH, Intent, Status},
    text::{cut, nearest, visible},
};

use super::assess::file::ProfileFile;
use crate::{
    arguments::{KnownName, capabilities, filled, parsed, with_ids},
    console::{Console, Exit, Unusable},
};

#[derive(Debug, Args)]
#[command(
    after_help = with_ids("The answer counts as reviewed today. Nothing else in the file changes, except that what the new \
answer rules out is removed, such as the plan for something that is now met; the command says what it removed. \
Whatever the questionnaire would refuse is refused here too, and then the file stays as it is.

Examples:
  registry-maturity answer $capability met --evidence https://index.example.org/help
  registry-maturity answer $composite met --clause $clause
  registry-maturity answer $capability unmet --intent declined --note \"Support is not staffed.\"
  registry-maturity answer $capability met --delegated-to GitHub profile.yaml")
)]
pub(crate) struct AnswerArguments {
    /// Capability, or CAPABILITY/CLAUSE.
    #[arg(value_name = "ID", hide_possible_values = true, value_parser = KnownName::any(capabilities))]
    pub id: String,

    /// How far it is met.
    #[arg(value_name = "STATUS", value_parser = KnownName::new(parsed::<Status>, statuses))]
    pub status: Status,

    /// Profile to change.
    #[arg(value_name = "PROFILE", default_value = DEFAULT_PATH)]
    pub profile: PathBuf,

    /// Answer this clause of the capability.
    #[arg(long, value_name = "CLAUSE")]
    pub clause: Option<String>,

    /// Add evidence, an address or a path; can be repeated.
    #[arg(long, value_name = "ADDRESS", value_parser = filled)]
    pub evidence: Vec<String>,

    /// Set the note for readers, in place of any earlier one; not-applicable and --intent declined require it, as the
    /// reason.
    #[arg(long, value_name = "TEXT", value_parser = filled)]
    pub note: Option<String>,

    /// Cite the ruling on which the answer relies.
    #[arg(long, value_name = "RULING")]
    pub ruling: Option<String>,

    /// Name who provides it instead of the registry; `none` removes the name.
    #[arg(long, value_name = "NAME", value_parser = filled)]
    pub delegated_to: Option<String>,

    /// Set the note for operators, which reports leave out.
    #[arg(long, value_name = "TEXT", value_parser = filled)]
    pub internal: Option<String>,

    /// Say what you intend to do.
    #[arg(long, value_name = "INTENT", value_parser = KnownName::new(parsed::<Intent>, intents))]
    pub intent: Option<Intent>,

    /// Set the date by which to review the answer.
    #[arg(long, value_name = "DATE")]
    pub review_by: Option<Date>,

    /// Treat this date as today; the answer gets it.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// Saves the answer as one change: all of it, or nothing if any part is refused.
pub(crate) fn answer(arguments: &AnswerArguments, console: &Console) -> anyhow::Result<Exit> {
    let path = arguments.profile.as_path();
    if path == Path::new("-") {
        bail!("an answer is written into the profile, so it needs a file");
    }
    if !path.exists() {
        let shown = path.display().to_string();
        bail!(
            "there is no {}; create it with `registry-maturity assess` or `registry-maturity init`",
            visible(&shown)
        );
    }
    let file = ProfileFile::open(path)?;
    let source = file.source()?;
    let as_of = arguments.as_of.unwrap_or_else(super::today);
    let selection = Selection { tracks: Vec::new(), only: Only::All, as_of };
    let questionnaire = Questionnaire::begin(source.clone(), selection)
        .map_err(|problems| Unusable { source, problems })?
        .for_one_event();
    let question = question(arguments, questionnaire.profile().catalogue())?;
    let mut conversation = Conversation::new(questionnaire, file);
    conversation.act(&Event::Go(question));
    say(&conversation, console)?;
    let events = events(arguments, &conversation)?;
    conversation.act(&Event::Together(events));
    say(&conversation, console)?;
    Ok(Exit::Done)
}

/// Reports the result of the last event.
fn say(conversation: &Conversation<'_>, console: &Console) -> anyhow::Result<()> {
    for notice in conversation.view().notices {
        match notice {
            Notice::Refused(why) => bail!("{}", why.trim_end_matches('.')),
            Notice::Saved(text) | Notice::Info(text) => console.say(&format!("{}\n", visible(&text))),
        }
    }
    Ok(())
}

/// The question that the arguments answer.
fn question(arguments: &AnswerArguments, catalogue: &Catalogue) -> anyhow::Result<Question> {
    let (id, inner) = match arguments.id.split_once('/') {
        Some((id, clause)) => (id, Some(clause)),
        None => (arguments.id.as_str(), None),
    };
    let Ok(capability) = catalogue.capability(id) else { bail!(no_capability(id, catalogue)) };
    let clause = match (inner, arguments.clause.as_deref()) {
        (Some(one), Some(other)) if one != other => bail!("two clauses are named: {one} and {other}"),
        (one, other) => one.or(other),
    };
    match clause {
        None => Ok(Question::Capability(capability.id)),
        Some(clause) => Ok(Question::Clause(capability.id, capability.clause(clause)?.id)),
    }
}

/// The events to handle, as one change.
fn events(arguments: &AnswerArguments, conversation: &Conversation<'_>) -> anyhow::Result<Vec<Event>> {
    let questionnaire = conversation.questionnaire();
    let catalogue = questionnaire.profile().catalogue();
    let question = questionnaire.question();
    let capability = question.capability(catalogue);
    let reason = |what: &str, question: Question| {
        let note = arguments.note.clone().or_else(|| questionnaire.field_at(question, AnswerField::Note));
        note.with_context(|| format!("{what} needs a reason: add --note"))
    };
    let declines = arguments.intent == Some(Intent::Declined);
    // The reason for declining is the note of the capability, and not of the clause.
    let is_reason_for_all = declines && question != question.whole();
    let mut events = Vec::new();
    match (&arguments.ruling, capability) {
        (Some(id), Some(capability)) => {
            let ruling = ruling(capability, id)?;
            if ruling.status != arguments.status {
                bail!(
                    "the ruling `{}` says {}, not {}",
                    ruling.id,
                    ruling.status.id(),
                    arguments.status.id()
                );
            }
            events.push(Event::Ruling(ruling.id));
        }
        _ => events.push(Event::Status(arguments.status)),
    }
    if arguments.status == Status::NotApplicable && arguments.ruling.is_none() {
        events.push(Event::Reason(reason("not-applicable", question)?));
    } else if let Some(note) = arguments.note.as_ref().filter(|_| !is_reason_for_all) {
        events.push(Event::Write(AnswerField::Note, note.clone()));
    }
    if !arguments.evidence.is_empty() {
        events.push(Event::AddEvidence(arguments.evidence.join("\n")));
    }
    let fields = [
        (AnswerField::DelegatedTo, arguments.delegated_to.clone()),
        (AnswerField::Internal, arguments.internal.clone()),
        (AnswerField::ReviewBy, arguments.review_by.map(|day| day.to_string())),
    ];
    events.extend(fields.into_iter().filter_map(|(field, text)| Some(Event::Write(field, text?))));
    if let Some(intent) = arguments.intent {
        events.push(Event::Intent(Some(intent)));
        if declines {
            check_before_reason(questionnaire, &events)?;
            events.push(Event::Reason(reason("--intent declined", question.whole())?));
        }
    }
    Ok(events)
}

/// Refuses changes that would be invalid even with a reason.
fn check_before_reason(questionnaire: &Questionnaire, events: &[Event]) -> anyhow::Result<()> {
    let mut trial = questionnaire.clone();
    trial.handle(&Event::Together(events.to_vec()));
    let refused = trial.view().notices.into_iter().find(|notice| matches!(notice, Notice::Refused(_)));
    refused.map_or(Ok(()), |notice| bail!("{}", notice.text().trim_end_matches('.').to_owned()))
}

fn ruling(capability: &'static Capability, id: &str) -> anyhow::Result<&'static Ruling> {
    let own = id.strip_prefix(capability.id.as_str()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(id);
    Ok(capability.ruling(own)?)
}

fn no_capability(id: &str, catalogue: &Catalogue) -> String {
    let ids = catalogue.capabilities().map(|capability| capability.id.as_str());
    let mut clauses = catalogue.capabilities().filter(|capability| capability.clause(id).is_ok());
    let shown = cut(id, MAX_REPEATED);
    let hint = match (clauses.next(), nearest(id, ids, 1).first()) {
        (Some(capability), _) => format!("did you mean `{}/{id}`?", capability.id),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => format!("`registry-maturity explain {}` may find it.", shell_words::quote(&shown)),
    };
    format!("there is no capability `{shown}`; {hint} Nothing was changed")
}

fn statuses() -> Vec<PossibleValue> {
    Status::ALL.map(|status| PossibleValue::new(status.id())).into()
}

fn intents() -> Vec<PossibleValue> {
    Intent::ALL.map(|intent| PossibleValue::new(intent.id())).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_repeat_only_the_beginning_of_a_long_id() {
        let long = "z".repeat(300);
        let unknown = Catalogue::latest().track(&long).expect_err("no such track").to_string();
        for error in [no_capability(&long, Catalogue::latest()), unknown] {
            assert!(error.contains("`zzz") && error.chars().count() < 250, "{error}");
        }
    }
}
