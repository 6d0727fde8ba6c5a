//! The scorecard: the levels of each track, with all wording for every format.

use super::{Inline, Text, labels, words};
use registry_maturity_core::{
    assessment::{Counts, Standing},
    catalogue::{CapabilityId, Level},
    profile::Status,
};

/// The score of one track.
#[derive(Clone, Debug)]
pub struct Score {
    /// The track's id in the catalogue.
    pub id: &'static str,
    /// The track's name in the catalogue, for readers.
    pub name: &'static str,
    /// Whether it applies to the registry, or `also-assess` includes it.
    pub applies: bool,
    /// Its levels; `None` if it does not apply, or none of its capabilities does.
    pub standing: Option<Standing>,
    /// The name of the level that it has reached; empty if it has no level.
    pub level_name: &'static str,
    /// The level that the operator aims for; `None` if the profile sets no target.
    pub target: Option<Level>,
    /// The next level, with the number of gaps to close for it.
    pub next: Option<(Level, usize)>,
    /// Its levels with their capabilities, in the catalogue's order.
    pub rungs: Vec<Rung>,
    /// Why it has no level, or why `also-assess` includes it.
    pub reason: Option<String>,
}

/// One level of a track.
#[derive(Clone, Debug)]
pub struct Rung {
    /// At least 1, because nothing has to be met for level 0.
    pub level: Level,
    /// Its capabilities in the catalogue's order.
    pub items: Vec<RungItem>,
}

/// A capability in a [`Rung`].
#[derive(Clone, Debug)]
pub struct RungItem {
    /// The capability's id in the catalogue.
    pub id: CapabilityId,
    /// The capability's title in the catalogue, for readers.
    pub title: &'static str,
    /// How far it is met.
    pub status: Status,
    /// Whether it is answered.
    pub answered: bool,
    /// What its status means for the track's level.
    pub role: Option<Role>,
}

/// What a capability's status means for its track's level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A gap that keeps the track from its next level.
    Blocks,
    /// Met above the track's level.
    Ahead,
}

impl Role {
    /// The id, which is also the class on a page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Role::Blocks => "blocks",
            Role::Ahead => "ahead",
        }
    }
}

/// How well a track has reached a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Reached, counting only what is met with evidence.
    Evidenced,
    /// Reached, as answered.
    Answered,
    /// Reached if every unknown is met.
    Possible,
    /// Not reached.
    Open,
}

impl Reach {
    /// The id, which is also the class on a page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Reach::Evidenced => "evidenced",
            Reach::Answered => "reached",
            Reach::Possible => "possible",
            Reach::Open => "open",
        }
    }
}

/// What a small picture of levels is about.
pub(crate) const SUBJECT: &str = "registry maturity";

/// The description of a small picture of levels, for people who cannot see it.
#[must_use]
pub(crate) fn described_by_track(title: &str, scores: &[&Score]) -> String {
    let levels: Vec<String> = scores.iter().map(|score| score.short_description()).collect();
    format!("{title}, {SUBJECT} by track: {}", levels.join("; "))
}

/// The column heads of a scorecard in a table.
pub(crate) const SCORE_COLUMNS: [&str; 7] =
    [labels::TRACK, labels::LEVEL, "Could be", "Evidenced", "Target", "Met by level", labels::GAPS];
pub(super) const COULD_BE: &str = "could be";
pub(super) const EVIDENCED: &str = "evidenced";
/// A track's level, and the level that it could be: `level 1, could be 2`.
#[must_use]
pub fn levels(standing: Standing) -> String {
    format!("level {}, {COULD_BE} {}", standing.level, standing.ceiling)
}

/// How the levels of a track changed, as a sentence; `None` if they are the same.
pub(crate) fn level_change(track: &str, before: Standing, now: Standing) -> Option<String> {
    if before.level != now.level {
        let rose = if now.level > before.level { "rises" } else { "falls" };
        let could_be = match now.ceiling == now.level {
            true => String::new(),
            false => format!("; it {COULD_BE} {}", now.ceiling),
        };
        return Some(format!("{track} {rose} from level {} to {}{could_be}.", before.level, now.level));
    }
    let has_changed = before.ceiling != now.ceiling;
    has_changed
        .then(|| format!("{track} can now reach level {} at most (before: {}).", now.ceiling, before.ceiling))
}

/// The meaning of the second of the three levels.
pub(super) const COULD_BE_MEANS: &str = "Could be: the level if every unknown turned out to be met.";

/// The meaning of "could be", as a text.
pub(crate) fn could_be_means() -> Text {
    COULD_BE_MEANS.into()
}

