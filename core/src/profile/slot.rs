//! [`Slot`]: the texts and dates of an answer and of a plan, by the keys that profiles write.

use std::borrow::Cow;

use super::{Answer, ClauseAnswer, Plan};
use crate::date::Date;

/// Where the value of a key is held.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Slot<'a> {
    /// A text.
    Text(&'a mut Option<String>),
    /// A date.
    Date(&'a mut Option<Date>),
}

trait Written {
    fn written(&self) -> Option<Cow<'_, str>>;
}

impl Written for Option<String> {
    fn written(&self) -> Option<Cow<'_, str>> {
        self.as_deref().map(Cow::from)
    }
}

impl Written for Option<Date> {
    fn written(&self) -> Option<Cow<'_, str>> {
        self.map(|date| date.to_string().into())
    }
}

macro_rules! slots {
    ($of:ident { $($key:literal: $kind:ident $field:ident,)* }) => {
        impl $of {
            /// Where the value of a key is held; `None` for keys that take neither a text nor a date.
            pub fn slot(&mut self, key: &str) -> Option<Slot<'_>> {
                match key {
                    $($key => Some(Slot::$kind(&mut self.$field)),)*
                    _ => None,
                }
            }

            /// The text or date under a key, as profiles write it.
            #[must_use]
            pub fn value(&self, key: &str) -> Option<Cow<'_, str>> {
                match key {
                    $($key => self.$field.written(),)*
                    _ => None,
                }
            }

            /// Treats empty texts as not given, as the reader does.
            pub(super) fn tidy(&mut self) {
                $(if let Slot::Text(text) = Slot::$kind(&mut self.$field) {
                    text.take_if(|text| text.trim().is_empty());
                })*
            }
        }
    };
}

slots!(Answer {
    "note": Text note,
    "reviewed": Date reviewed,
    "internal": Text internal,
    "delegated-to": Text delegated_to,
    "review-by": Date review_by,
});

slots!(ClauseAnswer {
    "note": Text note,
});

slots!(Plan {
    "summary": Text summary,
    "issue": Text issue,
    "owner": Text owner,
    "due": Date due,
    "effort": Text effort,
    "cost": Text cost,
});
