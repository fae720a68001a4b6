"""Runs other people's libraries in an environment of their own.

They never share one with the product: some are heavy, some pin old packages.
A worker is a script that reads one JSON document from standard input and
writes one to standard output.
"""

import hashlib
import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent
_REQUIREMENTS = Path(__file__).with_name("peers.txt")
_ENVIRONMENT = _ROOT / ".venv-peers"
_PATIENCE = 1800  # seconds; the slowest neural peer on the largest set


class PeerFailed(Exception):
    """A peer could not do its work; the message is its last words."""


def peer_python() -> Path:
    """The interpreter of the peers' environment, which is made or renewed if need be."""
    python = _ENVIRONMENT / "bin" / "python"
    stamp = _ENVIRONMENT / "installed.sha256"
    wanted = hashlib.sha256(_REQUIREMENTS.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    sys.stderr.write(f"Installing the peers into {_ENVIRONMENT.name} ...\n")
    venv.create(_ENVIRONMENT, with_pip=True)
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-r", str(_REQUIREMENTS)], check=True)
    stamp.write_text(wanted)
    return python


def ask(python: Path, worker: Path, question: dict[str, Any]) -> Any:
    """The worker's answer to ``question``. Raises `PeerFailed`."""
    try:
        done = subprocess.run(
            [python, worker],
            input=json.dumps(question),
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=True,
        )
    except subprocess.CalledProcessError as failure:
        raise PeerFailed(failure.stderr.strip().rpartition("\n")[2]) from failure
    except subprocess.TimeoutExpired as failure:
        raise PeerFailed(f"no answer within {_PATIENCE} seconds") from failure
    return json.loads(done.stdout)
