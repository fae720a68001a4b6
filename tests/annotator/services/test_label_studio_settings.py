"""What Label Studio learns from us, and what it does not."""

from pathlib import Path

import pytest

from annotator.services.label_studio_settings import LabelStudioSettings, base_environment, server_environment

SETTINGS = LabelStudioSettings(
    data_dir=Path("/data"),
    environment=Path("/environment"),
    host="127.0.0.1",
    port=8080,
    admin_email="editor@example.org",
    admin_password="correct-horse",
    admin_token="battery-staple",
)


def test_no_secret_is_in_the_environment_or_in_what_is_printed() -> None:
    told = f"{server_environment(SETTINGS)} {SETTINGS}"
    assert "correct-horse" not in told
    assert "battery-staple" not in told


@pytest.mark.parametrize(
    "name", ["HOST", "DEBUG", "CI", "SENTRY_DSN", "HTTPS_PROXY", "PYTHONPATH", "LABEL_STUDIO_DEBUG"]
)
def test_what_surrounds_us_does_not_reach_it(name: str) -> None:
    clean = base_environment(Path("/data"), {"PATH": "/bin"})
    assert base_environment(Path("/data"), {"PATH": "/bin", name: "stray"}) == clean


def test_the_guard_against_calls_into_the_network_is_up() -> None:
    variables = server_environment(SETTINGS)
    banned = variables["LABEL_STUDIO_USER_ADDITIONAL_BANNED_SUBNETS"].split(",")
    assert variables["LABEL_STUDIO_SSRF_PROTECTION_ENABLED"] == "true"
    assert {"127.0.0.0/32", "127.0.0.2/31", "10.0.0.0/8", "::1/128"} <= set(banned)
    assert "127.0.0.1/32" not in banned


def test_all_its_files_are_below_the_data_folder() -> None:
    variables = server_environment(SETTINGS)
    assert variables["LABEL_STUDIO_BASE_DATA_DIR"] == variables["HOME"] == "/data/label-studio"
