//! `compare --site`: the matrix, a page for each registry and each capability, and what changed, in a folder.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File, FileType},
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use registry_maturity::{
    document::{self, ComparisonView, Document, Filter, Pages, SiteRegistry},
    render::html::html,
};
use registry_maturity_core::{assessment::Assessment, comparison::Comparison, profile::Profile};

use super::CompareArguments;
use crate::{
    arguments::Destination,
    commands::{
        fleet,
        git::{Earlier, Tracked},
        load, output, read_profile, read_source,
    },
    console::Console,
};

const INDEX: &str = "index.html";
const CHANGES: &str = "changes.html";
const REGISTRIES: &str = "registries";
const CAPABILITIES: &str = "capabilities";
/// A page of this program names its generator within this number of bytes.
const HEAD: u64 = 2048;
const GENERATOR: &str = "<meta name=\"generator\" content=\"registry-maturity ";

/// Writes the site. `paths` are the files of the registries, in the order in which they were given.
pub(super) fn write(
    folder: &Path,
    arguments: &CompareArguments,
    comparison: &Comparison,
    paths: &[PathBuf],
    console: &Console,
) -> anyhow::Result<()> {
    let mut site = Site::open(folder)?;
    let profiles: Vec<&Profile> = comparison.all().filter_map(|one| one.profile.as_deref()).collect();
    let assessments: Vec<Assessment<'_>> = profiles.iter().map(|profile| profile.assess()).collect();
    let names = file_names(&assessments);
    let earlier = match &arguments.since {
        Some(since) => earlier(since, comparison, paths)?,
        None => Before::default(),
    };
    let before: Vec<Option<Assessment<'_>>> =
        earlier.profiles.iter().map(|profile| profile.as_ref().map(Profile::assess)).collect();

    let view = ComparisonView {
        capabilities: true,
        tracks: arguments.track.clone(),
        levels: arguments.level.clone(),
        pages: Some(Pages {
            registries: names.iter().map(|name| format!("{REGISTRIES}/{name}")).collect(),
            capability: |id| format!("{CAPABILITIES}/{id}.html"),
        }),
    };
    let mut index = document::comparison(comparison, &view);
    if let Some(since) = &arguments.since {
        index = document::with_changes(index, since, CHANGES);
    }
    site.page(INDEX, &index, console)?;

    let filter = Filter { keep_all: true, disclosure: arguments.disclose.into(), ..Filter::default() };
    for (assessment, name) in assessments.iter().zip(&names) {
        let report = document::report(assessment, &filter);
        site.page(
            &format!("{REGISTRIES}/{name}"),
            &document::registry_page(report, "../index.html"),
            console,
        )?;
    }
    let registries = |folder: &str| -> Vec<SiteRegistry<'_>> {
        let all = assessments.iter().zip(&names).enumerate();
        let registry = |(at, (assessment, name)): (usize, (_, &String))| SiteRegistry {
            assessment,
            before: before.get(at).and_then(Option::as_ref),
            page: format!("{folder}{REGISTRIES}/{name}"),
        };
        all.map(registry).collect()
    };
    let catalogue = comparison.catalogue;
    let above = registries("../");
    for track in catalogue.tracks {
        for capability in track.capabilities {
            let page = document::capability_page(catalogue, track, capability, &above, "../index.html");
            site.page(&format!("{CAPABILITIES}/{}.html", capability.id), &page, console)?;
        }
    }
    if let Some(since) = &arguments.since {
        let (gone, disclosure) = (&earlier.gone, arguments.disclose.into());
        let page = document::changes(catalogue, since, &registries(""), gone, disclosure, INDEX);
        site.page(CHANGES, &page, console)?;
    }
    site.finish()
}

/// A folder that holds nothing but the pages of a site.
struct Site<'f> {
    folder: &'f Path,
    /// The pages that were there and are not written again.
    stale: BTreeSet<PathBuf>,
}

