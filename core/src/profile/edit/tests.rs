mod pitfalls;
mod sequences;

use super::*;
use crate::{
    catalogue::{Accounts, Catalogue},
    profile::{Evidence, Intent, Status, read},
};

const HEAD: &str = "principles: \"0.1\"\nregistry:\n  name: Example Index   # the name\n";

fn id(name: &str) -> CapabilityId {
    Catalogue::latest().capability(name).expect(name).id
}

fn answer(name: &str, answer: Answer) -> Edit {
    Edit::Answer(id(name), Some(answer))
}

fn status(name: &str, status: Status) -> Edit {
    answer(name, Answer::whole(status))
}

fn noted(note: &str) -> Answer {
    Answer { note: Some(note.to_owned()), ..Answer::whole(Status::Partial) }
}

fn evident(items: &[&str]) -> Answer {
    let located = |item: &&str| Located::new(Evidence::new(*item).expect("a text"), Span::default());
    Answer { evidence: items.iter().map(located).collect(), ..Answer::whole(Status::Met) }
}

/// The text below the head after an edit.
#[track_caller]
fn becomes(before: &str, change: &Edit, after: &str) {
    let edited = edit(&format!("{HEAD}{before}"), change).expect(before);
    assert_eq!(edited, format!("{HEAD}{after}"));
}

#[track_caller]
fn refuses(before: &str, change: &Edit, error: &str) {
    let refused = edit(&format!("{HEAD}{before}"), change).expect_err(before);
    assert_eq!(refused.to_string(), error);
}

#[test]
fn a_word_takes_the_place_of_a_word() {
    let met = status("strong-mfa", Status::Met);
    becomes(
        "answers:\n  strong-mfa: unmet   # since 2020\n",
        &met,
        "answers:\n  strong-mfa: met   # since 2020\n",
    );
    becomes("answers:\n  strong-mfa: 'unmet'\n", &met, "answers:\n  strong-mfa: 'met'\n");
    becomes("answers:\n  strong-mfa: \"unmet\"\n", &met, "answers:\n  strong-mfa: \"met\"\n");
    becomes("answers: {strong-mfa: unmet }\n", &met, "answers: {strong-mfa: met }\n");
    becomes(
        "answers: {strong-mfa:, token-prefix: met}\n",
        &met,
        "answers: {strong-mfa: met, token-prefix: met}\n",
    );
    becomes("answers:\n  strong-mfa :   unmet # a\n", &met, "answers:\n  strong-mfa :   met # a\n");
    becomes("answers:\n  strong-mfa:\n    unmet # a\n", &met, "answers:\n  strong-mfa: met # a\n");
    becomes("answers:\n  strong-mfa:   # to do\n", &met, "answers:\n  strong-mfa: met   # to do\n");
    becomes("answers:\n  strong-mfa : # to do\n", &met, "answers:\n  strong-mfa : met # to do\n");
    becomes(
        "answers:\n  strong-mfa:\n    status: unmet # a\n    # b\n    x-c: d\n",
        &met,
        "answers:\n  strong-mfa:\n    status: met # a\n    # b\n    x-c: d\n",
    );
}

#[test]
fn the_first_answer_makes_its_section() {
    let met = status("strong-mfa", Status::Met);
    becomes("", &met, "answers:\n  strong-mfa: met\n");
    becomes("answers:", &met, "answers:\n  strong-mfa: met\n");
    becomes("answers: {} # none yet\nx-a: b\n", &met, "answers: # none yet\n  strong-mfa: met\nx-a: b\n");
    becomes("answers: ~\n...\n", &met, "answers:\n  strong-mfa: met\n...\n");
    becomes("answers: # none yet", &met, "answers: # none yet\n  strong-mfa: met\n");
}

/// Found by chance: clauses without an answer do not stop an edit.
#[test]
fn a_status_is_added_beside_clauses_without_an_answer() {
    let prepared = "answers:\n  leaked-credential-checks:\n    clauses:\n      registration-refusal:\n";
    becomes(
        prepared,
        &status("leaked-credential-checks", Status::Met),
        &format!("{prepared}    status: met\n"),
    );
}

