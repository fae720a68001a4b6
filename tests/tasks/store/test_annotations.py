"""Annotations, looked up by many ids at once."""

from tasks.store.annotations import live_versions, rebuildable
from tasks.store.connection import Store
from tests.exports.desks import labelled_desk

MANY = range(1, 300_001)
"""More than SQLite takes parameters. Whoever imports tasks with answers decides how many ids there are."""


def test_any_number_of_ids_may_be_asked_for(store: Store) -> None:
    desk = labelled_desk(store)
    assert desk.home
    known = store.value("select count(*) from annotations")
    assert len(rebuildable(store, MANY)) == known
    assert sum(map(len, live_versions(store, desk.home, MANY).values())) == known
