//! Checks that hold for any result, whatever was in the profile, with independent parsers.

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink, tokenizer::TokenizerOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use registry_maturity_core::text::{first_hidden, is_hidden_at};

/// Checks that the only escape sequences are changes of style, which end with their line.
pub(crate) fn on_a_terminal(text: &str, colour: bool) {
    let mut rest = text;
    let mut shown = String::with_capacity(text.len());
    let mut styled = false;
    while let Some((at, _)) = first_hidden(rest) {
        shown.push_str(&rest[..at]);
        if rest[at..].starts_with('\n') {
            assert!(!styled, "a style goes on behind its line: {text:?}");
            shown.push('\n');
            rest = &rest[at + 1..];
            continue;
        }
        let parameters = rest[at..].strip_prefix("\u{1b}[").filter(|_| colour);
        let parameters = parameters.and_then(|rest| rest.split_once('m')).map(|(parameters, _)| parameters);
        let Some(parameters) = parameters.filter(|it| it.bytes().all(|b| b.is_ascii_digit() || b == b';'))
        else {
            panic!("{:?} in {text:?}", &rest[at..]);
        };
        styled = parameters != "0";
        rest = &rest[at + "\u{1b}[m".len() + parameters.len()..];
    }
    assert!(!styled, "a style goes on behind the end: {text:?}");
    shown.push_str(rest);
    calls_no_service(&shown);
}

/// Checks that there are no hidden characters except line endings, and no commands to CI services.
pub(crate) fn plain(text: &str) {
    hides_nothing(text);
    calls_no_service(text);
}

fn hides_nothing(text: &str) {
    let found = text.char_indices().find(|(at, c)| is_hidden_at(text, *at) && !matches!(c, '\n' | '\r'));
    assert_eq!(found, None, "{text:?}");
    selects_nothing_odd(text);
}

/// Checks that presentation selectors do not follow letters or other selectors.
fn selects_nothing_odd(text: &str) {
    let selects = |c: char| matches!(c, '\u{fe0e}' | '\u{fe0f}');
    for (at, _) in text.match_indices(selects) {
        let before = text[..at].chars().next_back();
        let is_key = text[at..].chars().nth(1) == Some('\u{20e3}');
        let is_odd = before.is_none_or(|c| selects(c) || c.is_whitespace() || (c.is_ascii() && !is_key));
        assert!(!is_odd, "a hidden selector in {text:?}");
    }
}

/// Checks that no line is a command to a CI service: none begins with `::name`, and none contains `##name[`.
fn calls_no_service(text: &str) {
    let name = |c: char| c.is_ascii_alphabetic() || c == '-';
    for line in text.lines() {
        if let Some(command) = line.trim_start().strip_prefix("::") {
            let rest = command.trim_start_matches(name);
            let ends = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == ':');
            assert!(rest.len() == command.len() || !ends, "{line:?} is a command in {text:?}");
        }
        let bracketed =
            |(at, _)| line[at..].trim_start_matches('#').trim_start_matches(name).starts_with('[');
        assert!(!line.match_indices("##").any(bracketed), "{line:?} has a command in {text:?}");
    }
}

/// The content of a Markdown page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// How many headings it has.
    pub headings: usize,
    /// The tasks, and whether they are done.
    pub tasks: Vec<bool>,
    /// How many folded details it has.
    pub folds: usize,
}

/// Checks that there is no markup but the document's own.
pub(crate) fn markdown(text: &str) -> Marks {
    plain(text);
    let mut marks = Marks::default();
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.trim();
                let id = html.strip_prefix("<a id=\"").and_then(|rest| rest.strip_suffix("\">"));
                let anchor = id.is_some_and(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
                assert!(anchor || OWN_HTML.contains(&html), "{html:?} in {text}");
                marks.folds += usize::from(html == "</details>");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("https://") || dest_url.starts_with("http://"), "{dest_url}");
                assert!(!dest_url.contains(['"', '<']), "{dest_url}");
            }
            Event::Start(Tag::Heading { .. }) => marks.headings += 1,
            Event::TaskListMarker(done) => marks.tasks.push(done),
            // A command to copy.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "sh" => {}
            Event::Start(
                Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::FootnoteDefinition(_)
                | Tag::DefinitionList
                | Tag::Subscript
                | Tag::Superscript
                | Tag::MetadataBlock(_)
                | Tag::Strikethrough,
            )
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => panic!("{event:?} in {text}"),
            _ => {}
        }
    }
    marks
}

