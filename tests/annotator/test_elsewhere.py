"""How the desk sees a Label Studio that somebody else runs."""

from contextlib import closing

import pytest

from annotator.elsewhere import state_of
from tasks.label_studio.client import LabelStudioClient
from tests.fake_label_studio import FakeLabelStudio, Fault


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Fault.REFUSES_CONNECTIONS, "unreachable"),
        (Fault.TIMES_OUT_BEFORE, "unreachable"),
        (Fault.ANSWERS_HTML, "unreachable"),
        (Fault.ANSWERS_401, "failed"),
        (Fault.ANSWERS_404, "failed"),
        (Fault.ANSWERS_503, "failed"),
        (None, "running"),
    ],
)
def test_whatever_it_answers_is_a_state(fault: Fault | None, state: str) -> None:
    fake = FakeLabelStudio()
    if fault:
        fake.fail("GET", "api/version", fault)
    with closing(LabelStudioClient("http://label-studio", "token", transport=fake)) as client:
        assert state_of(client) == state
