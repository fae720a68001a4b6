"""Times as the store writes them: UTC, microseconds, text order is time order."""

from datetime import UTC, datetime, timedelta

from tasks.errors import InputError


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


def end_of(when: str) -> str:
    """The last moment of a day, ``2022-09-08``, or a moment in ISO 8601; UTC where no zone is said.

    :raises InputError: it is neither
    """
    try:
        moment = from_text(when)
    except ValueError as error:
        raise InputError(
            f"{when!r} is neither a day nor a time. Write 2022-09-08 or 2022-09-08T06:30Z."
        ) from error
    is_day = len(when.strip()) == len("2022-09-08")
    return as_text(moment + timedelta(days=1, microseconds=-1) if is_day else moment)


def now() -> str:
    return as_text(datetime.now(UTC))
