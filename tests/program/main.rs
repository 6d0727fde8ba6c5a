//! The program as people and other programs use it: arguments go in; output, files and an exit code come out.

#[cfg(unix)]
mod action;
mod answer;
mod check;
mod compare;
mod diff;
mod errors;
mod expected;
mod explain;
#[cfg(target_os = "linux")]
mod faults;
mod git;
#[path = "../support/formats.rs"]
#[allow(dead_code, reason = "fuzzing looks at more formats")]
mod formats;
mod history;
mod hostile;
mod init;
mod installers;
#[cfg(unix)]
mod killed;
mod linear;
#[cfg(target_os = "linux")]
mod outputs;
mod readme;
mod roadmap;
mod schema;
mod scripts;
mod score;
mod site;
#[path = "../support/mod.rs"]
mod support;
#[cfg(all(unix, feature = "tui"))]
mod terminal;
#[cfg(unix)]
mod tutorial;
mod words;
