"""The question bank in DynamoDB, as officers read and change it; the items are those of ``dutydesk.stores.bank``.

===========  =======================  ===========================  ====================================================
Item         pk                       sk                           Purpose
===========  =======================  ===========================  ====================================================
Rollback     ``BANK``                 ``ROLLBACK#<at>#<id>``       who put an earlier version into service, and why
===========  =======================  ===========================  ====================================================

Every change is a list of transaction parts, done only together with its audit entry; alone stand the two that touch
what the state does not name: writing a whole new draft, and clearing one.
"""

import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dutydesk.stores.bank import (
    BANK_PK,
    ENTRY_PREFIX,
    STATE_SK,
    TRIAL_PREFIX,
    TRIALS_PK,
    VERSION_PREFIX,
    BankEntry,
    BankState,
    BankVersion,
    Trial,
    draft_pk,
    entry_from,
    entry_item,
    state_from,
    trial_from,
    trial_item,
    version_from,
    version_item,
)
from dutydesk.stores.items import from_item, key, to_item
from functions.admin.partition import AFTER_ALL, items_of
from functions.admin.problems import StoreBusy

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

ROLLBACK_PREFIX = "ROLLBACK#"
BATCH = 25
"""Requests that DynamoDB takes at once."""
MOST_ATTEMPTS = 8
MOST_LOOKED_UP = 500
ABSENT = "attribute_not_exists(pk)"