#[test]
fn new_answers_go_below_the_heading_of_their_track() {
    let empty = "answers:\n  # Authentication\n\n  # Authorization\n\n  # General\n";
    let (first, second) = empty.split_at(empty.find("\n  # General").expect("a heading"));
    becomes(empty, &status("token-prefix", Status::Met), &format!("{first}  token-prefix: met\n{second}"));

    let two =
        "answers:\n  # Authentication\n  verified-email: met\n\n  # Authorization\n  token-prefix: unmet\n";
    let after = |line: &str, new: &str| two.replace(line, &format!("{line}{new}"));
    let last = "answers:\n  verified-email: met # a";
    becomes(last, &status("strong-mfa", Status::Met), &format!("{last}\n  strong-mfa: met\n"));
    let below_mail = after("verified-email: met\n", "  strong-mfa: met\n");
    becomes(two, &status("strong-mfa", Status::Met), &below_mail);
    let below_heading = after("# Authorization\n", "  package-scoped-api-keys: met\n");
    becomes(two, &status("package-scoped-api-keys", Status::Met), &below_heading);
    let at_the_end = after("token-prefix: unmet\n", "  unpublish-policy: met\n");
    becomes(two, &status("unpublish-policy", Status::Met), &at_the_end);

    let levels =
        "answers:\n  # Authentication\n  # Level 1: basic\n  verified-email: met\n  # Level 2: moderate\n\n";
    becomes(
        levels,
        &status("phishing-resistant-mfa", Status::Met),
        &format!("{}  phishing-resistant-mfa: met\n\n", levels.trim_end_matches('\n').to_owned() + "\n"),
    );
}

#[test]
fn a_heading_is_a_comment_among_the_answers() {
    let met = status("strong-mfa", Status::Met);
    // It can have several lines, and begin in any column.
    let lines = "answers:\n    # Authentication\n    # How people log in\n\n    # Authorization\n";
    becomes(lines, &met, &lines.replace("log in\n", "log in\n    strong-mfa: met\n"));
    let at_the_edge = "answers: {}\n# Authentication\n\n# Authorization\n";
    becomes(at_the_edge, &met, "answers:\n# Authentication\n  strong-mfa: met\n\n# Authorization\n");
    // If it is there twice, the first one counts, and one of another track does not.
    let twice = "answers:\n  # Authentication\n\n  # Authorization\n\n  # Authentication\n";
    becomes(twice, &met, &twice.replacen("tion\n", "tion\n  strong-mfa: met\n", 1));
    becomes("answers:\n  # Authorization\n", &met, "answers:\n  strong-mfa: met\n  # Authorization\n");
    // Comments outside the answers are about other things.
    becomes("# Authentication\nanswers:\n", &met, "# Authentication\nanswers:\n  strong-mfa: met\n");
    becomes(
        "answers:\n...\n# Authentication\n",
        &met,
        "answers:\n  strong-mfa: met\n...\n# Authentication\n",
    );
    becomes(
        "answers:\n  token-prefix: met\nx-a: b\n# Authorization\n",
        &status("trusted-publishing", Status::Met),
        "answers:\n  token-prefix: met\n  trusted-publishing: met\nx-a: b\n# Authorization\n",
    );
}

#[test]
fn without_headings_an_answer_stays_with_its_track() {
    let two = "answers:\n  verified-email: met\n  # about the next one\n  mandatory-mfa: met\n\n  # and this\n  token-prefix: met\n";
    for (new, neighbour) in
        [("strong-mfa", "  # about the next one\n"), ("package-scoped-api-keys", "  token-prefix: met\n")]
    {
        let after = two.replace(neighbour, &format!("  {new}: met\n{neighbour}"));
        becomes(two, &status(new, Status::Met), &after);
    }
}

