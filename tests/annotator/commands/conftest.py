"""What tests of commands stand on."""

import io
import json
from pathlib import Path

import pytest

from annotator.commands import main


class Annotator:
    """Runs commands on a data folder of its own, in this process."""

    def __init__(
        self, data_dir: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.data_dir = data_dir
        self._patch = patch
        self._capture = capture
        self.set("DATA_DIR", str(data_dir))
        self.set("LABEL_STUDIO_PORT", "9")  # the discard port: nothing answers there

    def set(self, name: str, value: str) -> None:
        self._patch.setenv(f"ANNOTATOR_{name}", value)

    def __call__(self, *command: str, stdin: bytes = b"", code: int = 0) -> tuple[str, str]:
        """What the command printed to standard output and to standard error."""
        self._patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main(command)
        printed = self._capture.readouterr()
        assert ended.value.code == code, printed.err
        return printed.out, printed.err

    def fails(self, *command: str, saying: str, code: int = 1, stdin: bytes = b"") -> None:
        _, words = self(*command, stdin=stdin, code=code)
        assert saying in words
        assert "Traceback" not in words

    def count(self, what: str) -> int:
        found: int = json.loads(self("status", "--json")[0])[what]
        return found


@pytest.fixture
def annotator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Annotator:
    return Annotator(tmp_path / "data", monkeypatch, capsys)
