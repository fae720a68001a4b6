"""The compose file is read by compose itself, and says what the units and the settings beside it say."""

import configparser
import re
import shlex
from collections.abc import Sequence

import pytest
import yaml

from tests.deploy.composed import DEPLOY, GIVEN, compose_command, config, services

pytestmark = pytest.mark.skipif(compose_command() is None, reason="needs docker compose or docker-compose")

OURS = {"label-studio-setup", "label-studio-1", "label-studio-2", "label-studio-worker", "desk"}


def unit_command(name: str) -> list[str]:
    """What a systemd unit starts."""
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "systemd" / name)
    return shlex.split(unit["Service"]["ExecStart"])


def stated() -> dict[str, str]:
    lines = (DEPLOY / "label-studio.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_compose_reads_the_file() -> None:
    assert set(services()) == OURS | {"postgres", "redis", "nginx"}


@pytest.mark.parametrize("missing", GIVEN)
def test_a_secret_that_is_not_set_is_asked_for(missing: str) -> None:
    refused = config({name: value for name, value in GIVEN.items() if name != missing})
    assert refused.returncode != 0
    assert "set it in compose.env" in refused.stderr


def test_no_secret_stands_in_the_files() -> None:
    text = (DEPLOY / "compose.yaml").read_text() + (DEPLOY / "compose.env.example").read_text()
    values = re.findall(r"^[ \w]*(?:PASSWORD|TOKEN)[:=] *(\S*)", text, re.MULTILINE)
    assert values
    assert [value for value in values if value and not value.startswith("${")] == []


@pytest.mark.parametrize(
    ("unit", "members"),
    [
        ("label-studio@.service", ["label-studio-1", "label-studio-2"]),
        ("label-studio-worker.service", ["label-studio-worker"]),
        ("annotator.service", ["desk"]),
    ],
)
def test_it_starts_what_the_units_start(unit: str, members: Sequence[str]) -> None:
    _, *arguments = unit_command(unit)
    for member in members:
        _, *composed = services()[member]["command"]
        assert without_address(composed) == without_address(arguments)


def without_address(arguments: Sequence[str]) -> list[str]:
    return [argument for argument in arguments if not re.match(r"[\d.]+:", argument)]


@pytest.mark.parametrize("service", sorted(OURS - {"desk"}))
def test_label_studio_is_told_the_same_everywhere(service: str) -> None:
    differs = {"POSTGRE_HOST", "POSTGRE_PASSWORD", "REDIS_HOST", "LABEL_STUDIO_HOST"}
    environment = services()[service]["environment"]
    told = {name: str(value) for name, value in environment.items() if not name.startswith("FIRST_")}
    assert {name for name, value in told.items() if stated().get(name) != value} == differs
    assert told.keys() == stated().keys()
    assert told["POSTGRE_HOST"] in services()
    assert told["REDIS_HOST"] in services()


def test_the_database_is_made_for_the_account_that_uses_it() -> None:
    database, user = services()["postgres"]["environment"], services()["label-studio-1"]["environment"]
    for theirs, ours in (("DB", "NAME"), ("USER", "USER"), ("PASSWORD", "PASSWORD")):
        assert database[f"POSTGRES_{theirs}"] == user[f"POSTGRE_{ours}"]


def test_the_balancer_knows_every_server_process() -> None:
    upstream = (DEPLOY / "upstream-compose.conf").read_text()
    named = dict(re.findall(r"server ([a-z0-9-]+):(\d+)", upstream))
    for name, port in named.items():
        assert services()[name]["command"][-1].endswith(f":{port}")
    assert set(named) == {name for name in services() if re.fullmatch(r"label-studio-\d", name)}
    by_systemd = (DEPLOY / "upstream.conf").read_text()
    assert without_servers(by_systemd) == without_servers(upstream)


def without_servers(upstream: str) -> list[str]:
    return [re.sub(r"server \S+", "server", line) for line in upstream.splitlines()[1:]]


def test_every_file_that_it_names_is_there() -> None:
    described = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    for service in described["services"].values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (DEPLOY / source).is_file() if source.startswith(".") else source in described["volumes"]
        if "build" in service:
            dockerfile = DEPLOY.parent / service["build"]["dockerfile"]
            copied = re.findall(r"^COPY (.+) \S+$", dockerfile.read_text(), re.MULTILINE)
            assert copied
            for source in " ".join(copied).split():
                assert (DEPLOY.parent / source).exists(), source
