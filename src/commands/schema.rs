//! `schema`: a JSON Schema of the profile, for editors.

use clap::Args;
use registry_maturity::schema;
use registry_maturity_core::catalogue::Catalogue;

use super::output;
use crate::{
    arguments::Destination,
    console::{Console, Exit},
};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  registry-maturity schema --output registry-maturity.schema.json

Editors that use the YAML language server, such as VS Code with its YAML extension, Neovim and Emacs, \
complete and explain a profile that begins with this line, which `init` writes:
  # yaml-language-server: $schema=./registry-maturity.schema.json")]
pub(crate) struct SchemaArguments {
    #[command(flatten)]
    pub output: Destination,
}

pub(crate) fn schema(arguments: &SchemaArguments, console: &Console) -> anyhow::Result<Exit> {
    let schema = schema::profile(Catalogue::latest());
    let text = serde_json::to_string_pretty(&schema)? + "\n";
    output::write(&arguments.output, &text, console)?;
    Ok(Exit::Done)
}
