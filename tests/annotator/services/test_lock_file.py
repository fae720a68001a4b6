"""The lock file that Label Studio is installed from."""

import re

import pytest

from annotator.services.environment import LOCK_FILE
from annotator.services.lock_file import only, requirement_blocks

LOCK = """\
# made by a tool
apple==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
pear==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:bb

plum==3 \\
    --hash=sha256:cc
"""


def test_a_requirement_comes_with_all_its_hashes() -> None:
    assert only(LOCK, ["plum", "apple"]) == (
        "plum==3 \\\n    --hash=sha256:cc\napple==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab\n"
    )


def test_a_requirement_that_is_not_locked_is_an_error() -> None:
    with pytest.raises(KeyError):
        only(LOCK, ["cherry"])


def test_everything_shipped_is_pinned_and_hashed() -> None:
    blocks = requirement_blocks(LOCK_FILE.read_text())
    assert {"label-studio", "gunicorn", "setuptools", "wheel"} <= set(blocks)
    for block in blocks.values():
        assert re.match(r"[a-z0-9-]+==\S+", block)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}$", block, re.MULTILINE)


def test_the_shipped_file_says_nothing_of_where_it_was_made() -> None:
    text = LOCK_FILE.read_text()
    assert not re.search(r"index-url|find-links|file:|https?:|(^|\s)/", text)
