"""What makes an article the same article and a sentence the same sentence.

An article is known by its address, or else by its words. A sentence is known by
its article, its own words and, where an article repeats itself, by which
repetition it is. White space, line breaks and invisible characters make no
difference, so a re-wrapped or re-saved article keeps its ids; a changed word
makes a new sentence and leaves its neighbours alone.
"""

import base64
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tasks.types import ArticleId, SentenceId

ID_BYTES = 10
"""80 bits: among a million sentences the chance of any collision is below 1e-12."""

_TRACKING_PARAMETERS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))


def words_of(text: str) -> str:
    """The text without what readers do not see: composed, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def is_visible(char: str) -> bool:
    """Whether a character counts among the words: not white space, not invisible."""
    return not char.isspace() and ord(char) not in _INVISIBLE


def words_sha256(text: str) -> str:
    return _digest(words_of(text)).hex()


def identity_of(text: str, url: str = "") -> str:
    """The key under which an article is found again: its address, else its words."""
    return f"url:{canonical_url(url)}" if url else f"text:{words_sha256(text)}"


def canonical_url(url: str) -> str:
    """The address without fragment, tracking parameters and the case of its host.

    An address that cannot be parsed stays as it is.
    """
    try:
        parts = urlsplit(url.strip())
        query = [
            pair
            for pair in parse_qsl(parts.query, keep_blank_values=True)
            if not pair[0].lower().startswith(_TRACKING_PARAMETERS)
        ]
    except ValueError:
        return url.strip()
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, urlencode(query), ""))


def article_id(identity: str) -> ArticleId:
    return ArticleId(_short_id("a", identity))


def sentence_ids(article: ArticleId, sentences: Iterable[str]) -> list[SentenceId]:
    """Ids for an article's sentences, in reading order."""
    seen: Counter[str] = Counter()
    ids = []
    for sentence in sentences:
        words = words_of(sentence)
        seen[words] += 1
        ids.append(SentenceId(_short_id("s", f"{article}\n{seen[words]}\n{words}")))
    return ids


def _short_id(prefix: str, text: str) -> str:
    code = base64.b32encode(_digest(text)[:ID_BYTES]).decode("ascii").lower()
    return f"{prefix}-{code}"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