#[test]
fn new_lines_are_indented_as_the_others_are() {
    let text = |head: &str, answer: &str| format!("principles: \"0.1\"\n{head}answers:\n{answer}");
    let long = Answer { note: Some("Why.".to_owned()), ..evident(&["a", "b"]) };
    for (head, before, after) in [
        (
            "registry:\n    name: Kestrel\ntaxonomy:\n    hosting:\n    - builds\n",
            "    strong-mfa: met\n",
            "    strong-mfa:\n        status: met\n        evidence:\n        - a\n        - b\n        note: Why.\n",
        ),
        (
            "registry: {name: Kestrel}\ntaxonomy: {hosting: [builds]}\n",
            "   strong-mfa: met\n",
            "   strong-mfa:\n      status: met\n      evidence:\n         - a\n         - b\n      note: Why.\n",
        ),
        (
            "? registry\n: name: Kestrel\n",
            "  strong-mfa: met\n",
            "  strong-mfa:\n    status: met\n    evidence:\n      - a\n      - b\n    note: Why.\n",
        ),
    ] {
        let edited = edit(&text(head, before), &answer("strong-mfa", long.clone())).expect(head);
        assert_eq!(edited, text(head, after));
    }
}

#[test]
fn a_file_in_an_order_of_its_own_gets_new_answers_at_the_end() {
    let own = "answers:\n  token-prefix: met\n  verified-email: met\n    # of the mail\n\nx-a: b\n";
    let new = own.replace("# of the mail\n", "# of the mail\n  recovery-policy: met\n");
    becomes(own, &status("recovery-policy", Status::Met), &new);
}

#[test]
fn a_short_answer_grows_only_when_it_must() {
    becomes(
        "answers:\n    strong-mfa: met   # since 2020\n    mandatory-mfa: met",
        &answer("strong-mfa", noted("one\ntwo\n")),
        "answers:\n    strong-mfa:   # since 2020\n      status: partial\n      note: |\n        one\n        two\n    \
         mandatory-mfa: met",
    );
    becomes(
        "answers: {strong-mfa: met, mandatory-mfa: met}\n",
        &answer("strong-mfa", noted("one\ntwo")),
        "answers: {strong-mfa: {status: partial, note: \"one\\ntwo\"}, mandatory-mfa: met}\n",
    );
}

#[test]
fn a_long_answer_stays_long() {
    let long = "answers:\n  strong-mfa:\n    note: Why. # a\n    status: partial\n  mandatory-mfa: met\n";
    becomes(long, &status("strong-mfa", Status::Partial), &long.replace("    note: Why. # a\n", ""));
    becomes(long, &answer("strong-mfa", noted("no")), &long.replace("Why.", "\"no\""));
    let planned = Answer { intent: Some(Intent::Planned), ..noted("Why.") };
    let new = long.replace("status: partial\n", "status: partial\n    intent: planned\n");
    becomes(long, &answer("strong-mfa", planned), &new);
}

#[test]
fn texts_in_lines_are_replaced_as_a_whole() {
    let before = "answers:\n  strong-mfa:\n    status: partial\n    note: |  # why\n      one\n\n      two\n\n  # end\n";
    let short = "answers:\n  strong-mfa:\n    status: partial\n    note: short  # why\n\n  # end\n";
    becomes(before, &answer("strong-mfa", noted("short")), short);
    becomes(short, &answer("strong-mfa", noted("one\n\ntwo\n")), before);
    for (empty, new) in [
        (" |-", " short"),
        ("   >-  # why\n", "   short  # why\n"),
        (" |\n  mandatory-mfa: met\n", " short\n  mandatory-mfa: met\n"),
    ] {
        let text = |note: &str| format!("answers:\n  strong-mfa:\n    status: partial\n    note:{note}");
        becomes(&text(empty), &answer("strong-mfa", noted("short")), &text(new));
    }
    // Empty lines at the end of a text belong to it only if its header says so.
    let kept = before.replace("|  #", "|+ #");
    becomes(
        &kept,
        &answer("strong-mfa", noted("short")),
        &short.replace("\n\n  # end", "\n  # end").replace("  # why", " # why"),
    );
}

