//! A command to copy, on as many lines as it needs.

use registry_maturity_core::text::visible;

use super::ink::width;

/// The maximum width of a command if the reader's width is not known.
pub(super) const USUAL: usize = 76;
/// The end of a line that the next one continues.
const CONTINUED: &str = " \\";
const INDENT: &str = "    ";

/// The lines of a command, each continued by the next. Parts are not broken; one that is wider than `columns` gets a
/// line of its own.
pub(super) fn lines(parts: &[String], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let part = visible(part);
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(&part) + CONTINUED.len() <= columns => {
                line.push(' ');
                line.push_str(&part);
            }
            Some(line) => {
                line.push_str(CONTINUED);
                lines.push(format!("{INDENT}{part}"));
            }
            None => lines.push(part.into_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn parts(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|&part| part.to_owned()).collect()
    }

    #[test]
    fn a_shell_takes_the_lines_as_one_command() {
        let parts =
            parts(&["tool check", "'my profile.yaml'", "--require authentication=2", "--require general=1"]);
        assert_eq!(lines(&parts, 120), [parts.join(" ")]);
        assert_eq!(
            lines(&parts, 40),
            [
                "tool check 'my profile.yaml' \\",
                "    --require authentication=2 \\",
                "    --require general=1"
            ]
        );
        let one = lines(&parts, 1).join("\n").replace("\\\n", "");
        assert_eq!(
            shell_words::split(&one).expect("quoted"),
            shell_words::split(&parts.join(" ")).expect("quoted")
        );
    }
}
