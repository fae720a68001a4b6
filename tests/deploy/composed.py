"""The services that deploy/compose.yaml describes, as its own `config` command reads it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DEPLOY = Path(__file__).parents[2] / "deploy"
GIVEN = {
    "POSTGRE_PASSWORD": "a password",
    "ANNOTATOR_ADMIN_PASSWORD": "a long enough password",
    "ANNOTATOR_LABEL_STUDIO_TOKEN": "fedcba9876543210" * 2,
}


@cache
def compose_command() -> tuple[str, ...] | None:
    """Docker's plugin or the program that was there before it, ``None`` where neither is installed."""
    for command in (("docker", "compose"), ("docker-compose",)):
        if shutil.which(command[0]):
            asked = subprocess.run([*command, "version"], capture_output=True, check=False)
            if asked.returncode == 0:
                return command
    return None


def config(given: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """What compose makes of our file.

    :param given: variables of compose.env
    """
    command = compose_command()
    assert command
    return subprocess.run(
        [*command, "-f", str(DEPLOY / "compose.yaml"), "config"],
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **given},
        capture_output=True,
        text=True,
        check=False,
    )


@cache
def services() -> dict[str, dict[str, Any]]:
    read = config(GIVEN)
    assert read.returncode == 0, read.stderr
    # It writes a dollar sign twice, so that compose could read it again.
    found: dict[str, dict[str, Any]] = yaml.safe_load(read.stdout.replace("$$", "$"))["services"]
    return found
