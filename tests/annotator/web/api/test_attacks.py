"""Attacks through what is handed in: addresses to fetch, files, texts made to be slow."""

import io
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Any

from tests.annotator.web.api.conftest import Script, Scripts
from tests.annotator.web.conftest import Surroundings

OUTSIDE = "/tmp/annotator-evil.txt"  # noqa: S108 - where an attack aims
FILE = "application/octet-stream"


@contextmanager
def secret_server() -> Iterator[tuple[int, list[str]]]:
    """A server inside of the house; its port, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"the secret of the house, which is a sentence.")

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        server.server_close()


INSIDE = ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://0.0.0.0:{port}/", "http://[::1]:{port}/",
          "http://[::ffff:127.0.0.1]:{port}/", "http://0x7f000001:{port}/", "http://2130706433:{port}/",
          "http://127.1:{port}/", "http://user@127.0.0.1:{port}/", "http://example.org@127.0.0.1:{port}/",
          "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "gopher://127.0.0.1:{port}/",
          "ftp://127.0.0.1/", "/etc/passwd", "-", "//127.0.0.1:{port}/", "http://"]  # fmt: skip


def test_the_desk_fetches_nothing_from_inside_the_house(script_of: Scripts) -> None:
    """SSRF by address, and files of the desk's own machine."""
    script = script_of("editor")
    with secret_server() as (port, asked):
        for address, path in product(INSIDE, ("/articles/preview", "/articles")):
            answer = script("POST", path, json={"url": address.format(port=port)})
            assert answer.status_code == 422, (address, answer.text)
            assert "root:" not in answer.text
            assert "secret of the house" not in answer.text
        assert asked == []


def test_a_feed_leads_nowhere_inside_the_house(script_of: Scripts) -> None:
    """SSRF by a feed's entries, and by a page that names another."""
    with secret_server() as (port, asked):
        feed = (
            f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/entity">]>'
            '<rss version="2.0"><channel><title>x</title><item><title>&x;</title>'
            f"<link>http://127.0.0.1:{port}/entry</link><description>short</description></item></channel></rss>"
        )
        answer = _upload(script_of("editor"), "feed.xml", feed.encode())
        assert answer.status_code in (201, 422)
        assert asked == []
        assert "secret of the house" not in answer.text


def _upload(script: Script, name: str, data: bytes) -> Any:
    return script("POST", "/articles/files", query_string={"name": name}, data=data, content_type=FILE)


def _docx(*entries: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return packed.getvalue()


def test_a_zip_puts_no_file_anywhere(script_of: Scripts, surroundings: Surroundings, tmp_path: Path) -> None:
    """Zip slip: Word files are zips, with names of the sender's choice in them."""
    before = {path for path in tmp_path.rglob("*") if not path.name.startswith("annotator.db")}
    evil = _docx(("../../evil.txt", b"x"), (OUTSIDE, b"x"), ("..\\evil.txt", b"x"))
    answer = _upload(script_of("editor"), "../../evil.docx", evil)
    assert answer.status_code == 422
    assert not Path(OUTSIDE).exists()
    after = {path for path in tmp_path.rglob("*") if not path.name.startswith("annotator.db")}
    assert after == before
    assert str(surroundings.settings.data_dir) not in answer.text


def test_a_zip_that_swells_is_refused(script_of: Scripts) -> None:
    bomb = _docx(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b" " * 60_000_000))
    assert len(bomb) < 1_000_000
    began = time.process_time()
    assert _upload(script_of("editor"), "bomb.docx", bomb).status_code == 422
    assert time.process_time() - began < 5


NAMES = ["../../etc/passwd", "<script>alert(1)</script>.txt", "a\x00.txt", "..", "CON", "x" * 200,
         ".docx", "a/b\\c.txt", "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe"]  # fmt: skip


def test_the_name_of_a_file_is_only_a_name(script_of: Scripts, tmp_path: Path) -> None:
    script, before = script_of("editor"), set(tmp_path.iterdir())
    for name in NAMES:
        answer = _upload(script, name, b"One plain sentence stands here.")
        assert answer.status_code in (201, 422), name
        assert answer.mimetype in ("application/json", "application/problem+json")
    made = {path.name for path in set(tmp_path.iterdir()) - before}
    assert made <= {"annotator.db-wal", "annotator.db-shm"}


SLOW = {
    "words": "a",
    "brackets": "(",
    "quotes": '"',
    "curly quotes": "\u201c",
    "abbreviations": "Mr. ",
    "initials": "A.",
    "spaces": " x \n",
    "said": "he said that ",
    "according": "According to ",
    "figures": "1,1.",
    "dashes": "- - ",
    "dates": "1 January 2020 ",
    "addresses": "http://a.b/",
    "combining": "e\u0301\u0301",
}


def test_no_text_makes_reading_slow(script_of: Scripts) -> None:
    """ReDoS: four times the text takes about four times as long, and never sixteen times."""
    script = script_of("editor")

    def seconds(piece: str, chars: int) -> float:
        text = (piece * chars)[:chars] + " end."
        began = time.process_time()
        assert script("POST", "/articles/preview", json={"text": text}).status_code in (200, 422)
        return time.process_time() - began

    seconds("a", 1_000)  # what is loaded on first use
    took = {name: (seconds(piece, 5_000), seconds(piece, 20_000)) for name, piece in SLOW.items()}
    assert {name: times for name, times in took.items() if times[1] > 8 * times[0] + 0.5} == {}
