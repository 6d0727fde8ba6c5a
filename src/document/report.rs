//! The report of one profile: the levels of its tracks, the gaps, what is ahead, and what to do next.

use super::{
    Block, ChecklistItem, ChecklistView, Document, Fact, Role, Rung, RungItem, Score, Text,
    improvement::Improvement, labels, words,
};
use registry_maturity_core::{
    assessment::{Assessment, Finding, TrackAssessment},
    catalogue::{Accounts, Catalogue, Level, Taxonomy, TrackId},
    profile::{Answer, Evidence, Intent, Plan, Status, keys},
    roadmap::Roadmap,
    scope::{self, Applies},
    text::{Located, web_address},
};

/// Which capabilities a report lists, and how much it says about them.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Everything, not only the gaps.
    pub all: bool,
    /// Include everything in the document but show the gaps first, for formats with filters.
    pub keep_all: bool,
    /// Only these tracks, unless the list is empty.
    pub tracks: Vec<TrackId>,
    /// Only these levels, unless the list is empty.
    pub levels: Vec<Level>,
    /// Only what is at or below the target of its track.
    pub up_to_target: bool,
    /// How much readers may see.
    pub disclosure: Disclosure,
    /// The arguments with which commands find the profile, for readers who have it.
    pub profile: Option<String>,
}

/// How much readers may see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disclosure {
    /// No internal notes, and no owners or costs of plans.
    Public,
    /// No internal notes, but owners and costs of plans.
    #[default]
    Usual,
    /// Everything but `x-` keys.
    Internal,
}

impl Disclosure {
    /// Whether owners and costs of plans are shown.
    #[must_use]
    pub(crate) fn shows_owner_and_cost(self) -> bool {
        self != Disclosure::Public
    }

    /// Whether internal notes are shown.
    #[must_use]
    pub fn shows_internal(self) -> bool {
        self == Disclosure::Internal
    }
}

impl Filter {
    fn shows_track(&self, track: &TrackAssessment<'_>) -> bool {
        self.tracks.is_empty() || self.tracks.contains(&track.track.id)
    }

    fn shows(&self, track: &TrackAssessment<'_>, finding: &Finding<'_>) -> bool {
        let level = finding.capability.level;
        (self.levels.is_empty() || self.levels.contains(&level))
            && (!self.up_to_target || track.target.is_none_or(|target| level <= target))
    }
}

/// The report of a profile.
#[must_use]
pub fn report(assessment: &Assessment<'_>, filter: &Filter) -> Document {
    let profile = assessment.profile;
    let mut document = Document::new(profile.registry().name.clone(), profile.catalogue());
    document.view = if filter.all { ChecklistView::Everything } else { ChecklistView::Gaps };
    document.rules = profile.catalogue().rules;
    document.blocks.push(Block::Facts(about(assessment)));
    let scores = assessment.tracks().filter(|track| filter.shows_track(track));
    document.blocks.push(Block::Scorecard(scores.map(|track| score(profile.catalogue(), track)).collect()));
    left_out(&mut document, assessment, filter);
    for track in assessment.assessed().filter(|track| filter.shows_track(track)) {
        track_section(&mut document, track, filter);
    }
    next_steps(&mut document, assessment, filter.profile.as_deref().unwrap_or("PROFILE"));
    document
}

fn about(assessment: &Assessment<'_>) -> Vec<Fact> {
    let profile = assessment.profile;
    let edition = &profile.catalogue().edition;
    let mut facts = Vec::new();
    if let Some(url) = &profile.registry().url {
        facts.push(Fact::new(labels::ADDRESS, Text::new().link("", url.clone())));
    }
    facts.push(Fact::new(labels::EDITION, format!("{} {}", edition.title, edition.id)));
    let assessed = match (profile.assessed().date, &profile.assessed().by) {
        (Some(date), Some(by)) => Some(Text::from(date).plain(format!(", by {by}"))),
        (Some(date), None) => Some(date.into()),
        (None, Some(by)) => Some(format!("by {by}").into()),
        (None, None) => None,
    };
    facts.extend(assessed.map(|text| Fact::new(labels::ASSESSED, text)));
    facts.push(Fact::new("Kind", kind(profile.catalogue(), profile.taxonomy())));
    facts
}

