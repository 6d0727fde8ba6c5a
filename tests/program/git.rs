//! `history`, `diff --git` and `check --baseline` use the profile's own repository, and nothing in a checkout can
//! influence git.

#[cfg(unix)]
use std::fs;

use serde_json::Value;

use crate::support::{Place, program};
#[cfg(unix)]
use crate::support::{command, write_program};

const BEFORE: &str = include_str!("../profiles/before.yaml");
const AFTER: &str = include_str!("../profiles/after.yaml");

const QUESTIONS: [&str; 3] = [
    "history --format json docs/profile.yaml",
    "diff --git HEAD~1 --format json docs/profile.yaml",
    "check --no-targets --baseline main~1 --format json docs/profile.yaml",
];

/// Two commits of a profile in a folder.
fn repository() -> Place {
    let place = Place::new().with("docs/profile.yaml", BEFORE).repository();
    place.commit("2026-01-15");
    place.write("docs/profile.yaml", AFTER);
    place.commit("2026-03-01");
    place
}

fn answers(place: &Place) -> Vec<String> {
    let answers = QUESTIONS.iter().map(|question| {
        let run = place.line(question);
        assert_ne!(run.exit, 2, "{question}: {run:?}");
        assert!(!run.stdout.is_empty(), "{question}: {run:?}");
        run.stdout
    });
    answers.collect()
}

/// Makes the repository's configuration include a file of the checkout, as some projects ask of contributors.
#[cfg(unix)]
fn include(place: &Place, settings: &str) {
    place.git(["config", "include.path", "../.gitconfig"]);
    place.write(".gitconfig", settings);
}

#[cfg(unix)]
fn runs(place: &Place) -> String {
    let runs = place.path().join("runs");
    write_program(&runs, 0o700, &format!("#!/bin/sh\ntouch '{}/ran'\n", place.path().display()));
    runs.display().to_string()
}

