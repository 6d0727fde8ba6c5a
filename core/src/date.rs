//! [`Date`]: a day of the calendar, always written `YYYY-MM-DD`.

use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};
use time::{Duration, Month};

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

/// Why a text is not a [`Date`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateError {
    /// The text does not have the form `YYYY-MM-DD`.
    Form,
    /// The text has the right form, but the calendar has no such day.
    NoSuchDay,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DateError::Form => "a date is written YYYY-MM-DD, like 2026-03-31",
            DateError::NoSuchDay => "the calendar has no such day",
        })
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// The date with this year (0 to 9999), month and day (both from 1); `None` if the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let month = Month::try_from(month).ok()?;
        let is_written = (0..=9999).contains(&year);
        time::Date::from_calendar_date(year, month, day).ok().filter(|_| is_written).map(Date)
    }

    /// The year, from 0 to 9999.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// The date `days` days earlier, or the first possible date if that is too far back.
    pub(crate) fn days_before(self, days: u32) -> Date {
        Date(self.0.saturating_sub(Duration::days(i64::from(days))))
    }

    /// The date `months` months earlier, or that month's last day if the month is shorter. The first possible month if
    /// that is too far back.
    pub(crate) fn months_before(self, months: u32) -> Date {
        let this = self.0.year() * 12 + i32::from(u8::from(self.0.month())) - 1;
        let count = this.saturating_sub_unsigned(months).max(0);
        let (year, month) = (count / 12, Month::January.nth_next((count % 12) as u8));
        let day = self.0.day().min(month.length(year));
        Date(time::Date::from_calendar_date(year, month, day).unwrap_or(time::Date::MIN))
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| -> Option<u16> {
            let part = &bytes[range];
            let all = part.iter().all(u8::is_ascii_digit);
            all.then(|| part.iter().fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0')))
        };
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(DateError::Form);
        }
        let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else {
            return Err(DateError::Form);
        };
        let number = |value: u16| u8::try_from(value).map_err(|_| DateError::NoSuchDay);
        Date::new(i32::from(year), number(month)?, number(day)?).ok_or(DateError::NoSuchDay)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect(text)
    }

    #[test]
    fn only_one_way_of_writing_is_a_date() {
        for text in
            ["20261102", "2026-11-2", "2026/11/02", "02-11-2026", "2026-11-02T00:00", "", "+026-11-02"]
        {
            assert_eq!(text.parse::<Date>(), Err(DateError::Form), "{text}");
        }
        for text in ["2026-02-30", "2026-13-01", "2026-00-10", "2025-02-29", "2026-04-31"] {
            assert_eq!(text.parse::<Date>(), Err(DateError::NoSuchDay), "{text}");
        }
        assert_eq!(date("2024-02-29").to_string(), "2024-02-29");
    }

    #[test]
    fn months_end_where_the_shorter_month_ends() {
        assert_eq!(date("2026-03-31").months_before(1), date("2026-02-28"));
        assert_eq!(date("2026-01-15").months_before(12), date("2025-01-15"));
        assert_eq!(date("2026-01-15").months_before(1), date("2025-12-15"));
        assert_eq!(date("2024-02-29").months_before(26 * 12), date("1998-02-28"));
        assert_eq!(date("2026-03-01").days_before(1), date("2026-02-28"));
    }

    #[test]
    fn no_date_comes_before_the_first_month() {
        for months in [2026 * 12 + 3, 2026 * 12 + 4, i32::MAX.unsigned_abs(), u32::MAX] {
            assert_eq!(date("2026-04-30").months_before(months), date("0000-01-30"), "{months}");
        }
    }
}
