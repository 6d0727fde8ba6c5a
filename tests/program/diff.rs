//! `diff` and `history`: every kind of change, and git with unusual names and revisions.

#[cfg(unix)]
use std::fs;

use registry_maturity_core::catalogue::{Catalogue, Level};
use serde_json::Value;

#[cfg(unix)]
use crate::support::write_program;
use crate::support::{Place, program};

const BEFORE: &str = include_str!("../profiles/before.yaml");
const AFTER: &str = include_str!("../profiles/after.yaml");

fn pair() -> Place {
    Place::new().with("before.yaml", BEFORE).with("after.yaml", AFTER)
}

#[test]
fn every_kind_of_change() {
    insta::assert_snapshot!("diff_forward", pair().line("diff before.yaml after.yaml").stdout);
    insta::assert_snapshot!("diff_backward", pair().line("diff after.yaml before.yaml").stdout);
}

#[test]
fn as_json() {
    let run = pair().line("diff before.yaml after.yaml --format json");
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let mut lines = String::new();
    for change in json["changes"].as_array().expect("changes") {
        let mut change = change.clone();
        let fields = change.as_object_mut().expect("an object");
        fields.shift_remove("title");
        lines += &format!("{change}\n");
    }
    for track in json["tracks"].as_array().expect("tracks") {
        lines += &format!("{track}\n");
    }
    insta::assert_snapshot!("diff_json", lines);
}

#[test]
fn no_change_is_reported_as_such() {
    let run = pair().line("diff before.yaml before.yaml");
    assert_eq!(run.exit, 0);
    assert!(run.stdout.contains("Nothing changed."), "{}", run.stdout);
}

#[test]
fn public_results_show_neither_owner_nor_cost() {
    let run = pair().line("diff --public before.yaml after.yaml");
    assert!(run.stdout.contains("Ask for a new password."), "{}", run.stdout);
    assert!(!run.stdout.contains("Accounts team") && !run.stdout.contains("20,000"), "{}", run.stdout);
    assert!(pair().line("diff before.yaml after.yaml").stdout.contains("Accounts team"));
}

/// A change that public results may not show is no change in them, unless another part of it may be shown.
#[test]
fn public_results_show_no_change_that_is_only_in_private_values() {
    let profile = |sbom: &str| {
        format!(
            "principles: \"0.1\"\nregistry: {{name: Kestrel}}\ntaxonomy: {{accounts: false, hosting: [builds]}}\n\
             answers: {{sbom-generation: {{status: unmet, {sbom}}}}}\n"
        )
    };
    let place =
        Place::new().with("old/p.yaml", &profile("plan: {summary: s, owner: a, cost: EUR 1}, internal: a"));
    for (entry, shown) in [
        ("plan: {summary: s, owner: b, cost: EUR 1}, internal: a", "Plans"),
        ("plan: {summary: s, owner: a, cost: EUR 2}, internal: a", "Plans"),
        ("plan: {summary: s, owner: a, cost: EUR 1}, internal: b", "Notes and dates"),
    ] {
        place.write("new/p.yaml", &profile(entry));
        let usual = place.line("diff old/p.yaml new/p.yaml").stdout;
        assert!(usual.contains(shown) && usual.contains("No level changed."), "{entry}: {usual}");
        let public = place.line("diff --public old/p.yaml new/p.yaml").stdout;
        assert!(!public.contains(shown) && public.contains("Nothing changed."), "{entry}: {public}");
        let changes = |more: &str| {
            let run = place.line(&format!("diff {more} old/p.yaml new/p.yaml --format json"));
            let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
            json["changes"].as_array().expect("changes").len()
        };
        assert_eq!((changes(""), changes("--public")), (1, 0), "{entry}");
        place.line("compare new --site site --since old --public");
        let page = std::fs::read_to_string(place.path().join("site/changes.html")).expect("the page");
        assert!(page.contains("Unchanged") && !page.contains("No level changed"), "{entry}: {page}");
    }
    place.write("old/p.yaml", &profile("intent: planned, plan: {owner: a}"));
    place.write("new/p.yaml", &profile("intent: planned"));
    let public = place.line("diff --public old/p.yaml new/p.yaml").stdout;
    assert!(public.contains("Nothing changed."), "a plan with private values alone: {public}");
    place.write("old/p.yaml", &profile("plan: {summary: s, owner: a, cost: EUR 1}, internal: a"));
    place.write("new/p.yaml", &profile("plan: {summary: t, owner: b, cost: EUR 1}, internal: a"));
    let public = place.line("diff --public old/p.yaml new/p.yaml").stdout;
    assert!(public.contains("Plans") && public.contains("No level changed."), "{public}");
}

