"""What hosts want robots to do (RFC 9309)."""

from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego

from tasks.errors import ArticleError

MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB are to be read
LONGEST_PAUSE = 30.0
"""Seconds; hosts that ask for more get this."""


class _Answer(Protocol):
    @property
    def status(self) -> int: ...
    @property
    def data(self) -> bytes: ...


class Robots:
    """Looks up each host's robots.txt once."""

    def __init__(self, user_agent: str, fetch: Callable[[str], _Answer]) -> None:
        self._user_agent = user_agent
        self._fetch = fetch
        self._rules: dict[str, Protego] = {}

    def pause_before(self, url: str) -> float:
        """Seconds that the host wants between two visits.

        :raises ArticleError: the host does not want us there, or does not say
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(f"{site}/robots.txt")
        rules = self._rules[site]
        if not rules.can_fetch(url, self._user_agent):
            raise ArticleError(
                "%(name)s: the site's robots.txt does not allow it. Copy the text by hand instead.", name=url
            )
        return min(rules.crawl_delay(self._user_agent) or 0.0, LONGEST_PAUSE)

    def _read(self, address: str) -> Protego:
        answer = self._fetch(address)
        if answer.status >= 500:
            raise ArticleError(
                "%(name)s: the server answers %(status)s, so it is not known what is allowed.",
                name=address,
                status=str(answer.status),
            )
        content = answer.data[:MAX_BYTES] if answer.status == 200 else b""
        return Protego.parse(content.decode("utf-8", "replace"))