#[test]
fn evidence_is_changed_item_by_item() {
    let list =
        "answers:\n  strong-mfa:\n    status: met\n    evidence:\n    - a # first\n    - 'b'\n    x-c: d\n";
    becomes(list, &answer("strong-mfa", evident(&["a", "b", "c"])), &list.replace("'b'\n", "'b'\n    - c\n"));
    becomes(list, &answer("strong-mfa", evident(&["b"])), &list.replace("    - a # first\n", ""));
    becomes(list, &answer("strong-mfa", evident(&["a", "c"])), &list.replace("'b'", "'c'"));
    becomes(
        "answers: {strong-mfa: {status: met, evidence: [a, b]}}\n",
        &answer("strong-mfa", evident(&["x", "a", "b"])),
        "answers: {strong-mfa: {status: met, evidence: [x, a, b]}}\n",
    );
    becomes(
        "answers:\n  strong-mfa:\n    status: met\n    evidence: a   # b\n",
        &answer("strong-mfa", evident(&["a", "c"])),
        "answers:\n  strong-mfa:\n    status: met\n    evidence:   # b\n      - a\n      - c\n",
    );
}

#[test]
fn a_list_ends_where_its_last_item_ends() {
    let text =
        |evidence: &str| format!("answers:\n  strong-mfa:\n    status: partial\n{evidence}    note: Why.\n");
    for (last, left) in [
        ("- |\n        b\n", ""),
        ("- |-\n        b\n\n", "\n"),
        ("- 'b\n         b'\n", ""),
        ("-\n        b\n", ""),
    ] {
        let list = format!("    evidence:\n      - a\n      {last}");
        becomes(&text(&list), &answer("strong-mfa", noted("Why.")), &text(left));
    }
}

#[test]
fn evidence_within_brackets_or_behind_an_alias_stays_sound() {
    let brackets =
        |evidence: &str| format!("answers: {{strong-mfa: {{status: met, evidence: {evidence}}}}}\n");
    becomes(&brackets("[a, b]"), &answer("strong-mfa", evident(&["a"])), &brackets("[a]"));
    becomes(&brackets("[a, b]"), &answer("strong-mfa", evident(&["b"])), &brackets("[b]"));
    // Empty items say nothing, and stay.
    let noted_too = Answer { note: Some("Why.".to_owned()), ..evident(&["a"]) };
    becomes(&brackets("[a, ' ']"), &answer("strong-mfa", noted_too), &brackets("[a, ' '], note: Why."));
    becomes(&brackets("[]"), &answer("strong-mfa", evident(&["a"])), &brackets("a"));
    becomes("answers: {strong-mfa: met}\n", &answer("strong-mfa", evident(&["a"])), &brackets("a"));
    let shared = "answers:\n  strong-mfa: {status: met, evidence: &e [a]}\n  mandatory-mfa: {status: met, evidence: *e}\n";
    becomes(shared, &answer("mandatory-mfa", evident(&["b"])), &shared.replace("*e", "b"));
    refuses(
        "answers:\n  strong-mfa:\n    status: met\n    evidence: [&e a]\nx-a: *e\n",
        &answer("strong-mfa", evident(&["b"])),
        "line 7 has to be edited by hand: this item is written in an unusual way",
    );
}

#[test]
fn what_is_removed_takes_its_own_comments_along_and_no_others() {
    let none = Edit::Answer(id("strong-mfa"), None);
    becomes(
        "answers:\n  # a\n  strong-mfa: # b\n    status: met # c\n    # d\n    note: e\n  # f\n  mandatory-mfa: met\n",
        &none,
        "answers:\n  # a\n  # f\n  mandatory-mfa: met\n",
    );
    becomes(
        "answers:\n  strong-mfa:\n    status: met\n    x-ticket: {a: b} # c\n",
        &none,
        "answers:\n  strong-mfa:\n    x-ticket: {a: b} # c\n",
    );
    becomes("answers: {strong-mfa: met, mandatory-mfa: met}\n", &none, "answers: {mandatory-mfa: met}\n");
    becomes("answers: {mandatory-mfa: met, strong-mfa: met}\n", &none, "answers: {mandatory-mfa: met}\n");
    becomes("answers: {strong-mfa: met,}\n", &none, "answers: {}\n");
    let between = "answers:\n  mandatory-mfa: met\n  strong-mfa: met\n# end\n";
    becomes(between, &none, &between.replace("  strong-mfa: met\n", ""));
    becomes("answers: {mandatory-mfa: ~, strong-mfa: met}\n", &none, "answers: {mandatory-mfa: ~}\n");
    becomes("answers: {mandatory-mfa: , strong-mfa: met}\n", &none, "answers: {mandatory-mfa:}\n");
    becomes(
        "answers:\n  strong-mfa:\n    note: |\n      one\n\n  # f\n  mandatory-mfa: met\n",
        &none,
        "answers:\n\n  # f\n  mandatory-mfa: met\n",
    );
    becomes(
        "taxonomy:\n  accounts:\n    # a\n    provider: GitHub # b\n",
        &Edit::Accounts(Some(Accounts::Present)),
        "taxonomy:\n  accounts: true\n",
    );
}

