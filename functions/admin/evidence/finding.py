"""A file that an officer asks for: found, decided about as its case is, and accounted for."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dutydesk.clock import Clock
from dutydesk.errors import Conflict
from dutydesk.evidence import Custody
from dutydesk.stores.cases import Case
from dutydesk.stores.custody import CustodyEntry, custody_put
from dutydesk.stores.files import DynamoFiles, EvidenceFile
from functions.admin.access import REFUSED, Access, Asker
from functions.admin.audit import LostRace
from functions.admin.evidence.words import why_not
from functions.admin.matrix import Deed
from functions.admin.problems import NO_SUCH_CASE

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

_CASE_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_FILE_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_AT_ONE_MOMENT = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A file and its case, whose unit is the one that counts."""

    case: Case
    file: EvidenceFile

    @property
    def unit(self) -> str:
        """The case's owner."""
        return self.case.unit

    @property
    def target(self) -> str:
        """What the audit calls it."""
        return target_of(self.file.case_id, self.file.file_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Finds files for those who may have them."""

    access: Access
    files: DynamoFiles
    clock: Clock

    def file(self, asker: Asker, deed: Deed, case_id: str, file_id: str) -> Found:
        """Return the file that the asker may do this to.

        Raises:
            Forbidden: no role of the asker allows it, whatever the file.
            NotFound: file or case is absent, or the case another unit's; the same answer for all.
        """
        known = bool(_CASE_ID.fullmatch(case_id) and _FILE_ID.fullmatch(file_id))

        def find() -> Found | None:
            case = self.access.cases.get(case_id) if known else None
            file = self.files.get(case_id, file_id) if case is not None else None
            return Found(case, file) if case is not None and file is not None else None

        target = target_of(case_id, file_id) if known else "case ?"
        return self.access.found(asker, deed, target, find, otherwise=NO_SUCH_CASE)

    def openable(self, asker: Asker, deed: Deed, case_id: str, file_id: str) -> Found:
        """Return the file if it may be opened at all.

        Raises:
            Conflict: nobody may open it, whatever the role; the words say why.
        """
        found = self.file(asker, deed, case_id, file_id)
        reason = why_not(found.file)
        if reason:
            self.refuse(asker, deed, found)
            raise Conflict(reason)
        return found

    def refuse(self, asker: Asker, deed: Deed, found: Found) -> None:
        """Account for what is about to be refused."""
        self.access.audit.note(asker.mark(deed, found.target, REFUSED))

    def note(
        self,
        asker: Asker,
        deed: Deed,
        found: Found,
        what: Custody,
        *,
        beside: "tuple[TransactWriteItemTypeDef, ...]" = (),
    ) -> None:
        """Account for a deed in the audit and in the file's custody log, with what is ``beside`` it; all or nothing.

        Raises:
            Conflict: somebody changed what is beside it, or the file is busier than anybody can be.
        """
        file, mark = found.file, asker.mark(deed, found.target)
        entry = CustodyEntry(
            case_id=file.case_id, file_id=file.file_id, what=what, at=self.clock(), by=asker.officer.username
        )
        for later in range(1 if beside else _AT_ONE_MOMENT):
            moved = replace(entry, at=entry.at + timedelta(milliseconds=later))
            try:
                self.access.audit.commit(mark, [custody_put(self.files.table, moved), *beside])
            except LostRace:
                continue
            return
        raise Conflict("it is changing; try again")


def target_of(case_id: str, file_id: str) -> str:
    """Return what the audit calls a file."""
    return f"case {case_id} file {file_id}"