impl Score {
    /// Says that it has no level, and why.
    pub(crate) fn no_level(&self) -> String {
        format!("none: {}", self.reason.as_deref().unwrap_or_default())
    }

    /// A row of the table, with a cell for each of `SCORE_COLUMNS`. `rung` formats the counts of a level.
    #[must_use]
    pub fn cells(&self, rung: fn(&Rung) -> Text) -> Vec<Text> {
        let name = Text::new().strong(self.name);
        let Some(standing) = self.standing else {
            let mut cells = vec![name, self.no_level().into()];
            cells.resize(SCORE_COLUMNS.len(), Text::new());
            return cells;
        };
        vec![
            name,
            Text::new().strong(standing.level.to_string()).plain(format!(" {}", self.level_name)),
            standing.ceiling.to_string().into(),
            standing.evidenced.to_string().into(),
            self.target.map_or_else(|| "none".to_owned(), |target| target.to_string()).into(),
            Text::lines(self.rungs.iter().map(rung)),
            to_next(self.next).into(),
        ]
    }

    /// The same content as lines, if there is no room for a table. The first one names the track. `rung` formats the
    /// counts of a level.
    #[must_use]
    pub fn lines(&self, rung: fn(&Rung) -> Text) -> Vec<Text> {
        let name = Text::new().strong(self.name);
        let Some(standing) = self.standing else {
            return vec![name.plain(format!(
                ": {}, {}",
                words::NO_LEVEL,
                self.reason.as_deref().unwrap_or_default()
            ))];
        };
        let mut lines = vec![
            name.plain(format!(": level {} {}", standing.level, self.level_name)),
            self.other_levels()
                .map(|(label, level)| format!("{label} {level}"))
                .collect::<Vec<_>>()
                .join(", ")
                .into(),
        ];
        lines.extend(self.rungs.iter().map(rung));
        lines.push(format!("gaps: {}", to_next(self.next)).into());
        lines
    }

    /// The track's other two levels and its target, with their labels.
    pub fn other_levels(&self) -> impl Iterator<Item = (&'static str, Level)> {
        let ceiling = self.standing.map(|standing| (COULD_BE, standing.ceiling));
        let evidenced = self.standing.map(|standing| (EVIDENCED, standing.evidenced));
        let target = self.target.map(|target| (words::TARGET, target)).filter(|_| self.standing.is_some());
        [ceiling, evidenced, target].into_iter().flatten()
    }

    /// The track's levels in one sentence, as the description of a picture.
    #[must_use]
    pub fn description(&self) -> String {
        let Some(standing) = self.standing else { return format!("{}: {}", self.name, words::NO_LEVEL) };
        let others: String = self.other_levels().map(|(label, level)| format!(", {label} {level}")).collect();
        format!("{}: level {} of {}{others}", self.name, standing.level, Level::MAX)
    }

    /// The track's levels in words, with the level's name; `None` if it has no level.
    pub(crate) fn named_levels(&self) -> Option<String> {
        let standing = self.standing?;
        Some(format!("level {} {}, {COULD_BE} {}", standing.level, self.level_name, standing.ceiling))
    }

    /// The track's level in a phrase, as the description of a small picture.
    pub(crate) fn short_description(&self) -> String {
        match self.standing {
            Some(standing) => {
                format!("{} level {} of {}, {}", self.name, standing.level, Level::MAX, self.level_name)
            }
            None if self.applies => {
                format!("{} {}, {}", self.name, words::NO_LEVEL, words::NO_CAPABILITY_APPLIES)
            }
            None => format!("{} {}", self.name, words::DOES_NOT_APPLY),
        }
    }

    /// The track's id and level, as a label of a small picture.
    #[must_use]
    pub(crate) fn label(&self) -> String {
        match self.standing {
            Some(standing) => format!("{} {}", self.id, standing.level),
            None if self.applies => format!("{} {}", self.id, words::NO_LEVEL),
            None => format!("{} {}", self.id, words::DOES_NOT_APPLY),
        }
    }

    /// How well the track has reached a level.
    #[must_use]
    pub fn reach(&self, level: Level) -> Reach {
        match self.standing {
            Some(standing) if level <= standing.evidenced => Reach::Evidenced,
            Some(standing) if level <= standing.level => Reach::Answered,
            Some(standing) if level <= standing.ceiling => Reach::Possible,
            _ => Reach::Open,
        }
    }
}

/// The meanings of the marks in these scores, and of the second level.
#[must_use]
pub fn legend(scores: &[&Score]) -> Text {
    let statuses = statuses(scores).into_iter().enumerate();
    let marks = statuses.fold(Text::new(), |text, (at, status)| {
        let text = if at == 0 { text } else { text.plain(", ") };
        text.with(Inline::Mark(status)).plain(format!(" {}", words::status(status)))
    });
    marks.plain(format!(". {COULD_BE_MEANS}"))
}