#[test]
fn an_answer_that_is_given_is_dated_once() {
    let day = "2026-11-25".parse().expect("a day");
    let met = Edit::Give(id("strong-mfa"), Answer::whole(Status::Met), day);
    // The first answer of a profile dates the assessment, even if the template left the date empty.
    becomes("answers:\n", &met, "assessment:\n  date: 2026-11-25\nanswers:\n  strong-mfa: met\n");
    becomes(
        "taxonomy:\n  accounts: true\n",
        &met,
        "assessment:\n  date: 2026-11-25\ntaxonomy:\n  accounts: true\nanswers:\n  strong-mfa: met\n",
    );
    becomes(
        "assessment:\n  date: 2020-01-01\nanswers:\n  strong-mfa: # MFA\n  recovery-policy:\n",
        &met,
        "assessment:\n  date: 2026-11-25\nanswers:\n  strong-mfa: met # MFA\n  recovery-policy:\n",
    );
    // On the day of the assessment, only an existing date changes.
    let today = "assessment: {date: 2026-11-25}\nanswers:\n  recovery-policy: met\n";
    becomes(today, &met, &format!("{today}  strong-mfa: met\n"));
    // On any other day, the answer gets a date of its own.
    let before = today.replace("25", "24");
    becomes(&before, &met, &format!("{before}  strong-mfa:\n    status: met\n    reviewed: 2026-11-25\n"));
    let undated = "answers:\n  strong-mfa: met\n";
    becomes(undated, &met, "answers:\n  strong-mfa:\n    status: met\n    reviewed: 2026-11-25\n");
    // Confirming an answer again on the same day changes nothing.
    let dated = "answers:\n  strong-mfa: {status: met, reviewed: 2026-11-25}\n";
    becomes(dated, &met, dated);
}

#[test]
fn what_leaves_the_status_open_is_not_dated() {
    let day = "2026-11-25".parse().expect("a day");
    let capability = Catalogue::latest().capability("package-reporting").expect("known");
    let note = Some("Soon.".to_owned());
    let clause = ClauseAnswer { note: note.clone(), ..ClauseAnswer::default() };
    let clauses = BTreeMap::from([(capability.clauses[0].id, Located::new(clause, Span::default()))]);
    let by_clause = Answer { rating: Rating::ByClause(clauses), ..Answer::default() };
    let as_a_whole = Answer { note, ..Answer::default() };
    for (answer, written) in
        [(as_a_whole, "    note: Soon.\n"), (by_clause, "    clauses:\n      ui:\n        note: Soon.\n")]
    {
        let after = format!("answers:\n  package-reporting:\n{written}");
        becomes("answers:\n", &Edit::Give(capability.id, answer, day), &after);
    }
    becomes("answers:\n", &Edit::Give(capability.id, Answer::default(), day), "answers:\n");
}

#[test]
fn an_old_review_date_becomes_the_current_day() {
    let day = "2026-11-25".parse().expect("a day");
    for assessed in ["2026-11-25", "2026-11-24"] {
        let before = format!(
            "assessment: {{date: {assessed}}}\nanswers:\n  strong-mfa: {{status: met, reviewed: 2020-01-01}}\n"
        );
        let profile = read(&Source::new("", format!("{HEAD}{before}"))).expect("a profile");
        let (id, answer) = profile.answers.iter().next().expect("an answer");
        let confirmed = Edit::Give(*id, answer.value.clone(), day);
        becomes(&before, &confirmed, &before.replace("2020-01-01", "2026-11-25"));
    }
}

