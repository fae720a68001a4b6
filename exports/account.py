"""The ledger as a release gives it, and whether a release is what the desk recorded."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from exports.files import sha256_of
from exports.labels import NEVER_DECIDED
from exports.manifest import MANIFEST
from tasks.ledger import state_of
from tasks.store import accounts
from tasks.store.connection import Store
from tasks.store.releases import ReleaseRecord, list_releases


def left_out(store: Store, as_of: str | None) -> dict[str, int]:
    """Sentences that have nothing to release, by the state that is the reason.

    :param as_of: what was recorded until then
    """
    states = Counter(
        state.value if (state := state_of(facts)) else NEVER_DECIDED
        for facts in accounts.iter_silent_facts(store, as_of)
    )
    return dict(sorted(states.items()))


def record_of(store: Store, folder: Path) -> ReleaseRecord | None:
    """What the desk wrote down when it made the release in this folder, where it did."""
    described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    made = (r for r in list_releases(store, described["name"]) if r.version == described["version"])
    return next(made, None)


def contradicted_record(store: Store, folder: Path, record: ReleaseRecord) -> Iterator[str]:
    """Compare a release with the desk's record and its ledger as of that time, in words for people."""
    described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if sha256_of(folder / MANIFEST) != record.manifest_sha256:
        yield f"{MANIFEST} is not the one that the desk recorded."
    counts = {"claims": record.claims, "annotations": record.annotations}
    for table, count in counts.items():
        if described["rows"][table] != count:
            yield f"It has {described['rows'][table]} {table}, and the desk recorded {count}."
    then: dict[str, object] = {
        "total": accounts.count_sentences(store, record.as_of),
        "left_out": left_out(store, record.as_of),
    }
    for what, found in then.items():
        stated = described["sentences"][what]
        if stated != found:
            name = what.replace("_", " ")
            yield f"Its account ({name}: {stated}) is not that of the ledger as of {record.as_of}: {found}."
