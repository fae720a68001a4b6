"""Pages come from where they may, in a size and a time that can be borne."""

import gzip
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from tasks.errors import ArticleError
from tasks.text.reading.fetching import Fetcher
from tasks.text.reading.rules import FetchRules
from tests.tasks.text.reading.websites import LOOPBACK, Answer, Website, send, website

pytestmark = pytest.mark.slow


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as site:
        yield site


def test_a_page_comes_with_its_final_address_type_and_character_set(site: Website) -> None:
    final = site.serve("/new", "Grüße", "text/html; charset=UTF-8")
    page = Fetcher(LOOPBACK).get(site.redirect("/old", "/new"))
    assert (page.url, page.media_type, page.charset, page.data.decode()) == (
        final,
        "text/html",
        "UTF-8",
        "Grüße",
    )


def test_it_says_who_it_is_and_asks_for_robots_txt_once(site: Website) -> None:
    fetcher = Fetcher(LOOPBACK)
    fetcher.get(site.serve("/a", "a"))
    fetcher.get(site.serve("/b", "b"))
    assert [path for path, _, _ in site.visits] == ["/robots.txt", "/a", "/b"]
    assert all(agent.startswith("Annotator/") for _, _, agent in site.visits)


def test_robots_txt_is_obeyed(site: Website) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    fetcher = Fetcher(LOOPBACK)
    with pytest.raises(ArticleError, match=r"robots\.txt does not allow"):
        fetcher.get(site.serve("/private/a", "a"))
    with pytest.raises(ArticleError, match=r"robots\.txt does not allow"):
        fetcher.get(site.redirect("/open", "/private/a"))
    assert "/private/a" not in [path for path, _, _ in site.visits]


def test_without_an_answer_about_robots_nothing_is_fetched(site: Website) -> None:
    site.answers["/robots.txt"] = lambda request: send(request, 503, {"Content-Length": "0"})
    with pytest.raises(ArticleError, match="answers 503, so it is not known what is allowed"):
        Fetcher(LOOPBACK).get(site.serve("/a", "a"))


def test_a_host_is_given_the_pause_that_it_asks_for(site: Website) -> None:
    site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n", "text/plain")
    fetcher = Fetcher(LOOPBACK)
    fetcher.get(site.serve("/a", "a"))
    start = time.monotonic()
    fetcher.get(site.url("/a"))
    assert time.monotonic() - start >= 0.25


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/", "http://localhost/"]
)
def test_an_address_that_is_not_public_is_refused(url: str) -> None:
    with pytest.raises(ArticleError, match="is not public"):
        Fetcher(FetchRules()).get(url)


def test_a_redirect_to_an_address_that_is_not_public_is_refused(site: Website) -> None:
    moved = site.redirect("/a", site.url("/b", host="127.0.0.2"))
    with pytest.raises(
        ArticleError, match=r"127\.0\.0\.2: its address 127\.0\.0\.2 is not public"
    ) as refusal:
        Fetcher(LOOPBACK).get(moved)
    assert str(refusal.value).startswith(f"{moved}: it redirects.")


