"""The people of a simulated crowd, entered as the desk knows its followers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

import httpx

from dutydesk.clock import iso
from dutydesk.stores.identities import page_shard, shard_of
from dutydesk.stores.items import key, to_item

LISTED_AT_ONCE = 20_000
WRITTEN_AT_ONCE = 25
WRITERS = 4
SILENT = "o"
"""The simulator's letter for somebody who wrote too long ago."""
LATELY, LONG_AGO = timedelta(hours=1), timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of a crowd; ``wrote_lately`` says whether a page may write back."""

    user_id: str
    wrote_lately: bool


def members(http: httpx.Client, url: str, count: int) -> Iterator[Member]:
    """Yield the crowd at the simulator's address ``url``, in its order."""
    for offset in range(0, count, LISTED_AT_ONCE):
        listed = http.get(url, params={"offset": offset, "limit": LISTED_AT_ONCE}).raise_for_status().json()
        for user_id, standing in zip(listed["user_ids"], listed["standings"], strict=True):
            yield Member(user_id=user_id, wrote_lately=standing != SILENT)


def identity(page: Mapping[str, Any], member: Member, person_id: str, *, tag: str, now: datetime) -> dict[str, Any]:
    """Return how the desk knows a member, who follows the page and carries ``tag``."""
    return {
        "pk": f"PERSON#{person_id}",
        "sk": "#",
        "schema": 1,
        "person_id": person_id,
        "page_shard": page_shard(page["page_id"], shard_of(person_id)),
        "platform": "zalo",
        "page_id": page["page_id"],
        "oa_id": page["oa_id"],
        "user_id": member.user_id,
        "follower": True,
        "last_interaction": iso(now - (LATELY if member.wrote_lately else LONG_AGO)),
        "segments": [tag],
    }


def enter(client: Any, table: str, items: Sequence[Mapping[str, Any]]) -> None:
    """Write identities, many at a time."""
    _write(client, table, ({"PutRequest": {"Item": to_item(item)}} for item in items))


def forget(client: Any, table: str, people: Iterable[str]) -> None:
    """Delete these people's identities."""
    _write(client, table, ({"DeleteRequest": {"Key": key(f"PERSON#{person}")}} for person in people))


def _write(client: Any, table: str, requests: Iterable[Mapping[str, Any]]) -> None:
    def write(some: Sequence[Mapping[str, Any]]) -> None:
        wanted: Any = {table: list(some)}
        while wanted:
            wanted = client.batch_write_item(RequestItems=wanted).get("UnprocessedItems")

    run: Callable[[Sequence[Mapping[str, Any]]], None] = write
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(run, batched(requests, WRITTEN_AT_ONCE, strict=False)))