const OWN_HTML: [&str; 8] = [
    "<br>",
    "<!-- -->",
    "</a>",
    "<details><summary>Details</summary>",
    "</details>",
    "<details>",
    "<span aria-hidden=\"true\">",
    "</span>",
];

/// The tags and attributes of pages, and those of pictures, which also have to be valid XML.
const PAGE: &str = "html head meta title link style body a header main section form fieldset legend span input label \
    h1 h2 h3 h4 h5 p strong code br dl div dt dd ul li figure figcaption details summary table caption thead tbody tr \
    th td article footer pre";
const PAGE_ATTRIBUTES: &str = "lang charset http-equiv content name rel href class id type checked for role aria-label \
    tabindex scope colspan";
const PICTURE: &str = "svg title desc g rect path circle text tspan clipPath symbol use";
const PICTURE_ATTRIBUTES: &str = "xmlns class id viewBox role aria-label aria-labelledby aria-hidden x y cx cy r rx dx d \
    width height href fill opacity font-family font-size clip-path textLength";

fn has(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}

/// Checks that a page is valid, with only its own tags and attributes, safe links, and pictures that are valid XML.
pub(crate) fn html(page: &str) {
    plain(page);
    let exact = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
    let dom: RcDom =
        parse_document(RcDom::default(), ParseOpts { tokenizer: exact, ..ParseOpts::default() }).one(page);
    let errors = dom.errors.borrow();
    assert!(errors.is_empty(), "{errors:?} in {page}");
    html_node(&dom.document, page);
    for picture in page.split("<svg ").skip(1) {
        let end = picture.find("</svg>").expect("a picture's end");
        xml(&format!("<svg {}</svg>", &picture[..end]));
    }
}

fn html_node(node: &Handle, page: &str) {
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let tag = &*name.local;
            let picture = &*name.ns == "http://www.w3.org/2000/svg";
            let (tags, attributes) =
                if picture { (PICTURE, PICTURE_ATTRIBUTES) } else { (PAGE, PAGE_ATTRIBUTES) };
            assert!(has(tags, tag), "<{tag}> in {page}");
            for attribute in attrs.borrow().iter() {
                let (name, value) = (&*attribute.name.local, &*attribute.value);
                // Styles outside the page's own sheet say how tables are laid out and ordered, in numbers.
                let is_layout = |rule: &str| {
                    let (property, number) = rule.split_once(':').unwrap_or_default();
                    let number = number.trim_start_matches("var(--c").trim_end_matches(')');
                    let is_known = property == "order" || property.starts_with("--");
                    is_known && number.parse::<i64>().is_ok()
                };
                let is_layout = name == "style" && value.split_terminator(';').all(is_layout);
                assert!(is_layout || has(attributes, name), "<{tag} {name}={value:?}> in {page}");
                let safe = ["#", "https://", "http://"].iter().any(|start| value.starts_with(start));
                assert!(name != "href" || safe || (tag, value) == ("link", "data:,"), "{value:?}");
            }
        }
        NodeData::Comment { contents } => panic!("a comment: {contents}"),
        NodeData::ProcessingInstruction { contents, .. } => panic!("an instruction: {contents}"),
        NodeData::Document | NodeData::Doctype { .. } | NodeData::Text { .. } => {}
    }
    node.children.borrow().iter().for_each(|child| html_node(child, page));
}

