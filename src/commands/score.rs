//! `score`: levels and the per-track gap table.

use std::fs;

use anyhow::Context;
use registry_maturity::{
    assessment::assess,
    document::{self, Disclosure, Filter},
    json,
    level::Level,
    problem::{Located, Source, Span},
    profile::Profile,
    render::{excerpt::Severity, terminal::terminal},
    warnings::warnings,
};

use super::{read_profile, read_source};
use crate::{
    cli::{Disclose, Format, Goal, Score},
    console::{Console, Exit},
};

/// Scores each profile.
pub fn score(arguments: &Score, console: &Console) -> anyhow::Result<Exit> {
    let mut result = String::new();
    for path in &arguments.profiles {
        let source = read_source(path)?;
        let mut profile = read_profile(&source)?;
        aim(&mut profile, &arguments.target);
        if !result.is_empty() && arguments.format == Format::Terminal {
            result.push('\n');
        }
        result += &one(&source, &profile, arguments, console)?;
    }
    match &arguments.output {
        Some(path) => {
            fs::write(path, result).with_context(|| format!("{} can't be written", path.display()))?
        }
        None => console.print(&result)?,
    }
    Ok(Exit::Done)
}

fn one(source: &Source, profile: &Profile, arguments: &Score, console: &Console) -> anyhow::Result<String> {
    let assessment = assess(profile);
    let warnings = warnings(&assessment);
    let report = || json::Report::new(&assessment, &warnings, source, arguments.disclose.into());
    Ok(match arguments.format {
        Format::Terminal => {
            console.show(source, &warnings, Severity::Warning);
            terminal(&document::report(&assessment, &filter(arguments)), console.output())
        }
        Format::Json => serde_json::to_string_pretty(&report())? + "\n",
        Format::Ndjson => serde_json::to_string(&report())? + "\n",
    })
}

fn filter(arguments: &Score) -> Filter {
    Filter {
        all: arguments.all,
        tracks: arguments.track.clone(),
        levels: arguments.level.clone(),
        up_to_target: !arguments.target.is_empty(),
        disclosure: arguments.disclose.into(),
    }
}

/// Puts the goals of the command line in place of the profile's targets.
fn aim(profile: &mut Profile, goals: &[Goal]) {
    for goal in goals {
        let tracks = profile.catalogue.tracks.iter().map(|track| track.id);
        for track in tracks.filter(|id| goal.track.is_none_or(|wanted| wanted == *id)) {
            let target: Located<Level> = Located::new(goal.level, Span::default());
            profile.targets.insert(track, target);
        }
    }
}

impl From<Disclose> for Disclosure {
    fn from(disclose: Disclose) -> Disclosure {
        match disclose {
            Disclose { public: true, .. } => Disclosure::Public,
            Disclose { internal: true, .. } => Disclosure::Internal,
            Disclose { .. } => Disclosure::Usual,
        }
    }
}
