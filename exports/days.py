"""When a source was published, as far as its address tells."""

import re

_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/?#_-]|$)")


def day_in_address(url: str) -> str | None:
    """The day that many publishers write into an article's address, as in ``/2022/09/08/``."""
    found = _DAY_IN_ADDRESS.search(url)
    return "-".join(found.groups()) if found else None
