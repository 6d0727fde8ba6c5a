//! What must hold of a result, whatever was in the profile, judged by readers that are not ours.

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink, tokenizer::TokenizerOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{Event, Options, Parser, Tag};
use registry_maturity_core::text::{first_hidden, is_hidden_at};

/// Nothing steers the terminal but changes of style, which end with their line.
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

/// Nothing hidden, save the ends of lines, and nothing for a service that keeps the log.
pub(crate) fn plain(text: &str) {
    hides_nothing(text);
    calls_no_service(text);
}

fn hides_nothing(text: &str) {
    let found = text.char_indices().find(|(at, c)| is_hidden_at(text, *at) && !matches!(c, '\n' | '\r'));
    assert_eq!(found, None, "{text:?}");
    selects_nothing_odd(text);
}

/// A selector of a plain or coloured form follows something that can have one, at least no letter and no other selector.
fn selects_nothing_odd(text: &str) {
    let selects = |c: char| matches!(c, '\u{fe0e}' | '\u{fe0f}');
    for (at, _) in text.match_indices(selects) {
        let before = text[..at].chars().next_back();
        let is_key = text[at..].chars().nth(1) == Some('\u{20e3}');
        let is_odd = before.is_none_or(|c| selects(c) || c.is_whitespace() || (c.is_ascii() && !is_key));
        assert!(!is_odd, "a hidden selector in {text:?}");
    }
}

/// No line is a command to a service that keeps the log: `::name` begins none, and `##name[` is nowhere.
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

/// What is on a page of Markdown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// The headings.
    pub headings: usize,
    /// The tasks, and whether they are done.
    pub tasks: Vec<bool>,
    /// What is folded away.
    pub folds: usize,
}

/// Only a document's own markup.
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

const OWN_HTML: [&str; 6] =
    ["<br>", "<!-- -->", "</a>", "<details><summary>Details</summary>", "</details>", "<details>"];

/// Tags and attributes of pages, and those of pictures, which XML readers have to understand too.
const PAGE: &str = "html head meta title link style body a header main section form fieldset legend span input label \
    h1 h2 h3 h4 h5 p strong code br dl div dt dd ul li figure figcaption details summary table caption thead tbody tr \
    th td article footer";
const PAGE_ATTRIBUTES: &str = "lang charset http-equiv content name rel href class id type checked for role aria-label \
    tabindex scope colspan";
const PICTURE: &str = "svg title desc g rect path circle text tspan clipPath";
const PICTURE_ATTRIBUTES: &str = "xmlns class id viewBox role aria-label aria-labelledby aria-hidden x y cx cy r rx dx d \
    width height fill opacity font-family font-size clip-path textLength";

fn has(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}

/// A sound page with only its own tags and attributes, safe links, and pictures that are sound XML.
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
                assert!(has(attributes, name), "<{tag} {name}={value:?}> in {page}");
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

/// A picture that is sound XML with only its own tags and attributes.
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

/// A sheet: as many cells in each row as there are columns, a row a line, nothing that begins a formula. How many rows
/// it has.
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
            // In half of Europe a semicolon parts cells.
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

/// JSON, harmless on a terminal.
pub(crate) fn json(text: &str) -> serde_json::Value {
    assert!(text.ends_with('\n') && !text.contains('\r'));
    plain(text);
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// Commands of a workflow for this many errors, one per line. GitHub shows ten, so the tenth counts those beyond, which
/// follow as lines that are no commands.
pub(crate) fn commands(text: &str, count: usize) {
    hides_nothing(text);
    assert!(!text.contains('\r') && text.ends_with('\n'));
    let (commands, plain): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("::"));
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

/// A report of test results: sound XML with only its own elements, and as many cases as it counts. How many failed.
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
