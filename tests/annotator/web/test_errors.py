"""What goes wrong on our side is in the log, as the page says."""

import pytest
from flask import Flask

from tests.annotator.web.conftest import Surroundings


def test_an_error_on_our_side_is_logged(
    app: Flask, surroundings: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    surroundings.settings.store_path.write_bytes(b"no database " * 1000)
    answer = app.test_client().get("/metrics")
    assert answer.status_code == 500
    assert "The log of the desk says what happened" in answer.text
    [record] = [record for record in caplog.records if record.name == "annotator.web.errors"]
    assert "GET /metrics" in record.getMessage()
    assert record.exc_info
