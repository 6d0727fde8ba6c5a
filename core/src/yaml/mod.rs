//! [`Tree`]: reads YAML text into a tree of nodes with their places.
//!
//! This module and its submodules are the only ones that know the parser. Text is borrowed and aliases stay references.
//! Their expanded size is limited, so that a small file cannot use up the memory.

mod style;
mod syntax;

pub(crate) use style::{CollectionStyle, TextStyle};
pub(crate) use syntax::{space_missing, unspaced_pair};

use std::{borrow::Cow, collections::BTreeMap};

use granit_parser::{Event, Parser, options};

use crate::text::{Problem, Problems, Span};

/// The maximum depth of nested collections.
const MAX_DEPTH: usize = 64;
/// The maximum number of nodes with all aliases expanded. A profile has about five hundred.
const MAX_NODES: usize = 200_000;
/// The maximum number of bytes that expanded aliases add: the maximum size of a file.
const MAX_ALIASED: usize = 1 << 20;
/// The maximum number of comments between two values, because the parser keeps all of them in memory.
const MAX_COMMENTS: usize = 20_000;
/// The typical number of bytes per node of a profile.
const BYTES_PER_NODE: usize = 16;
/// After a syntax error, complete nodes at this depth or above are kept.
const KEPT_DEPTH: usize = 2;

/// The number of a node in its tree.
pub(crate) type NodeId = u32;

/// A text as a tree, up to the first syntax error.
#[derive(Debug, Default)]
pub(crate) struct Tree<'s> {
    nodes: Vec<Node<'s>>,
    root: Option<NodeId>,
    /// The anchors and tags of the few nodes that have them.
    anchors: BTreeMap<NodeId, Span>,
    tags: BTreeMap<NodeId, Span>,
    /// The places of the comments; empty if the tree was read without them.
    pub comments: Vec<Span>,
    /// The merge conflicts; if there are none, the syntax error that ends the tree, if any, and duplicate keys.
    pub problems: Problems,
    /// Whether the whole text is in the tree.
    pub complete: bool,
}

/// A node as written.
#[derive(Debug)]
pub(crate) struct Node<'s> {
    /// Its place, without anchor and tag. A block collection extends from its first child to its last.
    pub at: Span,
    pub content: Content<'s>,
}

/// The content of a node.
#[derive(Debug)]
pub(crate) enum Content<'s> {
    /// No value, or a plain `null` or `~`.
    Null,
    /// A scalar, whatever type YAML gives it.
    Text(Cow<'s, str>, TextStyle),
    /// The items of a list.
    List(CollectionStyle, Vec<NodeId>),
    /// The keys and values of a mapping, alternating.
    Map(CollectionStyle, Vec<NodeId>),
    /// A reference to an earlier node.
    Alias(NodeId),
}

/// The kind of a [`Value`], after following aliases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind<'t> {
    /// No value, or a plain `null` or `~`.
    Null,
    Text(&'t str),
    List,
    Map,
}

/// A node in its tree. Its methods follow aliases.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'t> {
    tree: &'t Tree<'t>,
    id: NodeId,
}

impl<'s> Tree<'s> {
    /// Reads a text without its comments.
    pub(crate) fn read(text: &'s str) -> Tree<'s> {
        Builder::new(text, false).build()
    }

    /// Reads a text with its comments.
    pub(crate) fn read_with_comments(text: &'s str) -> Tree<'s> {
        Builder::new(text, true).build()
    }

    fn node(&self, id: NodeId) -> &Node<'s> {
        &self.nodes[id as usize]
    }

    /// The root node; `None` if the document is empty.
    pub(crate) fn root(&self) -> Option<Value<'_>> {
        self.root.map(|id| Value { tree: self, id })
    }
}

impl<'t> Value<'t> {
    /// The node itself, even if it is an alias.
    pub(crate) fn written(self) -> &'t Node<'t> {
        self.tree.node(self.id)
    }

