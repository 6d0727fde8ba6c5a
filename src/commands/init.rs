//! `init`: a profile to fill in by hand.
use crate::console::{Console, Exit};
use clap::Args;
/// x
#[derive(Debug, Args)]
pub struct Arguments {}
/// x
pub fn init(_arguments: &Arguments, _console: &Console) -> anyhow::Result<Exit> {
    anyhow::bail!("not yet")
}
