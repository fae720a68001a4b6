"""The people Label Studio knows, and what each may do at the desk."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tasks.errors import InputError
from tasks.store import audit, tokens
from tasks.store.connection import Store
from tasks.store.times import now


class Role(StrEnum):
    """What a person is at the desk. Whoever was given no role is a checker."""

    ADMIN = "admin"
    EDITOR = "editor"
    CHECKER = "checker"
    RESEARCHER = "researcher"


@dataclass(frozen=True, slots=True)
class Person:
    person_id: int
    email: str
    name: str
    label_studio_id: int | None
    roles: frozenset[Role]  # at least one

    @property
    def is_editor(self) -> bool:
        return bool(self.roles & {Role.ADMIN, Role.EDITOR})


def record_people(store: Store, people: Iterable[tuple[int, str, str]]) -> None:
    """Bring our record of accounts up to date.

    Whoever comes with a known address is that person, with all they ever said. But with another
    account they have none of the roles and tokens: nobody proved that the address is theirs.

    :param people: Label Studio id, e-mail address, name
    """
    with store.transaction():
        for label_studio_id, email, name in people:
            _distrust_another_account(store, label_studio_id, email)
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


def _distrust_another_account(store: Store, label_studio_id: int, email: str) -> None:
    person_id = store.value(
        "select person_id from people where email = ? and label_studio_id is not ?", [email, label_studio_id]
    )
    if person_id is None:
        return
    taken = store.execute(
        "update roles set revoked_at = ? where person_id = ? and revoked_at is null", [now(), person_id]
    )
    if tokens.revoke_all(store, person_id) + taken.rowcount:
        audit.record(store, None, "person.other_account", f"person:{person_id}")


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


@dataclass(frozen=True, slots=True)
class Holding:
    """A role that somebody has or had."""

    role: str
    granted_at: str
    granted_by: int | None  # None: the desk itself
    revoked_at: str | None


def grant(store: Store, email: str, role: str, granted_by: int | None = None) -> bool:
    """Give a role to a person, once.

    :param granted_by: who gives it; ``None`` for the desk itself
    :return: whether the person did not have it before
    :raises InputError: no such role
    """
    given = _role(role)
    with store.transaction():
        person_id = store.value(
            "insert into roles (person_id, role, granted_at, granted_by)"
            " select person_id, ?, ?, ? from people where email = ?"
            " on conflict (person_id, role) where revoked_at is null do nothing returning person_id",
            [given, now(), granted_by, email],
        )
        if person_id is not None:
            audit.record(store, granted_by, "role.grant", f"person:{person_id}", role=given)
    return person_id is not None


def revoke(store: Store, email: str, role: str, revoked_by: int | None = None) -> bool:
    """Take a role from a person; that it was held stays on record.

    :param revoked_by: who takes it; ``None`` for the desk itself
    :return: whether the person had it
    :raises InputError: no such role, or nobody would be an admin any more
    """
    taken = _role(role)
    with store.transaction():
        person_id = store.value(
            "update roles set revoked_at = ? where role = ? and revoked_at is null"
            " and person_id = (select person_id from people where email = ?) returning person_id",
            [now(), taken, email],
        )
        if person_id is None:
            return False
        if taken is Role.ADMIN and not store.value(
            "select count(*) from roles where role = 'admin' and revoked_at is null"
        ):
            raise InputError("The desk needs an admin. Make somebody else one first.")
        audit.record(store, revoked_by, "role.revoke", f"person:{person_id}", role=taken)
    return True


def _role(name: str) -> Role:
    if name not in set(Role):
        raise InputError(f"There is no role {name!r}; there are {', '.join(Role)}.")
    return Role(name)


def list_holdings(store: Store, person_id: int) -> list[Holding]:
    """Every role that a person has or had, oldest first."""
    rows = store.rows(
        "select role, granted_at, granted_by, revoked_at from roles where person_id = ? order by role_id",
        [person_id],
    )
    return [Holding(**row) for row in rows]


def made_admin_by_the_desk(store: Store) -> frozenset[int]:
    """Label Studio's ids of accounts that the desk itself made admins: those whose token it uses or used."""
    rows = store.execute(
        "select p.label_studio_id from people p join roles r using (person_id)"
        " where r.role = 'admin' and r.granted_by is null and p.label_studio_id is not null"
    )
    return frozenset(row[0] for row in rows)


_PERSON = """
    select p.person_id, p.email, p.name, p.label_studio_id, group_concat(r.role) as roles
    from people p left join roles r on r.person_id = p.person_id and r.revoked_at is null
"""


def find_person(store: Store, label_studio_id: int) -> Person | None:
    row = store.row(f"{_PERSON} where p.label_studio_id = ? group by p.person_id", [label_studio_id])
    return _person(row) if row else None


def get_person(store: Store, person_id: int) -> Person | None:
    row = store.row(f"{_PERSON} where p.person_id = ? group by p.person_id", [person_id])
    return _person(row) if row else None


def list_people(store: Store) -> list[Person]:
    return [_person(row) for row in store.rows(f"{_PERSON} group by p.person_id order by p.name, p.email")]


def _person(row: dict[str, object]) -> Person:
    held = frozenset(map(Role, str(row["roles"]).split(","))) if row["roles"] else {Role.CHECKER}
    return Person(
        person_id=int(str(row["person_id"])),
        email=str(row["email"]),
        name=str(row["name"]),
        label_studio_id=None if row["label_studio_id"] is None else int(str(row["label_studio_id"])),
        roles=frozenset(held),
    )


def names_of(store: Store, person_ids: Iterable[int]) -> dict[int, str]:
    """The names of these people."""
    rows = store.execute(
        "select person_id, name from people where person_id in (select value from json_each(?))",
        [json.dumps(sorted(set(person_ids)))],
    )
    return {row[0]: row[1] for row in rows}
