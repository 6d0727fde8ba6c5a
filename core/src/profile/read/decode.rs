//! Decodes bytes to text, or reports that there are too many or where they are not UTF-8.

use crate::text::{Problem, Source, Span};

/// The maximum size of a profile: 1 MiB, more than a hundred times a real one.
pub const MAX_BYTES: usize = 1 << 20;

/// Decodes the bytes of a file.
///
/// # Errors
/// The problem, with as much of the text as can be shown.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Source, (Source, Vec<Problem>)> {
    if bytes.len() > MAX_BYTES {
        return Err((Source::new(name, ""), vec![too_large()]));
    }
    if is_utf_16(&bytes) {
        let text = String::from_utf8_lossy(&bytes).replace('\0', "");
        return Err((Source::new(name, text), vec![utf_16()]));
    }
    match String::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            Some(at) => Err((Source::new(name, text), vec![nul(at)])),
            None => Ok(Source::new(name, text)),
        },
        Err(error) => {
            // The lossy text is the same up to the first invalid byte, and so is its place.
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            Err((Source::new(name, text), vec![not_utf_8(at, byte)]))
        }
    }
}

fn is_utf_16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [first, second, ..] => (*first == 0) != (*second == 0),
        _ => false,
    }
}

fn too_large() -> Problem {
    Problem::new(Span::default(), "the file is larger than 1 MiB, the limit for profiles").with_help(
        "move what is not an answer to other files, and give their paths as `evidence: docs/recovery.md`",
    )
}

fn utf_16() -> Problem {
    Problem::new(Span::default(), "the file is written in UTF-16, but a profile must be in UTF-8")
        .with_help("save it again with the encoding `UTF-8`")
}

fn nul(at: usize) -> Problem {
    Problem::new(Span::new(at, at + 1), "this is a NUL byte, which text never contains")
        .with_help("remove it, and save the file as `UTF-8`")
}

fn not_utf_8(at: usize, byte: u8) -> Problem {
    let replacement = char::REPLACEMENT_CHARACTER.len_utf8();
    let message = format!("the byte {byte:#04x} is not UTF-8 here");
    Problem::new(Span::new(at, at + replacement), message)
        .with_help("save the file again with the encoding `UTF-8`")
}