    /// The node that an alias refers to, or else the node itself.
    pub(crate) fn meant(self) -> &'t Node<'t> {
        match self.written().content {
            Content::Alias(target) => self.tree.node(target),
            _ => self.written(),
        }
    }

    /// The place of the node itself.
    pub(crate) fn at(self) -> Span {
        self.written().at
    }

    pub(crate) fn anchor(self) -> Option<Span> {
        self.tree.anchors.get(&self.id).copied()
    }

    /// Its tag, or that of the node that it refers to.
    pub(crate) fn tag(self) -> Option<Span> {
        let meant = match self.written().content {
            Content::Alias(target) => target,
            _ => self.id,
        };
        self.tree.tags.get(&meant).copied()
    }

    pub(crate) fn kind(self) -> Kind<'t> {
        match &self.meant().content {
            Content::Null | Content::Alias(_) => Kind::Null,
            Content::Text(text, _) => Kind::Text(text),
            Content::List(..) => Kind::List,
            Content::Map(..) => Kind::Map,
        }
    }

    /// Whether it has a value: it is not null, an empty text, or a collection without values.
    pub(crate) fn is_given(self) -> bool {
        match self.kind() {
            Kind::Null => false,
            Kind::Text(text) => !text.trim().is_empty(),
            Kind::List => self.items().next().is_some(),
            Kind::Map => self.entries().any(|(key, value)| !key.is_extension() && value.is_given()),
        }
    }

    /// Whether it is an `x-` key.
    pub(crate) fn is_extension(self) -> bool {
        matches!(self.kind(), Kind::Text(name) if name.starts_with("x-"))
    }

    /// The items of a list; empty for other kinds.
    pub(crate) fn items(self) -> impl Iterator<Item = Value<'t>> + use<'t> {
        let items = match &self.meant().content {
            Content::List(_, items) => items.as_slice(),
            _ => &[],
        };
        items.iter().map(move |&id| Value { id, ..self })
    }

    /// The entries of a mapping; empty for other kinds.
    pub(crate) fn entries(self) -> impl Iterator<Item = (Value<'t>, Value<'t>)> + use<'t> {
        let entries = match &self.meant().content {
            Content::Map(_, entries) => entries.as_slice(),
            _ => &[],
        };
        entries
            .chunks_exact(2)
            .map(move |pair| (Value { id: pair[0], ..self }, Value { id: pair[1], ..self }))
    }
}

/// The number of a node's anchor, 0 if it has none, and its tag.
#[derive(Clone, Copy, Default)]
struct Properties {
    anchor: usize,
    tag: Option<Span>,
}

/// A collection that has not ended yet.
struct Open {
    start: Span,
    style: CollectionStyle,
    is_map: bool,
    properties: Properties,
    /// The index of its first child among the nodes without a parent yet.
    children: usize,
    weight_before: Weight,
}

/// The size of a text with its aliases expanded.
#[derive(Clone, Copy, Default)]
struct Weight {
    nodes: usize,
    /// The number of bytes that aliases add.
    aliased: usize,
}

/// An anchor, with its node once that is complete.
struct Anchor {
    at: Span,
    target: Option<NodeId>,
    /// The size that each of its aliases adds.
    weight: Weight,
}

struct Builder<'s> {
    text: &'s str,
    with_comments: bool,
    tree: Tree<'s>,
    open: Vec<Open>,
    /// The nodes whose parents have not ended yet; those of the innermost parent come last.
    waiting: Vec<NodeId>,
    anchors: BTreeMap<usize, Anchor>,
    weight: Weight,
    documents: usize,
}

