//! `compare`: side by side, in order, ranked only where a track applies; folders, streams and bad files.

use std::collections::BTreeMap;

use registry_maturity_core::catalogue::Catalogue;
use serde_json::Value;

use crate::support::{Place, Run, run_with};

/// A small profile in which `level` capabilities of the shortest track are met, one per level.
fn profile(name: &str, accounts: bool, level: usize) -> String {
    let ladder = ["pinned-dependencies", "install-vulnerability-warnings", "sbom-generation"];
    let met: String = ladder[..level].iter().map(|id| format!("  {id}: met\n")).collect();
    format!(
        "principles: \"0.1\"\nregistry:\n  name: {name}\ntaxonomy:\n  accounts: {accounts}\n  hosting: [builds]\n\
         answers:\n  verified-email: partial\n  strong-mfa: met\n  recovery-policy: unmet\n{met}"
    )
}

fn fleet(count: usize) -> Place {
    let place = Place::new();
    for at in 0..count {
        // Names in another order than the files.
        let name = format!("Registry {:03}", (at * 7 + 3) % count.max(1));
        place.write(format!("all/{at:03}.yaml"), &profile(&name, at % 3 != 0, at % 3));
    }
    place
}

fn examples(arguments: &str) -> Run {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let place = Place::new();
    place.run(["compare", examples].into_iter().chain(arguments.split_whitespace()))
}

#[test]
fn the_examples_side_by_side() {
    insta::assert_snapshot!("compare_examples", examples("").stdout);
    insta::assert_snapshot!("compare_examples_capabilities", examples("--capabilities --width 120").stdout);
    insta::assert_snapshot!("compare_examples_sorted", examples("--sort authentication").stdout);
    insta::assert_snapshot!("compare_examples_narrow", examples("--width 60 --ascii").stdout);
}

#[test]
fn twenty_registries_still_fit() {
    let run = fleet(20).line("compare --capabilities --sort cli all");
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 100), "{}", run.stdout);
    insta::assert_snapshot!("compare_twenty", run.stdout);
}

/// Registries of every kind, mostly known or mostly not.
fn mixed(count: usize) -> Place {
    let place = Place::new();
    let words = ["met", "partial", "unmet", "unknown", "not-applicable, note: no such thing"];
    let ids: Vec<&str> = Catalogue::latest().capabilities().map(|one| one.id.as_str()).collect();
    for at in 0..count {
        let answered = ids.iter().enumerate().filter(|(place, _)| at % 4 != 3 || place % 9 == 0);
        let answers: String = answered
            .map(|(place, id)| {
                format!("  {id}: {{ status: {} }}\n", words[(place * 3 + at * 7) % words.len()])
            })
            .collect();
        let accounts = at % 3 != 0;
        let text = format!(
            "principles: \"0.1\"\nregistry: {{ name: Registry number {at} }}\nassessment: {{ date: 2026-01-02, by: us }}\n\
             taxonomy: {{ accounts: {accounts}, hosting: [builds] }}\nanswers:\n{answers}"
        );
        place.write(format!("all/{at:03}.yaml"), &text);
    }
    place
}

/// The status of each capability of each registry in the JSON, by their names.
fn statuses(place: &Place) -> BTreeMap<(String, String), String> {
    let json: Value = serde_json::from_str(&place.line("compare --format json all").stdout).expect("JSON");
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let mut statuses = BTreeMap::new();
    for registry in list(&json["registries"]) {
        for capability in list(&registry["tracks"]).iter().flat_map(|track| list(&track["capabilities"])) {
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            let key = (text(&registry["registry"]["name"]), text(&capability["id"]));
            statuses.insert(key, text(&capability["status"]));
        }
    }
    statuses
}

