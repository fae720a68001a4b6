"""Roles come and go; who had which, and who gave it, stays."""

import pytest

from tasks.errors import InputError
from tasks.label_studio.members import member_from
from tasks.store import audit, people, tokens
from tasks.store.connection import Store
from tasks.store.people import Role
from tests.tasks.store import builders


def test_whoever_was_given_no_role_is_a_checker(store: Store) -> None:
    builders.checker(store, 1, "ana")
    [ana] = people.list_people(store)
    assert ana.roles == {Role.CHECKER}
    people.grant(store, "ana@example.org", "researcher")
    [ana] = people.list_people(store)
    assert ana.roles == {Role.RESEARCHER}


def test_what_was_held_stays_on_record(store: Store) -> None:
    ana, bo = builders.checker(store, 1, "ana"), builders.checker(store, 2, "bo")
    assert people.grant(store, "bo@example.org", "editor", granted_by=ana)
    assert not people.grant(store, "bo@example.org", "editor", granted_by=ana)
    assert people.revoke(store, "bo@example.org", "editor", revoked_by=ana)
    assert not people.revoke(store, "bo@example.org", "editor", revoked_by=ana)
    assert people.grant(store, "bo@example.org", "editor")
    first, second = people.list_holdings(store, bo)
    assert first.revoked_at is not None
    assert (first.granted_by, second.granted_by, second.revoked_at) == (ana, None, None)
    said = [(entry.person_id, entry.action) for entry in audit.list_entries(store, limit=9)]
    assert said == [(None, "role.grant"), (ana, "role.revoke"), (ana, "role.grant")]


def test_there_is_always_an_admin(store: Store) -> None:
    for number, name in enumerate(("ana", "bo"), 1):
        builders.checker(store, number, name)
        people.grant(store, f"{name}@example.org", "admin")
    assert people.revoke(store, "bo@example.org", "admin")
    with pytest.raises(InputError, match="needs an admin"):
        people.revoke(store, "ana@example.org", "admin")
    [ana] = [person for person in people.list_people(store) if person.name == "ana"]
    assert Role.ADMIN in ana.roles
    assert audit.list_entries(store, limit=1)[0].detail == {"role": "admin"}


@pytest.mark.parametrize("change", [people.grant, people.revoke])
def test_there_are_no_other_roles(store: Store, change: object) -> None:
    builders.checker(store, 1, "ana")
    assert callable(change)
    with pytest.raises(InputError, match="no role 'owner'"):
        change(store, "ana@example.org", "owner")


def test_another_account_with_somebodys_address_has_none_of_their_roles_and_tokens(store: Store) -> None:
    """Label Studio proves no address: where an account was deleted, anybody can sign up with its address."""
    ana = builders.checker(store, 1, "ana")
    people.grant(store, "ana@example.org", "editor")
    token = tokens.create_token(store, ana, "script", ["write"])
    people.record_people(store, [(7, "ana@example.org", "ana")])
    [same] = people.list_people(store)
    assert (same.person_id, same.label_studio_id) == (ana, 7)
    assert same.roles == {Role.CHECKER}
    assert tokens.use_token(store, token) is None
    assert audit.list_entries(store, limit=1)[0].action == "person.other_account"


def test_the_same_account_keeps_its_roles_under_another_name(store: Store) -> None:
    builders.checker(store, 1, "ana")
    people.grant(store, "ana@example.org", "editor")
    people.record_people(store, [(1, "ana@example.org", "Ana")])
    [ana] = people.list_people(store)
    assert ana.roles == {Role.EDITOR}


def test_an_address_in_other_letters_is_somebody_else() -> None:
    """Any member can make Label Studio an account whose address differs in its capitals only."""
    assert member_from({"id": 5, "email": "Ana@Example.org"}).email == "Ana@Example.org"