impl<'s> Builder<'s> {
    fn new(text: &'s str, with_comments: bool) -> Builder<'s> {
        Builder {
            text,
            with_comments,
            tree: Tree { nodes: Vec::with_capacity(text.len() / BYTES_PER_NODE), ..Tree::default() },
            open: Vec::new(),
            waiting: Vec::new(),
            anchors: BTreeMap::new(),
            weight: Weight::default(),
            documents: 0,
        }
    }

    fn build(mut self) -> Tree<'s> {
        // If there are merge conflicts, other errors do not matter.
        let conflicts = syntax::conflicts(self.text);
        if !conflicts.is_empty() {
            conflicts.into_iter().for_each(|problem| self.tree.problems.push(problem));
            return self.tree;
        }
        match self.events() {
            Ok(()) => self.tree.complete = true,
            Err(problem) => {
                self.tree.problems.push(*problem);
                self.keep_what_is_complete();
            }
        }
        self.tree
    }

    fn events(&mut self) -> Result<(), Box<Problem>> {
        let options = options! {
            emit_comments: self.with_comments,
            max_buffered_comment_events: MAX_COMMENTS,
            emit_anchor_events: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) =
                event.map_err(|error| Box::new(syntax::explain(&error, self.text, self.bracket())))?;
            let tag = span.tag_span().map(place);
            self.event(event, place(span), tag)?;
            if self.weight.nodes > MAX_NODES || self.weight.aliased > MAX_ALIASED {
                return Err(syntax::too_large(place(span)));
            }
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'s>, at: Span, tag: Option<Span>) -> Result<(), Box<Problem>> {
        match event {
            Event::DocumentStart(..) => self.document(at)?,
            Event::Comment(..) => self.tree.comments.push(at),
            Event::Scalar(text, style, anchor, _) => {
                self.scalar(text, style.into(), at, Properties { anchor, tag });
            }
            Event::SequenceStart(style, anchor, _) => {
                self.start(false, style.into(), at, Properties { anchor, tag })?;
            }
            Event::MappingStart(style, anchor, _) => {
                self.start(true, style.into(), at, Properties { anchor, tag })?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(at),
            Event::Anchor(id, _) => self.anchor(id, at),
            Event::Alias(id) => self.alias(id, at)?,
            _ => {}
        }
        Ok(())
    }

    fn document(&mut self, at: Span) -> Result<(), Box<Problem>> {
        self.documents += 1;
        if self.documents > 1 { Err(syntax::second_document(at)) } else { Ok(()) }
    }

    fn scalar(&mut self, text: Cow<'s, str>, style: TextStyle, at: Span, properties: Properties) {
        let before = self.weight;
        self.weight.nodes += 1;
        let is_null = style == TextStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
        let content = if is_null { Content::Null } else { Content::Text(text, style) };
        self.add(Node { at, content }, properties, before);
    }

    fn start(
        &mut self,
        is_map: bool,
        style: CollectionStyle,
        start: Span,
        properties: Properties,
    ) -> Result<(), Box<Problem>> {
        if self.open.len() == MAX_DEPTH {
            return Err(syntax::too_deep(start));
        }
        let (children, weight_before) = (self.waiting.len(), self.weight);
        self.weight.nodes += 1;
        self.open.push(Open { start, style, is_map, properties, children, weight_before });
        Ok(())
    }

    fn end(&mut self, end: Span) {
        let Some(open) = self.open.pop() else { return };
        let children = self.waiting.split_off(open.children);
        // A block collection ends with its last child. The parser reports the place of what follows.
        let at = match (open.style, children.last()) {
            (CollectionStyle::Block, Some(&last)) => self.tree.node(last).at.end(),
            (CollectionStyle::Block, None) => open.start.end(),
            (CollectionStyle::Flow, _) => end.end(),
        };
        let at = Span::new(open.start.start(), at);
        let content = if open.is_map {
            self.repeated_keys(&children);
            Content::Map(open.style, children)
        } else {
            Content::List(open.style, children)
        };
        self.add(Node { at, content }, open.properties, open.weight_before);
    }

    fn alias(&mut self, id: usize, at: Span) -> Result<(), Box<Problem>> {
        let anchor = self.anchors.get(&id);
        let Some(target) = anchor.and_then(|anchor| anchor.target) else {
            return Err(syntax::alias_of_itself(self.text, at));
        };
        let before = self.weight;
        let added = anchor.map(|anchor| anchor.weight).unwrap_or_default();
        self.weight.nodes += added.nodes;
        self.weight.aliased += added.aliased;
        self.add(Node { at, content: Content::Alias(target) }, Properties::default(), before);
        Ok(())
    }

    /// The parser reports anchors after a scalar, but before the children of a collection.
    fn anchor(&mut self, id: usize, at: Span) {
        let anchor = self.anchors.entry(id).or_insert(Anchor { at, target: None, weight: Weight::default() });
        anchor.at = at;
        if let Some(target) = anchor.target {
            self.tree.anchors.insert(target, at);
        }
    }

    fn add(&mut self, node: Node<'s>, properties: Properties, before: Weight) {
        // The limit on nodes is far below the maximum of the type.
        let id = NodeId::try_from(self.tree.nodes.len()).unwrap_or(NodeId::MAX);
        if let Some(tag) = properties.tag {
            self.tree.tags.insert(id, tag);
        }
        if properties.anchor != 0 {
            let weight = Weight {
                nodes: self.weight.nodes - before.nodes,
                aliased: node.at.end() - node.at.start() + self.weight.aliased - before.aliased,
            };
            let new = Anchor { at: node.at, target: None, weight };
            let known = self.anchors.entry(properties.anchor).or_insert(new);
            (known.target, known.weight) = (Some(id), weight);
            self.tree.anchors.insert(id, known.at);
        }
        self.tree.nodes.push(node);
        match self.open.is_empty() {
            false => self.waiting.push(id),
            true => self.tree.root = Some(id),
        }
    }

    fn repeated_keys(&mut self, children: &[NodeId]) {
        if children.len() < 4 {
            return;
        }
        let mut problems = std::mem::take(&mut self.tree.problems);
        let tree = &self.tree;
        let value = |id| Value { tree, id };
        let mut keys: Vec<(&str, Span)> = Vec::with_capacity(children.len() / 2);
        for pair in children.chunks_exact(2) {
            if let Kind::Text(text) = value(pair[0]).kind() {
                keys.push((text, value(pair[0]).at()));
            }
        }
        keys.sort_unstable();
        for same in keys.chunk_by(|one, other| one.0 == other.0) {
            let again = same[1..].iter().map(|again| syntax::repeated_key(again.0, again.1, same[0].1));
            again.for_each(|problem| problems.push(problem));
        }
        self.tree.problems = problems;
    }

    /// The place of the innermost open bracket.
    fn bracket(&self) -> Option<usize> {
        let open = self.open.iter().rev().take_while(|open| open.style == CollectionStyle::Flow);
        // A pair in a list, as in `[a: b]`, is a mapping without brackets of its own.
        open.map(|open| open.start.start()).find(|at| self.text[*at..].starts_with(['[', '{']))
    }

    /// Closes the collections that an error left open. Outer ones keep their complete entries. Inner ones are left out
    /// with their keys, and so is the entry just before the error, which may have been misread.
    fn keep_what_is_complete(&mut self) {
        let in_kept = self.open.len() <= KEPT_DEPTH;
        if let Some(dropped) = self.open.get(KEPT_DEPTH) {
            self.waiting.truncate(dropped.children);
        }
        self.open.truncate(KEPT_DEPTH);
        if let Some(last) = self.open.last() {
            let children = self.waiting.len() - last.children;
            let entry = if last.is_map { 2 } else { 1 };
            let misread = match children % entry {
                0 if in_kept => entry,
                without_value => without_value,
            };
            self.waiting.truncate(last.children + children.saturating_sub(misread));
        }
        while let Some(open) = self.open.last() {
            let start = open.start;
            self.end(start);
        }
    }
}

fn place(span: granit_parser::Span) -> Span {
    span.byte_range().unwrap_or_default().into()
}

/// Converts the tree for comparison with the other reader, with the types that it gives plain scalars.
#[cfg(test)]
pub(crate) fn to_serde(value: Value<'_>) -> serde_yaml::Value {
    match value.kind() {
        Kind::Null => serde_yaml::Value::Null,
        Kind::Text(text) => match value.meant().content {
            Content::Text(_, TextStyle::Plain) => serde_yaml::from_str(text).expect("a plain word"),
            _ => serde_yaml::Value::String(text.to_owned()),
        },
        Kind::List => serde_yaml::Value::Sequence(value.items().map(to_serde).collect()),
        Kind::Map => serde_yaml::Value::Mapping(
            value.entries().map(|(key, value)| (to_serde(key), to_serde(value))).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_independent_reader_sees_the_same_tree() {
        for text in [
            include_str!("../profile/read/tests/full.yaml"),
            "a: |\n  one\n\n  two\nb: >-\n  three\n  four\n\n  five\nc: |+\n  six\n\nd: end\n",
            "a: 'it''s'\nb: \"x\\ty\\u00e9\"\nc: plain\n  goes on\nd: \"folded\n  here\"\n",
            "a: &x {b: [1, 2.5, true, ~]}\nc: *x\nd: [*x, &y 'z', *y]\n",
            "? a\n: b\n? c\n: - d\n  - e: f\n    g: h\nx: {i: , j: [ ]}\n",
            "---\na: b # c\n# d\n\ne:\n- f\n-\n  - g\n...\n",
            "a:\r\n  b: c\r\n  d: |\r\n    e\r\n    f\r\ng: h\r\n",
            "日本: ✓ naïve\n\"key: x\": '# no comment'\nhttp://e.org/a#b: c\n",
        ] {
            let tree = Tree::read(text);
            assert!(tree.problems.is_empty(), "{text}: {:?}", tree.problems);
            let expected: serde_yaml::Value = serde_yaml::from_str(text).expect("sound for the other reader");
            assert_eq!(to_serde(tree.root().expect("a document")), expected, "{text}");
        }
    }

    #[test]
    fn spans_cover_exactly_what_is_written() {
        let text = "a: &x 'b'\nc:\n  - d # e\n  - [f, g]\n\nh: !t i\n";
        let tree = Tree::read_with_comments(text);
        let cut = |at: Span| &text[at.range()];
        let values: Vec<Value<'_>> =
            tree.root().expect("a document").entries().map(|(_, value)| value).collect();
        assert_eq!(
            values.iter().map(|value| cut(value.at())).collect::<Vec<_>>(),
            ["'b'", "- d # e\n  - [f, g]", "i"]
        );
        assert_eq!(values[0].anchor().map(cut), Some("&x"));
        assert_eq!(values[2].tag().map(cut), Some("!t"));
        assert_eq!(tree.comments.iter().copied().map(cut).collect::<Vec<_>>(), ["# e"]);
        assert!(Tree::read(text).comments.is_empty());
    }

    #[test]
    fn an_alias_has_the_tag_of_what_it_refers_to() {
        let text = "a: &x !t b\nc: *x\nd: &y e\nf: *y\n";
        let tree = Tree::read(text);
        let tags = tree.root().expect("a document").entries().map(|(_, value)| value.tag());
        let tags: Vec<_> = tags.map(|tag| tag.map(|at| &text[at.range()])).collect();
        assert_eq!(tags, [Some("!t"), Some("!t"), None, None]);
    }

    #[test]
    fn what_is_complete_before_an_error_is_kept_without_the_entry_next_to_it() {
        for (text, kept) in [
            // In the outermost collection.
            ("a: b\nc: d\n]\n", "a: b"),
            ("a: b\nc: d\n? ]\n", "a: b"),
            ("a: b\nc: \"d", "a: b"),
            ("a: b\n? \"c", "{}"),
            ("- a\n- b\n]\n", "[a]"),
            ("- \"a", "[]"),
            // One level below.
            ("a: b\nc:\n  d: e\n  f: g\n  ]\n", "{a: b, c: {d: e}}"),
            ("a: b\nc:\n  d: e\n  f: \"g", "{a: b, c: {d: e}}"),
            ("a: b\nc:\n  - d\n  - e\n  ]\n", "{a: b, c: [d]}"),
            ("- a\n- b: c\n  d: \"e", "[a, {b: c}]"),
            ("- a\n- - b\n  - c\n  ]\n", "[a, [b]]"),
            // Further below, where what contains the error is left out as a whole.
            ("a: b\nc:\n  d: e\n  f:\n    g: h\n    ]\n", "{a: b, c: {d: e}}"),
            ("a: b\nc:\n  d: e\n  f:\n    g:\n      h: i\n      j: \"k", "{a: b, c: {d: e}}"),
            ("a: b\nc:\n  - d\n  - e: f\n    g: \"h", "{a: b, c: [d]}"),
            ("- a\n- - b\n  - c:\n    - d\n    ]\n", "[a, [b]]"),
            ("a:\n  b: c\n  ?\n    - d\n    ]\n", "a: {b: c}"),
        ] {
            let tree = Tree::read(text);
            assert_eq!(tree.problems.len(), 1, "{text}");
            assert!(!tree.complete, "{text}");
            let kept: serde_yaml::Value = serde_yaml::from_str(kept).expect(kept);
            assert_eq!(to_serde(tree.root().expect(text)), kept, "{text}");
        }
    }

    /// Whether a text is refused because of its size.
    fn is_too_large(text: &str) -> bool {
        let tree = Tree::read(text);
        let message = tree.problems.first().map(Problem::message);
        assert_eq!(message.is_none(), tree.complete, "{message:?}");
        message.is_some_and(|message| message.contains("larger than a profile can be"))
    }

    #[test]
    fn values_count_with_every_alias_expanded() {
        const ITEMS: usize = 1000;
        const A: usize = 1 + ITEMS;
        const B: usize = 1 + 2 * A;
        // The root, its keys and the last list count, too.
        const BEFORE: usize = 1 + 4 + A + A + B + 1;
        const ALIASES: usize = (MAX_NODES - BEFORE) / B;
        const LEFT: usize = MAX_NODES - BEFORE - ALIASES * B;
        let text = |aliases: usize, items: usize| {
            let (a, b, c) = ("x,".repeat(ITEMS), "*b,".repeat(aliases), "x,".repeat(items));
            format!("a: &a [{a}]\nanother: *a\nb: &b [*a, *a]\nc: [{b}{c}]\n")
        };
        assert!(!is_too_large(&text(ALIASES, LEFT)));
        assert!(is_too_large(&text(ALIASES, LEFT + 1)));
        assert!(is_too_large(&text(ALIASES + 2, 0)));
    }

    #[test]
    fn bytes_count_once_for_each_alias() {
        const A: usize = 1000;
        const B: usize = "[*a, *a]".len() + 2 * A;
        // What aliases add before those to `b`.
        const BEFORE: usize = A + 2 * A;
        const ALIASES: usize = (MAX_ALIASED - BEFORE) / B;
        const LEFT: usize = MAX_ALIASED - BEFORE - ALIASES * B;
        let text = |aliases: usize, bytes: usize| {
            let (a, b, c) = ("x".repeat(A), "*b,".repeat(aliases), "*z,".repeat(bytes));
            format!("z: &z x\na: &a {a}\nanother: *a\nb: &b [*a, *a]\nc: [{b}{c}]\n")
        };
        assert!(!is_too_large(&text(ALIASES, LEFT)));
        assert!(is_too_large(&text(ALIASES, LEFT + 1)));
        assert!(is_too_large(&text(ALIASES + 2, 0)));
    }
}
