//! `history`: levels and counts over the commits of a profile, through renames and broken versions.

use serde_json::Value;

use crate::support::{Place, command};

const BEFORE: &str = include_str!("../profiles/before.yaml");
const AFTER: &str = include_str!("../profiles/after.yaml");

/// Four commits, the first under another name and the third with a typing mistake, followed by a change that is not
/// committed.
fn repository() -> Place {
    let place = Place::new().with("old.yaml", BEFORE).repository();
    place.commit("2026-01-15");
    place.git(["mv", "old.yaml", "registry-maturity.yaml"]);
    place.commit("2026-03-01");
    place.write("registry-maturity.yaml", &BEFORE.replace("recovery-policy: met", "recovery-policy: mett"));
    place.commit("2026-06-01");
    place.write("registry-maturity.yaml", AFTER);
    place.commit("2026-11-22");
    place.write(
        "registry-maturity.yaml",
        &AFTER.replace("phishing-resistant-mfa: unmet", "phishing-resistant-mfa: met"),
    );
    place
}

#[test]
fn levels_and_counts_over_time() {
    let place = repository();
    insta::assert_snapshot!("history", place.line("history").stdout);
    insta::assert_snapshot!("history_markdown", place.line("history --format markdown").stdout);
}

#[test]
fn the_configuration_of_git_changes_nothing() {
    let place = repository();
    place.git(["add", "--all"]);
    place.git(["mv", "registry-maturity.yaml", "sub.yaml"]);
    let place = place.with("sub/note", "");
    place.git(["mv", "sub.yaml", "sub/sub.yaml"]);
    place.commit("2026-11-23");
    let printed = place.line("history sub/sub.yaml --format json").stdout;
    assert_eq!(printed.matches("\"date\"").count(), 5, "{printed}");
    for setting in [
        "diff.relative=true",
        "log.showRoot=false",
        "diff.renames=false",
        "color.ui=always",
        "log.follow=true",
        "i18n.logOutputEncoding=UTF-16",
        "diff.orderFile=/dev/full",
        "diff.algorithm=none",
    ] {
        let (key, value) = setting.split_once('=').expect("a value");
        place.git(["config", key, value]);
        assert_eq!(place.line("history sub/sub.yaml --format json").stdout, printed, "{setting}");
        place.git(["config", "--unset", key]);
    }
}

#[test]
fn the_page_has_a_picture_of_each_track() {
    let page = repository().line("history --format html").stdout;
    let start = page.find("<figure class=\"chart\">").expect("a chart");
    let end = page[start..].find("</figure>").expect("its end");
    insta::assert_snapshot!("history_chart", &page[start..start + end]);
}

#[test]
fn as_json() {
    let json: Value = serde_json::from_str(&repository().line("history --format json").stdout).expect("JSON");
    let versions = json["versions"].as_array().expect("versions");
    let levels: Vec<String> = versions
        .iter()
        .map(|version| format!("{} {}", version["date"], version["tracks"][0]["level"]))
        .collect();
    assert_eq!(levels, ["\"2026-01-15\" 0", "\"2026-03-01\" 0", "\"2026-11-22\" 1", "null 1"]);
    let last = &versions[3]["tracks"][0];
    let by_level = last["levels"].as_array().expect("levels");
    assert_eq!(
        by_level.iter().map(|level| level["level"].as_u64()).collect::<Vec<_>>(),
        [Some(1), Some(2), Some(3)]
    );
    for status in ["met", "partial", "unmet", "unknown", "not_applicable"] {
        let sum: u64 = by_level.iter().map(|level| level[status].as_u64().expect("a number")).sum();
        assert_eq!(Some(sum), last[status].as_u64(), "{status}");
    }
    assert_eq!(json["skipped"][0]["date"], "2026-06-01");
    assert_eq!(json["skipped"][0]["reason"], "`mett` is not a status");
}

#[test]
fn an_uncommitted_file_has_only_its_current_state() {
    let place = Place::new().with("other.txt", "x").repository();
    let empty = place.line("history");
    assert_eq!(empty.exit, 2);
    place.commit("2026-01-15");
    place.write("registry-maturity.yaml", BEFORE);
    let run = place.line("history");
    assert_eq!(run.exit, 0, "{run:?}");
    assert!(run.stdout.contains("1 version of the profile") && run.stdout.contains("not committed"));
}

