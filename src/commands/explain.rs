//! `explain`: what the principles ask.

use anyhow::bail;
use clap::Args;
use registry_maturity::{catalogue::Catalogue, document, render::terminal::terminal, suggest};

use crate::console::{Console, Exit};

/// Which capability.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  registry-maturity explain
  registry-maturity explain trusted-publishing")]
pub struct Arguments {
    /// The capability; all of them as a list if none is named.
    #[arg(value_name = "ID")]
    pub id: Option<String>,
}

/// Prints a capability as a page, or all of them as a list.
pub fn explain(arguments: &Arguments, console: &Console) -> anyhow::Result<Exit> {
    let catalogue = Catalogue::latest();
    let document = match &arguments.id {
        None => document::catalogue(catalogue),
        Some(id) => match catalogue.capability(id) {
            Some(capability) => document::capability(catalogue, capability),
            None => bail!(unknown(catalogue, id)),
        },
    };
    console.print(&terminal(&document, console.output()))?;
    Ok(Exit::Done)
}

fn unknown(catalogue: &Catalogue, id: &str) -> String {
    let near = suggest::nearest(id, catalogue.capabilities().map(|capability| capability.id.as_str()), 3);
    let hint = match near.as_slice() {
        [] => "`registry-maturity explain` lists them".to_owned(),
        near => format!("the nearest: {}", near.join(", ")),
    };
    format!("there is no capability `{id}`; {hint}")
}
