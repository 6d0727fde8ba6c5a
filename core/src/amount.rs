//! [`Amount`]: an effort or a cost as people write it, such as `2 person-months` or `EUR 20,000`, and sums of them.

use std::fmt;

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    hundredths: u64,
    unit: String,
    /// Whether the unit comes before the number, as currencies do.
    unit_first: bool,
}

/// A sum of amounts, one for each unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Total {
    /// The sum for each unit.
    pub sums: Vec<Amount>,
    /// The texts that are not amounts, or whose sum would be too large, unchanged.
    pub others: Vec<String>,
}

impl Amount {
    /// Parses a number with its unit. Returns `None` for anything ambiguous, such as ranges, `20.000` or `3k`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Amount> {
        let text = text.trim();
        let is_number =
            |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '\u{a0}' | '\u{202f}' | ' ');
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let (before, rest) = text.split_at(start);
        let end = rest.find(|c: char| !is_number(c)).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let (before, after) = (before.trim(), after.trim());
        let (unit, unit_first) = match (before.is_empty(), after.is_empty()) {
            (false, true) => (before, true),
            (true, false) => (after, false),
            _ => return None,
        };
        // A single letter is more often a multiplier, like the k of 20k, than a unit.
        let is_word = |word: &str| word.chars().count() > 1 || !word.chars().all(char::is_alphabetic);
        let is_unit = unit.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | ' ' | '€' | '$' | '£' | '¥'))
                && unit.split(' ').all(is_word)
                // A minus sign belongs to the number, not to the unit.
                && !unit.ends_with('-')
                && !unit.starts_with('-');
        let hundredths = hundredths(number.trim())?;
        is_unit.then(|| Amount { hundredths, unit: singular(unit), unit_first })
    }
}

/// Units of time, alone or as in `person-month`. Other words that end in an s need not be plurals.
const TIMES: [&str; 7] = ["hour", "day", "week", "month", "quarter", "year", "sprint"];

fn is_time(unit: &str) -> bool {
    unit.rsplit(['-', ' ']).next().is_some_and(|last| TIMES.contains(&last))
}

fn singular(unit: &str) -> String {
    unit.strip_suffix('s').filter(|one| is_time(one)).unwrap_or(unit).to_owned()
}

/// A number with at most two decimals after a point, with or without separators between thousands.
fn hundredths(number: &str) -> Option<u64> {
    let (whole, decimals) =
        number.split_once('.').map_or((number, ""), |(whole, decimals)| (whole, decimals));
    let decimals: u64 = match decimals.len() {
        0 if !number.contains('.') => 0,
        1 => decimals.parse::<u64>().ok()? * 10,
        2 => decimals.parse().ok()?,
        _ => return None,
    };
    let groups: Vec<&str> = whole.split([',', '\'', '\u{a0}', '\u{202f}', ' ']).collect();
    let (first, rest) = groups.split_first()?;
    let is_grouped = rest.is_empty() || (1..=3).contains(&first.len());
    let digits = |group: &&str| group.chars().all(|c| c.is_ascii_digit());
    if !is_grouped || !rest.iter().all(|group| group.len() == 3) || !groups.iter().all(digits) {
        return None;
    }
    groups.concat().parse::<u64>().ok()?.checked_mul(100)?.checked_add(decimals)
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = (self.hundredths / 100).to_string();
        let mut number = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                number.push(',');
            }
            number.push(digit);
        }
        match self.hundredths % 100 {
            0 => {}
            decimals if decimals % 10 == 0 && !self.unit_first => number += &format!(".{}", decimals / 10),
            decimals => number += &format!(".{decimals:02}"),
        }
        let is_symbol = self.unit.chars().all(|c| !c.is_alphabetic());
        match (self.unit_first, is_symbol) {
            (true, true) => write!(f, "{}{number}", self.unit),
            (true, false) => write!(f, "{} {number}", self.unit),
            (false, _) if self.hundredths != 100 && is_time(&self.unit) => {
                write!(f, "{number} {}s", self.unit)
            }
            (false, _) => write!(f, "{number} {}", self.unit),
        }
    }
}

impl Total {
    /// Adds up all texts that are amounts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Total {
        let mut total = Total::default();
        for text in texts {
            match Amount::parse(text) {
                Some(amount) => total.add(amount, text),
                None => total.others.push(text.to_owned()),
            }
        }
        total
    }

    fn add(&mut self, amount: Amount, text: &str) {
        match self.sums.iter_mut().find(|sum| sum.unit == amount.unit && sum.unit_first == amount.unit_first)
        {
            None => self.sums.push(amount),
            Some(sum) => match sum.hundredths.checked_add(amount.hundredths) {
                Some(hundredths) => sum.hundredths = hundredths,
                None => self.others.push(text.to_owned()),
            },
        }
    }

    /// Whether there were no texts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty() && self.others.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Total};

    #[test]
    fn what_people_write_is_read_and_written_back() {
        for (text, shown) in [
            ("EUR 20,000", "EUR 20,000"),
            ("EUR 20000", "EUR 20,000"),
            ("EUR 500", "EUR 500"),
            ("EUR 1234567", "EUR 1,234,567"),
            ("20 000 EUR", "20,000 EUR"),
            ("€1'500.50", "€1,500.50"),
            ("$ 5", "$5"),
            ("2 person-months", "2 person-months"),
            ("1 person-month", "1 person-month"),
            ("1.5 weeks", "1.5 weeks"),
            ("0.25 years", "0.25 years"),
            ("2 person months", "2 person months"),
            ("2 weeks of work", "2 weeks of work"),
            ("3 FTE", "3 FTE"),
        ] {
            assert_eq!(
                Amount::parse(text).map(|amount| amount.to_string()).as_deref(),
                Some(shown),
                "{text}"
            );
        }
    }

    #[test]
    fn what_could_mean_two_things_is_not_read() {
        for text in [
            "",
            "a lot",
            "12",
            "2-3 weeks",
            "EUR -5",
            "$-5",
            "EUR 20.000",
            "EUR 20k",
            "20k",
            "20k EUR",
            "EUR 5 a year",
            "20,00 EUR",
            "1,2345 EUR",
            "about 3 days (or 4)",
            "EUR 1.",
            "99999999999999999999 EUR",
        ] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
    }

    #[test]
    fn only_the_same_unit_is_added_up() {
        let total = Total::of([
            "EUR 20,000",
            "EUR 500",
            "USD 10",
            "1 day",
            "2 days",
            "20k",
            "EUR 184467440737095516",
        ]);
        let sums: Vec<String> = total.sums.iter().map(ToString::to_string).collect();
        assert_eq!(sums, ["EUR 20,500", "USD 10", "3 days"]);
        assert_eq!(total.others, ["20k", "EUR 184467440737095516"]);
    }
}