fn kind(catalogue: &Catalogue, taxonomy: &Taxonomy) -> String {
    let accounts = match &taxonomy.accounts {
        Some(Accounts::ProvidedBy(providers)) => {
            format!("with user accounts, log-in provided by {}", words::and(providers))
        }
        Some(accounts) if accounts.exist() => "with user accounts".to_owned(),
        Some(_) => "without user accounts".to_owned(),
        None => "user accounts not answered".to_owned(),
    };
    let hosting = match &taxonomy.hosting {
        Some(hosting) => {
            let titles: Vec<_> =
                hosting.iter().map(|h| words::lower_first(catalogue.hosting(*h).title)).collect();
            titles.join(" and ")
        }
        None => "hosting not answered".to_owned(),
    };
    format!("{accounts}; {hosting}")
}

/// The score of one track.
#[must_use]
pub fn score(catalogue: &Catalogue, track: &TrackAssessment<'_>) -> Score {
    let rungs = Level::RUNGS.into_iter().map(|level| {
        let at_level = track.findings.iter().filter(|finding| finding.capability.level == level);
        Rung { level, items: at_level.map(rung_item).collect() }
    });
    let reason = match &track.applies {
        Applies::Yes | Applies::OnRequest(_) if track.standing.is_none() => {
            Some(words::NO_CAPABILITY_APPLIES.to_owned())
        }
        Applies::Yes => None,
        // A reason together with a level is why `also-assess` includes the track.
        Applies::OnRequest(reason) => Some((*reason).to_owned()),
        Applies::No(unfulfilled) => Some(scope::reason(catalogue, unfulfilled)),
    };
    Score {
        id: track.track.id.as_str(),
        name: track.track.name,
        applies: track.applies.is_assessed(),
        standing: track.standing,
        level_name: track.standing.map_or("", |standing| catalogue.meaning(standing.level).name),
        target: track.target,
        next: track.next.map(|next| (next, track.blockers().count())),
        rungs: rungs.filter(|rung| !rung.items.is_empty()).collect(),
        reason,
    }
}

fn rung_item(finding: &Finding<'_>) -> RungItem {
    let capability = finding.capability;
    RungItem {
        id: capability.id,
        title: capability.title,
        status: finding.status,
        answered: finding.is_answered(),
        role: role(finding),
    }
}

fn role(finding: &Finding<'_>) -> Option<Role> {
    if finding.blocks { Some(Role::Blocks) } else { finding.ahead.then_some(Role::Ahead) }
}

fn left_out(document: &mut Document, assessment: &Assessment<'_>, filter: &Filter) {
    for track in assessment.tracks().filter(|track| filter.shows_track(track)) {
        let name = track.track.name;
        match &track.applies {
            Applies::Yes => {}
            Applies::OnRequest(reason) => document.paragraph(
                Text::new()
                    .strong(name)
                    .plain(format!(" is assessed although the taxonomy leaves it out: {reason}")),
            ),
            Applies::No(unfulfilled) => {
                let why = scope::reason(assessment.profile.catalogue(), unfulfilled);
                document.paragraph(Text::new().strong(name).plain(format!(" does not apply: {why}.")));
            }
        }
    }
}

fn track_section(document: &mut Document, track: &TrackAssessment<'_>, filter: &Filter) {
    let findings = if filter.all || filter.keep_all { track.findings.iter().collect() } else { track.gaps() };
    let shown: Vec<_> = findings.into_iter().filter(|finding| filter.shows(track, finding)).collect();
    let ahead: Vec<_> = track.ahead().filter(|finding| filter.shows(track, finding)).collect();
    let title = match filter.all && !filter.keep_all {
        true => whole_section_title(track, shown.len()),
        false => section_title(track),
    };
    document.heading(1, title, Some(track.track.id.as_str()));
    if shown.is_empty() {
        document.paragraph(nothing_to_show(track, filter));
    } else {
        let items = shown.into_iter().map(|finding| item(track, finding, filter.disclosure));
        document.blocks.push(Block::Checklist(items.collect()));
    }
    if let Some(standing) = track.standing.filter(|_| !ahead.is_empty() && !filter.all) {
        let names = ahead.iter().map(|finding| {
            let capability = finding.capability;
            format!("{} (level {})", words::lower_first(capability.title), capability.level)
        });
        let names: Vec<_> = names.collect();
        let lead = format!("Ahead, already met above level {}: ", standing.level);
        document.paragraph(Text::new().strong(lead).plain(format!("{}.", names.join("; "))));
    }
}

