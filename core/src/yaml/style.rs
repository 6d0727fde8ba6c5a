//! The ways of writing a value, in types of our own instead of the parser's.

use granit_parser::{ScalarStyle, StructureStyle};

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextStyle {
    /// On the line, without quotes.
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// Lines below a `|`, which keep their line breaks.
    Literal,
    /// Lines below a `>`, which are joined.
    Folded,
}

/// How a list or a mapping is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CollectionStyle {
    /// On lines of its own, by indentation.
    Block,
    /// Within brackets, with commas.
    Flow,
}

impl From<ScalarStyle> for TextStyle {
    fn from(style: ScalarStyle) -> TextStyle {
        match style {
            ScalarStyle::Plain => TextStyle::Plain,
            ScalarStyle::SingleQuoted => TextStyle::SingleQuoted,
            ScalarStyle::DoubleQuoted => TextStyle::DoubleQuoted,
            ScalarStyle::Literal => TextStyle::Literal,
            ScalarStyle::Folded => TextStyle::Folded,
        }
    }
}

impl From<StructureStyle> for CollectionStyle {
    fn from(style: StructureStyle) -> CollectionStyle {
        match style {
            StructureStyle::Block => CollectionStyle::Block,
            StructureStyle::Flow => CollectionStyle::Flow,
        }
    }
}