/// Checks that a picture is valid XML with only its own tags and attributes.
pub(crate) fn xml(picture: &str) {
    plain(picture);
    let document = roxmltree::Document::parse(picture).unwrap_or_else(|error| panic!("{error} in {picture}"));
    for node in document.descendants() {
        assert!(!node.is_comment() && !node.is_pi(), "{picture}");
        if node.is_element() {
            assert!(has(PICTURE, node.tag_name().name()), "{:?} in {picture}", node.tag_name());
            for attribute in node.attributes() {
                assert!(has(PICTURE_ATTRIBUTES, attribute.name()), "{} in {picture}", attribute.name());
            }
        }
    }
}

/// Checks a CSV file: each row is one line with a cell for each column, and no cell begins a formula. Returns the
/// number of rows.
pub(crate) fn sheet(sheet: &str) -> usize {
    plain(sheet);
    assert!(!sheet.contains(['\u{a0}', '\u{202f}', '\u{2007}']), "a no-break space in {sheet}");
    let mut reader = csv::ReaderBuilder::new().from_reader(sheet.as_bytes());
    let columns = reader.headers().expect("a header").len();
    let mut rows = 0;
    for record in reader.records() {
        let record = record.expect("as many cells as columns");
        assert_eq!(record.len(), columns);
        for cell in &record {
            let formula = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
            // In half of Europe, semicolons separate cells.
            assert!(!cell.split(';').any(|part| part.trim_start().starts_with(formula)), "{cell:?}");
            assert!(cell.chars().count() < 32_767, "too long for a cell");
        }
        rows += 1;
    }
    let mut elsewhere =
        csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(sheet.as_bytes());
    for record in elsewhere.records() {
        for cell in &record.expect("cells") {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell:?}");
        }
    }
    assert_eq!(sheet.lines().count(), rows + 1, "a row is a line");
    rows
}

/// Parses JSON, after checking that it is harmless on a terminal.
pub(crate) fn json(text: &str) -> serde_json::Value {
    assert!(text.ends_with('\n') && !text.contains('\r'));
    plain(text);
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// Checks workflow commands for this many errors, one per line. GitHub shows ten, so the tenth gives the number of the
/// others, which follow as plain lines.
pub(crate) fn commands(text: &str, count: usize) {
    hides_nothing(text);
    assert!(!text.contains('\r') && text.ends_with('\n'));
    // The name of a file can begin with colons; whether that makes a command is checked below.
    let (commands, plain): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.starts_with("::error file="));
    let shown = if count > 10 { 9 } else { count };
    assert_eq!(plain.len(), count - shown, "{text}");
    assert_eq!(commands.len(), count.min(10), "{text}");
    plain.iter().for_each(|line| calls_no_service(line));
    for line in commands {
        let properties = line.strip_prefix("::error file=").and_then(|rest| rest.split_once("::"));
        let (properties, _) = properties.unwrap_or_else(|| panic!("no command: {line}"));
        let names: Vec<&str> =
            properties.split(',').skip(1).map(|part| part.split_once('=').map_or(part, |it| it.0)).collect();
        assert!(names == ["title"] || names == ["line", "col", "title"], "{line}");
        assert!(!properties.contains(':'), "{line}");
    }
}

/// Checks a report of test results: it is valid XML with only its own elements, and its counts are right. Returns the
/// number of failures.
pub(crate) fn junit(text: &str) -> usize {
    plain(text);
    let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error} in {text}"));
    let named = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name));
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let own = ["testsuites", "testsuite", "testcase", "failure", "error", "system-out"];
        assert!(own.contains(&node.tag_name().name()), "{:?} in {text}", node.tag_name());
    }
    let suite = named("testsuite").next().expect("a suite");
    let counted = |name: &str| suite.attribute(name).and_then(|count| count.parse::<usize>().ok());
    assert_eq!(counted("tests"), Some(named("testcase").count()), "{text}");
    assert_eq!(counted("failures"), Some(named("failure").count()), "{text}");
    assert_eq!(counted("errors"), Some(named("error").count()), "{text}");
    named("failure").count() + named("error").count()
}
