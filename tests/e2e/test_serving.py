"""The desk against a Label Studio that runs elsewhere."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from annotator.sample import sample_article
from tests.conftest import RunningLabelStudio
from tests.running_desk import RunningDesk, wait_until

pytestmark = [pytest.mark.server, pytest.mark.timeout(120)]


@pytest.fixture
def desk(tmp_path: Path, label_studio: RunningLabelStudio, label_studio_environment: Path) -> RunningDesk:
    return RunningDesk(
        tmp_path / "data",
        label_studio_environment,
        settings={
            "ANNOTATOR_LABEL_STUDIO_URL": label_studio.url,
            "ANNOTATOR_LABEL_STUDIO_TOKEN": label_studio.token,
        },
    )


@pytest.fixture
def serving(desk: RunningDesk) -> Iterator[RunningDesk]:
    desk.start(command="serve")
    yield desk
    desk.stop()


def test_a_desk_serves_with_the_label_studio_there_is(
    serving: RunningDesk, label_studio: RunningLabelStudio, tmp_path: Path
) -> None:
    health = httpx.get(f"{serving.url}/healthz").json()
    assert health["label_studio"] == {"url": label_studio.url, "status": "running"}
    article = tmp_path / "article.txt"
    article.write_text(sample_article().text)
    [added] = serving.json("add", str(article))
    wait_until(lambda: serving.json("status")["tasks"] == added["sentences"], "the running desk pushes")
    assert serving.json("ledger")["balanced"]


def test_its_token_is_in_no_file_and_no_log(serving: RunningDesk, label_studio: RunningLabelStudio) -> None:
    written = [path.read_bytes() for path in serving.data_dir.rglob("*") if path.is_file()]
    assert all(label_studio.token.encode() not in content for content in written)


def test_a_wrong_token_is_named(desk: RunningDesk) -> None:
    desk.settings = {**desk.settings, "ANNOTATOR_LABEL_STUDIO_TOKEN": "wrong"}
    refused = desk.attempt("serve")
    assert refused.returncode == 1
    assert "ANNOTATOR_LABEL_STUDIO_TOKEN" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_idle_connections_keep_nobody_out(serving: RunningDesk) -> None:
    parts = urlsplit(serving.url)
    with ExitStack() as stack:
        for _ in range(300):
            idle = stack.enter_context(socket.create_connection((str(parts.hostname), int(parts.port or 0))))
            idle.sendall(b"POST /sign-in HTTP/1.1\r\nHost: desk\r\nContent-Length: 1000\r\n\r\na")
        assert httpx.get(f"{serving.url}/healthz", timeout=10).status_code == 200
