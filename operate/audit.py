"""Verifying what officers did: every chain from end to end, held against the digests that nobody can change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dutydesk.audit.chain import Walk
from dutydesk.audit.reading import BucketOfDigests, DynamoEntries, known_of, walked
from dutydesk.clock import from_iso
from dutydesk.stores.items import to_item
from dutydesk.stores.officers import LIST, DynamoOfficers
from operate.stacks import Stack

LATE_AFTER = timedelta(hours=48)


class AuditBroken(Exception):
    """The account of what officers did is not as it was written; the message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was looked at, and what is wrong with it, one line each."""

    chains: int
    entries: int
    digests: int
    faults: tuple[str, ...]


def verify(stack: Stack, *, now: datetime | None = None) -> Report:
    """Walk every chain there is or ever was, and every digest."""
    entries = DynamoEntries(stack.dynamodb, stack.table("audit"))
    known = known_of(BucketOfDigests(stack.client("s3"), stack.outputs["audit_heads_bucket"]), entries)
    faults = [f"digest {fault.digest}: {fault.kind}" for fault in known.faults]
    if not known.latest or from_iso(known.latest) < (now or datetime.now(UTC)) - LATE_AFTER:
        faults.append("digests: none of the last two days; entries since the last one may have been cut off unseen")
    officers = set(DynamoOfficers(stack.dynamodb, stack.table("officers")).everybody())
    walks = [
        walked(entries, Walk(officer, known=known.of(officer)), officer)
        for officer in sorted(officers | known.officers | set(_partitions(stack, "audit")))
    ]
    faults += [f"chain of {one.officer}, entry {one.fault.seq}: {one.fault.kind}" for one in walks if one.fault]
    number = sum(1 for one in walks if one.place or one.fault)
    return Report(chains=number, entries=sum(one.place for one in walks), digests=known.number, faults=tuple(faults))


def enlist(stack: Stack) -> int:
    """Put every officer on the list of all who was entered before there was one; return how many there are."""
    names = sorted(set(_partitions(stack, "officers")))
    for name in names:
        line = {"pk": LIST, "sk": f"OFFICER#{name}", "schema": 1, "order": 100}
        try:
            stack.dynamodb.put_item(
                TableName=stack.table("officers"), Item=to_item(line), ConditionExpression="attribute_not_exists(pk)"
            )
        except stack.dynamodb.exceptions.ConditionalCheckFailedException:
            continue
    return len(names)


def _partitions(stack: Stack, table: str) -> Iterator[str]:
    """Yield the officers that have items here, from the whole of a table: what an operator may read and no function."""
    pages = stack.dynamodb.get_paginator("scan").paginate(
        TableName=stack.table(table),
        FilterExpression="begins_with(pk, :officer)",
        ExpressionAttributeValues={":officer": {"S": "OFFICER#"}},
        ProjectionExpression="pk",
    )
    for page in pages:
        yield from (item["pk"]["S"].removeprefix("OFFICER#") for item in page["Items"])
