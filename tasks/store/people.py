"""The people Label Studio knows, and what each may do at the desk."""

from collections.abc import Iterable
from dataclasses import dataclass

from tasks.store.connection import Store
from tasks.store.times import now


@dataclass(frozen=True, slots=True)
class Person:
    person_id: int
    email: str
    name: str
    label_studio_id: int | None
    roles: frozenset[str]

    @property
    def is_editor(self) -> bool:
        return bool(self.roles & {"admin", "editor"})


def record_people(store: Store, people: Iterable[tuple[int, str, str]]) -> None:
    """Bring our record of accounts up to date.

    :param people: Label Studio id, e-mail address, name
    """
    with store.transaction():
        for label_studio_id, email, name in people:
            store.execute(
                "update people set label_studio_id = null where label_studio_id = ? and email <> ?",
                [label_studio_id, email],
            )
            store.execute(
                "insert into people (email, name, label_studio_id, recorded_at) values (?, ?, ?, ?)"
                " on conflict (email) do update set name = excluded.name,"
                " label_studio_id = excluded.label_studio_id",
                [email, name, label_studio_id, now()],
            )


def person_ids(store: Store) -> dict[int, int]:
    """Our ids by Label Studio's."""
    rows = store.execute("select label_studio_id, person_id from people where label_studio_id is not null")
    return {row[0]: row[1] for row in rows}


def record_unknown_person(store: Store, label_studio_id: int) -> int:
    """A place-holder for an account that Label Studio names but no longer lists."""
    record_people(
        store,
        [(label_studio_id, f"user-{label_studio_id}@label-studio.invalid", f"Former user {label_studio_id}")],
    )
    return person_ids(store)[label_studio_id]


def grant(store: Store, email: str, role: str) -> None:
    """Give a role to a person, once."""
    with store.transaction():
        store.execute(
            "insert into roles (person_id, role, granted_at)"
            " select person_id, ?, ? from people where email = ?"
            " on conflict (person_id, role) where revoked_at is null do nothing",
            [role, now(), email],
        )


_PERSON = """
    select p.person_id, p.email, p.name, p.label_studio_id, group_concat(r.role) as roles
    from people p left join roles r on r.person_id = p.person_id and r.revoked_at is null
"""


def find_person(store: Store, label_studio_id: int) -> Person | None:
    row = store.row(f"{_PERSON} where p.label_studio_id = ? group by p.person_id", [label_studio_id])
    return _person(row) if row else None


def list_people(store: Store) -> list[Person]:
    return [_person(row) for row in store.rows(f"{_PERSON} group by p.person_id order by p.name, p.email")]


def _person(row: dict[str, object]) -> Person:
    roles = frozenset(str(row["roles"] or "").split(",")) - {""}
    return Person(
        person_id=int(str(row["person_id"])),
        email=str(row["email"]),
        name=str(row["name"]),
        label_studio_id=None if row["label_studio_id"] is None else int(str(row["label_studio_id"])),
        roles=roles,
    )
