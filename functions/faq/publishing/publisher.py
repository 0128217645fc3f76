"""Publishing: from the draft to the version that serves, or to a reason why not.

Each step can be the last one of a delivery, and the next delivery goes through all of them again. What it finds done
stays as it is: a version that has ended is left alone, and a file that lies in the library is used, not replaced.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dutydesk.clock import VIETNAM, Clock, iso
from dutydesk.errors import Conflict
from dutydesk.stores.bank import HISTORY_KEPT, BankEntry, BankState, BankVersion, Build
from functions.faq.edition import BrokenIndex, Edition, edition_of, pack, unpack
from functions.faq.publishing import reasons
from functions.faq.publishing.library import Library, Volume
from functions.faq.publishing.store import Bank
from functions.faq.publishing.trials import Tried, hidden_on, tried

_ATTEMPTS = 5


class Did(StrEnum):
    """What became of a request."""

    PUBLISHED = "published"
    REFUSED = "refused"
    NOTHING = "nothing"  # the version had ended before, or was never asked for


class NotAsWritten(Exception):
    """The library does not hold what was put there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An edition that could serve, and the file that holds it."""

    edition: Edition
    volume: Volume


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Builds a version, tries it, and puts it in service; ``pause`` waits before an attempt, numbered from 1."""

    bank: Bank
    library: Library
    clock: Clock
    pause: Callable[[int], None]

    def publish(self, version: str) -> Did:
        """Put the version in service, or refuse it with a reason, once.

        Raises:
            Conflict: the bank was changed again and again meanwhile.
            Exception: something failed; the version is being built still, and another delivery may finish it.
        """
        asked = self._asked(version)
        if asked is None:
            return Did.NOTHING
        state, entries = self._draft()
        made = _made(version, state, entries)
        for attempt in range(_ATTEMPTS):
            if attempt:
                self.pause(attempt)
                if self._asked(version) is None:
                    return Did.NOTHING
                state = self.bank.state()
            judged = self._judged(asked, made, state)
            if judged.build is Build.REFUSED:
                self.bank.end(judged)
                return Did.REFUSED
            kept = self._kept(made)
            if kept is made and self._serves(judged, state):
                return Did.PUBLISHED
            made = kept
        raise Conflict("the bank changes all the time")

    def give_up(self, version: str, error: str) -> None:
        """Mark the version as failed, unless it has ended; ``error`` is a class name, never a text."""
        asked = self._asked(version)
        if asked is not None:
            self.bank.end(self._ended(asked, Build.FAILED, reasons.broken_off(error)))

    def _asked(self, version: str) -> BankVersion | None:
        """Return the version if it is to be built."""
        asked = self.bank.version(version)
        return asked if asked is not None and asked.build is Build.BUILDING else None

    def _draft(self) -> tuple[BankState, tuple[BankEntry, ...]]:
        """Read the state and the draft that it names, as both stood at one moment."""
        state = self.bank.state()
        for attempt in range(_ATTEMPTS):
            if attempt:
                self.pause(attempt)
            entries = self.bank.entries(state.draft)
            before, state = state, self.bank.state()
            if (before.draft, before.revision) == (state.draft, state.revision):
                return state, entries
        raise Conflict("the draft changes all the time")

    def _judged(self, asked: BankVersion, made: Made, state: BankState) -> BankVersion:
        """Return how the version is to end in the place of what serves in ``state``: published, or refused."""
        edition, volume, day = made.edition, made.volume, self.clock().astimezone(VIETNAM).date().isoformat()
        known = replace(asked, draft=volume.draft, revision=volume.revision, entries=len(edition.answers))
        if overtaken := _overtaken(asked, state.live):
            return self._ended(known, Build.REFUSED, overtaken)
        if not edition.answers:
            return self._ended(known, Build.REFUSED, reasons.EMPTY)
        if len(hidden_on(edition, day)) == len(edition.answers):
            return self._ended(known, Build.REFUSED, reasons.NOTHING_VALID)
        found = tried(self.bank.trials(), edition, self._serving(state), day=day)
        now, before = found.share(found.now), found.share(found.before)
        known = replace(known, trials=len(found.trials), right_now=now, right_before=before)
        if found.is_worse and not asked.override:
            return self._ended(known, Build.REFUSED, _worse(found))
        return self._ended(known, Build.PUBLISHED)

    def _serving(self, state: BankState) -> Edition | None:
        """Return what citizens get: the live edition, or the latest before it that is there and whole, or None.

        Nothing can be worse than None.
        """
        versions = (one for one in (state.live, *state.history) if one)
        return next((edition for version in versions if (edition := self._loaded(version))), None)

    def _loaded(self, version: str) -> Edition | None:
        """Return a published edition, or None when it is not there or broken."""
        volume = self.library.get(version)
        try:
            edition = unpack(volume.data) if volume else None
        except BrokenIndex:
            return None
        return edition if edition and edition.version == version else None

    def _kept(self, made: Made) -> Made:
        """Put the file into the library and read it again; return what lies there, ``made`` itself if it is that.

        Another file is an earlier delivery's, which got no further: that one is to be tried and served.

        Raises:
            NotAsWritten: nothing lies there, or another version.
            BrokenIndex: what lies there is damaged.
        """
        version = made.edition.version
        self.library.put(version, made.volume)
        kept = self.library.get(version)
        if kept == made.volume:
            return made
        edition = unpack(kept.data) if kept else None
        if kept is None or edition is None or edition.version != version:
            raise NotAsWritten("the library holds something else")
        return Made(edition=edition, volume=kept)

    def _serves(self, version: BankVersion, state: BankState) -> bool:
        """Put the version in the place of what serves in ``state``; return False when that has changed meanwhile."""
        earlier = dict.fromkeys(one for one in (state.live, *state.history) if one)
        after = replace(state, live=version.version, history=tuple(earlier)[:HISTORY_KEPT])
        try:
            self.bank.serve(version, before=state, after=after)
        except Conflict:
            return False
        return True

    def _ended(self, version: BankVersion, build: Build, reason: str = "") -> BankVersion:
        return replace(version, build=build, reason=reason, finished_at=iso(self.clock()))


def _made(version: str, state: BankState, entries: Sequence[BankEntry]) -> Made:
    """Build, pack and unpack, so that what is tried is what will be loaded."""
    data = pack(edition_of(version, entries))
    return Made(edition=unpack(data), volume=Volume(data=data, draft=state.draft, revision=state.revision))


def _overtaken(asked: BankVersion, live: str) -> str:
    """Say what was decided since the version was asked for that it must not undo; empty when nothing was."""
    if live > asked.version:
        return reasons.SUPERSEDED
    return reasons.ROLLED_BACK if live < asked.was_live else ""


def _worse(found: Tried) -> str:
    now, before = found.fairly(found.now), found.fairly(found.before)
    return reasons.worse(now=now, before=before, trials=len(found.fair), lost=found.lost())
