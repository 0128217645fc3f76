"""What a page of the inbox and a page of a search read, over 10,000 cases, whoever asks.

Every read of a call is counted, those that find out who asks and account for it included, by the rules of
``bench.broadcast_meter``; audit entries are written, which costs no read.
"""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import Any

from bench.broadcast_meter import Meter
from bench.lookup_ground import Ground, ground
from dutydesk.stores.cases import Case, DynamoCases, Urgency, case_item
from dutydesk.stores.items import to_item
from dutydesk.stores.officers import DynamoOfficers, Officer, officer_items
from dutydesk.stores.search import terms_in, token_pk
from functions.admin.access import Access, Asker
from functions.admin.audit import DynamoAudit
from functions.admin.cases.inbox import MOST_ROWS, Inbox, Page
from functions.admin.search.searching import Search

CASES = 10_000
DISTRICT = 18
"""As many units as the demo's district has: nobody has more cases to look through."""
USUAL = (1, 3)
ASKERS = (*USUAL, DISTRICT)
"""Of how many units the askers are. Each unit is half a read unit at the least, since it is looked at."""
SEARCHES = ("trom", "trom xe", "kho", "dau cuoi", "tr", "trom xe may dau")
"""Common words, a rare one, two that never meet, and the beginning of one."""
PAGES = 2
"""So many pages of each are read."""
AT_ONCE = 4
CLIENT = "bench"
SUMMARY = "Bà con báo mất xe máy ở gần chợ, người dân thấy hai thanh niên lạ mặt đi ngang qua nhiều lần"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One page: of what, by an officer of how many units, what it read and how many cases it showed."""

    what: str
    words: str
    units: int
    read_units: float
    shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """Every page that was read."""

    reads: Sequence[Read]

    def dearest(self, what: str, *askers: int) -> float:
        """Return the read units of the dearest page that officers of so many units were shown."""
        return max(one.read_units for one in self.reads if one.what == what and one.units in askers)

    def rows(self) -> list[str]:
        """Return a line for each kind and number of units: the cheapest and the dearest page."""
        kinds = dict.fromkeys((one.what, one.units) for one in self.reads)
        return [f"{'read units of a page':<24}{'units':>6}{'pages':>7}{'least':>8}{'most':>8}", *map(self._row, kinds)]

    def _row(self, kind: tuple[str, int]) -> str:
        spent = [one.read_units for one in self.reads if (one.what, one.units) == kind]
        return f"{kind[0]:<24}{kind[1]:>6}{len(spent):>7}{min(spent):>8.1f}{max(spent):>8.1f}"


@dataclass(frozen=True, slots=True)
class Desk:
    """The officers' desk, as far as lists and searches touch it, on any DynamoDB."""

    client: Any
    access: Access
    inbox: Inbox
    search: Search

    @classmethod
    def on(cls, here: Ground) -> "Desk":
        """Build it as the function does."""
        client, tables = here.client("dynamodb"), here.tables
        access = Access(
            officers=DynamoOfficers(client, tables["officers"]),
            cases=DynamoCases(client, tables["cases"]),
            audit=DynamoAudit(client=client, table=tables["audit"]),
            client_id=CLIENT,
        )
        inbox = Inbox(access=access, client=client, table=tables["cases"])
        return cls(client, access, inbox, Search(access=access, client=client, table=tables["cases"]))

    def asker(self, username: str) -> Asker:
        """Let somebody in, as each call does."""
        claims = {"token_use": "id", "aud": CLIENT, "cognito:username": username}
        return self.access.admit(claims, source_ip="192.0.2.7")


def measured(*, cases: int = CASES) -> Bill:
    """Fill an emulator of our own and read pages there."""
    with ground() as here:
        fill(here, cases=cases)
        return measure(Desk.on(here))


def fill(here: Ground, *, cases: int) -> None:
    """Put the cases, what they are found by, and an officer for each number of units."""
    client, table = here.client("dynamodb"), here.tables["cases"]
    for units in ASKERS:
        roles, own = ("officer",), tuple(_unit(place) for place in range(units))
        officer = Officer(username=_officer(units), display="Cán bộ", roles=roles, units=own)
        for item in officer_items(officer, order=units):
            client.put_item(TableName=here.tables["officers"], Item=to_item(item))

    def put(some: Sequence[dict[str, Any]]) -> None:
        client.batch_write_item(RequestItems={table: [{"PutRequest": {"Item": item}} for item in some]})

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(put, batched(_items(cases), 25, strict=False)):
            pass


def measure(desk: Desk, *, searches: Sequence[str] = SEARCHES, pages: int = PAGES) -> Bill:
    """Read some pages of the list and of each search as every officer."""
    reads = [read for units in ASKERS for words in ("", *searches) for read in _paged(desk, words, units, most=pages)]
    return Bill(reads=reads)


def _paged(desk: Desk, words: str, units: int, *, most: int) -> Iterator[Read]:
    """Read the list, or what some words find, a page at a time."""
    cursor = ""
    for _ in range(most):
        with _metered(desk.client) as meter:
            asker = desk.asker(_officer(units))
            page = _page(desk, asker, words, cursor)
        spent = meter.used["dynamodb_read_units"]
        yield Read(what="search" if words else "list", words=words, units=units, read_units=spent, shown=len(page.rows))
        cursor = page.following
        if not cursor:
            return


def _page(desk: Desk, asker: Asker, words: str, cursor: str) -> Page:
    if words:
        return desk.search.page(asker, words, cursor=cursor)
    return desk.inbox.page(asker, cursor=cursor, limit=MOST_ROWS)


@contextmanager
def _metered(client: Any) -> Iterator[Meter]:
    """Count what a client is billed for meanwhile."""
    meter, asked = Meter(), threading.local()

    def see(params: Any, **_: Any) -> None:
        asked.params = params

    def count(parsed: Any, model: Any, **_: Any) -> None:
        meter.note(f"DynamoDB_20120810.{model.name}", asked.params, parsed)

    events = client.meta.events
    events.register("before-parameter-build.dynamodb", see, unique_id="see")
    events.register("after-call.dynamodb", count, unique_id="count")
    try:
        yield meter
    finally:
        events.unregister("before-parameter-build.dynamodb", unique_id="see")
        events.unregister("after-call.dynamodb", unique_id="count")


def _items(cases: int) -> Iterator[dict[str, Any]]:
    now = datetime(2026, 3, 2, 5, tzinfo=UTC)
    for place in range(cases):
        unit = _unit(0 if place % 2 else place % DISTRICT)
        case = Case(
            case_id=f"01CASE{place:020d}",
            receipt=f"ABCDEF{place % 1000:03d}",
            unit=unit,
            page_id="zalo-mau",
            person_id="p" + "0" * 32,
            opened_at=now - timedelta(minutes=place),
            summary=SUMMARY,
            urgency=Urgency.NORMAL,
        )
        yield case_item(case)
        for term in terms_in([_said(place, cases)]):
            yield to_item({"pk": token_pk(unit, term), "sk": case.opened_key})


def _said(place: int, cases: int) -> str:
    """Return what was said: one word always, others each third, seventh and 300th time, one in each half."""
    words = ["trom", *(["xe"] if place % 3 == 0 else []), *(["may"] if place % 7 == 0 else [])]
    words += ["kho"] if place % 300 == 299 else []
    return " ".join([*words, "dau" if place < cases // 2 else "cuoi"])


def _unit(place: int) -> str:
    return f"don-vi-{place}"


def _officer(units: int) -> str:
    return f"can-bo-{units}"
