"""The importer that comes to mind first: the whole file in memory, one ``PutItem`` a row, shown as it is written.

It hashes numbers under the same key and writes the same items, so that what differs is how it writes them. It checks
nothing, tells nobody what changed, cannot go on where it was cut short, and shows half a file meanwhile.
"""

import csv
import io
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import boto3

from dutydesk.stores.card_imports import upload_key
from functions.lookup.cards import Card, Slot, Status, card_item
from functions.lookup.importing.writing import KEPT
from functions.lookup.index_key import IndexKey, index_key
from functions.lookup.numbers import card_number, receipt_number

_DATE = "%d/%m/%Y"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naive:
    """Imports files one after another."""

    dynamodb: Any
    s3: Any
    index: IndexKey = field(repr=False)
    table: str
    bucket: str

    @classmethod
    def of_environment(cls) -> "Naive":
        """Build it from the environment of ``imports``."""
        dynamodb, kms, table = boto3.client("dynamodb"), boto3.client("kms"), os.environ["IDCARDS_TABLE"]
        index = index_key(dynamodb, kms, table=table, key_arn=os.environ["PAPERS_KEY_ARN"])
        return cls(
            dynamodb=dynamodb, s3=boto3.client("s3"), index=index, table=table, bucket=os.environ["CARDS_BUCKET"]
        )

    def work(self, unit: str, import_id: str, most: int) -> dict[str, float]:
        """Read a whole file and write its first ``most`` rows; return how many, and in how many seconds."""
        began = time.perf_counter()
        body = self.s3.get_object(Bucket=self.bucket, Key=upload_key(unit, import_id))["Body"].read().decode()
        rows = list(csv.DictReader(io.StringIO(body)))
        read_s = (time.perf_counter() - began) * min(1, most / len(rows))
        began = time.perf_counter()
        for row in rows[:most]:
            self.dynamodb.put_item(TableName=self.table, Item=card_item(self._card(row, unit)))
        written_s = time.perf_counter() - began
        return {"rows": min(most, len(rows)), "took_s": read_s + written_s}

    def _card(self, row: Mapping[str, str], unit: str) -> Card:
        number = card_number(row["card_number"]) or receipt_number(row["receipt_number"]) or ""
        digest = self.index.digest(number)
        born, day = (datetime.strptime(row[name], _DATE).replace(tzinfo=UTC).date() for name in ("birth_date", "day"))
        slot = Slot(
            v=1,
            birth=self.index.birth_digest(digest, born),
            status=Status(row["status"]),
            unit=unit,
            office=row["office"],
            day=day.isoformat(),
            until=int((datetime.now(UTC) + KEPT).timestamp()),
        )
        return Card(digest=digest, a=slot)
