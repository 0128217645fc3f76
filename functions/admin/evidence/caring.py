"""Caring for files: asking for one again, wanting one that was set aside, and finding the same one elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.errors import Conflict
from dutydesk.evidence import WANTED, Custody, FileState, MediaMessage, ScanMessage
from dutydesk.queues import Stream
from dutydesk.stores.aside import ASIDE, carry_on, is_over
from dutydesk.stores.cases import Case
from dutydesk.stores.files import again, change_part
from dutydesk.stores.likenesses import Alike, DynamoLikenesses
from dutydesk.stores.receipts import due_put
from functions.admin.access import Asker
from functions.admin.evidence.finding import Finding, Found
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

UPKEEP_AFTER = timedelta(seconds=60)
"""When upkeep asks for what was committed and not enqueued."""
MEDIA = "media"
MOST_ALIKE = 50
NOT_LOST = "tệp không bị mất hoặc đường dẫn không còn / the file is not lost, or its link is gone"
NOT_ASIDE = "ảnh không còn chờ quyết định / the photo does not wait for a decision any more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caring:
    """Each method decides through ``finding`` first, and changes things only with their audit entry."""

    finding: Finding
    likenesses: DynamoLikenesses
    receipts_table: str
    media: Stream[MediaMessage]
    scans: Stream[ScanMessage]
    could_not_enqueue: Callable[[], None]

    def retry(self, asker: Asker, case_id: str, file_id: str) -> None:
        """Have a lost file fetched again; it is under way, or will be within about a minute, when this returns.

        Raises:
            Conflict: it is not lost, there is no link, or somebody changed it meanwhile.
        """
        found, now = self.finding.file(asker, Deed.RETRY_FILE, case_id, file_id), self.finding.clock()
        try:
            changes = again(found.file, at=now)
        except Conflict:
            self.finding.refuse(asker, Deed.RETRY_FILE, found)
            raise Conflict(NOT_LOST) from None
        message = MediaMessage(case_id=case_id, file_id=file_id, unit=found.unit)
        what = {"case_id": case_id, "file_id": file_id, "unit": found.unit}
        due = self._due(MEDIA, f"{case_id}#{file_id}", what)
        beside = (self._changed(found, changes), due)
        self.finding.note(asker, Deed.RETRY_FILE, found, Custody.ASKED_AGAIN, beside=beside)
        self._enqueue(lambda: self.media.send_all([message]))

    def keep(self, asker: Asker, case_id: str, file_id: str) -> None:
        """Keep a photo of an identity card as evidence after all; it is under way when this returns.

        Raises:
            Conflict: it is not set aside, its day is over, or somebody changed it meanwhile.
        """
        found, now = self.finding.file(asker, Deed.KEEP_FILE, case_id, file_id), self.finding.clock()
        if found.file.state is not FileState.SET_ASIDE or is_over(found.file, now):
            self.finding.refuse(asker, Deed.KEEP_FILE, found)
            raise Conflict(NOT_ASIDE)
        changes = {"state": FileState.SCANNED, "reason": WANTED, "until": ""}
        due = self._due(ASIDE, file_id, {"case_id": case_id, "file_id": file_id})
        self.finding.note(asker, Deed.KEEP_FILE, found, Custody.WANTED, beside=(self._changed(found, changes), due))
        self._enqueue(lambda: self.scans.send_all([carry_on(case_id, file_id)]))

    def alike(self, asker: Asker, case_id: str, file_id: str) -> list[tuple[Case, Alike]]:
        """Return the files of other cases of the asker's units that are the same, then those that look so."""
        found = self.finding.file(asker, Deed.COMPARE_FILES, case_id, file_id)
        file, units = found.file, asker.officer.units
        if not file.sha256 or file.state is FileState.ERASED:
            return []
        others = self.likenesses.alike(case_id=case_id, file_id=file_id, sha256=file.sha256, likeness=file.likeness)
        shown: list[tuple[Case, Alike]] = []
        cases: dict[str, Case | None] = {}
        for one in others:
            if one.case_id not in cases and len(cases) == MOST_ALIKE:
                break
            if one.case_id not in cases:
                cases[one.case_id] = self.finding.access.cases.get(one.case_id)
            case = cases[one.case_id]
            if case is not None and case.unit in units and case.life.erased_at is None:
                shown.append((case, one))
        self.finding.access.shown(asker, list(dict.fromkeys(case.case_id for case, _ in shown)))
        return shown

    def _changed(self, found: Found, changes: dict[str, Any]) -> "TransactWriteItemTypeDef":
        return change_part(self.finding.files.table, found.file, changes)

    def _due(self, kind: str, due_id: str, what: dict[str, Any]) -> "TransactWriteItemTypeDef":
        at = self.finding.clock() + UPKEEP_AFTER
        return due_put(self.receipts_table, kind, due_id, due_at=at, what=what)

    def _enqueue(self, send: Callable[[], None]) -> None:
        """Hand it over; what is committed is upkeep's if the queue refuses."""
        try:
            send()
        except Exception:  # noqa: BLE001  # whatever it was: it is committed, and upkeep has it
            self.could_not_enqueue()
