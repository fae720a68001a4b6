"""Label Studio on PostgreSQL with Redis, two of its server processes behind nginx: labelled through it."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tasks.label_studio.client import LabelStudioClient
from tasks.label_studio.sessions import SessionDoor
from tasks.ledger import SentenceState, open_ledger
from tasks.pull import look_for_losses, pull
from tasks.push import push
from tasks.restore import restore
from tasks.store.connection import Store
from tasks.store.projects import home_of
from tests.balanced_label_studio import balanced_label_studio, is_installed
from tests.checkers import Checker
from tests.conftest import RunningLabelStudio
from tests.deploy.composed import DEPLOY
from tests.tasks.store import builders

SENTENCES = 60

pytestmark = [
    pytest.mark.server,
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        not is_installed(),
        reason="needs the Debian packages postgresql, redis-server, nginx and docker-compose",
    ),
]


@pytest.fixture(scope="module")
def balanced(label_studio_environment: Path) -> Iterator[RunningLabelStudio]:
    with balanced_label_studio(label_studio_environment) as running:
        yield running


def test_the_desk_labels_through_the_balancer(balanced: RunningLabelStudio, store: Store) -> None:
    builders.add(store, "\n".join(f"Lock {n} is being repaired." for n in range(SENTENCES)))
    project = builders.make_project(store)
    with (
        closing(LabelStudioClient(balanced.url, balanced.token)) as client,
        closing(Checker(balanced)) as editor,
        closing(editor.invite(balanced, "ana@example.org")) as ana,
    ):
        assert push(store, client, project).created == SENTENCES
        home = home_of(store, project.project_id)
        assert home
        tasks = [row["label_studio_id"] for row in store.rows("select label_studio_id from tasks")]
        with ThreadPoolExecutor(4) as checkers:
            list(checkers.map(ana.answer, tasks))
        assert pull(store, client, home).versions == SENTENCES
        assert pull(store, client, home, full=True).versions == 0
        assert open_ledger(store).states == {SentenceState.LABELLED: SENTENCES}
        for task in tasks[:5]:
            ana.delete_task(task)
        assert look_for_losses(store, client, home).gone == 5
        assert restore(store, client, project).annotations == 5
        assert open_ledger(store).states == {SentenceState.LABELLED: SENTENCES}
        assert open_ledger(store).balanced
    served = Counter(line.split()[0] for line in (balanced.data_dir / "nginx.log").read_text().splitlines())
    assert served["127.0.0.1"] > SENTENCES


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("systemd-analyze"), reason="needs systemd")
@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").iterdir()), ids=lambda unit: unit.name)
def test_the_units_are_read_by_systemd(unit: Path) -> None:
    instance = unit.name.replace("@.", "@8081.")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit.with_name(instance))],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{unit.parent}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if unit.name.split("@")[0] in line]
    assert [line for line in complaints if "not executable" not in line] == []


def test_signing_out_ends_the_session_in_every_process(balanced: RunningLabelStudio) -> None:
    door = SessionDoor(balanced.url)
    session = door.sign_in(balanced.admin_email, balanced.admin_password)
    assert session
    assert door.who_is(session)
    door.sign_out(session)
    assert {door.who_is(session) for _ in range(4)} == {None}


@pytest.mark.parametrize("path", ["api/jwt/settings", "api/jwt/settings/", "api/jwt/%73ettings"])
def test_no_member_can_switch_off_the_desks_token(balanced: RunningLabelStudio, path: str) -> None:
    headers = {"Authorization": f"Token {balanced.token}"}
    with httpx.Client(base_url=balanced.url, headers=headers, timeout=60) as api:
        settings = api.get("api/jwt/settings").raise_for_status().json()
        answer = api.post(path, json=settings | {"legacy_api_tokens_enabled": False})
        assert answer.status_code == 403
        assert api.get("api/jwt/settings").json() == settings
