//! Assesses the profile on standard input: `cargo run --example assess < registry-maturity.yaml`.

#![expect(clippy::print_stdout, reason = "a program prints its result")]

use std::{error::Error, io};

use registry_maturity_core::profile::Profile;

fn main() -> Result<(), Box<dyn Error>> {
    let text = io::read_to_string(io::stdin())?;
    let profile = Profile::parse(&text)?;
    for track in profile.assess().tracks() {
        println!("{track}");
    }
    Ok(())
}
