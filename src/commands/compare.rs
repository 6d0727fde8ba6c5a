//! `compare`: several registries side by side.

mod site;

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::bail;
use clap::Args;
use registry_maturity::{
    document::{self, ComparisonView},
    json,
    render::{
        self,
        csv::{below_head, csv},
        format::{Format, ResultKind},
        json::{JsonFrame, JsonList, Layout, json as json_text},
    },
};
use registry_maturity_core::{
    catalogue::{Level, TrackId},
    comparison::{Compared, Comparison},
    profile::Profile,
    text::Source,
};

use super::{
    deliver, findings, fleet, load,
    output::{self, Output},
    read_profile, screen, warnings,
};
use crate::{
    arguments::{self, Destination, Disclose, KnownName},
    console::{Console, Exit, Unusable},
};

#[derive(Debug, Args)]
#[command(
    after_help = "A folder stands for the *.yaml and *.yml files in it, at any depth, except hidden ones and those \
behind links to folders. A file that is not a valid profile is reported, and the others are compared. With \
`--format ndjson` each profile is one line, in the order of the files, written as soon as it is read.

Examples:
  registry-maturity compare first.yaml second.yaml
  registry-maturity compare --capabilities registries/
  registry-maturity compare --sort general registries/
  registry-maturity compare --site public --since HEAD~1 registries/
  registry-maturity compare --format ndjson registries/ --output registries.ndjson"
)]
pub(crate) struct CompareArguments {
    /// Profiles, and folders of profiles.
    #[arg(value_name = "PROFILE|FOLDER", required = true)]
    pub profiles: Vec<PathBuf>,

    /// Include the status of every capability.
    #[arg(long)]
    pub capabilities: bool,

    /// Show only these tracks, separated by commas.
    #[arg(long, value_name = "TRACK", value_delimiter = ',', hide_possible_values = true,
        value_parser = KnownName::new(arguments::track, arguments::tracks))]
    pub track: Vec<TrackId>,

    /// Show only capabilities of these levels, separated by commas.
    #[arg(long, value_name = "LEVEL", value_delimiter = ',', requires = "capabilities")]
    pub level: Vec<Level>,

    /// Sort by the level of this track instead of by name; registries outside the track are not ranked.
    #[arg(long, value_name = "TRACK", hide_possible_values = true, value_parser = KnownName::new(arguments::track, arguments::tracks))]
    pub sort: Option<TrackId>,

    /// Output format.
    #[arg(long, value_name = "FORMAT", default_value = "terminal", value_parser = arguments::formats(ResultKind::Comparison))]
    pub format: Format,

    /// Write a site to this folder: the matrix, and a page for each registry and capability.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["format", "output"])]
    pub site: Option<PathBuf>,

    /// Add a page to the site with what changed since a git revision, or since the profiles of an earlier folder.
    #[arg(long, value_name = "REV|FOLDER", requires = "site", allow_hyphen_values = true)]
    pub since: Option<String>,

    #[command(flatten)]
    pub output: Destination,

    #[command(flatten)]
    pub disclose: Disclose,
}

/// Rows of a sheet that are made at once.
const ROWS: usize = 500;

/// Compares the profiles that can be read, and fails at the end if any could not.
pub(crate) fn compare(arguments: &CompareArguments, console: &Console) -> anyhow::Result<Exit> {
    if arguments.sort.is_some() && arguments.format.is_lines() {
        bail!(
            "`--sort` can't be used with `--format ndjson`, which prints each profile as soon as it is read; leave out \
             `--sort`, or use `--format json`"
        );
    }
    let fleet = fleet::profiles(&arguments.profiles);
    for why in &fleet.refused {
        console.fail(why);
    }
    let bad = match arguments.format.is_lines() {
        true => stream(arguments, &fleet.paths, console)?,
        false => side_by_side(arguments, &fleet.paths, console)?,
    };
    match bad + fleet.refused.len() {
        0 => Ok(Exit::Done),
        bad if bad == fleet.len() => bail!("there is nothing to compare"),
        bad => {
            let others = if bad + 1 == fleet.len() { "other" } else { "others" };
            bail!("{bad} of {} profiles could not be read; the result contains the {others}", fleet.len())
        }
    }
}

