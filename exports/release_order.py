"""What a release is asked to be, and what follows from that for its tables and its descriptions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from exports import files
from exports.build import Written
from exports.crowd.methods import Model
from exports.describe.facts import DataFile, Facts
from exports.duplicates import groups_of
from exports.manifest import annotator_version
from exports.particulars import Particulars
from exports.privacy import Cleaner, pseudonym
from exports.splits import SplitRule, splitter
from exports.terms import Terms
from exports.versions import Version
from tasks.store import releases
from tasks.store.connection import Store
from tasks.store.people import list_people
from tasks.store.record import iter_claim_texts, published_days


@dataclass(frozen=True, slots=True)
class ReleaseOrder:
    """What is asked for."""

    name: str
    secret: bytes = field(repr=False)
    version: Version | None  # None: the one that the changes call for
    splits: SplitRule
    particulars: Particulars
    as_of: str | None  # None: everything recorded so far
    models: tuple[Model, ...]

    def pseudonyms(self, newest: str) -> Callable[[str], str]:
        """By a checker's id. The same dataset from the same data has the same ones, any other others.

        :param newest: when the newest record in the release was made
        """
        return partial(pseudonym, secret=self.secret, release=f"{self.name}\n{newest}")


def terms_of(store: Store, order: ReleaseOrder, newest: str) -> Terms:
    """By what the tables of one state of the store are written.

    :param newest: when the newest record in that state was made
    """
    groups = groups_of(iter_claim_texts(store, order.as_of))
    released = releases.released_splits(store, order.name)
    earlier = [(record.as_of, record.version) for record in releases.list_releases(store, order.name)]

    def first_release(recorded_at: str) -> str | None:
        for as_of, version in earlier:
            if recorded_at <= as_of:
                return version
        return None

    return Terms(
        pseudonym=cache(order.pseudonyms(newest)),
        split=splitter(order.splits, order.name, groups, released, published_days(store, order.as_of)),
        first_release=first_release,
        cleaner=Cleaner(person.name for person in list_people(store)),
        may_pass_on=order.particulars.may_pass_on,
    )


def facts_of(building: Path, order: ReleaseOrder, version: str, newest: str, written: Written) -> Facts:
    """What the descriptions say of the tables that were written to ``building``.

    :param newest: when the newest record in them was made
    """
    findings = written.findings
    name_of = order.pseudonyms(newest)
    return Facts(
        name=order.name,
        version=version,
        as_of=newest,
        annotator_version=annotator_version(),
        particulars=order.particulars,
        splits=order.splits.describe(),
        census=written.census,
        account=written.account,
        taken_out={str(kind): count for kind, count in sorted(written.taken_out.items())},
        agreement=findings.agreement.report(name_of),
        spans=findings.spans.figures(),
        retest=findings.retest.figures(name_of),
        aggregations=written.aggregations,
        files=tuple(
            DataFile(name, (building / name).stat().st_size, files.sha256_of(building / name))
            for name in files.files_in(building)
        ),
    )
