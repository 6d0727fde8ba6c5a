//! `explain`: what the principles ask for, and how boundary cases are decided.

use clap::Args;
use registry_maturity::{
    document, json,
    render::format::{Format, ResultKind},
};
use registry_maturity_core::catalogue::{Catalogue, UnknownId};

use super::{deliver, draw};
use crate::{
    arguments::{self, Destination, KnownName},
    console::{Console, Exit},
};

#[derive(Debug, Args)]
#[command(after_help = arguments::with_ids("Examples:
  registry-maturity explain
  registry-maturity explain $capability
  registry-maturity explain $synonym
  registry-maturity explain $decided/$ruling
  registry-maturity explain rules
  registry-maturity explain --format json
  registry-maturity explain --format markdown --output CATALOGUE.md"))]
pub(crate) struct ExplainArguments {
    /// Capability, clause, ruling, track or `rules`, by its id or in other words; without it, every capability.
    #[arg(value_name = "ID", hide_possible_values = true,
        value_parser = KnownName::any(arguments::capabilities))]
    pub id: Option<String>,

    /// Output format.
    #[arg(long, value_name = "FORMAT", default_value = "terminal", value_parser = arguments::formats(ResultKind::Catalogue))]
    pub format: Format,

    #[command(flatten)]
    pub output: Destination,
}

/// Prints the subject of a name as a page, or all capabilities as a list.
pub(crate) fn explain(arguments: &ExplainArguments, console: &Console) -> anyhow::Result<Exit> {
    let catalogue = Catalogue::latest();
    let format = arguments.format;
    let text = match &arguments.id {
        None => draw(format, console, || document::catalogue(catalogue), || json::catalogue(catalogue))?,
        Some(name) => {
            let subjects = catalogue.lookup(name).map_err(|unknown| unknown_name(&unknown))?;
            let page = || document::subjects(catalogue, name, &subjects);
            draw(format, console, page, || json::subjects(catalogue, &subjects))?
        }
    };
    deliver(&text, &arguments.output, console)?;
    Ok(Exit::Done)
}

fn unknown_name(unknown: &UnknownId) -> anyhow::Error {
    match unknown.nearest().as_slice() {
        [] => anyhow::anyhow!("{unknown}; `registry-maturity explain` lists them"),
        _ => anyhow::anyhow!("{unknown}"),
    }
}
