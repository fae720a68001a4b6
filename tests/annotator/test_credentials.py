"""Secrets are made once, kept private, and never written when they were given."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from annotator.credentials import FILE, Credentials, ensure_credentials
from annotator.settings import Settings
from tasks.errors import SettingError, StoreError


def test_secrets_stay_the_same(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert ensure_credentials(settings) == ensure_credentials(settings)


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    ensure_credentials(Settings(data_dir=tmp_path / "new"))
    assert (tmp_path / "new" / FILE).stat().st_mode & 0o077 == 0


def test_given_secrets_are_used_and_not_written(tmp_path: Path) -> None:
    settings = replace(Settings(data_dir=tmp_path), label_studio_token="given", admin_password="given-too")
    credentials = ensure_credentials(settings)
    assert (credentials.label_studio_token, credentials.admin_password) == ("given", "given-too")
    assert "given" not in (tmp_path / FILE).read_text()


def test_they_do_not_show(tmp_path: Path) -> None:
    credentials = ensure_credentials(Settings(data_dir=tmp_path))
    kept = json.loads((tmp_path / FILE).read_text())
    assert all(value not in repr(credentials) for name, value in kept.items() if name != "admin_email")


@pytest.mark.parametrize("content", ["{", "[1, 2]", '"secret"'])
def test_a_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    with pytest.raises(SettingError, match="cannot be read"):
        ensure_credentials(Settings(data_dir=tmp_path))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="ANNOTATOR_DATA_DIR"):
        ensure_credentials(Settings(data_dir=tmp_path / "file" / "data"))


def test_desks_that_start_at_once_have_the_same(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    together = Barrier(8)

    def start(_: int) -> Credentials:
        together.wait()
        return ensure_credentials(settings)

    with ThreadPoolExecutor(8) as desks:
        made = set(desks.map(start, range(8)))
    assert made == {ensure_credentials(settings)}


def test_what_a_later_version_wants_is_added(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    before = ensure_credentials(settings)
    kept = json.loads((tmp_path / FILE).read_text())
    del kept["pseudonym_key"]
    (tmp_path / FILE).write_text(json.dumps(kept | {"webhook_secret": "", "another": "kept"}))
    after = ensure_credentials(settings)
    assert after.secret_key == before.secret_key
    assert after.pseudonym_key
    assert after.webhook_secret
    assert json.loads((tmp_path / FILE).read_text())["another"] == "kept"