#[test]
fn the_other_sections_are_changed_in_the_same_way() {
    let hosting = |kinds: &[Hosting]| Edit::Hosting(Some(kinds.iter().copied().collect()));
    let taxonomy = "taxonomy:\n  accounts: yes # a\n  hosting: [builds] # b\n";
    becomes(taxonomy, &Edit::Accounts(Some(Accounts::Present)), taxonomy);
    becomes(taxonomy, &Edit::Accounts(Some(Accounts::Absent)), &taxonomy.replace("yes", "false"));
    becomes(taxonomy, &Edit::Accounts(None), &taxonomy.replace("  accounts: yes # a\n", ""));
    let provided = |names: &[&str]| {
        Edit::Accounts(Some(Accounts::ProvidedBy(names.iter().map(|&name| name.to_owned()).collect())))
    };
    let by_github = taxonomy.replace("yes # a", "# a\n    provider: GitHub");
    becomes(taxonomy, &provided(&["GitHub"]), &by_github);
    becomes(
        &by_github,
        &Edit::Accounts(Some(Accounts::Present)),
        &by_github.replace("# a\n    provider: GitHub", "true # a"),
    );
    becomes(
        &by_github,
        &provided(&["GitHub", "GitLab"]),
        &by_github.replace("GitHub", "\n      - GitHub\n      - GitLab").replace(": \n", ":\n"),
    );
    becomes(
        "taxonomy: {accounts: true}\n",
        &provided(&["a", "b"]),
        "taxonomy: {accounts: {provider: [a, b]}}\n",
    );
    becomes("taxonomy: {accounts: {provider: a}}\n", &provided(&[" "]), "taxonomy: {accounts: true}\n");
    let both = [Hosting::BuiltPackages, Hosting::Builds];
    becomes(taxonomy, &hosting(&both), &taxonomy.replace("[builds]", "[builds, built-packages]"));
    let shared = "x-kinds: &kinds [builds]\ntaxonomy: {hosting: *kinds}\n";
    becomes(shared, &hosting(&both), &shared.replace("*kinds", "[built-packages, builds]"));
    becomes("", &hosting(&both), "taxonomy:\n  hosting: [built-packages, builds]\n");
    let today = Edit::AssessedDate("2026-11-22".parse().ok());
    becomes("taxonomy:\nanswers:\n", &today, "assessment:\n  date: 2026-11-22\ntaxonomy:\nanswers:\n");
    let cli = Catalogue::latest().tracks[3].id;
    becomes(
        "targets:   # by track\n",
        &Edit::Target(cli, Some(Level::MAX)),
        "targets:   # by track\n  cli: 3\n",
    );
    let also = |reason: Option<&str>| Edit::AlsoAssess(cli, reason.map(str::to_owned));
    becomes("", &also(Some("It has one: ours.")), "also-assess:\n  cli: \"It has one: ours.\"\n");
    becomes("also-assess: {cli: Ours.} # a\n", &also(Some("New.")), "also-assess: {cli: New.} # a\n");
    becomes("also-assess:\n  cli: Ours.\n  general: All.\n", &also(None), "also-assess:\n  general: All.\n");
    becomes("", &Edit::RegistryUrl(Some("https://e.org".to_owned())), "  url: https://e.org\n");
    becomes("", &Edit::RegistryUrl(Some(" ".to_owned())), "");
}

#[test]
fn line_endings_and_byte_order_marks_stay_as_they_are() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("\u{feff}{HEAD}answers:\n  strong-mfa: unmet\n").replace('\n', end);
        let edited = edit(&text, &answer("strong-mfa", noted("one\ntwo\n"))).expect("an edit");
        let long =
            "  strong-mfa:\n    status: partial\n    note: |\n      one\n      two\n".replace('\n', end);
        assert_eq!(edited, text.replace(&format!("  strong-mfa: unmet{end}"), &long));
    }
}

