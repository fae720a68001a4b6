"""Two minutes of random work and random trouble; `python -m benchmarks.endurance` does it for hours."""

from pathlib import Path

import pytest

from benchmarks.endurance.run import endure

pytestmark = [pytest.mark.server, pytest.mark.timeout(480)]


def test_nothing_is_lost_in_two_minutes_of_trouble(tmp_path: Path, label_studio_environment: Path) -> None:
    outcome = endure(tmp_path, label_studio_environment, seconds=120, seed=4)
    assert outcome.wrong == []
    assert outcome.acts["labelled"] > 20
    assert sum(outcome.events.values()) > 3