/// Writes everything in one result. Returns the number of files that could not be read.
fn side_by_side(arguments: &CompareArguments, paths: &[PathBuf], console: &Console) -> anyhow::Result<usize> {
    let mut registries: Vec<Compared> = Vec::new();
    let mut files: Vec<PathBuf> = Vec::new();
    let mut texts: Vec<ProfileText> = Vec::new();
    let mut failed: Vec<anyhow::Error> = Vec::new();
    let is_json = arguments.format.is_one_object();
    // Only a page has room for notes and evidence.
    let keeps_profiles = arguments.site.is_some() || arguments.capabilities && arguments.format.is_page();
    let work = |path: &PathBuf| {
        let (source, profile) = load(path)?;
        let compared =
            if keeps_profiles { Compared::with_profile(profile) } else { Compared::of(&profile.assess()) };
        Ok((compared, path.clone(), is_json.then(|| ProfileText::of(path, source))))
    };
    fleet::each(
        paths,
        console,
        work,
        |one: anyhow::Result<(Compared, PathBuf, Option<ProfileText>)>, progress| {
            match one {
                Ok((compared, path, text)) => {
                    registries.push(compared);
                    files.extend(arguments.site.is_some().then_some(path));
                    texts.extend(text);
                }
                Err(error) => {
                    progress.clear();
                    console.fail(&error);
                    failed.push(error);
                }
            }
            Ok(())
        },
    )?;
    let unusable: Vec<&Unusable> = failed.iter().filter_map(anyhow::Error::downcast_ref).collect();
    if !registries.is_empty() {
        let comparison = Comparison::of(registries, arguments.sort);
        if let Some(folder) = &arguments.site {
            return site::write(folder, arguments, &comparison, &files, console).map(|()| failed.len());
        }
        let mut output = Output::open(&arguments.output)?;
        let written = if is_json {
            reports(arguments, &comparison, &texts, &unusable, &mut output, console)
        } else {
            in_words(arguments, &comparison, &mut output, console)
        };
        output::unless_pipe_closed(written.and_then(|()| output.finish(console)))?;
    } else if is_json && !unusable.is_empty() {
        deliver(&findings::problems_in_json(Layout::Indented, unusable)?, &arguments.output, console)?;
    }
    Ok(failed.len())
}

/// A comparison for people, or as a sheet, of which a few rows are made at a time.
fn in_words(
    arguments: &CompareArguments,
    comparison: &Comparison,
    output: &mut Output,
    console: &Console,
) -> anyhow::Result<()> {
    let view = ComparisonView {
        capabilities: arguments.capabilities,
        tracks: arguments.track.clone(),
        levels: arguments.level.clone(),
        pages: None,
    };
    let format = arguments.format;
    if !format.is_sheet() {
        let document = document::comparison(comparison, &view);
        return output::draw_into(output, |pieces| {
            render::write(format, &document, screen(format, console), pieces)
        });
    }
    let lists = [&comparison.registries, &comparison.unranked];
    for (at, registries) in lists.iter().flat_map(|list| list.chunks(ROWS)).enumerate() {
        let sheet = csv(&document::comparison_sheet(comparison, registries, &view));
        output.write(if at == 0 { &sheet } else { below_head(&sheet) })?;
    }
    Ok(())
}

/// The text of a profile that is needed again after it was read.
enum ProfileText {
    /// It can be read again from its file.
    InFile {
        path: PathBuf,
        /// A hash of the text when it was first read.
        hash: u64,
    },
    /// It came through a pipe.
    Kept(PathBuf, Source),
}

