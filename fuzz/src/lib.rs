//! The fuzz targets: what must hold for any input. `cargo test` also runs them on the files in `corpus/`.
//!
//! `parse` takes any bytes. For the other targets, an input is the text of a profile, a zero byte, and a script, from
//! whose bytes everything else is made. If the text is empty, the profile is made from the script too.

mod edit;
mod made;
mod parse;
mod questionnaire;
mod render;
#[path = "../../tests/support/formats.rs"]
mod formats;
#[path = "../../core/src/profile/edit/tests/pitfalls.rs"]
mod pitfalls;
#[path = "../../tests/support/tricks.rs"]
#[allow(dead_code, reason = "tests make a whole profile of them")]
mod tricks;

pub use edit::edit;
pub use parse::parse;
pub use questionnaire::questionnaire;
pub use render::render;

use arbitrary::Unstructured;
use registry_maturity_core::{profile::Profile, text::Source};

/// The text of an input, and its script.
fn parts(bytes: &[u8]) -> Option<(&str, Unstructured<'_>)> {
    let (text, script) = match bytes.iter().position(|byte| *byte == 0) {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (bytes, &[][..]),
    };
    Some((str::from_utf8(text).ok()?, Unstructured::new(script)))
}

fn read(text: &str) -> Option<Profile> {
    registry_maturity_core::profile::read(&Source::new("fuzz.yaml", text)).ok()
}

fn assert_same(one: &Profile, other: &Profile, about: &str) {
    assert_eq!(one.catalogue().edition.id, other.catalogue().edition.id, "{about}");
    assert_eq!(one.registry(), other.registry(), "{about}");
    assert_eq!(one.assessed(), other.assessed(), "{about}");
    assert_eq!(one.taxonomy(), other.taxonomy(), "{about}");
    assert_eq!(one.also_assess(), other.also_assess(), "{about}");
    assert_eq!(one.targets(), other.targets(), "{about}");
    assert_eq!(one.answers(), other.answers(), "{about}");
}
