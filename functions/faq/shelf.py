"""The shelf: the edition that serves, kept in memory and refreshed without a redeploy.

Nothing that is broken ever reaches the shelf. When the live version cannot be loaded, earlier ones are tried, newest
first, down to the one in memory; without any, there is nothing to search, which is no reason to fail a message.
"""

import time
from collections.abc import Callable

from dutydesk.stores.bank import BankState
from functions.faq.edition import Answer, BrokenIndex, Edition, unpack
from functions.faq.search import Search
from functions.faq.source import Source

CHECK_EVERY_S = 30.0
UNTIL_THE_FIRST_S = 2.0
"""How often to look while nothing was published yet: the citizen who asks just after should be answered."""
PATIENCE_S = 4.0
"""After so long no further version is tried in one check; a message is waiting."""

type Broken = Callable[[str, str], None]
"""Hears of a live version that could not be loaded, by its name ('' when not even that is known) and the error's."""


class Serving:
    """An edition that can be searched."""

    def __init__(self, edition: Edition) -> None:
        self.version = edition.version
        self.answers = edition.answers
        self.search = Search(edition.index)
        self._limited = [one for one in edition.answers.values() if one.valid_from or one.valid_to or one.pages]

    def hidden(self, *, on: str, page_id: str) -> set[str]:
        """Return the ids of the entries that may not be shown on this day of Vietnam, on this page."""
        return {one.id for one in self._limited if not one.may_be_shown(on=on, page_id=page_id)}

    def answer(self, entry: str, *, on: str, page_id: str) -> Answer | None:
        """Return the answer of an entry that may be shown, or None."""
        found = self.answers.get(entry)
        return found if found is not None and found.may_be_shown(on=on, page_id=page_id) else None


class Shelf:
    """Holds what serves; made once per cold start."""

    def __init__(self, source: Source, *, broken: Broken, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._source, self._broken, self._monotonic = source, broken, monotonic
        self._serving: Serving | None = None
        self._next_check = -1.0

    def serving(self) -> Serving | None:
        """Return the best that can be had, at most half a minute behind; None when there is no bank at all."""
        if self._monotonic() >= self._next_check:
            began = self._monotonic()
            self._next_check = began + CHECK_EVERY_S
            self._refresh(began)
        return self._serving

    def _refresh(self, began: float) -> None:
        try:
            state = self._source.state()
        except Exception as unread:  # noqa: BLE001  # whatever keeps the state from us, what is in memory serves
            if self._serving is None:
                self._next_check = began + UNTIL_THE_FIRST_S
                self._broken("", type(unread).__name__)
            return
        if not state.live:
            self._next_check = began + (CHECK_EVERY_S if self._serving else UNTIL_THE_FIRST_S)
            return
        self._take_best(state, began)

    def _take_best(self, state: BankState, began: float) -> None:
        for version in (state.live, *state.history):
            if self._serving is not None and self._serving.version == version:
                return
            if version != state.live and self._monotonic() - began > PATIENCE_S:
                return
            try:
                self._serving = self._loaded(version)
            except Exception as broken:  # noqa: BLE001  # damaged, gone or out of reach: the one before it may serve
                if version == state.live:
                    self._broken(version, type(broken).__name__)
            else:
                return

    def _loaded(self, version: str) -> Serving:
        edition = unpack(self._source.file(version))
        if edition.version != version:
            raise BrokenIndex("the file of another version")
        return Serving(edition)
