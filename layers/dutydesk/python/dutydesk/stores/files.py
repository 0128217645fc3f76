"""Files of evidence: what became of each thing that a citizen attached.

===========  ====================  ====================  =============================================================
Item         pk                    sk                    Purpose
===========  ====================  ====================  =============================================================
File         ``CASE#<case_id>``    ``FILE#<file_id>``    one file: where it came from, how far it is, what is known
===========  ====================  ====================  =============================================================

In the table ``cases``. ``intake`` puts a file with its message, ``media`` fetches it, ``preserve`` seals it, officers
have it fetched again or erased. Every change is on condition of the version that was read, and carries the custody
entries that tell of it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dutydesk.clock import from_iso, iso
from dutydesk.errors import Conflict
from dutydesk.evidence import Custody, FileState, Scan, file_id, is_file
from dutydesk.messages import AttachmentKind, Platform, as_plain
from dutydesk.stores.cases import CaseMessage, case_pk
from dutydesk.stores.custody import CustodyEntry, custody_put, received_update
from dutydesk.stores.items import key, known_fields, to_item, to_value
from dutydesk.stores.transactions import transact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

FILE_PREFIX = "FILE#"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """One file.

    ``event_key`` and ``ordinal`` (from 0, among all attachments) say where in the case it came from; ``link`` is the
    platform's, until it was fetched. ``tried`` counts the attempts to fetch it and ``held_until`` (ISO-8601) says how
    long the last of them may still run. ``etag`` names what lies in quarantine, as S3 writes it. ``media_type`` is what
    its first bytes say, ``viewable`` is ``yes``, ``no`` or nothing yet, ``reason`` a word that says why it was lost,
    set aside or cannot be viewed. ``until`` (ISO-8601): a file set aside is gone by then.
    ``likeness`` says in hexadecimal what a picture looks like; ``dutydesk.stores.likenesses`` finds others by it.
    """

    case_id: str
    file_id: str
    unit: str
    platform: Platform
    page_id: str
    event_key: str
    ordinal: int
    kind: AttachmentKind
    sent_at: datetime
    received_at: datetime
    state: FileState = FileState.OWED
    reason: str = ""
    link: str = ""
    announced_bytes: int = 0
    size_bytes: int = 0
    sha256: str = ""
    etag: str = ""
    media_type: str = ""
    scan: Scan = Scan.PENDING
    viewable: str = ""
    tried: int = 0
    held_until: str = ""
    asked_again_at: str = ""
    until: str = ""
    likeness: str = ""
    version: int = 0

    def __repr__(self) -> str:
        """Name the file only: its link lets anybody have it."""
        return f"EvidenceFile(file_id={self.file_id!r}, state={self.state!r})"


def owed_files(
    message: CaseMessage, *, platform: Platform, page_id: str, unit: str, received_at: datetime
) -> tuple[EvidenceFile, ...]:
    """Return the files that a message of a citizen brings into its case, none of them fetched."""
    return tuple(
        EvidenceFile(
            case_id=message.case_id,
            file_id=file_id(message.event_key, ordinal),
            unit=unit,
            platform=platform,
            page_id=page_id,
            event_key=message.event_key,
            ordinal=ordinal,
            kind=one.kind,
            sent_at=message.sent_at,
            received_at=received_at,
            link=one.url,
            announced_bytes=one.size_bytes or 0,
        )
        for ordinal, one in enumerate(message.attachments)
        if is_file(one.kind)
    )


def file_parts(
    table: str, file: EvidenceFile, *, by: str
) -> "tuple[TransactWriteItemTypeDef, TransactWriteItemTypeDef]":
    """The two transaction parts that owe a file and say that it was received; a file that is there stays as it is."""
    values = {name: value for name, value in _item(file).items() if name not in {"pk", "sk"}}
    owed: TransactWriteItemTypeDef = {
        "Update": {
            "TableName": table,
            "Key": file_key(file.case_id, file.file_id),
            "UpdateExpression": "SET " + ", ".join(f"#{name} = if_not_exists(#{name}, :{name})" for name in values),
            "ExpressionAttributeNames": {f"#{name}": name for name in values},
            "ExpressionAttributeValues": {f":{name}": value for name, value in values.items()},
        }
    }
    entry = CustodyEntry(case_id=file.case_id, file_id=file.file_id, what=Custody.RECEIVED, at=file.received_at, by=by)
    return owed, received_update(table, entry)


def file_key(case_id: str, file_id: str) -> dict[str, Any]:
    """The key of a file's item."""
    return key(case_pk(case_id), FILE_PREFIX + file_id)