#[test]
fn internal_notes_are_never_shown() {
    let run = pair().line("diff --internal before.yaml after.yaml");
    assert_eq!((run.exit, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--internal"), "{}", run.stderr);
}

#[test]
fn two_profiles_or_one_with_a_revision() {
    let place = pair();
    for arguments in ["diff", "diff before.yaml", "diff a b c", "diff --git HEAD before.yaml after.yaml"] {
        let run = place.line(arguments);
        assert_eq!((run.exit, run.stdout.as_str()), (2, ""), "{arguments}");
    }
    let place = Place::new().with("registry-maturity.yaml", BEFORE).with("b.yaml", AFTER).repository();
    place.commit("2026-01-15");
    for (arguments, meant) in [
        ("diff HEAD", "diff --git HEAD`"),
        ("diff HEAD b.yaml", "diff --git HEAD b.yaml`"),
        ("diff x b.yaml", "x can't be read"),
    ] {
        let run = place.line(arguments);
        assert_eq!((run.exit, run.stdout.as_str()), (2, ""), "{arguments}");
        assert!(run.stderr.contains(meant), "{arguments}: {}", run.stderr);
    }
}

#[test]
fn git_is_safe_with_odd_names() {
    for name in
        ["-odd.yaml", "with blank.yaml", "*.yaml", ":(top)x.yaml", "'\"$(touch x)`.yaml", "sub/ünï\n.yaml"]
    {
        let place = Place::new().with(name, BEFORE).with("other.yaml", "no profile").repository();
        place.commit("2026-01-15");
        place.write(name, AFTER);
        let path = format!("./{name}");
        let run = place.run(["diff", "--git", "HEAD", &path]);
        assert_eq!(run.exit, 0, "{name}: {}", run.stderr);
        assert!(run.stdout.contains("Authentication rose from level 0 to level 1."), "{}", run.stdout);
        assert!(!place.path().join("x").exists());
    }
}

#[cfg(unix)]
#[test]
fn git_is_safe_with_names_that_are_not_utf8() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let name = OsStr::from_bytes(b"odd-\xff.yaml");
    let place = Place::new().with(name, BEFORE).repository();
    place.commit("2026-01-15");
    place.write(name, AFTER);
    let run = place.run([OsStr::new("diff"), OsStr::new("--git"), OsStr::new("HEAD"), name]);
    assert_eq!(run.exit, 0, "{run:?}");
    let run = place.run([OsStr::new("history"), name]);
    assert_eq!(run.exit, 0, "{run:?}");
    assert!(run.stdout.contains("2026-01-15"), "{run:?}");
}

#[test]
fn a_revision_is_never_an_option() {
    let place = Place::new().with("registry-maturity.yaml", BEFORE).repository();
    place.commit("2026-01-15");
    for revision in ["--output=x", "-p", "nope", "HEAD~1", "", "HEAD:registry-maturity.yaml", "a..b"] {
        let run = place.run(["diff", &format!("--git={revision}")]);
        assert_eq!((run.exit, run.stdout.as_str()), (2, ""), "{revision}");
        assert!(
            run.stderr.contains(&format!("git does not know the revision `{revision}`")),
            "{}",
            run.stderr
        );
    }
    assert!(!place.path().join("x").exists());
}

#[test]
fn failures_of_git_are_reported() {
    let outside = Place::new().with("registry-maturity.yaml", BEFORE);
    for command in ["diff --git HEAD", "history"] {
        let run = outside.line(command);
        assert_eq!(run.exit, 2, "{run:?}");
        assert!(run.stderr.contains("registry-maturity.yaml is not in a git repository"), "{}", run.stderr);
    }
    let place = Place::new().with("a.yaml", BEFORE).repository();
    place.commit("2026-01-15");
    place.write("b.yaml", AFTER);
    let run = place.line("diff --git HEAD b.yaml");
    assert_eq!(run.exit, 2);
    assert!(run.stderr.contains("b.yaml does not exist at HEAD"), "{}", run.stderr);
    let mut command = program(["diff", "--git", "HEAD", "a.yaml"]);
    command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    let run = place.finish(&mut command);
    assert_eq!(run.exit, 2);
    assert!(
        run.stderr
            .contains("belongs to another user; if you do: `git config --global --add safe.directory /"),
        "{}",
        run.stderr
    );
    let run = place.line("diff --git HEAD -");
    assert!(run.stderr.contains("standard input has no history"), "{}", run.stderr);
}

#[test]
fn a_missing_git_is_reported() {
    let place = Place::new().with("registry-maturity.yaml", BEFORE).repository();
    let run = place.run_without_git(["diff", "--git", "HEAD"]);
    assert_eq!(run.exit, 2);
    assert!(run.stderr.contains("there is no `git` command"), "{}", run.stderr);
}

#[test]
fn problems_of_an_old_revision_are_reported_with_their_lines() {
    let place = Place::new().with("registry-maturity.yaml", "answers:\n  nonsense: met\n").repository();
    place.commit("2026-01-15");
    place.write("registry-maturity.yaml", BEFORE);
    let run = place.line("diff --git HEAD");
    assert_eq!(run.exit, 2);
    assert!(run.stderr.contains("HEAD:registry-maturity.yaml:2:3"), "{}", run.stderr);
}

/// Git hooks run with variables that name another repository, but the profile's own counts.
#[test]
fn git_looks_where_the_profile_is() {
    let place = Place::new().with("registry-maturity.yaml", BEFORE).repository();
    place.commit("2026-01-15");
    let output = program(["diff", "--git", "HEAD"])
        .current_dir(place.path())
        .envs([("GIT_DIR", "nowhere"), ("GIT_INDEX_FILE", "nowhere"), ("GIT_WORK_TREE", "nowhere")])
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{output:?}");
}

/// No program in the repository's configuration is run: no pager, no filter, no text conversion.
#[cfg(unix)]
#[test]
fn git_runs_nothing_of_the_repository() {
    let place = Place::new()
        .with("registry-maturity.yaml", BEFORE)
        .with(".gitattributes", "*.yaml diff=odd\n")
        .repository();
    let (runs, ran) = (place.path().join("runs"), place.path().join("ran"));
    write_program(
        &runs,
        0o700,
        "#!/bin/sh\ntouch ran\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\n\
         echo '-----BEGIN PGP SIGNATURE-----'\n",
    );
    let runs = runs.to_str().expect("UTF-8");
    for (key, value) in [
        ("commit.gpgSign", "true"),
        ("core.fsmonitor", runs),
        ("core.pager", runs),
        ("diff.external", runs),
        ("diff.odd.textconv", runs),
        ("gpg.program", runs),
        ("log.showSignature", "true"),
    ] {
        place.git(["config", key, value]);
    }
    place.commit("2026-01-15");
    for (command, runs) in [("show", true), ("status", true), ("rev-parse HEAD", false)] {
        let _ = fs::remove_file(&ran);
        place.git(command.split(' '));
        assert_eq!(ran.exists(), runs, "git {command}");
    }
    for command in ["diff --git HEAD", "history", "check --no-targets --baseline HEAD"] {
        let run = place.line(command);
        assert_eq!(run.exit, 0, "{run:?}");
        assert!(!ran.exists(), "{command}");
    }
}

/// A profile of a registry that builds packages, with or without user accounts.
fn profile(accounts: bool, answers: &str) -> String {
    format!(
        "principles: \"0.1\"\nregistry: {{name: Kestrel}}\ntaxonomy: {{accounts: {accounts}, hosting: [builds]}}\n\
         answers: {{{answers}}}\n"
    )
}

/// What has no answer is not answered, in the scope as elsewhere.
#[test]
fn what_enters_or_leaves_without_an_answer_is_not_answered() {
    let place = Place::new()
        .with("none.yaml", &profile(false, "sbom-generation: {note: x}"))
        .with("some.yaml", &profile(true, "strong-mfa: {note: x}, verified-email: unknown"))
        .with("does-not.yaml", &profile(false, "sbom-generation: {status: not-applicable, note: x}"));
    let diff = |arguments: &str| place.line(&format!("diff {arguments} --width 1000")).stdout;
    let (there, back) = (diff("none.yaml some.yaml"), diff("some.yaml none.yaml"));
    for (text, verb) in [(there, "are"), (back, "were")] {
        let line = |label: &str| text.lines().find(|line| line.contains(label)).expect("a line").to_owned();
        assert!(line(&format!("  {verb} not answered: ")).contains("multi-factor authentication"), "{text}");
        assert!(line(&format!("  {verb} not known: ")).ends_with(": verified email addresses"), "{text}");
    }
    assert!(diff("none.yaml does-not.yaml").contains(": no longer applies; it was not answered"));
    assert!(diff("does-not.yaml none.yaml").contains(": now applies; it is not answered"));
}

/// A track that gains or loses its level changes it, and what is assessed on one side is not just kept.
#[test]
fn a_level_that_begins_or_ends_is_a_change() {
    let level_1 = Catalogue::latest().track("authentication").expect("a track").at(Level::RUNGS[0]);
    let all: String = level_1.map(|capability| format!("{}: met, ", capability.id)).collect();
    let na = "pinned-dependencies: &none {status: not-applicable, note: x}, install-vulnerability-warnings: *none, \
              sbom-generation: *none, automatic-remediation: *none, reachability-analysis: *none";
    let place = Place::new()
        .with("out.yaml", &profile(false, "verified-email: unmet"))
        .with("in.yaml", &profile(true, &all))
        .with("none.yaml", &profile(false, &format!("verified-email: unmet, {na}")));
    for (arguments, said, other) in [
        ("out.yaml in.yaml", "Authentication is at level 1; it had no level before.", "(not met before)"),
        ("in.yaml out.yaml", "Authentication was at level 1; it has no level now.", "(not met now)"),
        ("out.yaml none.yaml", "CLI Tooling was at level 0; it has no level now.", ""),
        ("none.yaml out.yaml", "CLI Tooling is at level 0; it had no level before.", ""),
    ] {
        let run = place.line(&format!("diff {arguments} --width 1000"));
        assert!(run.stdout.contains(said), "{arguments}: {}", run.stdout);
        assert!(
            run.stdout.contains(&format!("verified email addresses {other}")) || other.is_empty(),
            "{run:?}"
        );
        assert!(!run.stdout.contains("No level changed.") && !run.stdout.contains("Kept but"), "{run:?}");
    }
    // Answers of a track that is in neither scope are kept.
    place.write("changed.yaml", &profile(false, "verified-email: met"));
    let run = place.line("diff out.yaml changed.yaml");
    assert!(
        run.stdout.contains("No level changed.") && run.stdout.contains("Kept but not assessed"),
        "{run:?}"
    );
}

/// Some titles have commas, so lists of titles have semicolons.
#[test]
fn titles_with_commas_are_told_apart() {
    let unmet = ["strong-mfa", "security-change-notices"];
    let others = Catalogue::latest().capabilities().filter(|one| !unmet.contains(&one.id.as_str()));
    let others: String = others.map(|capability| format!("{}: met, ", capability.id)).collect();
    let answers = format!("{others}strong-mfa: unmet, security-change-notices: unmet");
    let place =
        Place::new().with("out.yaml", &profile(false, &answers)).with("in.yaml", &profile(true, &answers));
    let titles = "multi-factor authentication, at least TOTP; notices of ";
    for (command, lead) in
        [("diff out.yaml in.yaml", "are not met: "), ("score in.yaml", "would reach level 3 with ")]
    {
        let said = place.line(&format!("{command} --width 1000")).stdout;
        assert!(said.contains(&format!("{lead}{titles}")), "{said}");
    }
}
