"""Reading a lock file as pip and uv write it: pinned requirements with their hashes."""

from collections.abc import Iterable


def requirement_blocks(lock_text: str) -> dict[str, str]:
    """Each requirement's lines by its name. A block begins at the margin, its hashes are indented."""
    blocks: dict[str, str] = {}
    name = ""
    for line in lock_text.splitlines(keepends=True):
        if line.startswith("#") or not line.strip():
            continue
        if not line[0].isspace():
            name = line.partition("==")[0].strip()
        blocks[name] = blocks.get(name, "") + line
    return blocks


def only(lock_text: str, names: Iterable[str]) -> str:
    """A lock file of these requirements alone.

    :raises KeyError: one of them is not locked
    """
    blocks = requirement_blocks(lock_text)
    return "".join(blocks[name] for name in names)
