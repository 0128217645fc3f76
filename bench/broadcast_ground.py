"""What a broadcast is measured on: counted AWS, the simulated platform, and processes as fresh as a function's."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from bench.broadcast_page import APP, OA, PAGE, TEXT, UNIT
from dutydesk import ids
from dutydesk.clock import iso, utc_now
from dutydesk.stores.broadcasts import (
    ACTIVE_PREFIX,
    CHUNK_PREFIX,
    LEDGER_PREFIX,
    Broadcast,
    Chunk,
    Policy,
    State,
    app_pk,
    broadcast_item,
    broadcast_pk,
    chunk_from,
    ledger_from,
)
from dutydesk.stores.items import key

LONGEST_S = 1_800.0
"""The longest that one job may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Counted AWS with the desk's tables in it, and the simulator; both on 127.0.0.1."""

    aws_url: str
    platform_url: str
    environment: Mapping[str, str]
    http: httpx.Client
    dynamodb: Any = field(repr=False)
    sqs: Any = field(repr=False)
    tables: Mapping[str, str]

    def gather(self, count: int) -> None:
        """Have so many people follow the page, here and on the platform, who wrote an hour ago."""
        self._ours("/crowd", {"page_id": PAGE, "oa_id": OA, "count": count})
        self.platform("POST", f"/pages/{PAGE}/crowd", {"count": count})

    def limit(self, per_minute: int, *, window: str = "fixed", reserve: int = 10) -> None:
        """Set the platform's limit for the app, and what the desk keeps of it for replies, in per cent."""
        self.platform("POST", "/settings", {"requests_per_minute": per_minute, "limit_window": window})
        self.dynamodb.update_item(
            TableName=self.tables["apps"],
            Key=key(f"APP#{APP}", "PACER"),
            # What an earlier run has learned is not this one's.
            UpdateExpression="SET per_minute = :limit, reserve_percent = :reserve, #schema = :one"
            " REMOVE next_at_ms, factor_thousandths, learned_at_ms",
            ExpressionAttributeNames={"#schema": "schema"},
            ExpressionAttributeValues={
                ":limit": {"N": str(per_minute)},
                ":reserve": {"N": str(reserve)},
                ":one": {"N": "1"},
            },
        )

    def approved(self) -> str:
        """Put an approved broadcast to all of the page and return its id."""
        broadcast = Broadcast(
            broadcast_id=ids.new_ulid(utc_now()),
            unit=UNIT,
            title="đo",
            text=TEXT,
            state=State.APPROVED,
            policy=Policy.ONCE,
            audience={"pages": [PAGE]},
            code=ids.new_code(),
            created_at=iso(utc_now()),
            # Above the cap of broadcasts a day: many are sent in one run of a measurement.
            corrects="another",
        )
        self.dynamodb.put_item(TableName=self.tables["broadcasts"], Item=broadcast_item(broadcast))
        return broadcast.broadcast_id

    def drop(self, broadcast_id: str) -> None:
        """Take a planned broadcast off the app's list: it was planned only to see what that takes."""
        self.dynamodb.delete_item(
            TableName=self.tables["broadcasts"], Key=key(app_pk(APP), f"{ACTIVE_PREFIX}{broadcast_id}")
        )

    def letters(self, broadcast_id: str) -> str:
        """Return the letters of all ledgers of a broadcast."""
        return "".join(ledger_from(item).letters for item in self._items(broadcast_id, LEDGER_PREFIX))

    def chunks(self, broadcast_id: str) -> list[Chunk]:
        """Return all chunks of a broadcast."""
        return [chunk_from(item) for item in self._items(broadcast_id, CHUNK_PREFIX)]

    def forget(self) -> None:
        """Begin to count calls of AWS anew."""
        self._ours("/forget", {})

    def used(self) -> dict[str, float]:
        """Return what was billed since, by the names of the price table."""
        used: dict[str, float] = self._ours("/counted", {})["used"]
        return used

    def calls(self) -> dict[str, int]:
        """Return the calls since, by service and operation."""
        calls: dict[str, int] = self._ours("/counted", {})["calls"]
        return calls

    def platform(self, method: str, path: str, asked: object = None) -> Any:
        """Call the simulator's controls."""
        return self.http.request(method, self.platform_url + path, json=asked).raise_for_status().json()

    def run(self, *command: str) -> dict[str, Any]:
        """Run one job of ``bench.broadcast_process`` in a fresh process and return what it tells."""
        with self.started(*command) as running:
            said, _ = running.communicate(timeout=LONGEST_S)
            if running.returncode:
                raise RuntimeError(f"{command[0]} returned {running.returncode}")
            told: dict[str, Any] = json.loads(said)
            return told

    def started(self, *command: str) -> "subprocess.Popen[str]":
        """Start one and leave it running."""
        line = [sys.executable, "-m", "bench.broadcast_process", *command]
        return subprocess.Popen(line, env=os.environ | self.environment, stdout=subprocess.PIPE, text=True)

    def _items(self, broadcast_id: str, prefix: str) -> Iterator[dict[str, Any]]:
        pages = self.dynamodb.get_paginator("query").paginate(
            TableName=self.tables["broadcasts"],
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":pk": {"S": broadcast_pk(broadcast_id)}, ":prefix": {"S": prefix}},
        )
        for page in pages:
            yield from page["Items"]

    def _ours(self, path: str, asked: object) -> Any:
        return self.http.post(self.aws_url + path, json=asked).raise_for_status().json()
