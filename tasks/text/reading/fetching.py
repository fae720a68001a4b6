"""Fetching pages: politely, and only from the public internet.

robots.txt is obeyed, a host is not asked faster than it likes, and a page that is
too large, too slow or somewhere it must not be is given up with a clear word.
"""

import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

import httpcore
import httpx

from tasks.errors import ArticleError
from tasks.text.reading.connection import GuardedBackend
from tasks.text.reading.robots import Robots
from tasks.text.reading.rules import FetchRules


@dataclass(frozen=True, slots=True)
class Page:
    """What was found at an address."""

    url: str  # after redirects
    status: int
    media_type: str
    charset: str
    data: bytes


class Fetcher:
    """Fetches pages one after the other and remembers what hosts asked for."""

    def __init__(self, rules: FetchRules) -> None:
        self._rules = rules
        self._robots = Robots(rules.user_agent, lambda url: self._follow(url, _ask_nobody))
        self._next_visit: dict[str, float] = {}

    def get(self, url: str) -> Page:
        """The page at an address.

        :raises ArticleError: it cannot be had, or must not be
        """
        page = self._follow(url, self._visit)
        if page.status != 200:
            raise ArticleError("%(name)s: the server answers %(status)s.", name=url, status=str(page.status))
        return page

    def _visit(self, url: str) -> None:
        """Make sure that we are welcome, and wait for our turn."""
        pause = max(self._rules.pause_seconds, self._robots.pause_before(url))
        host = urlsplit(url).netloc
        time.sleep(max(0.0, self._next_visit.get(host, 0.0) - time.monotonic()))
        self._next_visit[host] = time.monotonic() + pause

    def _follow(self, url: str, before: Callable[[str], None]) -> Page:
        """Fetch, going where redirects point; each hop is checked like the first."""
        start = url
        for _ in range(self._rules.max_redirects + 1):
            try:
                target = _parse(url)
                before(str(target))
                answer = self._once(target)
            except ArticleError as error:
                if url == start:
                    raise
                raise ArticleError("%(name)s: it redirects. %(why)s", name=start, why=error) from error
            if isinstance(answer, Page):
                return answer
            url = answer
        raise ArticleError(
            "%(name)s: more than %(most)s redirects.", name=start, most=self._rules.max_redirects
        )

    def _once(self, target: httpx.URL) -> Page | str:
        """The page, or where it has moved."""
        url = str(target)
        backend = GuardedBackend(self._rules.allowed_networks, self._rules.seconds)
        try:
            with (
                httpcore.ConnectionPool(network_backend=backend, retries=0) as pool,
                pool.stream(
                    "GET", _core_url(target), headers=self._headers(target), extensions=self._timeouts()
                ) as answer,
            ):
                headers = httpx.Headers(answer.headers)
                if answer.status in (301, 302, 303, 307, 308) and "location" in headers:
                    return str(target.join(headers["location"]))
                data = self._body(url, headers.get("content-encoding", ""), answer.iter_stream())
        except httpcore.TimeoutException as error:
            raise ArticleError(
                "%(name)s: no complete answer within %(seconds)s seconds.",
                name=url,
                seconds=round(self._rules.seconds),
            ) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise ArticleError(
                "%(name)s: the connection failed (%(error)s).",
                name=url,
                error=str(error) or type(error).__name__,
            ) from error
        except (httpx.InvalidURL, ValueError) as error:
            raise ArticleError(
                "%(name)s: it redirects to something that is no address (%(error)s).", name=url, error=error
            ) from error
        media_type, charset = _content_type(headers.get("content-type", ""))
        return Page(url, answer.status, media_type, charset, data)

    def _headers(self, target: httpx.URL) -> list[tuple[str, str]]:
        return [
            ("Host", target.netloc.decode("ascii")),
            ("User-Agent", self._rules.user_agent),
            (
                "Accept",
                "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
            ),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
        ]

    def _timeouts(self) -> dict[str, dict[str, float]]:
        return {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self._rules.idle_seconds)}

    def _body(self, url: str, encoding: str, chunks: Iterable[bytes]) -> bytes:
        """The unpacked body; never more of it than is allowed is in memory."""
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise ArticleError(
                "%(name)s: it is packed as %(encoding)s, which was not asked for.",
                name=url,
                encoding=repr(encoding),
            )
        unpack = zlib.decompressobj(wbits=31) if encoding in ("gzip", "x-gzip") else None
        limit = self._rules.max_bytes
        body = bytearray()
        for chunk in chunks:
            try:
                body += unpack.decompress(chunk, limit + 1 - len(body)) if unpack else chunk
            except zlib.error as error:
                raise ArticleError(
                    "%(name)s: it is not packed as it says (%(error)s).", name=url, error=error
                ) from error
            if len(body) > limit:
                raise ArticleError(
                    "%(name)s: larger than %(most)s bytes; no article is.", name=url, most=limit
                )
        if unpack and not unpack.eof:
            raise ArticleError("%(name)s: the answer breaks off.", name=url)
        return bytes(body)


def _ask_nobody(_: str) -> None:
    """robots.txt itself may always be fetched."""


def _parse(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ArticleError("%(name)s: this is no address (%(error)s).", name=url, error=error) from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ArticleError("%(name)s: only http and https addresses are fetched.", name=url)
    return parsed


def _core_url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _content_type(header: str) -> tuple[str, str]:
    """Media type and character set of a Content-Type header; empty where it does not say."""
    message = Message()
    message["Content-Type"] = header
    return message.get_content_type() if header else "", str(message.get_param("charset") or "")
