//! Makes text from files safe to show, describes problems with their places, and suggests names.

mod address;
mod joiner;
mod problem;
mod suggest;
mod visible;

pub use address::{likely_address, web_address};
pub(crate) use problem::Problems;
pub use problem::{Located, Position, Problem, Source, Span};
pub use suggest::nearest;
pub use visible::{
    code_point, cut, first_hidden, is_hidden, is_hidden_at, log_command, selects_presentation, visible,
    without_commands,
};
pub(crate) use visible::{has_pair, is_bracketed_command};
