"""Answering's transactions: one event's result and its receipt, both or neither.

===========  =======================  ======================  ====================================================
Item         pk                       sk                      What answering does with it
===========  =======================  ======================  ====================================================
Receipt      ``EVENT#<event_key>``    ``faq``                 proves the event handled; holds what it owes
Asked        ``ASKED#<asked_id>``     ``#``                   writes what was offered; a tap reads it
To do        ``UNIT#<unit>``          ``OPEN#<at>#<id>``      puts one for officers to learn from
Awaiting     ``PERSON#<person_id>``   ``AWAITING``            reads which case's officer talks with the person
===========  =======================  ======================  ====================================================

Beside the replies a receipt holds ``forward``, the message owed to the tips desk, where there is one.
"""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dutydesk.clock import Clock, expiry, from_iso
from dutydesk.inlet import read
from dutydesk.messages import Reply, TipMessage, as_plain
from dutydesk.stores.awaiting import Awaiting, awaiting_from, awaiting_key
from dutydesk.stores.figures import counted
from dutydesk.stores.items import from_item, key, to_value
from dutydesk.stores.questions import (
    ASKED_LIFE,
    TODO_LIFE,
    Asked,
    ToDo,
    asked_from,
    asked_item,
    asked_pk,
    todo_item,
)
from dutydesk.stores.receipts import receipt_put, reply_from_plain
from dutydesk.stores.transactions import transact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

WORKER = "faq"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a handled event owes: replies to the person, and a message to the tips desk."""

    replies: tuple[Reply, ...] = ()
    forward: TipMessage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A message of a unit and its page; whether it asks something, and whether the desk was sure of the answer."""

    unit: str
    page_id: str = ""
    question: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one event changes, all at once or not at all."""

    event_key: str
    owed: Owed
    asked: Asked | None = None
    todo: ToDo | None = None
    counts: Counts | None = None


class QuestionBook(Protocol):
    """What answering knows and changes."""

    def owed(self, event_key: str) -> Owed | None:
        """Return what a handled event owes, or None when it was never handled."""

    def asked(self, asked_id: str) -> Asked | None:
        """Return a question that is not forgotten yet, whoever asked it."""

    def awaiting(self, person_id: str) -> Awaiting | None:
        """Return the case whose officer talks with this person, over or not, or None when there never was one."""

    def commit(self, change: Change) -> None:
        """Make the change and put its receipt.

        Raises:
            Conflict: the event was handled meanwhile, or is right now; nothing has changed.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamoQuestionBook:
    """The ``QuestionBook`` port on DynamoDB."""

    client: "DynamoDBClient"
    receipts_table: str
    questions_table: str
    cases_table: str
    figures_table: str
    clock: Clock

    def owed(self, event_key: str) -> Owed | None:
        """Read the receipt."""
        found = self.client.get_item(
            TableName=self.receipts_table, Key=key(f"EVENT#{event_key}", WORKER), ConsistentRead=True
        )
        if "Item" not in found:
            return None
        plain = from_item(found["Item"])
        forward = plain.get("forward")
        return Owed(
            replies=tuple(reply_from_plain(one) for one in plain["owed"]),
            forward=read(TipMessage, json.dumps(forward)) if forward else None,
        )

    def asked(self, asked_id: str) -> Asked | None:
        """Read it; DynamoDB drops expired items late, so its age is checked here."""
        found = self.client.get_item(TableName=self.questions_table, Key=key(asked_pk(asked_id)), ConsistentRead=True)
        asked = asked_from(found["Item"]) if "Item" in found else None
        return asked if asked is not None and self.clock() < from_iso(asked.asked_at) + ASKED_LIFE else None

    def awaiting(self, person_id: str) -> Awaiting | None:
        """Read the person's item."""
        found = self.client.get_item(TableName=self.cases_table, Key=awaiting_key(person_id), ConsistentRead=True)
        return awaiting_from(found["Item"]) if "Item" in found else None

    def commit(self, change: Change) -> None:
        """Write all of it in one transaction."""
        transact(self.client, list(self._parts(change)))

    def _parts(self, change: Change) -> "Iterator[TransactWriteItemTypeDef]":
        now = self.clock()
        receipt = receipt_put(self.receipts_table, change.event_key, WORKER, change.owed.replies, now=now)
        if change.owed.forward is not None:
            item = {**receipt["Put"]["Item"], "forward": to_value(as_plain(change.owed.forward))}
            receipt = {"Put": {**receipt["Put"], "Item": item}}
        yield receipt
        if (one := change.counts) is not None:
            yield counted(
                self.figures_table,
                unit=one.unit,
                at=now,
                seed=change.event_key,
                heard_on=one.page_id,
                messages=1,
                questions=int(one.question),
                answers_sure=int(one.sure),
            )
        if change.asked is not None:
            until = expiry(from_iso(change.asked.asked_at), ASKED_LIFE)
            yield {"Put": {"TableName": self.questions_table, "Item": asked_item(change.asked, expires_at=until)}}
        if change.todo is not None:
            until = expiry(now, TODO_LIFE)
            yield {"Put": {"TableName": self.questions_table, "Item": todo_item(change.todo, expires_at=until)}}
