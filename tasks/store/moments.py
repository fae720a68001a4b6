"""What stood at a moment, in SQL.

Rows that supersede each other hold from one time to another. Which of them
stand now is a matter of an index; which stood at a past moment, of two times.
"""


def stands(alias: str, as_of: str | None, since: str = "recorded_at", until: str = "superseded_at") -> str:
    """The condition that a row stands; at the moment ``:as_of`` where that is not ``None``.

    :param since: the column with the time from which the row holds
    :param until: the column with the time at which it ceased to, null while it holds
    """
    if as_of is None:
        return f"{alias}.{until} is null"
    return f"({alias}.{since} <= :as_of and ({alias}.{until} is null or {alias}.{until} > :as_of))"


def known(alias: str, as_of: str | None, since: str = "recorded_at") -> str:
    """The condition that a row was there, standing or not."""
    return "true" if as_of is None else f"{alias}.{since} <= :as_of"


def ceased(alias: str, as_of: str | None, until: str = "superseded_at") -> str:
    """The time at which a row ceased to stand, null where that was still to come."""
    if as_of is None:
        return f"{alias}.{until}"
    return f"case when {alias}.{until} <= :as_of then {alias}.{until} end"
