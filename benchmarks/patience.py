"""Commands that find Label Studio down, or another at work, are given again."""

import subprocess
import time

from tests.running_desk import RunningDesk

TRIES = 20


def persist(desk: RunningDesk, *command: str) -> str:
    """Run a command on the desk's data until it succeeds; what it printed.

    :raises AssertionError: it failed twenty times
    """
    said = ""
    for _ in range(TRIES):
        try:
            done = desk.attempt(*command)
        except subprocess.TimeoutExpired as error:
            said = str(error)
            continue
        if done.returncode == 0:
            return done.stdout
        said = done.stdout + done.stderr
        assert "Traceback" not in said, said
        time.sleep(2)
    raise AssertionError(f"annotator {' '.join(command)} failed {TRIES} times: {said}")
