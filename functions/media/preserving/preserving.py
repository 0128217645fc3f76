"""A file that was scanned becomes evidence: sealed for good, and something to look at if that is safe.

Each step may be the last of a delivery, and doing it again changes nothing: what the scan said is noted; a photo of an
identity card is set aside; the original is sealed and locked; what can be shown is drawn or copied; the record says
``kept``; the file leaves quarantine. Nothing opens a file before its scan has said that it is clean.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from dutydesk.clock import Clock
from dutydesk.errors import Conflict, KeyDestroyed
from dutydesk.evidence import WANTED, Custody, FileState, Lost, Scan, ScanMessage, Unviewable
from dutydesk.stores.aside import gone, is_over, set_aside
from dutydesk.stores.cases import Case
from dutydesk.stores.custody import CustodyEntry
from dutydesk.stores.facts import Facts
from dutydesk.stores.files import DynamoFiles, EvidenceFile
from functions.media.preserving.cards import Cards
from functions.media.preserving.facts import facts_of
from functions.media.preserving.images import THUMB_PX, VIEW_PX, jpeg
from functions.media.preserving.likeness import likeness
from functions.media.preserving.looking import Look, glanced, looked
from functions.media.preserving.originals import Originals
from functions.media.preserving.outcomes import RESULTS, Outcome, TooEarly
from functions.media.preserving.ports import CaseKeys, Cases, FactsBook, Holds, Likenesses
from functions.media.preserving.shelves import Gone, Quarantine, Views, Waiting

BY = "preserve"
TRIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Preserving:
    """Preserves files; its fields are everything it can touch."""

    files: DynamoFiles
    cases: Cases
    keys: CaseKeys
    quarantine: Quarantine
    originals: Originals
    views: Views
    facts: FactsBook
    likenesses: Likenesses
    holds: Holds
    cards: Cards
    receipts_table: str
    sealed_days: Mapping[str, int]
    """How long an original is locked, by its case's category; the empty name stands for all others."""
    clock: Clock

    def take(self, scan: ScanMessage) -> Outcome:
        """Bring a file as far as it gets.

        Raises:
            TooEarly: it is not noted as fetched.
            NotAsFetched: it is not what was hashed; a person must look.
            Exception: something failed; another delivery goes on.
        """
        for _ in range(TRIES - 1):
            try:
                return self._take(scan)
            except Conflict:
                continue  # somebody changed it since it was read: look again
        return self._take(scan)

    def _take(self, scan: ScanMessage) -> Outcome:
        file = self.files.get(scan.case_id, scan.file_id)
        if file is None:
            return Outcome.STALE
        if file.state is FileState.OWED:
            raise TooEarly
        if file.state is FileState.FETCHED:
            return self._hear(file, scan)
        steps: dict[FileState, Callable[[EvidenceFile], Outcome]] = {
            FileState.SCANNED: self._preserve,
            FileState.SET_ASIDE: self._aside,
            FileState.ERASED: self._clear,
            FileState.KEPT: self._leave,
        }
        step = steps.get(file.state)
        return step(file) if step else Outcome.NOTHING

    def _hear(self, file: EvidenceFile, scan: ScanMessage) -> Outcome:
        if not scan.result or (scan.etag and _bare(scan.etag) != _bare(file.etag)):
            return Outcome.STALE
        said = RESULTS.get(scan.result, Scan.FAILED)
        heard = self.files.move(file, self._entry(file, Custody.SCANNED, said), state=FileState.SCANNED, scan=said)
        return self._preserve(heard)

    def _leave(self, file: EvidenceFile) -> Outcome:
        self.quarantine.remove(file.case_id, file.file_id)
        return Outcome.NOTHING

    def _preserve(self, file: EvidenceFile) -> Outcome:
        try:
            return self._preserve_under(self.keys.ready(file.case_id), file)
        except KeyDestroyed:
            return self._erased(file)

    def _preserve_under(self, key: bytes, file: EvidenceFile) -> Outcome:
        try:
            waiting = self.quarantine.look(file.case_id, file.file_id, file.etag)
            look = looked(waiting) if file.scan is Scan.CLEAN else glanced(waiting)
            case = self.cases.get(file.case_id)
            if look.picture and file.reason != WANTED and self.cards.is_to_be_set_aside(file, case, look.picture):
                aside = set_aside(
                    self.files, file, self.receipts_table, media_type=look.media_type, at=self.clock(), by=BY
                )
                return self._aside(aside)
            self._seal(file, case, key, waiting, look)
            return self._keep(file, case, key, look)
        except Gone:
            return self._without(key, file)

    def _seal(self, file: EvidenceFile, case: Case | None, key: bytes, waiting: Waiting, look: Look) -> None:
        place = (file.case_id, file.file_id)
        if self.originals.has(*place, key=key, sha256=file.sha256):
            return
        until = self.clock() + timedelta(days=self._days(case))
        self.originals.put(*place, _bytes_of(waiting, look), key=key, sha256=file.sha256, until=until)

    def _keep(self, file: EvidenceFile, case: Case | None, key: bytes, look: Look) -> Outcome:
        """Make what can be shown, then say that the file is kept; the view is there before anybody is told of it."""
        reason = look.reason or _unviewable(file.scan)
        alike = likeness(look.picture.image) if look.picture else ""
        self._show(file, look, reason)
        facts = facts_of(look.data, look.media_type) if look.picture and look.data else Facts()
        place = {"case_id": file.case_id, "file_id": file.file_id}
        marks = {"sha256": file.sha256, "likeness": alike}
        self.likenesses.put(**place, **marks, unit=case.unit if case else file.unit, now=self.clock())
        try:
            self.files.move(
                file,
                self._entry(file, Custody.SEALED, reason),
                beside=[self.facts.part(**place, facts=facts, case_key=key)] if facts else [],
                state=FileState.KEPT,
                reason=reason,
                media_type=look.media_type,
                viewable="no" if reason else "yes",
                likeness=alike,
            )
        except Conflict:
            self.likenesses.forget(**place, **marks)  # perhaps it was erased
            raise
        self._leave(file)
        if file.scan is Scan.THREAT:
            return Outcome.THREAT
        return Outcome.KEPT_UNSEEN if reason else Outcome.KEPT

    def _show(self, file: EvidenceFile, look: Look, reason: str) -> None:
        if look.picture is not None:
            view, thumb = jpeg(look.picture.image, VIEW_PX), jpeg(look.picture.image, THUMB_PX)
            self.views.draw(file.case_id, file.file_id, view=view, thumb=thumb)
        elif not reason:
            self.views.copy(file.case_id, file.file_id, file.etag)

    def _aside(self, file: EvidenceFile) -> Outcome:
        """Warn the citizen, as often as this is delivered: the way out drops what it has sent. Remove what is over."""
        now = self.clock()
        if not is_over(file, now):
            self.cards.warn(file, self.cases.get(file.case_id))
            return Outcome.SET_ASIDE
        if file.until and self.holds.get(file.case_id):  # nothing of the case may be lost
            return self._preserve(self.files.move(file, state=FileState.SCANNED, reason=WANTED, until=""))
        self.quarantine.remove(file.case_id, file.file_id)
        if not file.until:
            return Outcome.NOTHING
        gone(self.files, file, at=now, by=BY)
        return Outcome.REMOVED

    def _erased(self, file: EvidenceFile) -> Outcome:
        entry = self._entry(file, Custody.ERASED, "key_destroyed")
        return self._clear(self.files.move(file, entry, state=FileState.ERASED, viewable="no", likeness=""))

    def _clear(self, file: EvidenceFile) -> Outcome:
        """Take back what was made while the case's evidence was being erased."""
        place = {"case_id": file.case_id, "file_id": file.file_id}
        self.quarantine.remove(**place)
        self.views.remove(**place)
        self.likenesses.forget(**place, sha256=file.sha256, likeness=file.likeness)
        return Outcome.ERASED

    def _without(self, key: bytes, file: EvidenceFile) -> Outcome:
        """End what waited for so long that it left quarantine: its original may be sealed, a view cannot be made."""
        is_sealed = self.originals.has(file.case_id, file.file_id, key=key, sha256=file.sha256)
        state, what = (FileState.KEPT, Custody.SEALED) if is_sealed else (FileState.LOST, Custody.LOST)
        reason = Unviewable.UNCHECKED if is_sealed else Lost.GONE
        self.files.move(file, self._entry(file, what, reason), state=state, reason=reason, viewable="no")
        return Outcome.KEPT_UNSEEN if is_sealed else Outcome.LOST

    def _days(self, case: Case | None) -> int:
        others = self.sealed_days[""]
        return self.sealed_days.get(case.category, others) if case else others

    def _entry(self, file: EvidenceFile, what: Custody, detail: str) -> CustodyEntry:
        at, place = self.clock(), (file.case_id, file.file_id)
        return CustodyEntry(case_id=place[0], file_id=place[1], what=what, at=at, by=BY, detail=detail)


def _unviewable(scan: Scan) -> str:
    if scan is Scan.CLEAN:
        return ""
    return Unviewable.THREAT if scan is Scan.THREAT else Unviewable.UNCHECKED


def _bytes_of(waiting: Waiting, look: Look) -> Iterator[bytes]:
    if look.data is not None:
        yield look.data
    else:
        yield from waiting.stream()


def _bare(etag: str) -> str:
    """Leave out the quotes that S3 writes around it in its answers, and not in its events."""
    return etag.strip('"')
