"""Which releases were made, and what each said of every claim."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from tasks.store import audit
from tasks.store.connection import Store
from tasks.store.times import now


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A release as the store remembers it."""

    name: str
    version: str
    as_of: str
    created_at: str
    manifest_sha256: str
    claims: int
    annotations: int
    holds: frozenset[str]  # its tables, and each model's labels


StagedClaim: TypeAlias = tuple[str, str, str, str]
"""What the release that is being built says of a claim: its id, its sentence's, verdict, split."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How the staged claims differ from those of an earlier release, in claims."""

    added: int
    removed: int
    changed: int  # another verdict
    moved: int  # another split


_COLUMNS = "name, version, as_of, created_at, manifest_sha256, claims, annotations, holds"


def list_releases(store: Store, name: str | None = None) -> list[ReleaseRecord]:
    """Releases in the order they were made; of one name where it is given."""
    where = "where name = ?" if name else ""
    rows = store.rows(
        f"select {_COLUMNS} from releases {where} order by created_at, name, version",  # noqa: S608
        [name] if name else [],
    )
    return [_record(row) for row in rows]


def released_splits(store: Store, name: str) -> dict[str, str]:
    """The part of the dataset in which each article was last released."""
    rows = store.execute(
        "select s.article_id, c.split from releases r join release_claims c using (name, version)"
        " join sentences s using (sentence_id) where r.name = ?"
        " group by r.created_at, s.article_id order by r.created_at",
        [name],
    )
    return dict(rows)


def get_release(store: Store, name: str, version: str) -> ReleaseRecord | None:
    row = store.row(f"select {_COLUMNS} from releases where name = ? and version = ?", [name, version])  # noqa: S608
    return _record(row) if row else None


def _record(row: Mapping[str, Any]) -> ReleaseRecord:
    return ReleaseRecord(**{**row, "holds": frozenset(json.loads(row["holds"]))})


def clear_stage(store: Store) -> None:
    """Make room for the claims of the release that is being built, for this connection only."""
    store.execute("drop table if exists temp.staged_claims")
    store.execute(
        "create temp table staged_claims (claim_id text not null, sentence_id text not null,"
        " verdict text not null, split text not null) strict"
    )


def stage_claims(store: Store, claims: Iterable[StagedClaim]) -> None:
    """Set claims of the release that is being built aside, on disk."""
    store.conn.executemany("insert into temp.staged_claims values (?, ?, ?, ?)", claims)


def compare_staged(store: Store, name: str, version: str) -> Difference:
    """What changes for the readers of an earlier release."""
    store.execute("create index if not exists temp.staged_claims_by_id on staged_claims (claim_id)")
    return _compare(store, "select * from temp.staged_claims", {"name": name, "version": version})


def compare_released(store: Store, name: str, older: str, newer: str) -> Difference:
    """What changed for the readers of a release with a later one of the same name."""
    return _compare(
        store,
        "select * from release_claims where name = :name and version = :newer",
        {"name": name, "version": older, "newer": newer},
    )


def _compare(store: Store, claims: str, of: Mapping[str, str]) -> Difference:
    row = store.row(
        f"""
        with old as (select * from release_claims where name = :name and version = :version),
             new as ({claims})
        select
          (select count(*) from new n
            where not exists (select 1 from old o where o.claim_id = n.claim_id)) as added,
          (select count(*) from old o
            where not exists (select 1 from new n where n.claim_id = o.claim_id)) as removed,
          (select count(*) from old o join new n using (claim_id) where n.verdict <> o.verdict) as changed,
          (select count(*) from old o join new n using (claim_id) where n.split <> o.split) as moved
        """,  # noqa: S608
        dict(of),
    )
    if row is None:
        raise AssertionError("a select without from always gives a row")
    return Difference(**row)


def record_release(
    store: Store,
    name: str,
    version: str,
    *,
    as_of: str,
    manifest_sha256: str,
    annotations: int,
    holds: Iterable[str],
    created_by: int | None = None,
) -> None:
    """Remember a release and what it says of each staged claim. All or nothing."""
    with store.transaction():
        store.execute(
            "insert into releases (name, version, as_of, created_at, created_by, manifest_sha256, claims,"
            " annotations, holds) select ?, ?, ?, ?, ?, ?, count(*), ?, ? from temp.staged_claims",
            [
                name,
                version,
                as_of,
                now(),
                created_by,
                manifest_sha256,
                annotations,
                json.dumps(sorted(holds)),
            ],
        )
        store.execute(
            "insert into release_claims (name, version, claim_id, sentence_id, verdict, split)"
            " select ?, ?, claim_id, sentence_id, verdict, split from temp.staged_claims order by claim_id",
            [name, version],
        )
        audit.record(store, created_by, "release.create", f"release:{name}-{version}")