def file_from(item: "Mapping[str, Any]") -> EvidenceFile:
    """Read a file; fields of a newer release are left out."""
    plain = known_fields(EvidenceFile, item)
    read = {
        "platform": Platform(plain["platform"]),
        "kind": AttachmentKind(plain["kind"]),
        "sent_at": from_iso(plain["sent_at"]),
        "received_at": from_iso(plain["received_at"]),
        "state": FileState(plain["state"]),
        "scan": Scan(plain["scan"]),
    }
    return EvidenceFile(**plain | read)


def change_part(table: str, file: EvidenceFile, changes: "Mapping[str, Any]") -> "TransactWriteItemTypeDef":
    """The transaction part that changes fields of a file, on condition that nobody has changed it since it was read."""
    fields = {name: as_plain(value) for name, value in changes.items()} | {"version": file.version + 1}
    return {
        "Update": {
            "TableName": table,
            "Key": file_key(file.case_id, file.file_id),
            "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in fields),
            "ConditionExpression": "#version = :read",
            "ExpressionAttributeNames": {f"#{name}": name for name in fields},
            "ExpressionAttributeValues": {f":{name}": to_value(value) for name, value in fields.items()}
            | {":read": to_value(file.version)},
        }
    }


@dataclass(frozen=True, slots=True)
class DynamoFiles:
    """Files on DynamoDB, always as last written."""

    client: "DynamoDBClient"
    table: str

    def get(self, case_id: str, file_id: str) -> EvidenceFile | None:
        """Return the file, or None."""
        found = self.client.get_item(TableName=self.table, Key=file_key(case_id, file_id), ConsistentRead=True)
        return file_from(found["Item"]) if "Item" in found else None

    def of_case(self, case_id: str) -> tuple[EvidenceFile, ...]:
        """Return a case's files in the order in which they were sent, all pages of them."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :files)",
            ExpressionAttributeValues=to_item({":pk": case_pk(case_id), ":files": FILE_PREFIX}),
            ConsistentRead=True,
        )
        found = (file_from(item) for page in pages for item in page["Items"])
        return tuple(sorted(found, key=lambda one: (one.sent_at, one.event_key, one.ordinal)))

    def move(
        self,
        file: EvidenceFile,
        *entries: CustodyEntry,
        beside: "Iterable[TransactWriteItemTypeDef]" = (),
        **changes: Any,
    ) -> EvidenceFile:
        """Change fields of a file as it was read, write the entries, and do what is ``beside`` it; all or nothing.

        Returns:
            The file as it is now.

        Raises:
            Conflict: somebody changed it, or wrote such an entry, since it was read; nothing has changed.
            Exception: DynamoDB refused; as far as one can know, nothing has changed.
        """
        parts: Sequence[TransactWriteItemTypeDef] = [
            change_part(self.table, file, changes),
            *(custody_put(self.table, entry) for entry in entries),
            *beside,
        ]
        transact(self.client, parts)
        return replace(file, **changes, version=file.version + 1)

    def ask_again(self, file: EvidenceFile, *, at: datetime, by: str) -> EvidenceFile:
        """Owe a lost file once more, with all its attempts; whoever calls this enqueues a ``MediaMessage`` after it.

        Raises:
            Conflict: it is not lost, there is no link to fetch it by, or somebody changed it since it was read.
        """
        return self.move(file, *_asked_again(file, at=at, by=by), **again(file, at=at))


def again(file: EvidenceFile, *, at: datetime) -> dict[str, Any]:
    """Return what changes when a lost file is owed once more.

    Raises:
        Conflict: it is not lost, or there is no link to fetch it by.
    """
    if file.state is not FileState.LOST or not file.link:
        raise Conflict("nothing to fetch again")
    return {"state": FileState.OWED, "reason": "", "tried": 0, "held_until": "", "asked_again_at": iso(at)}


def _asked_again(file: EvidenceFile, *, at: datetime, by: str) -> tuple[CustodyEntry, ...]:
    return (CustodyEntry(case_id=file.case_id, file_id=file.file_id, what=Custody.ASKED_AGAIN, at=at, by=by),)


def _item(file: EvidenceFile) -> dict[str, Any]:
    """Encode a file; what says nothing yet is left out, since it is what a field begins with."""
    plain = {name: value for name, value in as_plain(file).items() if value != ""}
    return to_item(plain | {"pk": case_pk(file.case_id), "sk": FILE_PREFIX + file.file_id, "schema": 1})
