"""Where a page sends a browser on to: an address of ours and nowhere else."""

from urllib.parse import urlsplit

from flask import url_for


def inside(target: str | None) -> str:
    """The target if it is a path of the desk, else the desk's first page."""
    home = url_for("front.desk_page")
    if not target or "\\" in target or any(ord(char) < 33 for char in target):
        return home
    parts = urlsplit(target)
    is_ours = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith("//")
    return target if is_ours else home
