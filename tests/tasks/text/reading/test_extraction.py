"""What hangs or crashes a parser costs one document."""

import os
import signal
import time

import pytest

from tasks.errors import ArticleError
from tasks.text.reading.extraction import Extraction
from tasks.text.reading.formats import Format
from tasks.text.reading.raw import RawArticle
from tests.tasks.text.reading.documents import page

pytestmark = pytest.mark.slow


def test_a_document_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    # Looking for an article among this many elements takes minutes.
    endless = page(body="<span>x</span>" * 600_000).encode()
    with Extraction(seconds=3) as extraction:
        start = time.monotonic()
        (given_up,) = extraction.read(endless, Format.HTML, "endless.html")
        took = time.monotonic() - start
    assert isinstance(given_up, ArticleError)
    assert "endless.html: this document could not be taken apart in 3 seconds" in str(given_up)
    assert took < 6
    with Extraction() as extraction:
        (read,) = extraction.read(page().encode(), Format.HTML, "a.html")
    assert isinstance(read, RawArticle)


def test_a_process_that_dies_is_replaced() -> None:
    with Extraction() as extraction:
        list(extraction.read(page().encode(), Format.HTML, "a.html"))
        assert extraction._process
        os.kill(extraction._process.pid, signal.SIGKILL)
        extraction._process.wait()
        (lost,) = extraction.read(page().encode(), Format.HTML, "b.html")
        (read,) = extraction.read(page().encode(), Format.HTML, "c.html")
    assert isinstance(lost, ArticleError)
    assert isinstance(read, RawArticle)


def test_nothing_is_left_running() -> None:
    with Extraction() as extraction:
        list(extraction.read(page().encode(), Format.HTML, "a.html"))
        process = extraction._process
    assert process
    assert process.returncode is not None