fn section_title(track: &TrackAssessment<'_>) -> String {
    format!("{}: {}", track.track.name, gaps(track))
}

/// The title of a section that lists more than the gaps.
fn whole_section_title(track: &TrackAssessment<'_>, shown: usize) -> String {
    let all = words::count(track.findings.len(), "capability", "capabilities");
    let which = if shown == track.findings.len() { "all".to_owned() } else { format!("{shown} of") };
    format!("{}: {which} {all}; {}", track.track.name, gaps(track))
}

fn gaps(track: &TrackAssessment<'_>) -> String {
    let gaps = track.findings.iter().filter(|finding| finding.is_gap()).count();
    match (gaps, track.next) {
        (0, _) | (_, None) => "no gaps".to_owned(),
        (all, Some(next)) => {
            let blocking = track.blockers().count();
            let block = if blocking == 1 { "blocks" } else { "block" };
            format!("{}, {blocking} {block} level {next}", words::count(all, "gap", "gaps"))
        }
    }
}

fn nothing_to_show(track: &TrackAssessment<'_>, filter: &Filter) -> &'static str {
    let narrowed = !filter.levels.is_empty() || filter.up_to_target;
    let at_levels =
        |finding: &Finding<'_>| filter.levels.is_empty() || filter.levels.contains(&finding.capability.level);
    match track.standing {
        None => "No capability of this track applies.",
        Some(_) if !track.findings.iter().any(at_levels) => "This track has no capability at these levels.",
        Some(_) if narrowed => "Nothing is left to do at these levels.",
        Some(_) => "Everything that applies is met.",
    }
}

/// A capability with its finding, as an item of a checklist.
#[must_use]
pub(super) fn item(
    track: &TrackAssessment<'_>,
    finding: &Finding<'_>,
    disclosure: Disclosure,
) -> ChecklistItem {
    ChecklistItem {
        capability: finding.capability,
        track: track.track.id.as_str(),
        status: finding.status,
        state: Text::lines([words::state(finding), words::missing(finding)]),
        cited: words::cited(finding),
        note: finding.answer.and_then(|answer| answer.note.clone()),
        sources: sources(finding),
        role: role(finding),
        answered: finding.is_answered(),
        evidenced: finding.evidenced,
        intent: finding.answer.and_then(Answer::intent),
        columns: columns(finding, disclosure),
        details: details(finding, disclosure),
    }
}

/// What is known of an answer beyond its status: the explanation and the sources.
#[must_use]
pub(super) fn remark(finding: &Finding<'_>) -> Text {
    Text::lines([explanation(finding), sources(finding)])
}

/// What is missing, who provides it, and the note.
#[must_use]
pub(super) fn explanation(finding: &Finding<'_>) -> Text {
    let Some(answer) = finding.answer else { return Text::new() };
    let note = answer.note.as_deref().map_or_else(Text::new, |note| words::note(note).into());
    let by = answer.delegated_to.as_ref().map_or_else(Text::new, |by| words::provided_by(by).into());
    Text::lines([words::missing(finding), by, note])
}

/// The evidence of an answer and of its clauses.
#[must_use]
pub(super) fn sources(finding: &Finding<'_>) -> Text {
    Text::lines(evidence_of(finding).map(|one| evidence(one)))
}

/// The evidence of an answer, then that of its clauses in the catalogue's order.
pub(super) fn evidence_of<'p>(
    finding: &Finding<'p>,
) -> impl Iterator<Item = &'p Located<Evidence>> + use<'p> {
    let clauses = finding.capability.clauses;
    finding.answer.into_iter().flat_map(|answer| {
        let of_clauses = clauses.iter().filter_map(|clause| answer.clause(clause.id));
        answer.evidence.iter().chain(of_clauses.flat_map(|clause| &clause.evidence))
    })
}