/// The versions as `DATE LEVEL` of a track, from JSON.
fn levels(place: &Place, arguments: &str, track: &str) -> Vec<String> {
    let run = place.line(&format!("history --format json {arguments}"));
    assert_eq!(run.exit, 0, "{run:?}");
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let versions = json["versions"].as_array().expect("versions").iter();
    let level = |version: &Value| {
        let tracks = version["tracks"].as_array().expect("tracks");
        tracks.iter().find(|one| one["id"] == track).map_or(Value::Null, |one| one["level"].clone())
    };
    versions
        .map(|version| format!("{} {}", version["date"].as_str().unwrap_or("none"), level(version)))
        .collect()
}

const SMALL: &str = "principles: \"0.1\"\nregistry: {name: Example Index}\n\
                     taxonomy: {accounts: false, hosting: [builds]}\nanswers:\n  \
                     pinned-dependencies: unmet\n\n  # One\n\n  install-vulnerability-warnings: unmet\n";

/// Two branches from the first commit, merged one after the other. The level only rises on main.
#[test]
fn merges_are_shown_with_their_dates_and_branches_are_not() {
    let place = Place::new().with("registry-maturity.yaml", SMALL).repository();
    place.commit("2026-01-01");
    place.git(["checkout", "--quiet", "-b", "late"]);
    place.write(
        "registry-maturity.yaml",
        &SMALL.replace("pinned-dependencies: unmet", "pinned-dependencies: met"),
    );
    place.commit("2026-03-01");
    place.git(["checkout", "--quiet", "-b", "early", "main"]);
    place.write("registry-maturity.yaml", &SMALL.replace("warnings: unmet", "warnings: met"));
    place.commit("2026-02-01");
    place.git(["checkout", "--quiet", "main"]);
    for (branch, day) in [("late", "2026-04-01"), ("early", "2026-05-01")] {
        let mut merge = command("git");
        merge.args(["merge", "--quiet", "--no-ff", "--message", branch, branch]);
        merge.env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"));
        let run = place.finish(&mut merge);
        assert_eq!(run.exit, 0, "{run:?}");
    }
    assert_eq!(levels(&place, "", "cli"), ["2026-01-01 0", "2026-04-01 1", "2026-05-01 2"]);
    // A merge that keeps what main had changes nothing of the file.
    place.git(["checkout", "--quiet", "-b", "other", "main~1"]);
    place.write("registry-maturity.yaml", SMALL);
    place.commit("2026-06-01");
    place.git(["checkout", "--quiet", "main"]);
    place.git(["merge", "--quiet", "--no-ff", "--strategy=ours", "--message", "Keep", "other"]);
    assert_eq!(levels(&place, "", "cli").len(), 3);
}

/// A committed version is not repeated, whatever git did to its line endings.
#[test]
fn only_differences_from_the_last_commit_are_marked_as_uncommitted() {
    let place = Place::new().with("registry-maturity.yaml", SMALL).repository();
    place.commit("2026-01-01");
    for (text, versions) in [
        (SMALL.to_owned(), 1),
        (SMALL.replace('\n', "\r\n"), 1),
        (format!("\u{feff}{SMALL}"), 1),
        (SMALL.replace("# One", "# Two"), 2),
    ] {
        place.write("registry-maturity.yaml", &text);
        assert_eq!(levels(&place, "", "cli").len(), versions, "{text:?}");
    }
    // An older text that returns is a version of its own.
    place.write("registry-maturity.yaml", &SMALL.replace("# One", "# Three"));
    place.commit("2026-02-01");
    place.write("registry-maturity.yaml", SMALL);
    assert_eq!(levels(&place, "", "cli"), ["2026-01-01 0", "2026-02-01 0", "none 0"]);
}

#[test]
fn a_copy_has_a_history_of_its_own() {
    let place = Place::new().with("alpha.yaml", SMALL).repository();
    place.commit("2026-01-01");
    place.write("alpha.yaml", &SMALL.replace("# One", "# Two"));
    place.commit("2026-02-01");
    place.write("beta.yaml", &SMALL.replace("# One", "# Two").replace("Example", "Beta"));
    place.commit("2026-03-01");
    assert_eq!(levels(&place, "beta.yaml", "cli"), ["2026-03-01 0"]);
    assert_eq!(levels(&place, "alpha.yaml", "cli").len(), 2);
}

