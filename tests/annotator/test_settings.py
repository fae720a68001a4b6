"""Settings come from the environment or a file, and a wrong one is named."""

from pathlib import Path

import pytest

from annotator.settings import load_settings
from tasks.errors import SettingError
from tasks.types import MOST_CHECKERS


@pytest.fixture
def no_file(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "empty.ini").write_text("")
    return {"ANNOTATOR_SETTINGS": str(tmp_path / "empty.ini"), "ANNOTATOR_DATA_DIR": str(tmp_path)}


def test_without_settings_there_are_defaults(no_file: dict[str, str]) -> None:
    settings = load_settings(no_file)
    assert (settings.host, settings.port, settings.label_studio_port) == ("127.0.0.1", 5000, 8080)
    assert settings.is_embedded


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    ini = tmp_path / "a.ini"
    ini.write_text("[annotator]\nport = 5001\nANNOTATOR_HOST = 127.0.0.2\n")
    settings = load_settings({"ANNOTATOR_SETTINGS": str(ini), "ANNOTATOR_PORT": "5002"})
    assert (settings.port, settings.host) == (5002, "127.0.0.2")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ANNOTATOR_PORT", "http"),
        ("ANNOTATOR_PORT", "70000"),
        ("ANNOTATOR_LABEL_STUDIO_PORT", "0"),
        ("ANNOTATOR_LABEL_STUDIO_URL", "label-studio.example"),
        ("ANNOTATOR_LABEL_STUDIO_URL", "javascript:alert(1)"),
        ("ANNOTATOR_POLL_SECONDS", "soon"),
        ("ANNOTATOR_CHECKERS_PER_SENTENCE", "0"),
        ("ANNOTATOR_CHECKERS_PER_SENTENCE", str(MOST_CHECKERS + 1)),
        ("ANNOTATOR_TRUSTED_PROXIES", "yes"),
        ("ANNOTATOR_PATH_PREFIX", "desk"),
        ("ANNOTATOR_PATH_PREFIX", "/a?b"),
    ],
)
def test_a_wrong_setting_is_named_with_its_value(no_file: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name) as caught:
        load_settings(no_file | {name: value})
    assert value in str(caught.value)


def test_a_settings_file_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingError, match="does not exist"):
        load_settings({"ANNOTATOR_SETTINGS": "nowhere.ini"})


def test_a_damaged_settings_file_is_named(tmp_path: Path) -> None:
    ini = tmp_path / "a.ini"
    ini.write_text("port 5000")
    with pytest.raises(SettingError, match=r"a\.ini cannot be read"):
        load_settings({"ANNOTATOR_SETTINGS": str(ini)})


def test_secrets_do_not_show(no_file: dict[str, str]) -> None:
    settings = load_settings(
        no_file | {"ANNOTATOR_ADMIN_PASSWORD": "hunter2", "ANNOTATOR_LABEL_STUDIO_TOKEN": "tok"}
    )
    assert "hunter2" not in repr(settings)
    assert "'tok'" not in repr(settings)