/// The other columns of a capability in a table.
fn columns(finding: &Finding<'_>, disclosure: Disclosure) -> Vec<Fact> {
    let to_close = if finding.is_gap() { Improvement::of(finding).instruction() } else { String::new() };
    let mut columns = vec![
        Fact::in_column("to_close_it", labels::TO_CLOSE_IT, to_close),
        Fact::in_column("plan", "Plan", finding.answer.map_or_else(Text::new, intent)),
    ];
    if disclosure.shows_internal() {
        let internal = finding.answer.and_then(|answer| answer.internal.as_deref());
        columns.push(Fact::in_column(
            "internal",
            labels::INTERNAL,
            internal.map_or_else(Text::new, Text::copy),
        ));
    }
    columns
}

/// The intent and the plan, short enough for a column.
fn intent(answer: &Answer) -> Text {
    let intent = answer.intent().map(|intent| match intent {
        Intent::Declined => Text::new().strong(words::intent(intent)),
        _ => Text::from(words::intent(intent)),
    });
    let plan = answer.plan.as_ref();
    let summary = plan.and_then(|plan| plan.summary.clone()).map(Text::from);
    let due = plan.and_then(|plan| plan.due).map(|due| Text::from("due ").date(due));
    let again = answer.review_by.map(|date| Text::from("to be reviewed by ").date(date));
    Text::lines([intent, summary, due, again].into_iter().flatten())
}

fn details(finding: &Finding<'_>, disclosure: Disclosure) -> Vec<Fact> {
    let capability = finding.capability;
    let of_answer = |text: fn(&Answer) -> Text| finding.answer.map_or_else(Text::new, text);
    let mut facts = vec![
        Fact::in_column("question", labels::QUESTION, capability.question),
        Fact::in_column("counts_as_met", words::COUNTS_AS_MET, words::sentence(capability.met)),
        Fact::in_column("why_it_matters", labels::WHY_IT_MATTERS, capability.why),
        Fact::in_column("clauses", labels::CLAUSES, clauses(finding)),
        Fact::in_column(
            "evidence",
            keys::EVIDENCE.label,
            of_answer(|answer| Text::lines(answer.evidence.iter().map(|one| evidence(one)))),
        ),
        Fact::in_column("ruling", keys::RULING.label, ruling(finding)),
        Fact::in_column(
            "provided_by",
            keys::DELEGATED_TO.label,
            of_answer(|answer| given(answer.delegated_to.as_ref())),
        ),
        Fact::in_column(
            "reviewed",
            keys::REVIEWED.label,
            of_answer(|answer| answer.reviewed.map_or_else(Text::new, Text::from)),
        ),
        Fact::in_column(
            "review_by",
            keys::REVIEW_BY.label,
            of_answer(|answer| answer.review_by.map_or_else(Text::new, Text::from)),
        ),
    ];
    facts.extend(plan(finding.answer.and_then(|answer| answer.plan.as_ref()), disclosure));
    facts
}

/// The parts of the plan.
fn plan(plan: Option<&Plan>, disclosure: Disclosure) -> Vec<Fact> {
    let of_plan = |text: fn(&Plan) -> Text| plan.map_or_else(Text::new, text);
    let mut facts = vec![
        Fact::in_column(
            "tracked_at",
            "Tracked at",
            of_plan(|plan| plan.issue.as_deref().map_or_else(Text::new, address)),
        ),
        Fact::in_column("due", keys::DUE.label, of_plan(|plan| plan.due.map_or_else(Text::new, Text::from))),
        Fact::in_column("effort", keys::EFFORT.label, of_plan(|plan| given(plan.effort.as_ref()))),
    ];
    if disclosure.shows_owner_and_cost() {
        facts.push(Fact::in_column("owner", keys::OWNER.label, of_plan(|plan| given(plan.owner.as_ref()))));
        facts.push(Fact::in_column("cost", keys::COST.label, of_plan(|plan| given(plan.cost.as_ref()))));
    }
    facts
}

/// The ruling that the status relies on, so that readers can see whether they agree.
fn ruling(finding: &Finding<'_>) -> Text {
    let cited = finding.answer.and_then(|answer| answer.ruling);
    match cited.and_then(|id| finding.capability.ruling(id.as_str()).ok()) {
        Some(ruling) => super::capability::ruling(finding.capability, ruling),
        None => Text::new(),
    }
}