/// The statuses in these scores, each once.
#[must_use]
pub fn statuses(scores: &[&Score]) -> Vec<Status> {
    let shown: Vec<Status> = scores.iter().flat_map(|score| &score.rungs).flat_map(Rung::statuses).collect();
    Status::ALL.into_iter().filter(|status| shown.contains(status)).collect()
}

impl Rung {
    /// The counts of its capabilities by status.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.statuses().collect()
    }

    /// The status of each of its capabilities.
    pub fn statuses(&self) -> impl Iterator<Item = Status> + '_ {
        self.items.iter().map(|item| item.status)
    }

    /// Marks and numbers, without line breaks: `1 ■■■□ 3 of 4`.
    #[must_use]
    pub fn marked(&self) -> Text {
        let level = Text::from(format!("{}\u{a0}", self.level));
        let marks = self.statuses().fold(level, |text, status| text.with(Inline::Mark(status)));
        marks.plain(format!("\u{a0}{}", self.met()).replace(' ', "\u{a0}"))
    }

    /// How many of its capabilities are met: `3 of 4`.
    #[must_use]
    pub fn met(&self) -> String {
        words::met(self.counts())
    }

    /// How many have each status, in words: `Level 2: 1 of 3 met, 2 partly met`.
    pub(crate) fn spelled_out(&self) -> Text {
        format!("{}: {}", words::level_head(self.level), self.in_words()).into()
    }

    /// Marks and words: `Level 2: ■◧◧ 1 of 3 met, 2 partly met`.
    pub(crate) fn marked_and_spelled_out(&self) -> Text {
        let level = Text::from(format!("{}: ", words::level_head(self.level)));
        let marks = self.statuses().fold(level, |text, status| text.with(Inline::Mark(status)));
        marks.plain(format!(" {}", self.in_words()))
    }

    fn in_words(&self) -> String {
        let counts = self.counts();
        let others = counts.by_status().into_iter().filter(|(status, _)| *status != Status::Met);
        let unanswered = self.items.iter().filter(|item| item.is_unanswered()).count();
        let others = others.flat_map(|(other, number)| {
            let unanswered = if other == Status::Unknown { unanswered } else { 0 };
            [(number - unanswered, words::status(other)), (unanswered, words::NOT_ANSWERED)]
        });
        let others = others.filter(|(number, _)| *number > 0);
        let others: String = others.map(|(number, words)| format!(", {number} {words}")).collect();
        let met = if counts.applicable() == 0 { self.met() } else { format!("{} met", self.met()) };
        met + &others
    }

    /// How many of its capabilities block the next level or are ahead: `1 blocks, 2 ahead`; empty if none does.
    #[must_use]
    pub fn remark(&self) -> String {
        let count = |role| self.items.iter().filter(|item| item.role == Some(role)).count();
        let blocking = match count(Role::Blocks) {
            0 => None,
            1 => Some("1 blocks".to_owned()),
            many => Some(format!("{many} block")),
        };
        let ahead = Some(count(Role::Ahead)).filter(|count| *count > 0).map(|count| format!("{count} ahead"));
        blocking.into_iter().chain(ahead).collect::<Vec<_>>().join(", ")
    }
}

impl RungItem {
    /// Whether its status is unknown only because there is no answer, or not for every clause.
    fn is_unanswered(&self) -> bool {
        self.status == Status::Unknown && !self.answered
    }

    /// The capability with its status and role.
    #[must_use]
    pub fn description(&self) -> String {
        let role = self.role.map_or_else(String::new, |role| format!(", {}", role.words()));
        let status = words::status_if_answered((!self.is_unanswered()).then_some(self.status));
        format!("{}: {status}{role}", self.title)
    }
}

impl Role {
    /// The role in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Role::Blocks => "blocks the next level",
            Role::Ahead => "ahead of the level",
        }
    }
}

impl Reach {
    /// Every variant, starting with the most certain.
    pub const ALL: [Reach; 4] = [Reach::Evidenced, Reach::Answered, Reach::Possible, Reach::Open];

    /// How well a level is reached, as legends say it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Reach::Evidenced => "reached, and evidenced",
            Reach::Answered => "reached, as answered",
            Reach::Possible => "could be, if every unknown turned out to be met",
            Reach::Open => "not reached",
        }
    }
}

/// The number of gaps before the next level: `2 to level 3`.
fn to_next(next: Option<(Level, usize)>) -> String {
    match next {
        Some((level, gaps)) => format!("{gaps} to level {level}"),
        None => "none".to_owned(),
    }
}
