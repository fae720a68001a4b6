"""Keeps what pages read in step with the record."""

import logging
import threading
import time

from exports.standings import AT_ONCE, refresh
from tasks.errors import StoreError
from tasks.store.connection import Store

AGREEMENT_EVERY_S = 300.0
"""How often to work agreement out again: a month's takes a second or so, and moves slowly."""

log = logging.getLogger(__name__)


class StandingsKeeper:
    """Works standings out at once, agreement now and then."""

    def __init__(self, store: Store, stopping: threading.Event) -> None:
        self._store = store
        self._stopping = stopping
        self._agreement_at: float | None = None

    def bring_up_to_date(self) -> None:
        """Work out what is stale; what cannot be written now waits for the next time."""
        try:
            while not self._stopping.is_set() and refresh(self._store, AT_ONCE):
                pass
            if not self._stopping.is_set() and self._is_time_for_agreement():
                from exports.agreement.by_month import refresh_agreement  # brings NumPy along

                refresh_agreement(self._store)
        except StoreError as error:
            log.warning("what pages show is not up to date: %s", error)

    def _is_time_for_agreement(self) -> bool:
        moment = time.monotonic()
        if self._agreement_at is not None and moment - self._agreement_at < AGREEMENT_EVERY_S:
            return False
        self._agreement_at = moment
        return True
