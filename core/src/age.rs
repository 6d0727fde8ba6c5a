//! [`Age`]: a length of time such as `90d`, `6w`, `12mo` or `1y`.

use std::{error::Error, fmt, str::FromStr};

use crate::date::Date;

/// A length of time in one unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    count: u32,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Age {
    /// An age of `count` months.
    #[must_use]
    pub const fn months(count: u32) -> Age {
        Age { count, unit: Unit::Month }
    }

    /// The date this long before another.
    #[must_use]
    pub fn before(self, day: Date) -> Date {
        match self.unit {
            Unit::Day => day.days_before(self.count),
            Unit::Week => day.days_before(self.count.saturating_mul(7)),
            Unit::Month => day.months_before(self.count),
            Unit::Year => day.months_before(self.count.saturating_mul(12)),
        }
    }
}

/// Why a text is not an age.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AgeError {
    /// The text is not a number with a unit.
    Form,
    /// The unit is `m`, which could mean minutes or months.
    MinutesOrMonths {
        /// The number before it.
        count: String,
    },
    /// The number is missing or too large.
    Count,
}

impl fmt::Display for AgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AgeError::Form => f.write_str("an age is a number with d, w, mo or y, like 90d, 6w, 12mo or 1y"),
            AgeError::MinutesOrMonths { count } => {
                write!(f, "`m` could mean minutes or months; write `{count}mo` for months")
            }
            AgeError::Count => f.write_str("an age begins with a whole number below 4294967296, like 12mo"),
        }
    }
}

impl Error for AgeError {}

impl FromStr for Age {
    type Err = AgeError;

    fn from_str(text: &str) -> Result<Age, AgeError> {
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        let (count, unit) = text.split_at(digits);
        let unit = match unit {
            "d" => Unit::Day,
            "w" => Unit::Week,
            "mo" => Unit::Month,
            "y" => Unit::Year,
            "m" if digits > 0 => return Err(AgeError::MinutesOrMonths { count: count.to_owned() }),
            _ => return Err(AgeError::Form),
        };
        let count = count.parse().map_err(|_| AgeError::Count)?;
        Ok(Age { count, unit })
    }
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::{Age, AgeError};

    #[test]
    fn units_are_days_weeks_months_and_years() {
        let day = "2026-11-30".parse().expect("a day");
        for (age, before, words) in [
            ("90d", "2026-09-01", "90 days"),
            ("6w", "2026-10-19", "6 weeks"),
            ("1mo", "2026-10-30", "1 month"),
            ("9mo", "2026-02-28", "9 months"),
            ("1y", "2025-11-30", "1 year"),
            ("0d", "2026-11-30", "0 days"),
        ] {
            let age: Age = age.parse().expect(age);
            assert_eq!(age.before(day).to_string(), before);
            assert_eq!(age.to_string(), words);
        }
    }

    #[test]
    fn ambiguous_and_invalid_ages_are_refused() {
        let ambiguous = "`m` could mean minutes or months; write `12mo` for months";
        assert_eq!("12m".parse::<Age>().expect_err("ambiguous").to_string(), ambiguous);
        assert_eq!("m".parse::<Age>().expect_err("no number"), AgeError::Form);
        for text in ["", "12", "mo", "-1d", "1.5y", "12 mo", "12months", "99999999999d", "1D"] {
            assert!(text.parse::<Age>().is_err(), "{text}");
        }
    }
}