#[test]
fn json_stays_json_and_anything_else_is_yaml() {
    let text = |extra: &str, rest: &str| {
        format!("{{\"principles\": \"0.1\", \"registry\": {{\"name\": \"Example Index\"}}{extra}{rest}}}\n")
    };
    let cli = Catalogue::latest().tracks[3].id;
    let edits = [
        (Edit::Accounts(Some(Accounts::Present)), "taxonomy", "accounts", "true"),
        (Edit::Target(cli, Some(Level::MAX)), "targets", "cli", "3"),
        (Edit::AssessedDate("2026-11-22".parse().ok()), "assessment", "date", "2026-11-22"),
        (status("strong-mfa", Status::Met), "answers", "strong-mfa", "met"),
    ];
    let json = ["", ", \"x-a\": [1.5, -2, 1e-3, true, null, {\"b\": \"c\"}]"];
    let yaml = [
        ", \"x-a\": &a \"b\"",
        ", \"x-a\": !b \"c\"",
        ", \"x-a\": 'b'",
        ", \"x-a\": b",
        ", 'x-a': \"b\"",
        ", x-a: \"b\"",
        ", \"x-a\": [b]",
        ", # b\n\"x-a\": 1",
    ];
    for (edit, section, key, word) in edits {
        let bare = ["true", "3"].contains(&word);
        let quoted = if bare { word.to_owned() } else { format!("\"{word}\"") };
        for extra in json {
            let after = text(extra, &format!(", \"{section}\": {{\"{key}\": {quoted}}}"));
            assert_eq!(super::edit(&text(extra, ""), &edit), Ok(after));
        }
        for extra in yaml {
            let after = text(extra, &format!(", {section}: {{{key}: {word}}}"));
            assert_eq!(super::edit(&text(extra, ""), &edit), Ok(after));
        }
    }
}

#[test]
fn edits_beyond_the_answer_are_left_to_people() {
    let shared = "answers:\n  strong-mfa: &a\n    status: met # b\n  mandatory-mfa: *a\n";
    refuses(
        shared,
        &answer("strong-mfa", noted("c")),
        "line 5 has to be edited by hand: the change would affect something else, perhaps through an alias",
    );
    refuses(
        "answers:\n  strong-mfa: &a\n    status: met\n    note: Why.\nx-copy: *a\n",
        &answer("strong-mfa", Answer { note: Some("Why.".to_owned()), ..Answer::whole(Status::Partial) }),
        "line 5 has to be edited by hand: the change would touch keys of your own",
    );
    let apart = shared.replace("mandatory-mfa: *a", "mandatory-mfa: unmet");
    becomes(shared, &status("mandatory-mfa", Status::Unmet), &apart);
    for key in ["? strong-mfa\n  ", "&k strong-mfa"] {
        refuses(
            &format!("answers:\n  {key}: met\n"),
            &status("strong-mfa", Status::Unmet),
            "line 5 has to be edited by hand: this key is not alone at the beginning of its line",
        );
    }
    refuses(
        "answers:\n  strong-mfa:\n    status: met\n    note: &n Why.\nx-a: *n\n",
        &answer("strong-mfa", noted("c")),
        "line 7 has to be edited by hand: its value has an anchor or a tag",
    );
    refuses(
        "answers:\n  strong-mfa: # a\n    # b\n    met\n",
        &answer("strong-mfa", noted("c")),
        "line 5 has to be edited by hand: there is a comment between the key and the end of its value",
    );
}

/// The line is the answer's, although the date of the assessment is looked at, and may change, as well.
#[test]
fn the_line_of_an_answer_that_is_given_is_its_own() {
    let met =
        |day: &str| Edit::Give(id("verified-email"), Answer::whole(Status::Met), day.parse().expect("a day"));
    let day = "2026-11-25";
    let alias = "the change would affect something else, perhaps through an alias";
    let own = "the change would touch keys of your own";
    for (before, line, reason) in [
        ("answers:\n  verified-email: &m {status: unmet}\n  strong-mfa: *m\n", 5, alias),
        ("answers: &all\n  verified-email: {status: unmet, note: a}\nx-copy: *all\n", 5, own),
        // The first answer changes the assessment's date too.
        ("answers:\n  verified-email: &m {note: a}\n  strong-mfa: *m\n", 5, alias),
    ] {
        for (assessment, lines) in
            [("", 0), ("assessment: {date: 2026-11-01}\n", 1), ("assessment: {by: us}\n", 1)]
        {
            let line = line + lines;
            let error = format!("line {line} has to be edited by hand: {reason}");
            refuses(&format!("{assessment}{before}"), &met(day), &error);
        }
    }
    let own_date = "assessment:\n  date: 2026-11-01\nanswers: &all\n  strong-mfa: met\nx-copy: *all\n";
    let error = format!("line 6 has to be edited by hand: {own}");
    refuses(own_date, &met(day), &error);
}

