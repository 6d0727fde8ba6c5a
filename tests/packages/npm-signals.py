"""Checks that signals to the npm package's command reach the program, and that the command ends as the program does.

  npm-signals.py COMMAND
"""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

COMMAND = Path(sys.argv[1]).resolve()


def children(process):
    return subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], text=True, stdout=-1).stdout.split()


def interrupted(number, *arguments, waits_with=b""):
    """How the command ends after a signal while it waits for input; the program must end, too."""
    with tempfile.TemporaryDirectory() as folder:
        options = {"cwd": folder, "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        command = subprocess.Popen([COMMAND, *arguments], **options)
        while not (program := children(command.pid)):
            assert command.poll() is None, "the command ended without a signal"
        said = b""
        while waits_with not in said:
            said += (more := command.stdout.read1())
            assert more, said
        command.send_signal(number)
        code = command.wait(timeout=60)
        # The end is only there when the program has let go of it, too.
        command.stdout.read()
        assert not Path(f"/proc/{program[0]}").exists(), "the program is still there"
        return code


for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
    # The questionnaire saves, says where, and exits; reading standard input just ends.
    assert (code := interrupted(number, "assess", "--plain", "new.yaml", waits_with=b"> ")) == 130, code
    assert (code := interrupted(number, "score", "-")) == -number, code
print("npm: SIGINT, SIGTERM and SIGHUP are passed on")
