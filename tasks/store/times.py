"""Times as the store writes them: UTC, microseconds, text order is time order."""

from datetime import UTC, datetime


def as_text(moment: datetime) -> str:
    """``2022-09-08T06:30:00.000000Z``.

    :raises ValueError: for a time that does not say its zone
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_text(text: str) -> datetime:
    """The reverse of `as_text`; reads what Label Studio's API writes as well."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def now() -> str:
    return as_text(datetime.now(UTC))
