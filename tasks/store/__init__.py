"""The record: one SQLite file, through sqlite-utils.

sqlite-utils imports pandas and numpy wherever they are installed, to take their
types in inserts. We insert none; but the Label Studio SDK brings both along, and
every command would wait most of a second for them. So they are out of its sight
while it is imported here, before anything else can import it.
"""

import sys

_UNUSED = [name for name in ("pandas", "numpy") if name not in sys.modules]
for _name in _UNUSED:
    sys.modules[_name] = None  # type: ignore[assignment]  # how Python marks "not to be had"
try:
    import sqlite_utils  # noqa: F401
finally:
    for _name in _UNUSED:
        del sys.modules[_name]
