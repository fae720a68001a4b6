"""Who may download a release: everybody, or everybody who is signed in."""

from enum import StrEnum

from tasks.store.audit import record
from tasks.store.connection import Store
from tasks.store.times import now


class Audience(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed_in"


def audience_of(store: Store, name: str, version: str) -> Audience:
    """Who may download the release; nobody chose: who is signed in."""
    chosen = store.value(
        "select audience from release_audiences where name = ? and version = ? and superseded_at is null",
        [name, version],
    )
    return Audience(chosen) if chosen else Audience.SIGNED_IN


def public_releases(store: Store) -> set[tuple[str, str]]:
    """Name and version of each release that everybody may download."""
    rows = store.execute(
        "select name, version from release_audiences where audience = 'public' and superseded_at is null"
    )
    return {(row[0], row[1]) for row in rows}


def choose_audience(
    store: Store, name: str, version: str, audience: Audience, person_id: int | None = None
) -> None:
    """Let these people download the release from now on.

    :param person_id: who chose it
    """
    moment = now()
    with store.transaction():
        store.execute(
            "update release_audiences set superseded_at = ?"
            " where name = ? and version = ? and superseded_at is null",
            [moment, name, version],
        )
        store.execute(
            "insert into release_audiences (name, version, audience, chosen_by, chosen_at)"
            " values (?, ?, ?, ?, ?)",
            [name, version, audience.value, person_id, moment],
        )
        record(store, person_id, "release.audience", f"release:{name}-{version}", audience=audience.value)