#[test]
fn the_matrix_says_what_the_reports_say() {
    let place = mixed(17);
    let statuses = statuses(&place);
    let sheet = place.line("compare --capabilities --format csv all").stdout;
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let column = |name: &str| head.iter().position(|other| other == name).expect("a column");
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 17);
    let markdown = place.line("compare --capabilities --format markdown all").stdout;
    for capability in Catalogue::latest().capabilities() {
        let id = capability.id.as_str();
        for row in &rows {
            let known = statuses.get(&(row[column("registry")].to_owned(), id.to_owned()));
            assert_eq!(&row[column(&id.replace('-', "_"))], known.map_or("", String::as_str), "{id}");
        }
        let of_this =
            || statuses.iter().filter(|((_, other), _)| other == id).map(|(_, status)| status.as_str());
        let met = of_this().filter(|status| *status == "met").count();
        let applies = of_this().filter(|status| *status != "not-applicable").count();
        let line =
            markdown.lines().find(|line| line.contains(&format!(" {} | ", capability.title))).expect("a row");
        let counts = if applies == 0 { "none applies".to_owned() } else { format!("{met} of {applies}") };
        assert!(line.contains(&format!("| {counts} |")), "{line}");
    }
}

#[test]
fn the_matrix_fits_and_is_whole_at_every_width() {
    for (count, narrowest) in [(4, 40), (16, 40), (60, 40)] {
        let place = mixed(count);
        let statuses = statuses(&place);
        let applicable = Catalogue::latest().capabilities().count() * count;
        for width in [narrowest, 60, 80, 120, 200] {
            for (look, marks) in [("", "■◧□?·"), ("--ascii", "MPN?-")] {
                let run = place.line(&format!("compare --capabilities --width {width} {look} all"));
                let colophon = |line: &&str| line.starts_with("http");
                let long = run.stdout.lines().find(|line| !colophon(line) && line.chars().count() > width);
                assert_eq!(long, None, "{count} registries in {width} columns");
                let (_, matrix) = run.stdout.split_once("\nCapabilities\n").expect("a matrix");
                let (_, matrix) = matrix.split_once("\nAuthentication\n").expect("a track");
                if look.is_empty() {
                    let seen = |mark: char| matrix.matches(mark).count();
                    let known = |word: &str| statuses.values().filter(|status| *status == word).count();
                    let all: Vec<usize> = marks.chars().map(seen).collect();
                    assert_eq!(
                        all[..4],
                        ["met", "partial", "unmet", "unknown"].map(known),
                        "{count} in {width}"
                    );
                    assert_eq!(all.iter().sum::<usize>(), applicable, "{count} in {width}");
                } else {
                    assert!(run.stdout.is_ascii(), "{width}");
                }
            }
        }
    }
}

/// Names once stood over each column and again in each row.
#[test]
fn a_sheet_grows_like_its_registries() {
    for arguments in ["", "--capabilities"] {
        let bytes = |count| mixed(count).line(&format!("compare --format csv {arguments} all")).stdout.len();
        let (few, many) = (bytes(40), bytes(80));
        assert!(many < few * 21 / 10, "{few} bytes for 40 and {many} for 80");
    }
}

#[test]
fn tracks_and_levels_narrow_what_is_shown() {
    let place = mixed(3);
    for format in ["terminal", "markdown", "html", "csv"] {
        let run = place.line(&format!("compare --capabilities --track cli --level 3 --format {format} all"));
        let has = |text: &str| run.stdout.contains(text) || run.stdout.contains(&text.replace('-', "_"));
        let [shown, level, track] = match format {
            "csv" => ["sbom-generation", "pinned-dependencies", "verified-email"],
            _ => ["SBOM generation", "Pinned dependencies", "Verified email"],
        };
        assert!(has(shown) && !has(level) && !has(track), "{format}: {}", run.stdout);
    }
    let run = place.line("compare --level 1 all");
    assert!(run.exit == 2 && run.stderr.contains("--capabilities"), "{}", run.stderr);
}