_PLAIN_ID = re.compile(r"[0-9A-Za-z._-]{1,128}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollback:
    """An earlier version put into service again; ``at`` is ISO-8601."""

    rollback_id: str
    at: str
    by: str
    was: str
    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class DynamoBank:
    """The bank's items; reads are consistent."""

    client: "DynamoDBClient"
    table: str
    pause: Callable[[float], None] = time.sleep

    def state(self) -> BankState:
        """Return the state; an empty one when nobody has written yet."""
        item = self._item(BANK_PK, STATE_SK)
        return state_from(item) if item else BankState()

    def entry(self, draft: str, entry_id: str) -> BankEntry | None:
        """Return an entry of a draft, or None."""
        item = self._item(draft_pk(draft), ENTRY_PREFIX + entry_id) if draft else None
        return entry_from(item) if item else None

    def entries(self, draft: str, *, after: str = "", step: int = 0) -> Iterator[BankEntry]:
        """Yield a draft's entries by id, those behind ``after``; ``step``: how many to read at once, 0 for a lot."""
        if draft:
            yield from map(entry_from, self._items(draft_pk(draft), ENTRY_PREFIX, after=after, step=step))

    def entry_ids(self, draft: str) -> Iterator[str]:
        """Yield the ids of a draft's entries."""
        for item in self._items(draft_pk(draft), ENTRY_PREFIX, keys_only=True) if draft else ():
            yield item["sk"]["S"].removeprefix(ENTRY_PREFIX)

    def version(self, version: str) -> BankVersion | None:
        """Return a version, or None."""
        item = self._item(BANK_PK, VERSION_PREFIX + version)
        return version_from(item) if item else None

    def versions(self, *, before: str, step: int) -> Iterator[BankVersion]:
        """Yield versions, newest first, those older than ``before`` if that is said."""
        yield from map(
            version_from, self._items(BANK_PK, VERSION_PREFIX, before=before or AFTER_ALL, newest_first=True, step=step)
        )

    def rollbacks(self, *, step: int) -> Iterator[Rollback]:
        """Yield rollbacks, newest first."""
        for item in self._items(BANK_PK, ROLLBACK_PREFIX, newest_first=True, step=step):
            plain = from_item(item)
            yield Rollback(**{name: plain[name] for name in Rollback.__slots__})

    def trial(self, trial_id: str) -> Trial | None:
        """Return a trial, or None."""
        item = self._item(TRIALS_PK, TRIAL_PREFIX + trial_id)
        return trial_from(item) if item else None

    def trials(self, *, after: str = "", step: int = 0) -> Iterator[Trial]:
        """Yield trials by id, those behind ``after``."""
        yield from map(trial_from, self._items(TRIALS_PK, TRIAL_PREFIX, after=after, step=step))

    def known(self, kind: str, ids: Collection[str]) -> frozenset[str]:
        """Return those ``ids`` (of the first few hundred) that are pages or units: ``kind`` is their key's prefix."""
        possible = sorted(filter(_PLAIN_ID.fullmatch, ids))
        return frozenset(one for one in possible[:MOST_LOOKED_UP] if self._item(f"{kind}#{one}", "#"))

    def entry_put(self, draft: str, entry: BankEntry) -> "TransactWriteItemTypeDef":
        """The part that writes an entry; ``moved_on`` beside it sees to it that nobody else did."""
        return {"Put": {"TableName": self.table, "Item": entry_item(draft, entry)}}

    def entry_delete(self, draft: str, entry_id: str) -> "TransactWriteItemTypeDef":
        """The part that removes an entry; beside ``moved_on``, too."""
        return {"Delete": {"TableName": self.table, "Key": key(draft_pk(draft), ENTRY_PREFIX + entry_id)}}

    def moved_on(self, state: BankState, *, draft: str) -> "TransactWriteItemTypeDef":
        """The part that raises the revision and names ``draft``; fails when the draft changed since ``state``."""
        return {
            "Update": {
                "TableName": self.table,
                "Key": key(BANK_PK, STATE_SK),
                "UpdateExpression": "SET draft = :draft, revision = :next, #schema = :one, "
                "live = if_not_exists(live, :none), history = if_not_exists(history, :nothing)",
                "ConditionExpression": f"{ABSENT} OR (draft = :was AND revision = :read)",
                "ExpressionAttributeNames": {"#schema": "schema"},
                "ExpressionAttributeValues": to_item(
                    {
                        ":draft": draft,
                        ":next": state.revision + 1,
                        ":was": state.draft,
                        ":read": state.revision,
                        ":one": 1,
                        ":none": "",
                        ":nothing": [],
                    }
                ),
            }
        }

    def served(self, state: BankState, *, live: str, history: Sequence[str]) -> "TransactWriteItemTypeDef":
        """The part that puts a version into service; fails when another came into service since ``state``."""
        return {
            "Update": {
                "TableName": self.table,
                "Key": key(BANK_PK, STATE_SK),
                "UpdateExpression": "SET live = :live, history = :history",
                "ConditionExpression": "live = :was",
                "ExpressionAttributeValues": to_item({":live": live, ":history": list(history), ":was": state.live}),
            }
        }

    def version_put(self, version: BankVersion) -> "TransactWriteItemTypeDef":
        """The part that writes a new version."""
        return {
            "Put": {"TableName": self.table, "Item": version_item(version), "ConditionExpression": ABSENT},
        }

    def rollback_put(self, rollback: Rollback) -> "TransactWriteItemTypeDef":
        """The part that keeps a rollback."""
        keys = {"pk": BANK_PK, "sk": f"{ROLLBACK_PREFIX}{rollback.at}#{rollback.rollback_id}", "schema": 1}
        plain = {name: getattr(rollback, name) for name in Rollback.__slots__}
        return {
            "Put": {"TableName": self.table, "Item": to_item(keys | plain), "ConditionExpression": ABSENT},
        }

    def trial_put(self, trial: Trial) -> "TransactWriteItemTypeDef":
        """The part that writes a trial, over one of the same id."""
        return {"Put": {"TableName": self.table, "Item": trial_item(trial)}}

    def trial_delete(self, trial_id: str) -> "TransactWriteItemTypeDef":
        """The part that removes a trial; fails when it is gone."""
        return {
            "Delete": {
                "TableName": self.table,
                "Key": key(TRIALS_PK, TRIAL_PREFIX + trial_id),
                "ConditionExpression": "attribute_exists(pk)",
            }
        }

    def write_draft(self, draft: str, entries: Iterable[BankEntry]) -> None:
        """Write a whole draft that the state does not name yet; raise ``StoreBusy`` when not all of it was taken."""
        self._batched([{"PutRequest": {"Item": entry_item(draft, entry)}} for entry in entries])

    def clear_draft(self, draft: str) -> None:
        """Remove a draft, unless the state names it."""
        if not draft or self.state().draft == draft:
            return
        items = self._items(draft_pk(draft), ENTRY_PREFIX, keys_only=True)
        self._batched([{"DeleteRequest": {"Key": {"pk": item["pk"], "sk": item["sk"]}}} for item in items])

    def _batched(self, requests: list[Any]) -> None:
        for start in range(0, len(requests), BATCH):
            left: Any = requests[start : start + BATCH]
            for attempt in range(MOST_ATTEMPTS):
                if attempt:
                    self.pause(0.02 * 2**attempt)
                answer = self.client.batch_write_item(RequestItems={self.table: left})
                left = answer.get("UnprocessedItems", {}).get(self.table)
                if not left:
                    break
            else:
                raise StoreBusy("not everything was taken")

    def _item(self, pk: str, sk: str) -> Any:
        return self.client.get_item(TableName=self.table, Key=key(pk, sk), ConsistentRead=True).get("Item")

    def _items(self, pk: str, prefix: str, **bounds: Any) -> Iterator[Any]:
        return items_of(self.client, self.table, pk, prefix, **bounds)