impl ProfileText {
    fn of(path: &Path, source: Source) -> ProfileText {
        if path.metadata().is_ok_and(|about| about.is_file()) {
            ProfileText::InFile { path: path.to_owned(), hash: hash(&source) }
        } else {
            ProfileText::Kept(path.to_owned(), source)
        }
    }

    fn load(&self) -> anyhow::Result<(&Path, Source, Profile)> {
        match self {
            ProfileText::InFile { path, hash: before } => {
                let (source, profile) = load(path)?;
                if hash(&source) != *before {
                    bail!("{} was changed while it was being compared; try again", path.display());
                }
                Ok((path, source, profile))
            }
            ProfileText::Kept(path, source) => Ok((path, source.clone(), read_profile(source)?)),
        }
    }
}

fn hash(source: &Source) -> u64 {
    let mut hasher = DefaultHasher::new();
    source.text.hash(&mut hasher);
    hasher.finish()
}

/// One JSON object. The order is known only when every profile has been read, and the reports of a fleet are too long
/// to keep until then, so each profile is read a second time.
fn reports(
    arguments: &CompareArguments,
    comparison: &Comparison,
    texts: &[ProfileText],
    unusable: &[&Unusable],
    output: &mut Output,
    console: &Console,
) -> anyhow::Result<()> {
    let problems = unusable.iter().flat_map(|one| json::problems(&one.source, &one.problems)).collect();
    let record = json::ComparisonRecord::new(comparison.by.map(|track| track.id), problems);
    let mut frame = JsonFrame::new(&record)?;
    for registries in [&comparison.registries, &comparison.unranked] {
        output.write(frame.before_list())?;
        let texts: Vec<&ProfileText> = registries.iter().map(|registry| &texts[registry.place]).collect();
        list(arguments, &texts, output, console)?;
    }
    output.write(frame.rest())
}

/// The reports of these profiles as a list within an object.
fn list(
    arguments: &CompareArguments,
    texts: &[&ProfileText],
    output: &mut Output,
    console: &Console,
) -> anyhow::Result<()> {
    let mut list = JsonList::default();
    let work = |text: &&ProfileText| {
        let (path, source, profile) = text.load()?;
        report(arguments, path, &source, &profile, Layout::Indented).map(|report| JsonList::item(&report))
    };
    fleet::each(texts, console, work, |item: anyhow::Result<String>, _| {
        output.write(list.before_item())?;
        output.write(&item?)
    })?;
    output.write(list.end())
}

/// The result of `score` for a profile.
fn report(
    arguments: &CompareArguments,
    path: &Path,
    source: &Source,
    profile: &Profile,
    layout: Layout,
) -> anyhow::Result<String> {
    let assessment = profile.assess();
    let warnings = warnings(&assessment, path);
    let report = json::ReportRecord::new(&assessment, &warnings, source, arguments.disclose.into());
    Ok(json_text(&report, layout)?)
}

/// Writes the result of `score` for each profile on a line, as soon as it is known. Returns the number of files that
/// could not be read.
fn stream(arguments: &CompareArguments, paths: &[PathBuf], console: &Console) -> anyhow::Result<usize> {
    let mut output = Output::open(&arguments.output)?;
    let mut bad = 0;
    let line = |path: &PathBuf| {
        let (source, profile) = load(path)?;
        report(arguments, path, &source, &profile, Layout::Line)
    };
    let written = fleet::each(paths, console, line, |line, progress| match line {
        Ok(line) => output.write(&line),
        Err(error) => {
            progress.clear();
            console.fail(&error);
            bad += 1;
            match error.downcast_ref::<Unusable>() {
                Some(unusable) => output.write(&findings::problems_in_json(Layout::Line, [unusable])?),
                None => Ok(()),
            }
        }
    });
    // If there is no result, the previous output stays.
    let ended = written.and_then(|()| if bad < paths.len() { output.finish(console) } else { Ok(()) });
    output::unless_pipe_closed(ended).map(|()| bad)
}
