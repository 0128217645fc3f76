"""Legal holds: nothing of a held case is erased, whatever its time and whoever asks, until a supervisor releases it.

The hold itself is one item, on condition of which the eraser begins. Sealed originals carry S3's own legal hold beside
it, which outlasts their lock; it follows the item, so that asking again mends what was cut short.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import TYPE_CHECKING

from dutydesk.clock import Clock
from dutydesk.errors import Conflict
from dutydesk.evidence import Custody, FileState
from dutydesk.stores.cases import Case
from dutydesk.stores.custody import CustodyEntry, custody_put
from dutydesk.stores.files import DynamoFiles, EvidenceFile
from dutydesk.stores.holds import DynamoHolds, Hold
from dutydesk.stores.transactions import transact
from functions.admin.access import REFUSED, Access, Asker
from functions.admin.audit import LostRace
from functions.admin.cases.casefile import Change, DynamoCaseFile
from functions.admin.cases.casework import REPEATED
from functions.admin.evidence.shelves import Shelves
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

AT_ONCE = 80
NOT_HELD = "hồ sơ không bị phong tỏa / the case is not held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Every method decides through ``access`` first, and changes things only with their audit entry."""

    access: Access
    holds: DynamoHolds
    files: DynamoFiles
    file: DynamoCaseFile
    shelves: Shelves
    clock: Clock
    new_id: Callable[[datetime], str]

    def hold(self, asker: Asker, case_id: str, *, reason: str) -> Hold:
        """Hold a case with all its files; of one that is held, see to the files once more and return that hold.

        Raises:
            NotFound: not the asker's to see.
            Conflict: its content was erased, or it changed meanwhile.
        """
        case = self.access.case(asker, Deed.HOLD_CASE, case_id)
        held = self.holds.get(case_id)
        if held is not None:
            self.access.audit.note(asker.mark(Deed.HOLD_CASE, f"case {case_id}", REPEATED))
        else:
            put = self.holds.put(case_id, by=asker.officer.username, at=self.clock(), reason=reason)
            self._commit(asker, Deed.HOLD_CASE, case, [put, self._not_erased(case)], reason)
            held = self.holds.get(case_id)
        for file in self._sealed(case_id):
            self.shelves.hold(case_id, file.file_id, on=True)
        return held or Hold(by=asker.officer.username, at="", reason=reason)

    def release(self, asker: Asker, case_id: str, *, reason: str) -> None:
        """End a hold.

        Raises:
            NotFound: not the asker's to see.
            Conflict: nobody holds the case.
        """
        case = self.access.case(asker, Deed.RELEASE_CASE, case_id)
        if self.holds.get(case_id) is None:
            self.access.audit.note(asker.mark(Deed.RELEASE_CASE, f"case {case_id}", REFUSED))
            raise Conflict(NOT_HELD)
        for file in self._sealed(case_id):
            self.shelves.hold(case_id, file.file_id, on=False)
        self._commit(asker, Deed.RELEASE_CASE, case, [self.holds.release(case_id)], reason)

    def _commit(
        self, asker: Asker, deed: Deed, case: Case, parts: "list[TransactWriteItemTypeDef]", reason: str
    ) -> None:
        now, what = self.clock(), Custody.HELD if deed is Deed.HOLD_CASE else Custody.RELEASED
        entries = self._entries(case, what, asker.officer.username, now)
        change = Change(
            case_id=case.case_id,
            at=now,
            officer=asker.officer.username,
            was=case.status,
            now=case.status,
            reason=reason,
            did=deed.partition(".")[2],
        )
        history = self.file.history(change, change_id=self.new_id(now))
        for some in batched(entries[AT_ONCE:], AT_ONCE, strict=False):
            transact(self.files.client, some)
        try:
            self.access.audit.commit(asker.mark(deed, f"case {case.case_id}"), [*parts, history, *entries[:AT_ONCE]])
        except LostRace:
            raise Conflict("the case is changing; try again") from None

    def _not_erased(self, case: Case) -> "TransactWriteItemTypeDef":
        return {
            "ConditionCheck": {
                "TableName": self.files.table,
                "Key": {"pk": {"S": f"CASE#{case.case_id}"}, "sk": {"S": "#"}},
                "ConditionExpression": "attribute_not_exists(erased_at) OR erased_at = :none",
                "ExpressionAttributeValues": {":none": {"S": ""}},
            }
        }

    def _sealed(self, case_id: str) -> Sequence[EvidenceFile]:
        return [file for file in self.files.of_case(case_id) if file.state is FileState.KEPT]

    def _entries(self, case: Case, what: Custody, by: str, at: datetime) -> "list[TransactWriteItemTypeDef]":
        return [
            custody_put(
                self.files.table,
                CustodyEntry(case_id=case.case_id, file_id=file.file_id, what=what, at=at, by=by),
            )
            for file in self.files.of_case(case.case_id)
            if file.state is not FileState.ERASED
        ]
