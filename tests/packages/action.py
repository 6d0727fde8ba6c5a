"""Runs the steps of action.yml as GitHub's runner would, in checkouts that have only a profile.

  action.py PROGRAM PACKAGES     PROGRAM says what to expect; the action installs its own from the folder PACKAGES
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples/pypi.yaml"
PROGRAM, PACKAGES = (Path(argument).resolve() for argument in sys.argv[1:])


@dataclass
class Run:
    """What a run of the action left behind."""

    code: int = 0
    log: str = ""
    summary: str = ""
    ran: list = field(default_factory=list)
    used: list = field(default_factory=list)


class Runner:
    """One job: a workspace with a profile, the runner's files and variables, and the outputs of steps."""

    def __init__(self, folder, profile, inputs):
        self.folder, self.outputs, self.result = Path(folder), {}, Run()
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        assert set(inputs) <= set(action["inputs"])
        self.steps = action["runs"]["steps"]
        self.inputs = {name: about["default"] for name, about in action["inputs"].items()} | inputs
        self.workspace = self.folder / "workspace"
        self.workspace.mkdir()
        (self.workspace / "registry-maturity.yaml").write_bytes(profile)

    def value(self, path):
        kind, *names = path.split(".")
        if kind == "inputs":
            return self.inputs[names[0]]
        assert kind == "steps" and names[1] == "outputs", path
        return self.outputs.get(names[0], {}).get(names[2], "")

    def filled(self, text):
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: self.value(found[1]), str(text))

    def holds(self, condition):
        """Whether a step runs; without a function that asks for the state of the job, only if nothing has failed."""
        if condition is None:
            return self.result.code == 0
        (inner,) = re.fullmatch(r"\$\{\{ (.*) \}\}", condition).groups()
        status, *comparisons = inner.split(" && ")
        assert status == "!cancelled()", condition
        return all(self.value(path) != "" for path in (re.fullmatch(r"([\w.]+) != ''", c)[1] for c in comparisons))

    def run(self):
        for step in self.steps:
            if not self.holds(step.get("if")):
                continue
            if "uses" in step:
                self.result.used.append((step["uses"], {key: self.filled(value) for key, value in step["with"].items()}))
            else:
                self.run_script(step)
        return self.result

    def run_script(self, step):
        files = {name: self.folder / name for name in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH"]}
        for file in files.values():
            file.write_text("")
        script = self.folder / "step.sh"
        script.write_text(self.filled(step["run"]))
        assert script.read_text() == step["run"], "an input is part of a script"
        temporary = self.folder / "temporary"
        temporary.mkdir(exist_ok=True)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(temporary),
            **{name: str(file) for name, file in files.items()},
            **{name: self.filled(value) for name, value in step.get("env", {}).items()},
        }
        assert step["shell"] == "bash"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", script]
        done = subprocess.run(command, cwd=self.workspace, env=environment, text=True, stdout=-1, stderr=subprocess.STDOUT)
        self.result.ran.append(step["name"])
        self.result.log += done.stdout
        self.result.summary += files["GITHUB_STEP_SUMMARY"].read_text()
        self.result.code = self.result.code or done.returncode
        lines = files["GITHUB_OUTPUT"].read_text().splitlines()
        self.outputs[step.get("id")] = dict(line.split("=", 1) for line in lines)


def run(answers=EXAMPLE, **inputs):
    with tempfile.TemporaryDirectory() as folder:
        inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
        runner = Runner(folder, Path(answers).read_bytes(), {"from": str(PACKAGES)} | inputs)
        result = runner.run()
        found = sorted(file.name for file in runner.workspace.rglob("*"))
        assert found == ["registry-maturity.yaml"], f"the action left {found} in the checkout"
        for _, given in result.used:
            given["log"] = json.loads(Path(given["sarif_file"]).read_text())
        return result


def expected(*arguments):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "registry-maturity.yaml").write_bytes(EXAMPLE.read_bytes())
        return subprocess.run([PROGRAM, *arguments], cwd=folder, text=True, stdout=-1).stdout


def passing():
    result = run(arguments="--no-targets\n--require general=0")
    assert result.code == 0, result.log
    assert result.summary == expected("score", "--format", "markdown") != "", result.summary
    assert not result.used


def failing():
    result = run(arguments="--require 3")
    assert result.code == 1, result.log
    annotations = expected("check", "--format", "github", "--require", "3")
    assert annotations.startswith("::error file=registry-maturity.yaml,"), annotations
    assert annotations in result.log, result.log
    assert result.summary == expected("score", "--format", "markdown") != ""


def without_a_report():
    assert run(arguments="--require 3", report="false").summary == ""


def a_broken_profile():
    result = run(answers=ROOT / "tests/errors/unknown-names.yaml", upload_sarif="true")
    assert result.code == 2, result.log
    assert result.summary == ""
    ((_, given),) = result.used
    assert given["log"]["runs"][0]["results"], "no problem for code scanning"


def code_scanning():
    result = run(arguments="--require 3", upload_sarif="true")
    assert result.code == 1, result.log
    ((action, given),) = result.used
    assert re.fullmatch(r"github/codeql-action/upload-sarif@[0-9a-f]{40}", action)
    assert given["log"] == json.loads(expected("check", "--format", "sarif", "--require", "3"))


def a_wrong_checksum():
    result = run(sha256="0" * 64)
    assert result.code == 2, result.log
    assert "nothing was installed" in result.log
    assert result.ran == ["Install registry-maturity"]


def another_version():
    result = run(version="9.9.9")
    assert result.code == 2, result.log
    assert result.ran == ["Install registry-maturity"]


def inputs_that_a_shell_would_run():
    attack = "$(touch attacked) `touch attacked` ; touch attacked"
    for name in ["profile", "arguments", "format", "report", "version", "sha256", "from", "upload_sarif"]:
        run(**{name: attack})


if __name__ == "__main__":
    cases = [
        passing,
        failing,
        without_a_report,
        a_broken_profile,
        code_scanning,
        a_wrong_checksum,
        another_version,
        inputs_that_a_shell_would_run,
    ]
    for case in cases:
        case()
        print(f"action: {case.__name__.replace('_', ' ')}")
