//! Any edit on any accepted text: a text that says what the edit says, or a refusal; untouched lines stay.
#![no_main]

use libfuzzer_sys::{arbitrary::{self, Arbitrary}, fuzz_target};
use registry_maturity::{
    catalogue::Catalogue,
    problem::Source,
    profile::{self, Answer, Edit, Status},
};

#[derive(Arbitrary, Debug)]
struct Case<'a> {
    capability: u8,
    status: u8,
    note: Option<&'a str>,
    internal: Option<&'a str>,
    remove: bool,
    text: &'a str,
}

fuzz_target!(|case: Case<'_>| {
    let source = Source::new("fuzz.yaml", case.text);
    let Ok(mut profile) = profile::read(&source) else { return };
    let capabilities: Vec<_> = Catalogue::latest().capabilities().collect();
    let capability = capabilities[usize::from(case.capability) % capabilities.len()];
    let status = [Status::Met, Status::Partial, Status::Unmet, Status::Unknown][usize::from(case.status) % 4];
    let given = |text: Option<&str>| text.filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let answer = Answer { note: given(case.note), internal: given(case.internal), ..Answer::whole(status) };
    let edit = Edit::Answer(capability.id, (!case.remove).then_some(answer));
    let Ok(text) = profile::edit(case.text, &edit) else { return };
    let after = profile::read(&Source::new("fuzz.yaml", text.clone())).expect("an edited profile can be read");
    edit.apply(&mut profile);
    assert_eq!(profile.answers, after.answers, "{text}");
    assert_eq!(profile.registry, after.registry);
    assert_eq!(profile.taxonomy, after.taxonomy);
});