impl<'f> Site<'f> {
    /// Opens a folder, which is created unless it exists.
    ///
    /// # Errors
    /// If the folder holds anything but pages that this program wrote.
    fn open(folder: &'f Path) -> anyhow::Result<Site<'f>> {
        let mut stale = BTreeSet::new();
        if folder.symlink_metadata().is_ok() {
            for (path, kind) in entries(folder)? {
                let is_part = [REGISTRIES, CAPABILITIES].iter().any(|name| path.ends_with(name));
                let pages = if kind.is_dir() && is_part { entries(&path)? } else { vec![(path, kind)] };
                for (page, kind) in pages {
                    check_is_own_page(&page, kind)?;
                    stale.insert(page);
                }
            }
        }
        for part in ["", REGISTRIES, CAPABILITIES] {
            let part = folder.join(part);
            fs::create_dir_all(&part).with_context(|| format!("{} can't be created", part.display()))?;
        }
        Ok(Site { folder, stale })
    }

    fn page(&mut self, name: &str, document: &Document, console: &Console) -> anyhow::Result<()> {
        let path = self.folder.join(name);
        self.stale.remove(&path);
        output::write(&Destination { output: Some(path), force: false }, &html(document), console)
    }

    /// Removes the pages of registries that are no longer there.
    fn finish(self) -> anyhow::Result<()> {
        for path in self.stale {
            fs::remove_file(&path).with_context(|| format!("{} can't be removed", path.display()))?;
        }
        Ok(())
    }
}

/// What is in a folder, in the order of the names.
fn entries(folder: &Path) -> anyhow::Result<Vec<(PathBuf, FileType)>> {
    let unreadable = || format!("{} can't be read", folder.display());
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        entries.push((entry.path(), entry.file_type().with_context(unreadable)?));
    }
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(entries)
}

/// Fails unless a file is a page that this program wrote.
fn check_is_own_page(path: &Path, kind: FileType) -> anyhow::Result<()> {
    let mut head = Vec::new();
    let is_page = kind.is_file()
        && path.extension().is_some_and(|end| end == "html")
        && File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).is_ok()
        && String::from_utf8_lossy(&head).contains(GENERATOR);
    if !is_page {
        bail!(
            "{} is not a page that this program wrote; name a separate folder for the site",
            path.display()
        );
    }
    Ok(())
}

/// A file name for each registry, from its name.
fn file_names(assessments: &[Assessment<'_>]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name = |assessment: &Assessment<'_>| {
        let name = assessment.profile.registry().name.to_lowercase();
        let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let slug = words.collect::<Vec<_>>().join("-");
        let slug =
            if slug.is_empty() { "registry".to_owned() } else { slug[..slug.len().min(80)].to_owned() };
        let mut unique = slug.clone();
        for number in 2.. {
            if taken.insert(unique.clone()) {
                break;
            }
            unique = format!("{slug}-{number}");
        }
        format!("{unique}.html")
    };
    assessments.iter().map(name).collect()
}

/// The registries at an earlier time.
#[derive(Default)]
struct Before {
    /// The earlier profile of each registry, in the order of the comparison.
    profiles: Vec<Option<Profile>>,
    /// The names of those that are no longer there.
    gone: Vec<String>,
}

/// The earlier profiles: those of a folder, by their registries' names, or the same files at a git revision.
fn earlier(since: &str, comparison: &Comparison, paths: &[PathBuf]) -> anyhow::Result<Before> {
    let folder = Path::new(since);
    if !folder.is_dir() {
        let profiles = comparison.all().map(|registry| at_revision(since, &paths[registry.place]));
        return Ok(Before { profiles: profiles.collect::<anyhow::Result<_>>()?, gone: Vec::new() });
    }
    let found = fleet::profiles(&[folder.to_owned()]);
    if let Some(why) = found.refused.into_iter().next() {
        return Err(why);
    }
    let mut known = BTreeMap::new();
    for path in &found.paths {
        let (_, profile) = load(path)?;
        known.insert(profile.registry().name.clone(), profile);
    }
    let profiles = comparison.all().map(|registry| known.remove(&*registry.name)).collect();
    Ok(Before { profiles, gone: known.into_keys().collect() })
}

fn at_revision(revision: &str, path: &Path) -> anyhow::Result<Option<Profile>> {
    let source = read_source(path)?;
    match Tracked::new(path)?.at(revision, &source)? {
        Earlier::Text(before) => read_profile(&before).map(Some),
        Earlier::Nothing => Ok(None),
    }
}
