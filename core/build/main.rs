//! Turns the catalogue's TOML files under `principles/` into Rust constants.
//!
//! An edition is a folder, and its `model.toml` lists its tracks. The build fails with a message on an unknown or
//! missing key, an invalid value, a listed track without a file, or a file that is not listed.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo on standard output")]

mod emit;
mod source;

use std::{
    env,
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};

use source::{ModelFile, TrackFile};

fn main() -> Result<(), Box<dyn Error>> {
    let principles = principles()?;
    println!("cargo::rerun-if-changed={}", principles.display());
    println!("cargo::rerun-if-changed=build");
    let mut folders: Vec<_> =
        fs::read_dir(principles)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    folders.retain(|path| path.is_dir());
    folders.sort();
    let mut editions = String::new();
    for folder in &folders {
        let (model, tracks) = read_edition(folder)?;
        editions += &format!("&{},\n", emit::catalogue(&model, &tracks));
    }
    let text = format!("static EDITIONS: &[&Catalogue] = &[\n{editions}];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("editions.rs"), text)?;
    Ok(())
}

/// The folder of editions. Where git can't create symbolic links, as on most Windows machines, it checks a link out as
/// a text file that names the target.
fn principles() -> io::Result<PathBuf> {
    let path = Path::new("principles");
    if path.is_file() { Ok(PathBuf::from(fs::read_to_string(path)?.trim_end())) } else { Ok(path.to_owned()) }
}

fn read_edition(folder: &Path) -> Result<(ModelFile, Vec<TrackFile>), Box<dyn Error>> {
    let model: ModelFile = read(&folder.join("model.toml"))?;
    let mut tracks = Vec::new();
    for stem in &model.edition.tracks {
        tracks.push(read::<TrackFile>(&folder.join(format!("{stem}.toml")))?);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if stem != "model" && !model.edition.tracks.iter().any(|track| track == stem) {
            return Err(format!("{}: `tracks` in model.toml does not name it", path.display()).into());
        }
    }
    Ok((model, tracks))
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}
