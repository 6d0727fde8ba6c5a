//! If the questionnaire is killed at any moment, it loses no answer that it acknowledged.
#![expect(clippy::print_stdout, reason = "the count is what the run is for")]

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::Stdio,
    sync::mpsc,
    thread,
    time::Duration,
};

use registry_maturity_core::{
    catalogue::{CapabilityId, Catalogue},
    profile,
    text::Source,
};

use crate::support;

/// How often the program is killed, unless the variable `KILLS` says otherwise; `.ci/run` sets it to 1000.
const KILLS: usize = 60;
/// More answers than a program gives before it is killed.
const ANSWERS: usize = 400;

/// The moment at which a program is killed: sometimes while it starts, but as often in the middle of its answers.
#[derive(Clone, Copy)]
enum Instant {
    AfterStart(Duration),
    AfterFirstAnswer(Duration),
}

/// A small pseudo-random generator with a fixed seed, so that the moments are the same in every run as far as possible.
struct Instants(u64);

impl Instants {
    fn next(&mut self) -> Instant {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pause = |below: u64| Duration::from_micros((self.0 >> 33) % below);
        if self.0 >> 63 == 0 {
            Instant::AfterStart(pause(60_000))
        } else {
            Instant::AfterFirstAnswer(pause(30_000))
        }
    }
}

#[test]
fn killed_at_any_instant_every_acknowledged_answer_is_in_the_file() {
    let kills = env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let each = |worker: u64| thread::spawn(move || kill_again_and_again(worker, kills / 2));
    let workers: Vec<_> = (0..2).map(each).collect();
    let acknowledged: Vec<usize> =
        workers.into_iter().map(|worker| worker.join().expect("no answer was lost")).collect();
    println!(
        "killed {} times, {} acknowledged answers, none lost",
        kills / 2 * 2,
        acknowledged.iter().sum::<usize>()
    );
    assert!(acknowledged.iter().all(|answers| *answers > 0), "the instants are all too early");
}

/// Answers one file with one program after the other, each of which is killed. Returns the number of acknowledged
/// answers.
fn kill_again_and_again(worker: u64, kills: usize) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("profile.yaml");
    let begun = "principles: \"0.1\" # kept\n\nregistry:\n  name: Kestrel\nanswers:\n";
    fs::write(&path, begun).expect("a profile");
    let mut instants = Instants(worker + 1);
    let mut known: BTreeMap<CapabilityId, String> = BTreeMap::new();
    let mut total = 0;
    for run in 0..kills {
        let answers = answers(run);
        let acknowledged = answer_and_kill(&path, &answers, instants.next());
        let (given, rest) = answers.split_at(acknowledged);
        known.extend(given.iter().cloned());
        // The last answer may or may not be in the file, but not partly.
        let found = notes(&path);
        let (pending, was) =
            rest.first().map_or((None, None), |(id, note)| (Some((*id, note)), known.get(id).cloned()));
        if let Some((id, note)) = pending.filter(|(id, note)| found.get(id) == Some(note)) {
            known.insert(id, note.clone());
        }
        assert_eq!(
            found, known,
            "run {run}, {acknowledged} acknowledged, pending {pending:?}, before {was:?}"
        );
        total += acknowledged;
    }
    total
}

/// The answers of a run, which are all different.
fn answers(run: usize) -> Vec<(CapabilityId, String)> {
    let capabilities: Vec<CapabilityId> =
        Catalogue::latest().capabilities().filter(|c| c.clauses.is_empty()).map(|c| c.id).collect();
    let answers = (0..ANSWERS)
        .map(|at| (capabilities[(run + at) % capabilities.len()], format!("run {run} answer {at}")));
    answers.collect()
}

/// Runs a program and kills it. Returns the number of answers that it acknowledged.
fn answer_and_kill(path: &Path, answers: &[(CapabilityId, String)], instant: Instant) -> usize {
    let mut child = support::program(["assess", "--plain"])
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    let script: String = answers.iter().map(|(id, note)| format!("jump {id}\nnote {note}\n")).collect();
    input.write_all(script.as_bytes()).expect("the pipe holds it");
    let output = BufReader::new(child.stderr.take().expect("a pipe"));
    let (sender, first) = mpsc::channel();
    let counting = thread::spawn(move || {
        let lines = output.split(b'\n').map_while(Result::ok);
        let saved = lines.filter(|line| line.windows(5).any(|word| word == b"Saved"));
        saved.inspect(|_| _ = sender.send(())).count()
    });
    if let Instant::AfterFirstAnswer(_) = instant {
        first.recv().expect("an answer is acknowledged");
    }
    let (Instant::AfterStart(pause) | Instant::AfterFirstAnswer(pause)) = instant;
    thread::sleep(pause);
    child.kill().expect("it is killed");
    child.wait().expect("it is gone");
    drop(input);
    counting.join().expect("it was counted")
}

fn notes(path: &Path) -> BTreeMap<CapabilityId, String> {
    let text = fs::read_to_string(path).expect("the file is there");
    assert!(text.starts_with("principles: \"0.1\" # kept\n"), "{text}");
    let profile = profile::read(&Source::new("profile.yaml", text)).expect("the file is whole");
    let notes = profile.answers().iter().map(|(id, answer)| (*id, answer.note.clone().unwrap_or_default()));
    notes.collect()
}
