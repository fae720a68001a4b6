"""Where a page sends a browser on to: an address of ours and nowhere else."""

from urllib.parse import urlsplit

from flask import request, url_for


def here() -> str:
    """The address of this request, as a path that a browser can be sent back to."""
    return request.script_root + request.full_path.rstrip("?")


def inside(target: str | None) -> str:
    """The target if it is a path of the desk, else the desk's first page."""
    home = url_for("front.desk_page")
    if not target or "\\" in target or any(ord(char) < 33 for char in target):
        return home
    parts = urlsplit(target)
    is_path = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith("//")
    return target if is_path and f"{parts.path}/".startswith(f"{request.script_root}/") else home