def test_the_address_that_was_checked_is_the_one_connected_to(
    site: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that points elsewhere at the second look-up would get in where it must not."""
    look_up = socket.getaddrinfo
    names = []

    def changing(host: str, *rest: Any, **named: Any) -> Any:
        if host != "news.example":
            return look_up(host, *rest, **named)
        names.append(host)
        return look_up("127.0.0.1" if len(names) % 2 else "127.0.0.2", *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    site.serve("/a", "a")
    with pytest.raises(ArticleError, match=r"news\.example: its address 127\.0\.0\.2 is not public"):
        Fetcher(LOOPBACK).get(site.url("/a", host="news.example"))
    assert site.visits == [("/robots.txt", f"news.example:{site.port}", LOOPBACK.user_agent)]
    assert len(names) == 2, "one look-up a connection"


def test_endless_redirects_come_to_an_end(site: Website) -> None:
    with pytest.raises(ArticleError, match="more than 5 redirects"):
        Fetcher(LOOPBACK).get(site.redirect("/loop", "/loop"))


@pytest.mark.parametrize(
    "target", ["ftp://127.0.0.1/a", "file:///etc/passwd", "http://", "gopher:x", "http://[", "//:x"]
)
def test_a_redirect_to_what_is_no_web_address_is_refused(site: Website, target: str) -> None:
    with pytest.raises(ArticleError):
        Fetcher(LOOPBACK).get(site.redirect("/a", target))


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "file:///etc/passwd", "http://", "http://[", "http://a b/"]
)
def test_what_is_no_web_address_is_not_fetched(url: str) -> None:
    with pytest.raises(ArticleError):
        Fetcher(LOOPBACK).get(url)


def test_an_endless_body_is_given_up(site: Website) -> None:
    def pour(request: BaseHTTPRequestHandler) -> None:
        send(request, 200, {"Content-Type": "text/html"})
        while True:
            request.wfile.write(b"x" * 65536)

    site.answers["/a"] = pour
    with pytest.raises(ArticleError, match="larger than 1,000,000 bytes"):
        Fetcher(replace(LOOPBACK, max_bytes=1_000_000)).get(site.url("/a"))


def _drip(request: BaseHTTPRequestHandler) -> None:
    send(request, 200, {"Content-Type": "text/html"})
    while True:
        request.wfile.write(b"x")
        time.sleep(0.05)


def _drip_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        request.wfile.write(b"x")
        time.sleep(0.05)


def _say_nothing(_: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


@pytest.mark.parametrize("slow", [_drip, _drip_headers, _say_nothing])
def test_a_slow_answer_is_given_up(site: Website, slow: Answer) -> None:
    site.answers["/a"] = slow
    start = time.monotonic()
    with pytest.raises(ArticleError, match="no complete answer within 1 seconds"):
        Fetcher(replace(LOOPBACK, seconds=1, idle_seconds=0.8)).get(site.url("/a"))
    assert time.monotonic() - start < 2.5


def test_a_packed_page_is_unpacked_and_a_bomb_is_not(site: Website) -> None:
    def packed(content: bytes) -> Answer:
        body = gzip.compress(content)

        def answer(request: BaseHTTPRequestHandler) -> None:
            send(request, 200, {"Content-Type": "text/html", "Content-Encoding": "gzip"})
            request.wfile.write(body)

        return answer

    site.answers["/page"] = packed(b"hello")
    site.answers["/bomb"] = packed(bytes(50_000_000))
    fetcher = Fetcher(LOOPBACK)
    assert fetcher.get(site.url("/page")).data == b"hello"
    with pytest.raises(ArticleError, match="larger than"):
        fetcher.get(site.url("/bomb"))


@pytest.mark.parametrize(
    ("encoding", "body", "message"),
    [
        ("br", b"\x0b\x02\x80hello\x03", "packed as 'br'"),
        ("gzip", b"hello", "not packed as it says"),
        ("gzip", gzip.compress(b"hello" * 99, mtime=0)[:-9], "breaks off"),
    ],
)
def test_other_packing_is_refused(site: Website, encoding: str, body: bytes, message: str) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        send(request, 200, {"Content-Type": "text/html", "Content-Encoding": encoding})
        request.wfile.write(body)

    site.answers["/a"] = answer
    with pytest.raises(ArticleError, match=message):
        Fetcher(LOOPBACK).get(site.url("/a"))


def test_a_page_that_is_not_there_and_a_server_that_is_not_there(site: Website) -> None:
    with pytest.raises(ArticleError, match="answers 404"):
        Fetcher(LOOPBACK).get(site.url("/none"))
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(ArticleError, match="the connection failed"):
        Fetcher(LOOPBACK).get(f"http://127.0.0.1:{port}/")