#[test]
fn edits_that_take_too_long_are_left_to_people() {
    let padding = format!("# {}\n", "padding ".repeat(1 << 17));
    let evidence: Vec<String> = (0..40).map(|number| format!("docs/{number}.md")).collect();
    let evidence: Vec<&str> = evidence.iter().map(String::as_str).collect();
    let before = format!("answers:\n  strong-mfa:\n    status: met\n    evidence: [docs/0.md]\n{padding}");
    refuses(
        &before,
        &answer("strong-mfa", evident(&evidence)),
        "line 5 has to be edited by hand: this is more than can be changed at once",
    );
    let few = before.replace("[docs/0.md]", "[docs/0.md, docs/1.md, docs/2.md]");
    becomes(&before, &answer("strong-mfa", evident(&evidence[..3])), &few);
}

proptest::proptest! {
    /// The place of a refusal is mapped back to the text before the changes.
    #[test]
    fn what_is_before_a_change_stays_in_place(
        (start, old, new, end) in ("[ab\n]{0,4}", "[ab\n]{0,4}", "[ab\n]{0,4}", "[ab\n]{0,4}")
    ) {
        let (text, changed) = (format!("{start}{old}{end}"), format!("{start}{new}{end}"));
        for at in 0..start.len() {
            proptest::prop_assert_eq!(before(&text, &changed, at), at);
        }
        let (text, changed) = (format!("{start}<{end}"), format!("{start}>{new}{end}"));
        for back in 0..=end.len() {
            proptest::prop_assert_eq!(before(&text, &changed, changed.len() - back), text.len() - back);
        }
    }
}

/// Found by fuzzing: the line number was that of the partly changed text.
#[test]
fn the_line_to_edit_by_hand_is_one_of_the_text_as_it_is() {
    refuses(
        "answers:\n  strong-mfa:\n    status: met\n    evidence: a\n    note: &n Why.\nx-a: *n\n",
        &answer("strong-mfa", Answer { note: Some("c".to_owned()), ..evident(&["a", "b", "c", "d"]) }),
        "line 8 has to be edited by hand: its value has an anchor or a tag",
    );
}

#[test]
fn nothing_invalid_is_written() {
    let unexplained = status("strong-mfa", Status::NotApplicable);
    refuses("", &unexplained, "this would be invalid: `not-applicable` needs a `note` with the reason");
    refuses("", &Edit::RegistryName(" ".to_owned()), "this would be invalid: the registry's name is missing");
    refuses(
        "answers: [a]\n",
        &unexplained,
        "the file is already invalid: line 4, column 10: `answers` takes keys with values below it, but this is a list; \
         write `answers: {verified-email: met}`",
    );
}

#[test]
fn comments_do_not_become_part_of_a_text() {
    let before = "answers:\n  strong-mfa:\n    status: partial\n    note: Why.\n\n      # deep\n";
    let after = before.replace("Why.", "\"one\\ntwo\\n\"");
    becomes(before, &answer("strong-mfa", noted("one\ntwo\n")), &after);

    // A comment below the key is not part of its text.
    let beside = "answers:\n  strong-mfa:\n    status: partial\n    note: Why.\n    # beside\n";
    let lines = beside.replace("Why.", "|\n      one\n      two");
    becomes(beside, &answer("strong-mfa", noted("one\ntwo\n")), &lines);

    let kept_apart =
        "answers:\n  strong-mfa:\n    note: |\n      one\n      two\n    status: met\n      # deep\n";
    let unsaid = Answer { note: Some("one\ntwo\n".to_owned()), ..Answer::whole(Status::Unknown) };
    becomes(kept_apart, &answer("strong-mfa", unsaid), &kept_apart.replace("status: met", "status: unknown"));
    let url = "  url: |\n    one\n    two\n  x-a: b\nassessment:\n  by: |\n    us\n    and them\n  date: 2026-11-22\n     # deep\n";
    refuses(
        url,
        &Edit::AssessedDate(None),
        "line 12 has to be edited by hand: a nearby comment would become part of a text",
    );
}
