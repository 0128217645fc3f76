"""Editors, entries and tables for tests of the question bank."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from dutydesk.stores.bank import BankEntry, BankState, state_item
from dutydesk.stores.content import Page, Unit, page_items, unit_item
from functions.admin.bank import sheets as bank_csv
from tests.unit.admin.desk import Answer, TestDesk

UNITS = ("quan-mau", "phuong-mau-1")
PAGE = "zalo-quan-mau"
LOST = BankEntry(
    id="cc-mat",
    question="Mất căn cước làm lại thế nào?",
    answer="Đến công an phường.\nMang theo giấy khai sinh.",
    variants=("mat cccd lam lai", "bị rơi thẻ căn cước"),
    topic="can-cuoc",
    fee="70.000 đồng",
    legal_source="Luật Căn cước 2023",
    valid_from="2024-07-01",
    owner_unit="quan-mau",
    pages=(PAGE,),
    sample=True,
)
OTHERS = BankEntry(id="xe-sang-ten", question="Sang tên xe ở đâu?", answer="Ở đội.", owner_unit="phuong-mau-1")


class Killed(BaseException):
    """The worker dies here."""


def furnish(desk: TestDesk, *entries: BankEntry, revision: int = 1) -> None:
    """Put the units, a page, an editor ``an`` of the first unit, and a draft with these entries."""
    for unit in UNITS:
        desk.put("content", unit_item(Unit(unit=unit, name=unit.title())))
    page = Page(page_id=PAGE, platform="zalo", unit="quan-mau", app_id="app", oa_id="oa")
    for item in page_items(page):
        desk.put("content", item)
    desk.officer(roles=("editor",))
    if entries:
        desk.bank_store.write_draft("d1", [replace(entry, revision=revision) for entry in entries])
        desk.put_raw("content", state_item(BankState(draft="d1", revision=revision)))


def body(entry: BankEntry, **changes: Any) -> dict[str, Any]:
    """An entry as a call's body."""
    plain = {name: getattr(entry, name) for name in BankEntry.__slots__ if name != "id"}
    return plain | {"variants": list(entry.variants), "pages": list(entry.pages)} | changes


def put(desk: TestDesk, entry: BankEntry, username: str = "an", **changes: Any) -> Answer:
    """Write an entry."""
    return desk.call("PUT", f"/admin/faq/entries/{entry.id}", body(entry, **changes), username=username)


def draft(desk: TestDesk) -> dict[str, BankEntry]:
    """The draft that is in use."""
    return {entry.id: entry for entry in desk.bank_store.entries(desk.bank_store.state().draft)}


def drafts(desk: TestDesk) -> set[str]:
    """The names of all drafts of which anything is stored."""
    keys = {item["pk"] for item in desk.items("content", "BANK#")}
    return {key.removeprefix("BANK#") for key in keys} - {"TRIALS"}


def table(*entries: BankEntry) -> str:
    """Entries as a table."""
    return bank_csv.written(entries)


def lines(header: str, *rows: str) -> str:
    """A table as somebody types it."""
    return "\n".join([header, *rows]) + "\n"


def deeds(desk: TestDesk, username: str = "an") -> list[tuple[str, str, str]]:
    """What the audit says: deed, target, outcome."""
    return [(entry.action, entry.target, entry.outcome) for entry in desk.chain(username)]


@contextmanager
def before_each(desk: TestDesk, operation: str, *steps: Callable[[], object]) -> Iterator[None]:
    """Do one step before each call of an operation of DynamoDB, as far as there are steps."""
    left = iter(steps)

    def step(**_words: object) -> None:
        if then := next(left, None):
            then()

    events = desk.client.meta.events
    events.register(f"before-call.dynamodb.{operation}", step, unique_id="step")
    try:
        yield
    finally:
        events.unregister(f"before-call.dynamodb.{operation}", unique_id="step")


def nothing() -> None:
    """A step that lets the call be."""


def die() -> None:
    """A step that kills the worker."""
    raise Killed


def told(answer: Answer) -> Sequence[tuple[int, str]]:
    """Line and column of every fault that a refusal names."""
    return [(fault["line"], fault["column"]) for fault in answer.body["errors"]]