/// Each order that the page offers gives every registry a place of its own.
#[test]
fn the_page_can_be_ordered_without_scripts() {
    let page = mixed(9).line("compare --capabilities --format html all").stdout;
    assert!(!page.contains("<script"));
    assert_eq!(page.matches("<use ").count(), 9 * Catalogue::latest().capabilities().count());
    let orders: Vec<&str> = page.lines().filter(|line| line.starts_with(":root:has(#order-")).collect();
    assert_eq!(orders.len(), page.matches("name=\"order\"").count() - 1);
    for order in orders {
        let places = order.split("--c").skip(1).map(|place| place.split([':', ';']).nth(1).expect("a place"));
        let mut places: Vec<usize> = places.map(|place| place.parse().expect("a number")).collect();
        places.sort_unstable();
        assert_eq!(places, (0..9).collect::<Vec<_>>(), "{order}");
    }
}

#[test]
fn a_track_ranks_only_those_to_whom_it_applies() {
    let run = fleet(6).line("compare --sort authentication --format json all");
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let names = |key: &str| -> Vec<String> {
        let all = json[key].as_array().expect("a list").iter();
        all.map(|report| report["registry"]["name"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(names("registries"), ["Registry 001", "Registry 002", "Registry 004", "Registry 005"]);
    assert_eq!(names("not_ranked"), ["Registry 000", "Registry 003"]);
    let run = fleet(6).line("compare --sort cli --format json all");
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let levels: Vec<&Value> = json["registries"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|report| &report["tracks"][3]["level"])
        .collect();
    assert_eq!(levels, [2, 2, 1, 1, 0, 0]);
}

#[test]
fn a_stream_is_what_score_says_of_each_in_the_order_of_the_files() {
    let place = fleet(300);
    let run = place.line("compare --format ndjson all");
    assert_eq!((run.exit, run.stderr.matches("problem").count()), (0, 0), "{}", run.stderr);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 300);
    for at in [0, 1, 31, 32, 33, 150, 299] {
        let score = place.line(&format!("score --format ndjson all/{at:03}.yaml"));
        assert_eq!(score.stdout.trim_end(), lines[at], "{at}");
    }
    place.line("compare --format ndjson all --output all.ndjson");
    assert_eq!(std::fs::read_to_string(place.path().join("all.ndjson")).expect("a file"), run.stdout);
}

#[test]
fn each_registry_comes_with_its_warnings() {
    let odd = profile("Odd", true, 1)
        .replace("verified-email: partial", "verified-email: { status: met, evidence: we said so }");
    let place = Place::new().with("a.yaml", &odd).with("b.yaml", &profile("Plain", false, 1));
    let run = place.line("compare a.yaml b.yaml --format json");
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    for (at, file) in ["a.yaml", "b.yaml"].into_iter().enumerate() {
        let alone: Value =
            serde_json::from_str(&place.line(&format!("score --format json {file}")).stdout).expect("JSON");
        assert!(!alone["warnings"].as_array().expect("warnings").is_empty(), "{alone}");
        assert_eq!(json["registries"][at], alone);
    }
}

/// The object is written around reports that are made one by one, and must look like one that was made at once.
#[test]
fn json_is_laid_out_as_a_whole() {
    let place = fleet(7).with("bad.yaml", "nonsense");
    for arguments in ["", "--sort authentication", "--sort cli bad.yaml"] {
        let run = place.line(&format!("compare --format json all {arguments}"));
        let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
        assert_eq!(serde_json::to_string_pretty(&json).expect("JSON") + "\n", run.stdout, "{arguments}");
        let count = ["registries", "not_ranked"].map(|key| json[key].as_array().expect("a list").len());
        assert_eq!(count.iter().sum::<usize>(), 7, "{arguments}");
    }
}

/// JSON needs each text twice; a stream can be read only once.
#[test]
fn a_profile_from_standard_input_is_compared_in_every_format() {
    let place = Place::new().with("a.yaml", &profile("Alpha", true, 1));
    let path = place.path().join("a.yaml");
    for format in ["terminal", "json", "ndjson", "csv"] {
        let arguments = ["compare", "--format", format, "-", path.to_str().expect("UTF-8")];
        let output = run_with(&arguments, profile("Beta", true, 2).as_bytes());
        assert!(output.ends_with("exit code 0"), "{output}");
        assert_eq!(output.matches("Alpha").count(), 1, "{output}");
        assert_eq!(output.matches("Beta").count(), 1, "{output}");
    }
}

/// A track of which no capability applies has no level, as one that does not apply, but the two are not the same.
#[test]
fn a_track_of_which_nothing_applies_has_no_level() {
    let track = Catalogue::latest().track("cli").expect("a track");
    let nothing: String = track
        .capabilities
        .iter()
        .map(|capability| format!("  {}: {{status: not-applicable, note: x}}\n", capability.id))
        .collect();
    let nothing = format!("{}{nothing}", profile("Nothing", false, 0));
    let place = Place::new().with("nothing.yaml", &nothing).with("one.yaml", &profile("One", false, 1));
    let badge = place.line("score nothing.yaml --format badge").stdout;
    assert_eq!(badge.matches("CLI Tooling no level, none of its capabilities applies").count(), 2, "{badge}");
    assert!(badge.contains(">cli no level<") && badge.contains("Authentication does not apply"), "{badge}");
    assert!(
        !badge.contains("cli does not apply") && !badge.contains("CLI Tooling does not apply"),
        "{badge}"
    );
    let ranked = place.line("compare nothing.yaml one.yaml --sort cli").stdout;
    assert!(ranked.contains("Not ranked: CLI Tooling has no level"), "{ranked}");
    // A table without rows would only puzzle.
    for (track, format) in [("cli", "terminal"), ("cli", "markdown"), ("authentication", "html")] {
        let unranked = place.line(&format!("compare nothing.yaml --sort {track} --format {format}")).stdout;
        let heads = unranked.matches("Assessed").count();
        assert!(heads <= 1 && !unranked.contains("Ordered by"), "{format}: {unranked}");
        assert!(unranked.contains("Not ranked: ") && unranked.contains("Nothing"), "{format}: {unranked}");
    }
}

#[test]
fn a_stream_has_no_order_of_its_own() {
    let run = fleet(3).line("compare --sort general --format ndjson all");
    assert_eq!((run.exit, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("leave out `--sort`, or use `--format json`"), "{}", run.stderr);
}

#[test]
fn one_bad_file_is_reported_and_the_rest_is_done() {
    let place = fleet(5).with("all/002.yaml", "answers:\n  nonsense: met\n");
    for format in ["terminal", "json", "ndjson"] {
        let run = place.line(&format!("compare --format {format} all"));
        assert_eq!(run.exit, 2, "{format}");
        assert!(run.stderr.contains("all/002.yaml:2:3"), "{}", run.stderr);
        assert!(
            run.stderr.contains("1 of 5 profiles could not be read; the result contains the others"),
            "{}",
            run.stderr
        );
        assert_eq!(run.stdout.matches("Registry 00").count(), 4, "{format}\n{}", run.stdout);
    }
    let nothing = Place::new().with("a.yaml", "nonsense").line("compare a.yaml missing.yaml");
    assert_eq!((nothing.exit, nothing.stdout.as_str()), (2, ""));
    assert!(nothing.stderr.contains("missing.yaml can't be read"), "{}", nothing.stderr);
}

#[test]
fn folders_expand_to_their_visible_profiles() {
    let place = Place::new()
        .with("all/b/two.yml", &profile("Two", true, 1))
        .with("all/a/one.yaml", &profile("One", true, 1))
        .with("all/readme.md", "no profile")
        .with("all/.hidden.yaml", "no profile")
        .with("all/.git/x.yaml", "no profile")
        .with("empty/readme.md", "no profile");
    #[cfg(unix)]
    std::os::unix::fs::symlink(place.path(), place.path().join("all/circle")).expect("a link");
    let run = place.line("compare --format ndjson all");
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let names: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["registry"]["name"].clone())
        .collect();
    assert_eq!(names, ["One", "Two"]);
    let run = place.line("compare empty");
    assert!(run.stderr.contains("empty contains no *.yaml or *.yml file"), "{}", run.stderr);
}

/// The owner of a file may have its lines shown, but a link in a folder from strangers must not show them.
#[cfg(unix)]
#[test]
fn links_out_of_a_folder_and_pipes_are_skipped() {
    use std::{os::unix::fs::symlink, process::Command};

    let place = Place::new().with("all/one.yaml", &profile("One", true, 1)).with("secret", "token: abc\n");
    let all = place.path().join("all");
    symlink("one.yaml", all.join("same.yaml")).expect("a link");
    symlink("/dev/zero", all.join("zero.yml")).expect("a link");
    assert!(Command::new("mkfifo").arg(all.join("pipe.yaml")).status().expect("mkfifo").success());
    let run = place.line("compare --format ndjson all");
    assert_eq!((run.exit, run.stdout.lines().count()), (0, 2), "{}", run.stderr);
    symlink("/proc/self/fd/0", all.join("stream.yaml")).expect("a link");
    let output = run_with(&["compare", "--format", "ndjson", all.to_str().expect("UTF-8")], b"token: abc\n");
    assert!(output.ends_with("exit code 0") && !output.contains("token"), "{output}");
    symlink("../secret", all.join("key.yaml")).expect("a link");
    let run = place.line("compare --format ndjson all");
    assert_eq!((run.exit, run.stdout.lines().count()), (2, 2), "{}", run.stderr);
    assert!(run.stderr.contains("key.yaml leads to ") && !run.stderr.contains("token"), "{}", run.stderr);
    assert!(
        run.stderr.contains("1 of 3 profiles could not be read; the result contains the others"),
        "{}",
        run.stderr
    );
}

/// A folder that can't be read is named, and everything else is compared.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_read_is_named_and_the_rest_is_compared() {
    // The tests may run as a user who can read everything, so the name is too long instead.
    let place = Place::new().with("all/one.yaml", &profile("One", true, 1));
    let chain = |length: usize| std::iter::repeat_n("d".repeat(250), length).collect::<std::path::PathBuf>();
    let deep = place.path().join("all").join(chain(15));
    std::fs::create_dir_all(&deep).expect("folders");
    std::fs::create_dir_all(place.path().join("more").join(chain(5))).expect("folders");
    std::fs::rename(place.path().join("more"), deep.join("more")).expect("a longer path");
    for format in ["terminal", "json", "ndjson"] {
        let run = place.line(&format!("compare --format {format} all"));
        assert_eq!((run.exit, run.stdout.matches("One").count()), (2, 1), "{run:?}");
        assert!(run.stderr.contains("can't be read"), "{}", run.stderr);
        let rest = "1 of 2 profiles could not be read; the result contains the other\n";
        assert!(run.stderr.contains(rest), "{}", run.stderr);
    }
}

/// A terminal shows the progress and erases it at the end, and a pipe never gets it.
#[cfg(unix)]
#[test]
fn a_progress_bar_is_shown_only_on_a_terminal() {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    let place = fleet(400);
    let pipe = place.line("compare --format ndjson all --output all.ndjson");
    assert_eq!((pipe.stdout.as_str(), pipe.stderr.as_str()), ("", ""));

    let size = PtySize { rows: 10, cols: 60, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_registry-maturity"));
    command.args(["compare", "--format", "ndjson", "all", "--output", "all.ndjson"]);
    command.cwd(place.path());
    command.env("TERM", "xterm");
    command.env("LC_ALL", "C.UTF-8");
    let mut child = pair.slave.spawn_command(command).expect("the program starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("the terminal");
    let mut bytes = Vec::new();
    // A terminal whose program has ended gives an error instead of an end.
    let _ = reader.read_to_end(&mut bytes);
    assert!(child.wait().expect("it ends").success());
    let seen = String::from_utf8_lossy(&bytes);
    assert!(seen.contains(" of 400"), "{seen:?}");
    let sides = |rows| std::num::NonZero::new(rows).expect("more than nothing");
    let mut screen = vt100::Parser::new(sides(10), sides(60), 0);
    screen.process(&bytes);
    assert_eq!(screen.screen().contents().trim(), "");
}
