"""The content of one case, taken away step by step; every step may be done again, and none brings anything back.

What stays: the header with its receipt code, category, state and moments; who changed the state when; which file was
received, scanned, sealed, viewed and erased when. Nothing that anybody wrote, and no file.
"""

from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any

from dutydesk.clock import Clock, from_iso
from dutydesk.errors import Conflict
from dutydesk.evidence import Custody, FileState
from dutydesk.stores.cases import (
    DIALOGUE,
    HISTORY_PREFIX,
    MESSAGE_PREFIX,
    OFFICE_PREFIX,
    REPLY_PREFIX,
    TWIN_PREFIX,
    Case,
    case_pk,
    message_from,
)
from dutydesk.stores.custody import CustodyEntry
from dutydesk.stores.erasures import Erasure
from dutydesk.stores.facts import FACTS_PREFIX
from dutydesk.stores.files import DynamoFiles, EvidenceFile
from dutydesk.stores.items import key, to_item
from dutydesk.stores.likenesses import DynamoLikenesses
from dutydesk.stores.search import Wording
from dutydesk.stores.transactions import transact
from functions.upkeep.retention.shelves import Copies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

BY = "retain"
_WHOLE = (REPLY_PREFIX, DIALOGUE, OFFICE_PREFIX)
"""Beside messages, what goes altogether; but which cases are dealt with in this one stays."""
_AT_ONCE = 25
_TRIES = 5
_NOWHERE: dict[str, Any] = {"reason": "", "link": "", "etag": "", "until": "", "held_until": "", "viewable": ""}
"""What a record of an erased file does not say any more at once; whoever still works on the file needs the rest."""
_UNKNOWN: dict[str, Any] = {"sha256": "", "likeness": ""}
"""By what it would be known again; that goes on a later night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What lies in and around a case."""

    client: "DynamoDBClient"
    table: str
    copies: Copies
    likenesses: DynamoLikenesses
    clock: Clock

    @property
    def files(self) -> DynamoFiles:
        """The records of files."""
        return DynamoFiles(self.client, self.table)

    def take_files(self, case: Case, erasure: Erasure) -> None:
        """Erase each file that came until then; its record and its custody log stay.

        Raises:
            Conflict: somebody kept changing one.
        """
        until = from_iso(erasure.until)
        for file in self.files.of_case(case.case_id):
            if file.sent_at <= until and file.state is not FileState.ERASED:
                self._take_file(file)

    def sweep(self, case_id: str) -> None:
        """Delete what somebody made who had begun before the case's files were erased, and by what they were known."""
        for file in self.files.of_case(case_id):
            if file.state is FileState.ERASED:
                self._clear(file)
                self.files.move(file, **_UNKNOWN)

    def take_words(self, case: Case, erasure: Erasure) -> None:
        """Take away what was written, and that the case is found by it; then, with all gone, its line in the list.

        A message's words lead nowhere before the message goes, so that a second time still knows them.
        """
        wording = Wording(self.client, self.table)
        for portion in batched(self._going(case.case_id, erasure.until), _AT_ONCE, strict=False):
            texts = [message_from(item).text for item in portion if _sk(item).startswith(MESSAGE_PREFIX)]
            wording.forget(case, texts)
            transact(self.client, [self._gone(item) for item in portion])
        wording.forget(case, ())

    def is_empty(self, case_id: str) -> bool:
        """Whether no message is left in the case."""
        return next(self._items(case_id, MESSAGE_PREFIX), None) is None

    def _take_file(self, file: EvidenceFile) -> None:
        current: EvidenceFile | None = file
        for _ in range(_TRIES):
            if current is None or current.state is FileState.ERASED:
                return
            self._clear(current)
            try:
                self._note_erased(current)
            except Conflict:
                current = self.files.get(file.case_id, file.file_id)
            else:
                return
        raise Conflict("a file kept changing")

    def _clear(self, file: EvidenceFile) -> None:
        place = {"case_id": file.case_id, "file_id": file.file_id}
        if file.sha256:
            self.likenesses.forget(**place, sha256=file.sha256, likeness=file.likeness)
        self.copies.delete(**place)

    def _note_erased(self, file: EvidenceFile) -> None:
        entry = CustodyEntry(case_id=file.case_id, file_id=file.file_id, what=Custody.ERASED, at=self.clock(), by=BY)
        facts: TransactWriteItemTypeDef = {
            "Delete": {"TableName": self.table, "Key": key(case_pk(file.case_id), FACTS_PREFIX + file.file_id)}
        }
        self.files.move(file, entry, beside=[facts], state=FileState.ERASED, **_NOWHERE)

    def _going(self, case_id: str, until: str) -> "Iterator[Mapping[str, Any]]":
        """Yield the items that are to go, or to lose their words."""
        for prefix in _WHOLE:
            yield from (item for item in self._items(case_id, prefix) if not _sk(item).startswith(TWIN_PREFIX))
        yield from (item for item in self._items(case_id, HISTORY_PREFIX) if item.get("reason", {}).get("S"))
        last = f"{MESSAGE_PREFIX}{until}~"
        yield from (item for item in self._items(case_id, MESSAGE_PREFIX) if _sk(item) <= last)

    def _items(self, case_id: str, prefix: str) -> "Iterator[Mapping[str, Any]]":
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":pk": {"S": case_pk(case_id)}, ":prefix": {"S": prefix}},
            ConsistentRead=True,
        )
        for page in pages:
            yield from page["Items"]

    def _gone(self, item: "Mapping[str, Any]") -> "TransactWriteItemTypeDef":
        where = {"pk": item["pk"], "sk": item["sk"]}
        if not _sk(item).startswith(HISTORY_PREFIX):
            return {"Delete": {"TableName": self.table, "Key": where}}
        return {
            "Update": {
                "TableName": self.table,
                "Key": where,
                "UpdateExpression": "SET #reason = :nothing",
                "ExpressionAttributeNames": {"#reason": "reason"},
                "ExpressionAttributeValues": to_item({":nothing": ""}),
            }
        }


def _sk(item: "Mapping[str, Any]") -> str:
    found: str = item["sk"]["S"]
    return found