fn given(value: Option<impl ToString>) -> Text {
    value.map_or_else(Text::new, |value| Text::from(value.to_string()))
}

fn clauses(finding: &Finding<'_>) -> Text {
    let by_clause = finding.answer.filter(|answer| answer.is_by_clause());
    Text::lines(finding.capability.clauses.iter().map(|clause| {
        let title = Text::from(clause.title);
        let title = if clause.required { title } else { title.quiet(" (recommended)") };
        let Some(answer) = by_clause else { return title };
        let status = answer.clause_status(clause.id);
        let mut text = title.plain(": ").with(super::Inline::Status(status, words::status(status).into()));
        if let Some(given) = answer.clause(clause.id) {
            text = given.note.iter().fold(text, |text, note| text.plain(format!(". {note}")));
            if let Some(ruling) = given.ruling {
                text = text.plain(" (ruling ").code(ruling.as_str()).plain(")");
            }
            text = given.evidence.iter().fold(text, |text, evidence| {
                self::evidence(evidence).0.into_iter().fold(text.plain(" "), Text::with)
            });
        }
        text
    }))
}

/// Evidence, as a link if that is safe.
pub(super) fn evidence(evidence: &Evidence) -> Text {
    address(evidence.as_str())
}

/// An address or path, as a link if that is safe.
pub(super) fn address(text: &str) -> Text {
    match web_address(text) {
        Some(url) => Text::new().link("", url.to_owned()),
        None => Text::copy(text),
    }
}

/// What to do next; `profile` is the argument with which commands find the profile.
fn next_steps(document: &mut Document, assessment: &Assessment<'_>, profile: &str) {
    let command = |command: &str| format!("registry-maturity {command} {profile}").trim_end().to_owned();
    // As the questionnaire counts them: a capability with only some of its clauses answered is not answered.
    let unanswered = assessment.findings().filter(|finding| !finding.is_answered()).count();
    let unknown = |finding: &&Finding<'_>| finding.is_answered() && finding.status == Status::Unknown;
    let unknown = assessment.findings().filter(unknown).count();
    let next = if unanswered + unknown > 0 {
        let open = words::count(unanswered + unknown, "capability is", "capabilities are");
        let open = match (unanswered, unknown) {
            (_, 0) => format!("{open} not answered"),
            (0, _) => format!("{open} not known"),
            _ => format!("{open} not answered or not known"),
        };
        // Unless asked, `assess` does not ask again what was answered with `unknown`.
        let assess = if unanswered == 0 { "assess --only unknown" } else { "assess" };
        Text::new().strong("Next: ").plain(format!("{open}; answer with ")).code(command(assess))
    } else {
        next_level(assessment, command)
    };
    document.paragraph(next);
}

/// What to do next if nothing is unknown: reach the nearest level on the way of the roadmap, if there is one.
fn next_level(assessment: &Assessment<'_>, command: impl Fn(&str) -> String) -> Text {
    let lead = Text::new().strong("Next: ");
    let roadmap = Roadmap::of(assessment);
    let nearest = roadmap.steps.iter().filter(|step| !step.unlocks.later && step.unlocks.declined.is_empty());
    if let Some(step) = nearest.min_by_key(|step| step.unlocks.with.len()) {
        let blockers: Vec<_> = step.track.blockers().map(|finding| finding.capability).collect();
        let names: Vec<_> = blockers.iter().map(|capability| words::lower_first(capability.title)).collect();
        let (track, level) = (step.track.track.name, step.unlocks.level);
        return lead
            .plain(format!("{track} would reach level {level} with {}. See ", names.join("; ")))
            .code(command("roadmap"));
    }
    if !roadmap.steps.is_empty() {
        let they = words::count(
            roadmap.steps.len(),
            "gap is left, but closing it",
            "gaps are left, but closing them",
        );
        return lead
            .plain(format!("{they} raises no level while other gaps are declined. See "))
            .code(command("roadmap"));
    }
    let is_all = roadmap.declined.is_empty() && roadmap.beyond == 0;
    let place = if is_all { "" } else { " on the way to the goals" };
    lead.plain(format!("no gap is left{place}; keep the answers up to date with "))
        .code(command("check --max-age 12mo"))
}
