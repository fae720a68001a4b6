"""Whatever a document holds, the answer is articles or words about why not."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.text.reading.formats import Format
from tasks.text.reading.worker import serve
from tests.tasks.text.reading.documents import page, pdf, word

pytestmark = pytest.mark.slow

SOUND = {
    Format.HTML: page().encode(),
    Format.FEED: b"<rss version='2.0'><channel><item><title>A</title><link>http://a.example/</link></item></channel></rss>",
    Format.WORD: word("A paragraph."),
    Format.PDF: pdf("A line."),
}


def answer(form: Format, data: bytes) -> list[dict[str, object]]:
    request = {"form": form, "name": "a", "url": "", "charset": "", "size": len(data)}
    answers = io.BytesIO()
    serve(io.BytesIO(json.dumps(request).encode() + b"\n" + data), answers)
    (line,) = answers.getvalue().splitlines()
    rows: list[dict[str, object]] = json.loads(line)
    return rows


@pytest.mark.parametrize("form", SOUND)
def test_sound_documents_are_articles(form: Format) -> None:
    assert "error" not in answer(form, SOUND[form])[0]


@pytest.mark.parametrize("form", SOUND)
@settings(deadline=None)
@given(st.data())
def test_damaged_documents_get_an_answer(form: Format, data: st.DataObject) -> None:
    sound = SOUND[form]
    start = data.draw(st.integers(0, len(sound)))
    end = data.draw(st.integers(start, len(sound)))
    damaged = sound[:start] + data.draw(st.binary(max_size=40)) + sound[end:]
    assert all("error" in row or isinstance(row["text"], str) for row in answer(form, damaged))
