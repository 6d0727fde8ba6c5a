//! `compare --site`: pages that lead to one another, in a folder that holds nothing else.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use registry_maturity_core::catalogue::Catalogue;

use crate::support::Place;

fn profile(name: &str, status: &str) -> String {
    format!(
        "principles: \"0.1\"\nregistry: {{ name: \"{name}\" }}\nassessment: {{ date: 2026-01-02 }}\n\
         taxonomy: {{ accounts: true, hosting: [builds] }}\nanswers:\n  pinned-dependencies:\n    status: {status}\n    \
         note: Where it says so.\n    evidence: https://index.example.org/pinned\n"
    )
}

fn fleet() -> Place {
    Place::new()
        .with("all/a.yaml", &profile("Alpha", "met"))
        .with("all/b.yaml", &profile("alpha!", "unmet"))
        .with("all/c.yaml", &profile("日本 <b>&", "partial"))
}

/// Every file below a folder with its content, by its path there.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name =
                    path.strip_prefix(folder).expect("a path below").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    files
}

fn addresses(page: &str) -> impl Iterator<Item = &str> {
    page.split(" href=\"").skip(1).map(|rest| rest.split('"').next().expect("an address"))
}

#[test]
fn every_link_leads_to_a_page_and_every_page_is_linked() {
    let place = fleet();
    let run = place.line("compare --site site all");
    assert_eq!((run.exit, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let pages = files(&place.path().join("site"));
    let mut linked = BTreeSet::from(["index.html".to_owned()]);
    for (name, page) in &pages {
        assert!(!page.contains("<script") && !page.contains("src="), "{name}");
        for address in addresses(page).filter(|address| !address.starts_with(['#', 'd'])) {
            if let Some(outside) = address.strip_prefix("https://") {
                assert!(!outside.is_empty(), "{name}");
                continue;
            }
            let (folder, _) = name.rsplit_once('/').unwrap_or_default();
            let target = match address.strip_prefix("../") {
                Some(above) => above.to_owned(),
                None if folder.is_empty() => address.to_owned(),
                None => format!("{folder}/{address}"),
            };
            assert!(pages.contains_key(&target), "{name} leads to {address}");
            linked.insert(target);
        }
    }
    assert_eq!(linked, pages.keys().cloned().collect());
    assert_eq!(pages.len(), 1 + 3 + Catalogue::latest().capabilities().count());
    let page = &pages["capabilities/pinned-dependencies.html"];
    for words in [
        "1 of 3",
        "Alpha",
        "Where it says so.",
        "https://index.example.org/pinned",
        "../registries/alpha-2.html",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn the_same_profiles_give_the_same_site_and_what_is_gone_is_removed() {
    let place = fleet();
    let site = |folder: &str| files(&place.path().join(folder));
    for folder in ["one", "two"] {
        assert_eq!(place.line(&format!("compare --site {folder} all")).exit, 0);
    }
    assert_eq!(site("one"), site("two"));
    assert_eq!(place.line("compare --site one --since HEAD~1 all").exit, 2, "not in a repository");
    place.line("compare --site one all/a.yaml all/c.yaml");
    let left: Vec<String> = site("one").into_keys().filter(|name| name.starts_with("registries/")).collect();
    assert_eq!(left, ["registries/alpha.html", "registries/b.html"]);
}

#[test]
fn a_folder_that_holds_anything_else_stays_as_it_is() {
    let place = fleet();
    place.line("compare --site site all");
    let before = files(&place.path().join("site"));
    for odd in
        ["notes.txt", "page.html", "registries/mine.html", "registries/deeper/index.html", ".git/config"]
    {
        let path = place.path().join("site").join(odd);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, "<p>mine</p>").expect("a file");
        let run = place.line("compare --site site all/a.yaml");
        assert_eq!(run.exit, 2, "{odd}");
        assert!(run.stderr.contains("is not a page that this program wrote"), "{odd}: {}", run.stderr);
        assert_eq!(fs::read_to_string(&path).expect("still there"), "<p>mine</p>");
        fs::remove_file(&path).expect("it is there");
        let _ = fs::remove_dir(path.parent().expect("a folder"));
    }
    assert_eq!(files(&place.path().join("site")), before);
    for (arguments, why) in [("--format html", "--format"), ("--output x.html", "--output")] {
        let run = place.line(&format!("compare --site site {arguments} all"));
        assert!(run.exit == 2 && run.stderr.contains(why), "{}", run.stderr);
    }
}

#[test]
fn what_changed_is_reported_since_a_folder_or_a_revision() {
    let place =
        fleet().with("old/a.yaml", &profile("Alpha", "unmet")).with("old/d.yaml", &profile("Delta", "met"));
    place.write("old/b.yaml", &profile("alpha!", "unmet"));
    assert_eq!(place.line("compare --site site --since old all").exit, 0);
    let page = files(&place.path().join("site"))["changes.html"].clone();
    for words in
        ["CLI Tooling rose from level 0 to level 1.", "No longer listed", "Delta", "New", "Unchanged"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let place = fleet().repository();
    place.commit("2026-01-03");
    place.write("all/b.yaml", &profile("alpha!", "met"));
    let run = place.line("compare --site site --since HEAD all");
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let page = files(&place.path().join("site"))["changes.html"].clone();
    assert_eq!(page.matches("rose from level").count(), 1, "{page}");
}
