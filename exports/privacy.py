"""What must not leave the desk: who the checkers are."""

import base64
import hmac
import re
from hashlib import sha256

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
EMAIL_REMOVED = "[e-mail address removed]"

_ID_BYTES = 10


def pseudonym(checker: str, secret: bytes, release: str) -> str:
    """A name for a checker that is the same within one release and another in the next.

    :param secret: the desk's own; who has it can undo the pseudonym
    :param release: what sets this release apart
    """
    salt = hmac.digest(secret, release.encode(), sha256)
    code = base64.b32encode(hmac.digest(salt, checker.encode(), sha256)[:_ID_BYTES])
    return f"p-{code.decode('ascii').lower()}"


def without_addresses(text: str) -> str:
    """The text with e-mail addresses taken out."""
    return _EMAIL.sub(EMAIL_REMOVED, text)