/// Something that a checkout or its clone can contain, and how it gets there.
#[cfg(unix)]
type Trick = (&'static str, fn(&Place));

#[cfg(unix)]
const TRICKS: [Trick; 16] = [
    ("a bare repository beside the profile", |place| {
        place.git(["init", "--quiet", "--bare", "--initial-branch=main", "docs"]);
    }),
    ("a bare repository that claims the files around it", |place| {
        place.git(["init", "--quiet", "--bare", "--initial-branch=main", "docs"]);
        let config =
            "[core]\nrepositoryformatversion = 0\nbare = false\nworktree = ..\n[mailmap]\nfile = /dev/zero\n";
        place.write("docs/config", config);
    }),
    ("a bare repository at the root", |place| {
        place.git(["init", "--quiet", "--bare", "--initial-branch=main", "."]);
    }),
    ("files named like revisions", |place| {
        for name in ["HEAD", "HEAD~1", "main~1", "docs/HEAD~1", "docs/main~1"] {
            place.write(name, "no profile");
        }
    }),
    (".mailmap that never ends", |place| {
        std::os::unix::fs::symlink("/dev/zero", place.path().join(".mailmap")).expect("a link");
        include(place, "[log]\nmailmap = true\n[mailmap]\nfile = /dev/zero\n");
    }),
    ("a mailmap in the history", |place| {
        include(place, "[mailmap]\nblob = HEAD:docs/profile.yaml\n");
    }),
    ("attributes with external commands", |place| {
        let runs = runs(place);
        place.write(
            ".gitattributes",
            "* diff=odd filter=odd merge=odd text eol=crlf working-tree-encoding=UTF-16\n",
        );
        place.write("docs/.gitattributes", "*.yaml diff=odd -text\n");
        include(
            place,
            &format!(
                "[diff \"odd\"]\ntextconv = {runs}\ncommand = {runs}\n[filter \"odd\"]\nclean = {runs}\nsmudge = {runs}\n\
                 process = {runs}\nrequired = true\n[diff]\nexternal = {runs}\n"
            ),
        );
    }),
    ("replaced objects", |place| {
        let old = place.git(["rev-parse", "HEAD~1:docs/profile.yaml"]).stdout;
        let new = place.git(["rev-parse", "HEAD:docs/profile.yaml"]).stdout;
        place.git(["replace", old.trim(), new.trim()]);
        place.git(["replace", "--graft", "HEAD"]);
        include(place, "[core]\nuseReplaceRefs = true\n");
    }),
    ("grafts", |place| {
        let head = place.git(["rev-parse", "HEAD"]).stdout;
        place.write(".git/info/grafts", &head);
    }),
    ("settings that change output", |place| {
        include(
            place,
            "[color]\nui = always\n[log]\nfollow = true\nshowRoot = false\nshowSignature = true\ndiffMerges = off\n\
             [diff]\nalgorithm = none\nrelative = true\nrenames = copies\norderFile = /dev/full\nnoprefix = true\n\
             ignoreSubmodules = all\n[format]\npretty = raw\n[i18n]\nlogOutputEncoding = UTF-16\n[core]\nquotePath = false\n\
             abbrev = 4\nattributesFile = ../docs/profile.yaml\nexcludesFile = /dev/zero\n",
        );
    }),
    ("settings that run commands", |place| {
        let runs = runs(place);
        include(
            place,
            &format!(
                "[core]\npager = {runs}\nfsmonitor = {runs}\neditor = {runs}\naskPass = {runs}\nsshCommand = {runs}\n\
                 alternateRefsCommand = {runs}\n[gpg]\nprogram = {runs}\n[pager]\nrev-list = {runs}\ncat-file = {runs}\n\
                 [alias]\nrev-list = !{runs}\nrev-parse = !{runs}\nls-tree = !{runs}\ndiff-tree = !{runs}\n\
                 [credential]\nhelper = {runs}\n[diff]\nexternal = {runs}\n"
            ),
        );
    }),
    ("hooks", |place| {
        let runs = fs::read_to_string(runs(place)).expect("a program");
        include(place, "[core]\nhooksPath = ../hooks\n");
        for hook in [
            "post-index-change",
            "reference-transaction",
            "fsmonitor-watchman",
            "pre-auto-gc",
            "post-checkout",
        ] {
            for folder in ["hooks", ".git/hooks"] {
                place.write(format!("{folder}/note"), "");
                write_program(&place.path().join(folder).join(hook), 0o700, &runs);
            }
        }
    }),
    ("submodules that are to be ignored", |place| {
        place.write(".gitmodules", "[submodule \"docs\"]\npath = docs\nurl = x\nignore = all\n");
    }),
    ("the profile among the ignored files", |place| {
        place.write(".gitignore", "*\n");
        place.write(".git/info/sparse-checkout", "/nothing\n");
    }),
    ("alternates that do not exist", |place| {
        place.write(".git/objects/info/alternates", "/no/such/folder\n");
    }),
    ("notes", |place| {
        place.git(["notes", "add", "--message", "Signed."]);
        include(place, "[notes]\ndisplayRef = refs/notes/*\n");
    }),
];

#[cfg(unix)]
#[test]
fn nothing_in_a_checkout_changes_what_git_says() {
    let expected = answers(&repository());
    for (name, trick) in TRICKS {
        let place = repository();
        trick(&place);
        for (question, expected) in QUESTIONS.iter().zip(&expected) {
            let run = place.line(question);
            assert!(&run.stdout == expected, "{name}: {question}: {run:?}");
        }
        assert!(!place.path().join("ran").exists(), "{name}: a command was run");
    }
}

/// Git hooks run with variables that name another repository, but the profile's own counts.
#[test]
fn no_variable_points_git_elsewhere() {
    let place = repository();
    let expected = answers(&place);
    for name in [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_PREFIX",
        "GIT_SHALLOW_FILE",
        "GIT_GRAFT_FILE",
        "GIT_REPLACE_REF_BASE",
        "GIT_ATTR_SOURCE",
        "GIT_EXTERNAL_DIFF",
        "GIT_GLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
        "GIT_DEFAULT_HASH",
        "GIT_DIFF_OPTS",
    ] {
        for (question, expected) in QUESTIONS.iter().zip(&expected) {
            let mut command = program(question.split(' '));
            let run = place.finish(command.env(name, "nowhere"));
            assert!(&run.stdout == expected, "{name}: {question}: {run:?}");
        }
    }
}

/// A pull request can turn a folder into a submodule, or the profile into a link, so that other branches might count.
#[cfg(unix)]
#[test]
fn another_repository_is_never_asked() {
    let place = repository();
    let elsewhere = repository();
    fs::remove_dir_all(place.path().join("docs")).expect("a folder");
    let run = command("cp")
        .arg("-r")
        .args([elsewhere.path(), &place.path().join("docs")])
        .output()
        .expect("a copy");
    assert!(run.status.success());
    for question in QUESTIONS {
        let inner = question.replace("docs/profile.yaml", "docs/docs/profile.yaml");
        let run = place.line(&inner);
        assert_eq!((run.exit, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains("a repository inside that of the working folder"), "{run:?}");
        let mut command = program(question.split(' '));
        let inside = command.current_dir(place.path().join("docs")).output().expect("the program runs");
        assert_ne!(inside.status.code(), Some(2), "{inside:?}");
    }
    let place = repository();
    let target = elsewhere.path().join("docs/profile.yaml");
    fs::remove_file(place.path().join("docs/profile.yaml")).expect("a file");
    std::os::unix::fs::symlink(target, place.path().join("docs/profile.yaml")).expect("a link");
    for question in QUESTIONS {
        let run = place.line(question);
        assert_eq!((run.exit, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains("a link that leads out of its repository"), "{run:?}");
    }
}

/// Links inside the repository are followed, on the disk and in commits, and do not make a profile a new one.
#[cfg(unix)]
#[test]
fn links_inside_the_repository_are_followed() {
    use std::os::unix::fs::symlink;
    let worse = |place: &Place| {
        let run = place.line("check --no-targets --baseline HEAD docs/profile.yaml");
        assert_eq!(run.exit, 1, "{run:?}");
    };
    let regression = AFTER.replace("recovery-policy: met", "recovery-policy: unmet");
    assert_ne!(regression, AFTER);
    // The file becomes a link.
    let place = repository();
    fs::rename(place.path().join("docs/profile.yaml"), place.path().join("real.yaml")).expect("a move");
    symlink("../real.yaml", place.path().join("docs/profile.yaml")).expect("a link");
    place.write("real.yaml", &regression);
    worse(&place);
    // A link becomes a file.
    place.write("real.yaml", AFTER);
    place.commit("2026-04-01");
    fs::remove_file(place.path().join("docs/profile.yaml")).expect("a link");
    place.write("docs/profile.yaml", &regression);
    worse(&place);
    // A folder that is a link becomes a folder.
    let place = repository();
    place.git(["mv", "docs", "real"]);
    symlink("real", place.path().join("docs")).expect("a link");
    place.commit("2026-04-01");
    assert_eq!(place.line("check --no-targets --baseline HEAD docs/profile.yaml").exit, 0);
    fs::remove_file(place.path().join("docs")).expect("a link");
    place.write("docs/profile.yaml", &regression);
    worse(&place);
}

/// A clone of this repository, made with these arguments.
fn clone(place: &Place, arguments: &[&str]) -> Place {
    let address = format!("file://{}", place.path().display());
    let clone = Place::new();
    let all =
        ["-c", "protocol.file.allow=always", "clone", "--quiet"].into_iter().chain(arguments.iter().copied());
    clone.git(all.chain([&*address, "."]));
    clone
}

#[test]
fn a_shallow_clone_says_that_versions_are_cut_off() {
    let place = repository();
    let shallow = clone(&place, &["--depth=1"]);
    let run = shallow.line("history docs/profile.yaml");
    assert!(
        run.stdout.contains("1 version of the profile, oldest first; earlier ones are cut off"),
        "{run:?}"
    );
    assert!(run.stderr.contains("git fetch --unshallow"), "{run:?}");
    let json: Value =
        serde_json::from_str(&shallow.line("history docs/profile.yaml --format json").stdout).expect("JSON");
    assert_eq!(json["complete"], false);
    let run = shallow.line("check --no-targets --baseline HEAD~1 docs/profile.yaml");
    assert!(run.exit == 2 && run.stderr.contains("in a shallow clone, fetch it first"), "{run:?}");
    // Nothing is cut off if the file is newer than the clone's oldest commit.
    place.write("docs/new.yaml", BEFORE);
    place.commit("2026-04-01");
    let shallow = clone(&place, &["--depth=2"]);
    let run = shallow.line("history docs/new.yaml");
    assert!(run.stdout.contains("1 version of the profile, oldest first. Each"), "{run:?}");
    assert_eq!(run.stderr, "");
}

#[test]
fn a_partial_clone_says_which_versions_are_absent() {
    let place = repository();
    place.git(["config", "uploadpack.allowFilter", "true"]);
    let partial = clone(&place, &["--filter=blob:none"]);
    let json: Value =
        serde_json::from_str(&partial.line("history docs/profile.yaml --format json").stdout).expect("JSON");
    assert_eq!(json["versions"].as_array().expect("versions").len(), 1);
    let reason = json["skipped"][0]["reason"].as_str().expect("a reason");
    assert!(reason.contains("not in this partial clone"), "{reason}");
    let run = partial.line("diff --git HEAD~1 docs/profile.yaml");
    assert!(run.exit == 2 && run.stderr.contains("not in this partial clone"), "{run:?}");
    let treeless = clone(&place, &["--filter=tree:0"]);
    let run = treeless.line("history docs/profile.yaml");
    assert!(run.exit == 2 && run.stderr.contains("git can't read the history"), "{run:?}");
}
