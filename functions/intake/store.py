"""Intake's transactions: one event's result and its receipt, both or neither.

===========  =========================  ==========================  ==============================================
Item         pk                         sk                          What intake does with it
===========  =========================  ==========================  ==============================================
Case         ``CASE#<case_id>``         ``#``                       opens it; later raises urgency, sets summary
Message      ``CASE#<case_id>``         ``MSG#<sent_at>#<event>``   adds or keeps one; promotes what was kept
Dialogue     ``CASE#<case_id>``         ``DIALOGUE``                reads and writes by version
Code         ``CODE#<receipt>``         ``#``                       takes a code for a new case
Receipt      ``EVENT#<event_key>``      ``intake``                  proves the event handled; holds what it owes
Due          ``DUE#alert#<case_id>``    ``#``                       calls an officer if the queue never did
Due          ``DUE#deadline#<case>``    ``#``                       has somebody look when a deadline has passed
Awaiting     ``PERSON#<person_id>``     ``AWAITING``                reads; puts when a question is handed off
Word         ``TOKEN#<unit>#<word>``    ``<opened_key>``            puts what a case is found by, with its message
File         ``CASE#<case_id>``         ``FILE#<file_id>``          owes what a message brings; with it ``CUSTODY#…``
===========  =========================  ==========================  ==============================================
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import batched
from typing import TYPE_CHECKING, Any

from dutydesk.clock import Clock, expiry
from dutydesk.evidence import MediaMessage
from dutydesk.messages import Emergency, Reply
from dutydesk.stores.awaiting import Awaiting, awaiting_from, awaiting_item, awaiting_key
from dutydesk.stores.cases import (
    DIALOGUE,
    HEADER,
    MESSAGE_PREFIX,
    Case,
    DynamoCases,
    case_from,
    case_item,
    case_pk,
    message_from,
    message_item,
)
from dutydesk.stores.figures import counted, opened, recategorised
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.receipts import DynamoReceipts, due_put, receipt_put
from dutydesk.stores.search import Wording
from dutydesk.stores.transactions import transact
from functions.intake.book import ALERT_FALLBACK, EMERGENCY, KEPT_FOR, WORKER, Change, Kept
from functions.intake.dialogue import Dialogue
from functions.intake.evidence import MOST_PARTS, owing, to_fetch
from functions.intake.items import dialogue_from
from functions.intake.parts import dialogue_put, header_update, promotion, put_once, still_the_units
from functions.intake.watching import watched

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

PROMOTED_AT_ONCE = 40
"""Messages per transaction: DynamoDB takes 100 actions and 4 MB; a message is 80 kB at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamoCaseBook:
    """The ``CaseBook`` port on DynamoDB."""

    client: "DynamoDBClient"
    cases_table: str
    receipts_table: str
    figures_table: str
    clock: Clock

    def owed(self, event_key: str) -> tuple[Reply, ...] | None:
        """Read the receipt."""
        return DynamoReceipts(self.client, self.receipts_table).owed(event_key, WORKER)

    def owed_files(self, event_key: str) -> tuple[MediaMessage, ...]:
        """Read the receipt."""
        return DynamoReceipts(self.client, self.receipts_table).owed_files(event_key, WORKER)

    def load(self, case_id: str) -> tuple[Case | None, Dialogue | None]:
        """Read both by their keys, whatever else the case has; the dialogue first, whose version the commit checks."""
        dialogue, header = self._item(case_id, DIALOGUE), self._item(case_id, HEADER)
        return case_from(header) if header else None, dialogue_from(from_item(dialogue)) if dialogue else None

    def kept(self, case_id: str, *, of_case: bool) -> tuple[Kept, ...]:
        """Query the messages; DynamoDB drops expired items late, so their time is checked here."""
        still = "expires_at > :now" if of_case else "(attribute_not_exists(expires_at) OR expires_at > :now)"
        pages = self.client.get_paginator("query").paginate(
            TableName=self.cases_table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :messages)",
            FilterExpression=still,
            ExpressionAttributeValues={
                ":pk": {"S": case_pk(case_id)},
                ":messages": {"S": MESSAGE_PREFIX},
                ":now": {"N": str(expiry(self.clock(), timedelta()))},
            },
            ConsistentRead=True,
        )
        return tuple(_kept(item) for page in pages for item in page["Items"])

    def awaiting(self, person_id: str) -> Awaiting | None:
        """Read the person's item."""
        found = self.client.get_item(TableName=self.cases_table, Key=awaiting_key(person_id), ConsistentRead=True)
        return awaiting_from(found["Item"]) if "Item" in found else None

    def by_receipt(self, receipt: str) -> Case | None:
        """Read through the code."""
        return DynamoCases(self.client, self.cases_table).by_receipt(receipt)

    def commit(self, change: Change) -> None:
        """Promote in portions first, if there are many: until the case exists, promoting again is harmless."""
        portions = list(batched(change.promoted, PROMOTED_AT_ONCE, strict=False))
        for portion in portions[:-1]:
            transact(self.client, [promotion(self.cases_table, message) for message in portion])
        last = [promotion(self.cases_table, message) for message in portions[-1]] if portions else []
        parts = [*last, *self._parts(change)]
        before, beside = owing(self.cases_table, change.files, room=MOST_PARTS - len(parts))
        for some in batched(before, MOST_PARTS, strict=False):
            transact(self.client, some)
        transact(self.client, [*parts, *beside])

    def _item(self, case_id: str, sk: str) -> Mapping[str, Any] | None:
        found = self.client.get_item(TableName=self.cases_table, Key=key(case_pk(case_id), sk), ConsistentRead=True)
        return found.get("Item")

    def _parts(self, change: Change) -> "Iterator[TransactWriteItemTypeDef]":
        now = self.clock()
        files = to_fetch(change.files)
        yield receipt_put(self.receipts_table, change.event_key, WORKER, change.replies, now=now, files=files)
        if change.dialogue is not None:
            yield dialogue_put(self.cases_table, change.dialogue, has_case=change.case is not None, now=now)
        if change.added is not None:
            yield {"Put": {"TableName": self.cases_table, "Item": message_item(change.added)}}
        if change.kept is not None:
            item = message_item(change.kept.message, expires_at=expiry(now, KEPT_FOR))
            yield {"Put": {"TableName": self.cases_table, "Item": item | _kept_because(change.kept)}}
        if change.opened is not None:
            yield put_once(self.cases_table, case_item(change.opened))
            code = {"pk": f"CODE#{change.opened.receipt}", "sk": "#", "schema": 1, "case_id": change.opened.case_id}
            yield put_once(self.cases_table, to_item(code))
        elif change.existing is not None and change.changes_header:
            yield header_update(self.cases_table, change.existing, change)
        if change.awaits is not None and change.case is not None:
            item = awaiting_item(change.case.person_id, change.awaits)
            yield {"Put": {"TableName": self.cases_table, "Item": item}}
        yield from self._found_by(change)
        yield from self._counted(change, now)
        yield from watched(change, self.cases_table, self.receipts_table, now=now)
        if change.alert and change.case is not None:
            what = {"case_id": change.case.case_id, "unit": change.case.unit, "attempt": 0}
            yield due_put(self.receipts_table, "alert", change.case.case_id, due_at=now + ALERT_FALLBACK, what=what)

    def _found_by(self, change: Change) -> "Iterator[TransactWriteItemTypeDef]":
        """Let the case be found by what is now its own, in the unit that it has when this is written."""
        added = (change.added,) if change.added else ()
        case = change.case
        if change.added is not None and (case is None or case.case_id != change.added.case_id):
            case = DynamoCases(self.client, self.cases_table).get(change.added.case_id)
        said = [message.text for message in (*change.promoted, *added)]
        if case is None or not (said or change.raised):
            return
        named = replace(case, category=EMERGENCY) if change.raised else case
        new = bool(change.opened or change.raised)
        yield from Wording(self.client, self.cases_table).parts(named, said, new=new)
        if case is not change.opened and not (case is change.existing and change.changes_header):
            yield still_the_units(self.cases_table, case)

    def _counted(self, change: Change, now: datetime) -> "Iterator[TransactWriteItemTypeDef]":
        """Count the message, and the case that it opens or makes another kind of."""
        if change.heard_in:
            seed, page_id = change.event_key, change.heard_on
            yield counted(self.figures_table, unit=change.heard_in, at=now, seed=seed, heard_on=page_id, messages=1)
        if change.opened is not None:
            yield opened(self.figures_table, change.opened)
        elif change.raised and change.existing is not None and change.existing.category != EMERGENCY:
            yield from recategorised(self.figures_table, change.existing, EMERGENCY)


def _kept(item: Mapping[str, Any]) -> Kept:
    plain = from_item(item)
    emergency = Emergency(plain.get("emergency", Emergency.NONE))
    return Kept(message=message_from(item), emergency=emergency, rule=plain.get("emergency_rule", ""))


def _kept_because(kept: Kept) -> dict[str, Any]:
    return to_item({"emergency": kept.emergency, "emergency_rule": kept.rule or None})
