"""Tokens in memory, as atomic between threads as the real table is between workers."""

import threading
from dataclasses import replace
from datetime import datetime

from dutydesk.tokens.store import StoredTokens, TokenStore
from dutydesk.tokens.vault import SealedPair


class FakeTokens:
    """The ``TokenStore`` port."""

    def __init__(self) -> None:
        self._items: dict[str, StoredTokens] = {}
        self._lock = threading.Lock()

    def read(self, page_id: str) -> StoredTokens | None:
        return self._items.get(page_id)

    def lease(self, page_id: str, version: int, *, owner: str, now: datetime, until: datetime) -> bool:
        with self._lock:
            stored = self._items.get(page_id)
            if stored is None or stored.pair.version != version or stored.is_leased(now):
                return False
            self._items[page_id] = replace(stored, lease_owner=owner, lease_until=until, attempt=stored.attempt + 1)
            return True

    def end_lease(self, page_id: str, version: int, *, owner: str, not_before: datetime, attempt: int) -> None:
        with self._lock:
            stored = self._items[page_id]
            if stored.pair.version == version and stored.lease_owner == owner:
                self._items[page_id] = replace(stored, lease_owner="", lease_until=not_before, attempt=attempt)

    def put(self, pair: SealedPair, *, expires_at: datetime) -> bool:
        with self._lock:
            stored = self._items.get(pair.page_id)
            if pair.version != (stored.pair.version + 1 if stored else 1):
                return False
            self._items[pair.page_id] = StoredTokens(pair=pair, expires_at=expires_at)
            return True

    def mark_broken(self, page_id: str, version: int, reason: str, *, at: datetime) -> None:
        del at  # nobody reads it back through this port
        with self._lock:
            stored = self._items[page_id]
            if stored.pair.version == version:
                self._items[page_id] = replace(stored, broken=reason)


_: TokenStore = FakeTokens()
