"""The desk in figures, as Prometheus reads them: https://prometheus.io/docs/instrumenting/exposition_formats/"""

from collections.abc import Iterable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from annotator.sync import SyncStatus
from tasks.ledger import Account, SentenceState, read_account
from tasks.store import alarms, quarantine
from tasks.store.connection import Store

CONTENT_TYPE = CONTENT_TYPE_LATEST

_TOTALS = {
    "articles": "Articles on the desk.",
    "tasks": "Tasks that Label Studio has.",
    "annotations": "Annotations that stand, skips included.",
    "releases": "Datasets that were released.",
    "released_sentences": "Sentences that some release has a claim of.",
}


def exposition(store: Store, sync: SyncStatus, label_studio: str) -> bytes:
    """All figures as text, read from the store at this moment.

    :param label_studio: its state, ``running`` where all is well
    """
    registry = CollectorRegistry()
    registry.register(_Figures(store, sync, label_studio))
    return generate_latest(registry)


class _Figures(Collector):
    def __init__(self, store: Store, sync: SyncStatus, label_studio: str) -> None:
        self._store = store
        self._sync = sync
        self._label_studio = label_studio

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing beforehand, so that registering does not read the store."""
        return []

    def collect(self) -> Iterable[GaugeMetricFamily]:
        account = read_account(self._store)
        yield _sentences(account)
        for name, meaning in _TOTALS.items():
            yield _gauge(name, meaning, account.on_record[name])
        yield _gauge("ledger_balanced", "1 when the account adds up.", account.balanced)
        yield _gauge("ledger_problems", "Differences that need somebody.", account.problems)
        yield _gauge(
            "quarantine_open",
            "Answers put aside for somebody to look at.",
            quarantine.count_open(self._store),
        )
        yield _gauge(
            "alarms_open",
            "Changes in Label Studio for an editor to look at.",
            len(alarms.open_alarms(self._store)),
        )
        yield _gauge("label_studio_up", "1 when Label Studio runs.", self._label_studio == "running")
        yield _gauge("sync_failing", "1 when the last sync failed.", self._sync.error is not None)
        if self._sync.synced_at is not None:
            yield _gauge("last_sync_timestamp_seconds", "When the last sync went well.", self._sync.synced_at)


def _gauge(name: str, help_text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"annotator_{name}", help_text, value=float(value))


def _sentences(account: Account) -> GaugeMetricFamily:
    family = GaugeMetricFamily("annotator_sentences", "Sentences by state.", labels=["state"])
    for state in SentenceState:
        family.add_metric([state.value], account.states.get(state, 0))
    return family