#[test]
fn a_file_is_followed_wherever_it_was_moved() {
    let place = Place::new().with("registry-maturity.yaml", SMALL).with("docs/note", "").repository();
    place.commit("2026-01-01");
    let away = "docs/a name\nwith a break.yaml";
    place.git(["mv", "registry-maturity.yaml", away]);
    place.commit("2026-02-01");
    place.write(away, &SMALL.replace("pinned-dependencies: unmet", "pinned-dependencies: met"));
    place.commit("2026-03-01");
    place.git(["mv", away, "registry-maturity.yaml"]);
    place.commit("2026-04-01");
    assert_eq!(levels(&place, "", "cli"), ["2026-01-01 0", "2026-02-01 0", "2026-03-01 1", "2026-04-01 1"]);
    // Deleted and written again: the history has both parts and the gap between them.
    place.git(["rm", "--quiet", "registry-maturity.yaml"]);
    place.commit("2026-05-01");
    place.write("registry-maturity.yaml", SMALL);
    place.commit("2026-06-01");
    let json: Value = serde_json::from_str(&place.line("history --format json").stdout).expect("JSON");
    assert_eq!(json["skipped"][0]["reason"], "the file was deleted");
    assert_eq!(json["skipped"][0]["date"], "2026-05-01");
}

/// A history in the format of `git fast-import`.
fn import(place: &Place, stream: &str) {
    place.write("stream", stream);
    let run = command("sh")
        .current_dir(place.path())
        .args([
            "-c",
            "git fast-import --quiet --date-format=raw-permissive < stream && git reset --quiet --hard",
        ])
        .output()
        .expect("git runs");
    assert!(run.status.success(), "{run:?}");
}

fn commit(number: usize, date: &str, text: &str) -> String {
    format!(
        "commit refs/heads/main\nmark :{number}\ncommitter A <a@example.org> {date}\ndata 1\nx\nM 644 inline \
         registry-maturity.yaml\ndata {}\n{text}\n",
        text.len()
    )
}

#[test]
fn an_impossible_date_affects_only_its_own_commit() {
    let texts = [SMALL.to_owned(), SMALL.replace("# One", "# Two"), SMALL.replace("# One", "# Three")];
    let dates = ["1767225600 +0000", "99999999999999999 +0000", "1769904000 +0000"];
    let commits = texts.iter().zip(dates).enumerate().map(|(at, (text, date))| commit(at + 1, date, text));
    let place = Place::new().repository();
    import(&place, &commits.collect::<String>());
    assert_eq!(levels(&place, "", "cli"), ["2026-01-01 0", "none 0", "2026-02-01 0"]);
    let run = place.line("history");
    assert!(run.stdout.contains("no date") && !run.stdout.contains("now "), "{}", run.stdout);
}

/// More commits than any former limit, with two alternating texts and an invalid one.
#[test]
fn there_is_no_limit_on_commits() {
    const COMMITS: usize = 7_000;
    let met = SMALL.replace("pinned-dependencies: unmet", "pinned-dependencies: met");
    let broken = SMALL.replace("unmet", "umet");
    let text = |at: usize| {
        if at % 100 == 50 {
            &broken
        } else if at.is_multiple_of(2) {
            SMALL
        } else {
            &met
        }
    };
    let commits = (0..COMMITS).map(|at| commit(at + 1, &format!("{} +0000", 1_500_000_000 + at), text(at)));
    let place = Place::new().repository();
    import(&place, &commits.collect::<String>());
    let lines = place.line("history --format ndjson").stdout;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), COMMITS);
    for (at, line) in lines.iter().enumerate() {
        let cli =
            line["tracks"].as_array().map(|all| all.iter().find(|one| one["id"] == "cli").expect("cli"));
        let level = cli.map(|cli| cli["level"].clone());
        let expected = if at % 100 == 50 { None } else { Some(Value::from(at % 2)) };
        assert_eq!(level, expected, "{line}");
        assert_eq!(expected.is_none(), line["reason"].is_string(), "{line}");
    }
    // The other formats have the same versions.
    let json: Value = serde_json::from_str(&place.line("history --format json").stdout).expect("JSON");
    let count = |key: &str| json[key].as_array().expect("a list").len();
    assert_eq!((count("versions"), count("skipped")), (COMMITS - COMMITS / 100, COMMITS / 100));
    assert_eq!(json["versions"][0]["tracks"], lines[0]["tracks"]);
}

#[test]
fn standard_input_is_refused() {
    let help = Place::new().line("history --help").stdout;
    assert!(!help.contains("standard input"), "{help}");
    let run = Place::new().line("history -");
    assert!(run.exit == 2 && run.stderr.contains("standard input has no history"), "{run:?}");
}
