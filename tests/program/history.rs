//! `history`: levels and counts over the commits of a profile, through renames and broken versions.

use serde_json::Value;

use crate::support::Place;

const BEFORE: &str = include_str!("../profiles/before.yaml");
const AFTER: &str = include_str!("../profiles/after.yaml");

/// Four commits: the first under another name, the third with a slip of the finger; then a change that is not committed.
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
fn the_same_is_told_whatever_is_configured() {
    let place = repository();
    place.git(["add", "--all"]);
    place.git(["mv", "registry-maturity.yaml", "sub.yaml"]);
    let place = place.with("sub/note", "");
    place.git(["mv", "sub.yaml", "sub/sub.yaml"]);
    place.commit("2026-11-23");
    let told = place.line("history sub/sub.yaml --format json").stdout;
    assert_eq!(told.matches("\"date\"").count(), 5, "{told}");
    for setting in [
        "diff.relative=true",
        "log.showRoot=false",
        "diff.renames=false",
        "color.ui=always",
        "log.follow=true",
        "i18n.logOutputEncoding=UTF-16",
        "diff.orderFile=/dev/full",
    ] {
        let (key, value) = setting.split_once('=').expect("a value");
        place.git(["config", key, value]);
        assert_eq!(place.line("history sub/sub.yaml --format json").stdout, told, "{setting}");
        place.git(["config", "--unset", key]);
    }
    place.git(["config", "diff.algorithm", "none"]);
    let told = place.line("history sub/sub.yaml").stderr;
    assert!(told.contains("`git log --follow sub/sub.yaml` says why"), "{told}");
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
    assert_eq!(json["skipped"][0]["reason"], "`mett` is no status");
}

#[test]
fn a_file_that_was_never_committed_has_its_present_alone() {
    let place = Place::new().with("other.txt", "x").repository();
    let empty = place.line("history");
    assert_eq!(empty.exit, 2);
    place.commit("2026-01-15");
    place.write("registry-maturity.yaml", BEFORE);
    let run = place.line("history");
    assert_eq!(run.exit, 0, "{run:?}");
    assert!(run.stdout.contains("1 version of the profile") && run.stdout.contains("not committed"));
}
