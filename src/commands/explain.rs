//! `explain`: what the principles ask.

use anyhow::bail;
use clap::Args;
use registry_maturity::document;
use registry_maturity_core::{catalogue::Catalogue, text::nearest};

use super::{deliver, in_words};
use crate::{
    arguments::{self, Format, Known, Output},
    console::{Console, Exit},
};

/// Which capability.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  registry-maturity explain
  registry-maturity explain trusted-publishing
  registry-maturity explain --format markdown --output CATALOGUE.md")]
pub struct Arguments {
    /// The capability; all of them as a list if none is named.
    #[arg(value_name = "ID", hide_possible_values = true,
        value_parser = Known::new(as_given, arguments::capabilities))]
    pub id: Option<String>,

    #[command(flatten)]
    pub output: Output,
}

/// A wrong id is told its nearest neighbours by the command itself.
#[expect(clippy::unnecessary_wraps, reason = "what a parser of arguments looks like")]
fn as_given(id: &str) -> Result<String, String> {
    Ok(id.to_owned())
}

/// Prints a capability as a page, or all of them as a list.
pub fn explain(arguments: &Arguments, console: &Console) -> anyhow::Result<Exit> {
    let catalogue = Catalogue::latest();
    let document = match &arguments.id {
        None => document::catalogue(catalogue),
        Some(id) => match catalogue.capability(id) {
            Ok(capability) => document::capability(catalogue, capability),
            Err(_) => bail!(unknown(catalogue, id)),
        },
    };
    let format = arguments.output.format;
    if matches!(format, Format::Json | Format::Ndjson) {
        bail!("{} is for results; the catalogue is none", format.name());
    }
    deliver(&in_words(format, console, &[document])?, &arguments.output, console)?;
    Ok(Exit::Done)
}

fn unknown(catalogue: &Catalogue, id: &str) -> String {
    let near = nearest(id, catalogue.capabilities().map(|capability| capability.id.as_str()), 3);
    let hint = match near.as_slice() {
        [] => "`registry-maturity explain` lists them".to_owned(),
        near => format!("the nearest: {}", near.join(", ")),
    };
    format!("there is no capability `{id}`; {hint}")
}
