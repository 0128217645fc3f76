"""An import from its upload to its end, one at a time, in steps of which each may be the last of a delivery.

Check all of it, write all of it under a number that nobody is shown, show it in one write, clear up. Where an import
stands is its turn (``functions.lookup.importing.turns``); what officers see is its record, written behind it. The
next delivery goes on from the turn, and repeats at most the step that was cut short.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from dutydesk.clock import VIETNAM, Clock, expiry, from_iso, iso
from dutydesk.stores.card_imports import KEPT_DAYS, MOST_BYTES, CardImport, ImportState
from dutydesk.stores.offices import Offices
from functions.lookup.importing import reasons
from functions.lookup.importing.checking import Check, Progress
from functions.lookup.importing.checks import Rules, known_offices
from functions.lookup.importing.ports import Calendar, Outcome, Records, Watchers
from functions.lookup.importing.report import report
from functions.lookup.importing.shelf import Shelf
from functions.lookup.importing.table import NotATable, table_of
from functions.lookup.importing.turns import FREE, Phase, Turn, Turns, taken
from functions.lookup.importing.undoing import undo
from functions.lookup.importing.uploads import Gone, Replaced, Upload, Uploads
from functions.lookup.importing.writing import InLanes, Names, NotAsChecked, Write

MOST_ATTEMPTS = 8
"""Times that a turn is taken without coming any further; then the import has failed."""
WAIT = timedelta(seconds=60)
WATCHED_AFTER = timedelta(seconds=30)
"""How long after the end of a turn somebody looks whether it has died."""
ROWS_BETWEEN_SAVES = 2_000

_ENDS: Mapping[type[Exception], str] = {
    Gone: reasons.GONE,
    Replaced: reasons.REPLACED,
    NotAsChecked: reasons.OFFICES_CHANGED,
}
"""What ends an import without anything of it, and what officers are told then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """Carries imports on; its fields are everything it can touch."""

    records: Records
    turns: Turns
    uploads: Uploads
    shelf: Shelf
    offices: Offices
    calendar: Calendar
    watchers: Watchers
    names: Callable[[], Names]
    in_lanes: InLanes
    lanes: int
    clock: Clock
    new_token: Callable[[], str]

    def go_on(self, unit: str, import_id: str, time_left: Callable[[], bool]) -> Outcome:
        """Carry an import on until it has ended or time is up.

        Raises:
            Exception: something failed; another delivery goes on.
        """
        record = self.records.get(unit, import_id)
        if record is None:
            return Outcome.UNKNOWN
        before = self.turns.now()
        if record.has_ended and (before is None or before.import_id != import_id):
            self.uploads.remove(unit, import_id)
            self.calendar.drop(import_id)
            return Outcome.NOTHING
        now = self.clock()
        turn = taken(before, unit, import_id, token=self.new_token(), now=now)
        if (before is not None and self._is_in_the_way(before, turn)) or not self.turns.take(turn, before=before):
            return self._wait(record, before)
        self.calendar.put(unit, import_id, iso(from_iso(turn.held_until) + WATCHED_AFTER))
        return self._carry_on(record, turn, time_left)

    def _is_in_the_way(self, before: Turn, turn: Turn) -> bool:
        return before.import_id != turn.import_id or before.is_held(self.clock())

    def _wait(self, record: CardImport, before: Turn | None) -> Outcome:
        """Come back later; and see to it that the one before goes on, even if everybody has forgotten it."""
        now = self.clock()
        if record.state is ImportState.AWAITING:
            self.records.move(record, state=ImportState.CHECKING)
        if before is not None and before.import_id != record.import_id and not before.is_held(now):
            self.calendar.put(before.unit, before.import_id, iso(now))
        self.calendar.put(record.unit, record.import_id, iso(now + WAIT))
        return Outcome.WAITING

    def _carry_on(self, record: CardImport, turn: Turn, time_left: Callable[[], bool]) -> Outcome:
        if turn.attempts > MOST_ATTEMPTS and turn.phase in {Phase.CHECK, Phase.WRITE}:
            return self._fail(record, turn, reasons.NO_END, time_left)
        steps = {Phase.CHECK: self._check, Phase.WRITE: self._write, Phase.UNDO: self._undo, Phase.TIDY: self._tidy}
        try:
            return steps[turn.phase](record, turn, time_left)
        except tuple(_ENDS) as end:
            return self._fail(record, turn, _ENDS[type(end)], time_left)

    def _check(self, record: CardImport, turn: Turn, time_left: Callable[[], bool]) -> Outcome:
        if record.has_ended:
            return self._tidy(record, self._saved(turn, phase=Phase.TIDY), time_left)
        self.records.move(record, state=ImportState.CHECKING)
        upload = self.uploads.look(record.unit, record.import_id)
        progress = self._checked(upload, time_left)
        if not progress.is_done:
            self.uploads.keep(record.import_id, progress.pack())
            return self._suspend(self._saved(turn, at=progress.at, line=progress.line))
        if progress.found:
            return self._refuse(record, turn, progress, time_left)
        turn = self._saved(
            turn, phase=Phase.WRITE, number=self.turns.live() + 1, etag=upload.etag, at=0, line=0, rows=0
        )
        return self._write(record, turn, time_left)

    def _checked(self, upload: Upload, time_left: Callable[[], bool]) -> Progress:
        progress = Progress.unpack(self.uploads.kept(upload.import_id), etag=upload.etag)
        if upload.size == 0 or upload.size > MOST_BYTES:
            progress.fault(1, "", reasons.TOO_LARGE if upload.size else reasons.EMPTY)
            progress.is_done = True
            return progress
        try:
            table = table_of(lambda at, length: self.uploads.read(upload, at, length))
        except NotATable as not_one:
            progress.faults, progress.found, progress.is_done = list(not_one.faults), len(not_one.faults), True
            return progress
        check = Check(rules=self._rules(upload.unit), names=self.names())
        check.go_on(lambda at, length: self.uploads.read(upload, at, length), table, progress, time_left)
        return progress

    def _refuse(self, record: CardImport, turn: Turn, progress: Progress, time_left: Callable[[], bool]) -> Outcome:
        faults = sorted(progress.faults, key=lambda fault: fault.line)
        until = expiry(self.clock(), timedelta(days=KEPT_DAYS))
        self.uploads.put_report(record.import_id, report(faults, progress.found))
        self.records.put_faults(record.unit, record.import_id, faults, expires_at=until)
        self._end(record, ImportState.REFUSED, rows=progress.rows, faults=progress.found)
        return self._tidy(record, self._saved(turn, phase=Phase.TIDY), time_left, Outcome.REFUSED)

    def _write(self, record: CardImport, turn: Turn, time_left: Callable[[], bool]) -> Outcome:
        self.records.move(record, state=ImportState.WRITING)
        upload = Upload(unit=record.unit, import_id=record.import_id, size=self._size(record, turn), etag=turn.etag)

        def read(at: int, length: int) -> bytes:
            return self.uploads.read(upload, at, length)

        write = Write(
            rules=self._rules(record.unit),
            names=self.names(),
            shelf=self.shelf,
            in_lanes=self.in_lanes,
            lanes=self.lanes,
            now=self.clock(),
        )
        saved = reached = turn
        for reached in write.go_on(read, table_of(read), turn):
            if not time_left():
                return self._suspend(self._saved(reached))
            if reached.rows - saved.rows >= ROWS_BETWEEN_SAVES:
                saved = self._saved(reached)
        shown = replace(reached, phase=Phase.TIDY, attempts=0)
        self.turns.show(shown)
        return self._tidy(record, shown, time_left)

    def _size(self, record: CardImport, turn: Turn) -> int:
        """Return the size of the very file that was checked."""
        upload = self.uploads.look(record.unit, record.import_id)
        if upload.etag != turn.etag:
            raise Replaced
        return upload.size

    def _fail(self, record: CardImport, turn: Turn, reason: str, time_left: Callable[[], bool]) -> Outcome:
        """Bring it to an end without anything of it; what was written is taken back first."""
        if record.has_ended or turn.phase is Phase.TIDY:
            return self._tidy(record, self._saved(turn, phase=Phase.TIDY), time_left)
        self.records.move(record, reason=reason)
        if turn.phase is Phase.WRITE:
            return self._undo(record, self._saved(turn, phase=Phase.UNDO), time_left)
        self._end(record, ImportState.FAILED)
        return self._tidy(record, self._saved(turn, phase=Phase.TIDY), time_left, Outcome.FAILED)

    def _undo(self, record: CardImport, turn: Turn, time_left: Callable[[], bool]) -> Outcome:
        for cursor in undo(self.shelf, turn.number, after=turn.cursor):
            turn = self._saved(turn, cursor=cursor)
            if cursor and not time_left():
                return self._suspend(turn)
        self._end(record, ImportState.FAILED)
        return self._tidy(record, self._saved(turn, phase=Phase.TIDY, number=0), time_left, Outcome.FAILED)

    def _tidy(
        self, record: CardImport, turn: Turn, time_left: Callable[[], bool], outcome: Outcome = Outcome.SHOWN
    ) -> Outcome:
        """Clear up behind an import that has ended, and tell those who wait for their card if it is shown."""
        if turn.number:
            counts = {name: getattr(turn, name) for name in ("rows", "added", "changed", "unchanged")}
            self._end(record, ImportState.SHOWN, **counts)
        self.uploads.remove(record.unit, record.import_id)
        may_tell = turn.number and turn.attempts <= MOST_ATTEMPTS
        if may_tell and (unfinished := self._told(turn, time_left)):
            return self._suspend(unfinished)
        self.calendar.drop(record.import_id)
        self.turns.leave(turn)
        return outcome if not record.has_ended else Outcome(record.state)

    def _told(self, turn: Turn, time_left: Callable[[], bool]) -> Turn | None:
        """Tell those who wait; return how far that has come if it has to go on.

        When it comes no further in many deliveries, the rest is told when they write next.
        """
        while (cursor := self.watchers.swept(turn.cursor, time_left)) is not None:
            if cursor == turn.cursor:
                return turn if turn.attempts <= MOST_ATTEMPTS else None
            turn = self._saved(turn, cursor=cursor)
            if not time_left():
                return turn
        return None

    def _end(self, record: CardImport, state: ImportState, **figures: int) -> None:
        self.records.move(record, state=state, finished_at=iso(self.clock()), **figures)

    def _saved(self, turn: Turn, **changes: str | int) -> Turn:
        """Keep how far it has come: the next who takes the turn has all its attempts."""
        turn = replace(turn, attempts=0, **changes)  # type: ignore[arg-type]  # fields of a turn
        self.turns.save(turn)
        return turn

    def _suspend(self, turn: Turn) -> Outcome:
        """Let go, and have it delivered again at once."""
        self.calendar.put(turn.unit, turn.import_id, iso(self.clock()))
        self.turns.save(replace(turn, held_until=FREE))
        return Outcome.SUSPENDED

    def _rules(self, unit: str) -> Rules:
        return Rules(
            today=self.clock().astimezone(VIETNAM).date(), offices=known_offices(self.offices.offices_of(unit))
        )
