//! [`Slot`]: the texts and dates of answers, clauses and plans, by their keys in profiles.

use std::borrow::Cow;

use crate::date::Date;

/// Where the value of a key is held.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Slot<'a> {
    /// `None` if the profile does not have the key.
    Text(&'a mut Option<String>),
    /// `None` if the profile does not have the key.
    Date(&'a mut Option<Date>),
}

pub(super) trait SlotValue {
    fn written(&self) -> Option<Cow<'_, str>>;
}

impl SlotValue for Option<String> {
    fn written(&self) -> Option<Cow<'_, str>> {
        self.as_deref().map(Cow::from)
    }
}

impl SlotValue for Option<Date> {
    fn written(&self) -> Option<Cow<'_, str>> {
        self.map(|date| date.to_string().into())
    }
}

/// Gives a struct access to its texts and dates by their keys.
macro_rules! slots {
    ($of:ident { $($key:literal: $kind:ident $field:ident,)* }) => {
        impl $of {
            /// Where the value of a key is held; `None` for keys that take neither a text nor a date.
            pub fn slot(&mut self, key: &str) -> Option<$crate::profile::Slot<'_>> {
                match key {
                    $($key => Some($crate::profile::Slot::$kind(&mut self.$field)),)*
                    _ => None,
                }
            }

            /// The text or date under a key, as profiles write it.
            #[must_use]
            pub fn value(&self, key: &str) -> Option<std::borrow::Cow<'_, str>> {
                match key {
                    $($key => $crate::profile::slot::SlotValue::written(&self.$field),)*
                    _ => None,
                }
            }

            /// Treats empty texts as not given, as the reader does.
            pub(super) fn tidy(&mut self) {
                $(if let $crate::profile::Slot::Text(text) = $crate::profile::Slot::$kind(&mut self.$field) {
                    text.take_if(|text| text.trim().is_empty());
                })*
            }
        }
    };
}

pub(super) use slots;

#[cfg(test)]
mod tests {
    use crate::profile::{
        Answer, ClauseAnswer, Plan,
        keys::{ANSWER, CLAUSE, KeyTable, PLAN, ValueKind},
    };

    #[test]
    fn each_key_that_takes_a_text_or_a_date_has_a_slot() {
        let texts = |table: &KeyTable| {
            let keys = table.keys.iter();
            let keys =
                keys.filter(|key| matches!(key.value, ValueKind::Text | ValueKind::Date | ValueKind::Amount));
            keys.map(|key| key.name).collect::<Vec<_>>()
        };
        for key in texts(&ANSWER) {
            assert!(Answer::default().slot(key).is_some(), "{key}");
        }
        for key in texts(&CLAUSE) {
            assert!(ClauseAnswer::default().slot(key).is_some(), "{key}");
        }
        for key in texts(&PLAN) {
            assert!(Plan::default().slot(key).is_some(), "{key}");
        }
    }
}
