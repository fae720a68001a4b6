"""A release goes to S3-compatible storage by command: to a server, over the network."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from exports import load
from exports.files import CHECKSUMS, files_in
from tasks.errors import ReleaseError
from tasks.store.connection import Store
from tests.environments import ROOT, python_of
from tests.exports.desks import labelled_desk, released

pytestmark = [pytest.mark.peers, pytest.mark.slow]

PATIENCE_S = 60.0

OPEN = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::bucket/*"}
    ],
}
"""Everybody may do everything with what is in the bucket."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Moto's server, with a bucket."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [str(python_of("storage")), "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            httpx.put(f"{address}/bucket").raise_for_status()
            httpx.put(f"{address}/bucket?policy", content=json.dumps(OPEN)).raise_for_status()
            yield address
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not start")


def publish(folder: Path, endpoint: str, tmp_path: Path) -> str:
    """As a user with s3fs installed would."""
    (libraries,) = (ROOT / ".venv-storage").glob("lib/python*/site-packages")
    environ = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(libraries))),
        "ANNOTATOR_DATA_DIR": str(tmp_path / "data"),
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }
    command = [sys.executable, "-m", "annotator", "release", "publish", str(folder), "s3://bucket/datasets"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def test_a_release_in_a_bucket(store: Store, tmp_path: Path, endpoint: str) -> None:
    labelled_desk(store)
    release = released(store, tmp_path)
    there = f"{endpoint}/bucket/datasets/{release.folder.name}"
    assert "Published at s3://bucket/datasets/harbour-1.0.0" in publish(release.folder, endpoint, tmp_path)
    for name in files_in(release.folder):
        assert httpx.get(f"{there}/{name}").content == (release.folder / name).read_bytes()
    listed = httpx.get(f"{endpoint}/bucket").text
    assert ".partial" not in listed
    with load(there) as dataset:
        assert [claim.verdict for claim in dataset.claims] == ["verified", None, "disputed"]


def test_stopped_half_way_it_is_not_there_and_goes_on(store: Store, tmp_path: Path, endpoint: str) -> None:
    labelled_desk(store)
    release = released(store, tmp_path, "stopped")
    publish(release.folder, endpoint, tmp_path)
    there = f"{endpoint}/bucket/datasets/{release.folder.name}"
    for name in (CHECKSUMS, "dataset.db"):
        httpx.delete(f"{there}/{name}").raise_for_status()
    with pytest.raises(ReleaseError, match="cannot be fetched"):
        load(there)
    publish(release.folder, endpoint, tmp_path)
    with load(there) as dataset:
        assert len(list(dataset.claims)) == 3


def test_another_release_is_never_overwritten(store: Store, tmp_path: Path, endpoint: str) -> None:
    labelled_desk(store)
    release = released(store, tmp_path, "other")
    there = f"{endpoint}/bucket/datasets/{release.folder.name}"
    httpx.put(f"{there}/{CHECKSUMS}", content=b"of another\n").raise_for_status()
    assert "holds another release" in publish(release.folder, endpoint, tmp_path)
