"""Secrets are made once, kept private, and never written when they were given."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.credentials import FILE, ensure_credentials
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


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{")
    with pytest.raises(SettingError, match="cannot be read"):
        ensure_credentials(Settings(data_dir=tmp_path))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="ANNOTATOR_DATA_DIR"):
        ensure_credentials(Settings(data_dir=tmp_path / "file" / "data"))
