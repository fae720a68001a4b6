"""What must not leave the desk: who the checkers are, and keys that slipped into addresses."""

import base64
import hmac
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

_ID_BYTES = 10


def pseudonym(checker: str, secret: bytes, release: str) -> str:
    """A name for a checker that is the same within one release and another in the next.

    :param secret: the desk's own; who has it can undo the pseudonym
    :param release: what sets this release apart
    """
    salt = hmac.digest(secret, release.encode(), sha256)
    code = base64.b32encode(hmac.digest(salt, checker.encode(), sha256)[:_ID_BYTES])
    return f"p-{code.decode('ascii').lower()}"


class Personal(StrEnum):
    """Kinds of things that are taken out."""

    EMAIL = "e-mail address"
    PHONE = "telephone number"
    NAME = "checker's name"
    KEY = "key, password or session"


_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.,/-])"
    r"(?:\(?(?:(?:\+|00)[1-9]|0[1-9])(?:[ ()/.-]{0,2}\d){7,13}"  # +44 20 7946 0000, 020-7946 0000
    r"|(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])[2-9]\d\d[ .-]\d{4})"  # (202) 555-0143, as in America
    r"(?![\w/]|[.,-]\d)"
)
_USER_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s?#]+@")
_KEY_IN_ADDRESS = re.compile(
    r"(?i)([?&;#][\w.-]*(?:token|session|sessid|auth|passw|secret|signature|credential|api[_-]?key|jwt)[\w.-]*"
    r"|[?&;#](?:sid|sig|key|code|pwd|pass))=(?!removed(?![^&#;?\s]))[^&#;?\s]+"
)
_ADDRESS = re.compile(r"(?i)(?:[a-z][a-z0-9+.-]*:|www\.)\S+")
_KEY_IN_TEXT = re.compile(
    r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"  # a JSON Web Token
    r"|\b(?:gh[opsur]|github_pat|glpat|xox[abprs]|hf|sk|pk|rk)[_-][\w-]{16,}"  # as services mark theirs
    r"|\bAKIA[A-Z0-9]{16}\b"
)
_DIGIT = re.compile(r"\d")
_REMOVED = "removed"


@dataclass(slots=True)
class Cleaner:
    """Takes personal things out of what people typed, and counts them."""

    names: Iterable[str] = ()  # of checkers, in full
    taken_out: Counter[Personal] = field(default_factory=Counter)
    _names: re.Pattern[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        full = sorted({" ".join(name.split()) for name in self.names if len(name.split()) > 1}, key=len)
        if full:
            alternatives = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in reversed(full))
            self._names = re.compile(rf"(?i)(?<!\w)(?:{alternatives})(?!\w)")

    def note(self, text: str) -> str:
        """The text with a mark in the place of what was taken out."""
        if "://" in text or "=" in text:
            text = self._without(Personal.KEY, _USER_IN_ADDRESS, text, "")
            text = self._without(Personal.KEY, _KEY_IN_ADDRESS, text, rf"\1={_REMOVED}")
        text = self._without(Personal.KEY, _KEY_IN_TEXT, text, f"[{Personal.KEY} removed]")
        if "@" in text:
            text = self._without(Personal.EMAIL, _EMAIL, text, f"[{Personal.EMAIL} removed]")
        if _DIGIT.search(text):
            text = self._without(Personal.PHONE, _PHONE, text, f"[{Personal.PHONE} removed]")
        if self._names:
            text = self._without(Personal.NAME, self._names, text, f"[{Personal.NAME} removed]")
        return text

    def address(self, url: str) -> str:
        """The address without what lets others in; it leads where it led, if no key is needed.

        Checkers also name a book or a call where an address is asked for: that is a note.
        """
        if not _ADDRESS.fullmatch(url):
            return self.note(url)
        if "@" not in url and "=" not in url:
            return url
        url = self._without(Personal.KEY, _USER_IN_ADDRESS, url, "")
        url = self._without(Personal.KEY, _KEY_IN_ADDRESS, url, rf"\1={_REMOVED}")
        return self._without(Personal.EMAIL, _EMAIL, url, _REMOVED)

    def _without(self, kind: Personal, pattern: re.Pattern[str], text: str, instead: str) -> str:
        text, count = pattern.subn(instead, text)
        if count:
            self.taken_out[kind] += count
        return text
