//! Writes a profile with answers from a program: `cargo run --example write > registry-maturity.yaml`.

#![expect(clippy::print_stdout, reason = "a program prints its result")]

use std::error::Error;

use registry_maturity_core::{
    catalogue::{Accounts, Catalogue},
    profile::{self, Answer, Edit, Status},
};

fn main() -> Result<(), Box<dyn Error>> {
    let catalogue = Catalogue::latest();
    let strong_mfa = catalogue.capability("strong-mfa")?;
    let mut answer = Answer::whole(Status::Partial);
    answer.note = Some("For new accounts only.".to_owned());
    let edits = [
        Edit::Accounts(Some(Accounts::ProvidedBy(vec!["GitHub".to_owned()]))),
        Edit::Give(strong_mfa.id, answer, "2026-11-25".parse()?),
    ];
    let mut text = profile::start(catalogue, "Example Index");
    for edit in &edits {
        text = profile::edit(&text, edit)?;
    }
    print!("{text}");
    Ok(())
}
