//! Runs the program as users do, in a folder of its own, independently of the clock, the network and the user's
//! configuration.

use std::{
    ffi::OsStr,
    fs,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

use super::{command, program};

/// A folder to run the program in.
pub(crate) struct Place {
    folder: TempDir,
}

/// The result of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub exit: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Place {
    pub(crate) fn new() -> Place {
        Place { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn with(self, name: impl AsRef<Path>, text: &str) -> Place {
        self.write(name, text);
        self
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Runs the program in the folder, with these arguments.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        self.finish(&mut program(arguments))
    }

    /// Runs the program with arguments separated by spaces.
    pub(crate) fn line(&self, arguments: &str) -> Run {
        self.run(arguments.split_whitespace())
    }

    /// Runs the program with no other program in `PATH`.
    pub(crate) fn run_without_git<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        self.finish(program(arguments).env("PATH", self.path()))
    }

    pub(crate) fn git<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        let run = self.finish(command("git").args(arguments));
        assert_eq!(run.exit, 0, "{run:?}");
        run
    }

    /// Makes the folder a git repository.
    pub(crate) fn repository(self) -> Place {
        self.git(["init", "--quiet", "--initial-branch=main", "."]);
        self
    }

    /// Commits everything, dated on a day.
    pub(crate) fn commit(&self, day: &str) {
        self.git(["add", "--all"]);
        let mut command = command("git");
        command.args(["commit", "--quiet", "--allow-empty", "--message", "Answers"]);
        command.env("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z"));
        command.env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"));
        let run = self.finish(&mut command);
        assert_eq!(run.exit, 0, "{run:?}");
    }

    pub(crate) fn finish(&self, command: &mut Command) -> Run {
        let nothing = self.path().join("no-such-configuration");
        command
            .current_dir(self.path())
            .env("GIT_CONFIG_GLOBAL", &nothing)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "Somebody")
            .env("GIT_AUTHOR_EMAIL", "somebody@example.org")
            .env("GIT_COMMITTER_NAME", "Somebody")
            .env("GIT_COMMITTER_EMAIL", "somebody@example.org")
            .env("GIT_CEILING_DIRECTORIES", self.path().parent().expect("a folder"))
            .env("TZ", "UTC")
            .env("LC_ALL", "C.UTF-8");
        Run::from(command.output().expect("the program runs"))
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            exit: output.status.code().expect("an exit code"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}
