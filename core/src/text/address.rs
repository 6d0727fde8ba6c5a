//! Decides which texts are addresses that are safe to link to.

use crate::text::{is_bracketed_command, is_hidden};

/// The text as a web address that is safe to link to: it has the scheme `http` or `https` and a host, and contains no
/// character that could end an attribute, a Markdown link or a line, and nothing that a CI service would run as a
/// command in its log.
#[must_use]
pub fn web_address(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.chars().next().is_some_and(|first| first.is_alphanumeric() || first == '[');
    let clean = if text.is_ascii() {
        text.bytes().all(|byte| SAFE[usize::from(byte)])
    } else {
        !text.chars().any(|c| c.is_whitespace() || is_hidden(c) || breaks_out(c))
    };
    let has_command = || text.match_indices('#').any(|(at, _)| is_bracketed_command(&text[at..]));
    (host && clean && !has_command()).then_some(text)
}

/// The web address that a text without a scheme was probably meant to be: it begins with the name of a host. The name
/// of a file, such as `policy.md`, looks like one too.
#[must_use]
pub fn likely_address(text: &str) -> Option<String> {
    let host = text.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_domain = |domain: &str| domain.len() > 1 && domain.chars().all(char::is_alphabetic);
    let is_host =
        host.split('.').all(is_label) && host.rsplit_once('.').is_some_and(|(_, last)| is_domain(last));
    let address = format!("https://{text}");
    (is_host && web_address(&address).is_some()).then_some(address)
}

/// The ASCII bytes that are allowed in links. It is a table because it is used for every byte of every link.
const SAFE: [bool; 256] = {
    let mut safe = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        safe[byte as usize] = byte.is_ascii_graphic() && !breaks_out(byte as char);
        byte += 1;
    }
    safe
};

/// Whether a character can end a link in some format.
const fn breaks_out(c: char) -> bool {
    matches!(c, '<' | '>' | '"' | '\'' | '`' | '\\' | '{' | '}' | '|' | '^')
}

#[cfg(test)]
mod tests {
    use super::{likely_address, web_address};

    #[test]
    fn what_begins_with_a_host_is_probably_an_address() {
        for text in [
            "index.example.org",
            "quarry.example",
            "docs.example/recovery",
            "example.org:8080/a?b#c",
            "www.example.org/a.md",
        ] {
            assert_eq!(likely_address(text), Some(format!("https://{text}")), "{text}");
        }
        for text in [
            "docs/a.md",
            "../a.md",
            ".github/SECURITY.md",
            "v1.2/notes",
            "recovery",
            "index.example.org/a b",
            "seen by us.",
            "https://index.example.org",
            "",
        ] {
            assert_eq!(likely_address(text), None, "{text}");
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        for address in [
            "https://index.example.org/help#recovery",
            "http://[::1]:8080/#/#room",
            "https://e.org/##",
            "https://e.org/?q=::error::x",
            "https://münchen.example/straße?q=日本#ä",
        ] {
            assert!(web_address(address).is_some(), "{address}");
        }
        for text in [
            "javascript:alert(1)",
            "data:text/html,x",
            "JAVASCRIPT:x",
            "https:",
            "https://",
            "https:// x",
            "http://\u{202e}gro.elpmaxe",
            "https://e.org/\"onload=x",
            "https://e.org/<b>",
            "//e.org",
            "docs/a.md",
            "ftp://e.org",
            " https://e.org",
            "https://e.org/##vso[task.complete]x",
            "https://é.org/\u{a0}x",
            "https://é.org/x y",
            "https://é.org/\u{202e}x",
            "https://é.org/\"onload=x",
            "https://é.org/##vso[task.complete]x",
        ] {
            assert_eq!(web_address(text), None, "{text}");
        }
    }
}
