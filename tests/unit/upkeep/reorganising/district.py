"""A district of some units with everything that is theirs, and what carries out orders about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import iso
from dutydesk.ids import new_code, new_ulid
from dutydesk.stores.awaiting import Awaiting, awaiting_item
from dutydesk.stores.bank import BankEntry, BankState, Trial, entry_item, state_item, trial_item
from dutydesk.stores.broadcasts import LISTED_PREFIX, Broadcast, broadcast_item
from dutydesk.stores.cases import Author, Case, CaseMessage, DynamoCases, case_item, case_pk, message_item
from dutydesk.stores.content import DynamoContent, Page, Unit, page_items, unit_items
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.stores.officers import DynamoOfficers, Officer, officer_items
from dutydesk.stores.offices import Office, Service, office_item
from dutydesk.stores.questions import ToDo, Why, todo_item
from dutydesk.stores.reorganisations import Kind, Order, order_item
from dutydesk.stores.search import Wording
from dutydesk.stores.topics import Topic, topics_item
from functions.upkeep.reorganising.reorganising import Reorganising
from functions.upkeep.reorganising.wiring import reorganising
from tests.fakes.clock import NOON, FakeClock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

INTO = "phuong-moi"
HEARD = "Xe máy bị mất ở chợ"


class Killed(Exception):
    """The worker ended here."""


@dataclass
class FakeSessions:
    """The ``Sessions`` port: who may not sign in any more."""

    ended: list[str] = field(default_factory=list)
    fail_next: int = 0

    def end(self, username: str) -> None:
        if self.fail_next:
            self.fail_next -= 1
            raise Killed
        self.ended.append(username)


@dataclass
class District:
    """Units on moto."""

    client: "DynamoDBClient"
    tables: dict[str, str]
    clock: FakeClock = field(default_factory=FakeClock)
    sessions: FakeSessions = field(default_factory=FakeSessions)

    def worker(self) -> Reorganising:
        """A worker that remembers nothing."""
        return reorganising(self.client, self.tables, self.sessions, self.clock)

    def turn(self, order: Order, *, things: int | None = None) -> str:
        """One turn, with time for so many things if that is said."""
        left = iter(range(things)) if things is not None else None

        def time_left() -> bool:
            return left is None or next(left, None) is not None

        return self.worker().carry_out(order.order_id, time_left)

    def carry_out(self, order: Order) -> None:
        """Turn after turn until the order is finished."""
        for _ in range(10):
            self.turn(order)
            if self.order(order).finished_at:
                return
            self.clock.advance(minutes=5)
        raise AssertionError("never finished")

    def put(self, table: str, *items: Any) -> None:
        for item in items:
            self.client.put_item(TableName=self.tables[table], Item=item)

    def put_plain(self, table: str, items: Iterable[dict[str, Any]]) -> None:
        self.put(table, *map(to_item, items))

    def item(self, table: str, pk: str, sk: str = "#") -> dict[str, Any]:
        found = self.client.get_item(TableName=self.tables[table], Key=key(pk, sk))
        return from_item(found.get("Item", {}))

    def items(self, table: str, pk: str = "") -> list[dict[str, Any]]:
        pages = self.client.get_paginator("scan").paginate(TableName=self.tables[table])
        found = [from_item(item) for page in pages for item in page["Items"]]
        return [one for one in found if one["pk"].startswith(pk)]

    def unit(self, unit: str, *, parent: str = "") -> None:
        """A unit with a page, two officers, an office, a topic, a bank entry, a trial, a question, a broadcast."""
        self.put_plain("content", unit_items(Unit(unit=unit, name=unit.title(), parent=parent)))
        self.put_plain("content", page_items(self.page(unit)))
        for name in ("truc", "can-bo"):
            roles = ("officer", "duty_officer") if name == "truc" else ("officer",)
            self.officer(f"{unit}.{name}", units=(unit,), roles=roles)
        office = Office(
            office_id=f"tru-so-{unit}", unit=unit, name="Trụ sở", services=(Service(service_id="cccd", name="CCCD"),)
        )
        self.put("content", office_item(office) | to_item({"revision": 3}))
        self.put_plain("content", [{"pk": "OFFICES#:ids", "sk": office.office_id, "unit": unit}])
        topics = (Topic(key="lua-dao", name="Lừa đảo"), Topic(key=f"rieng-{unit}", name=f"Riêng {unit}"))
        self.put("content", topics_item(unit, topics, revision=2))
        entry = BankEntry(id=f"hoi-{unit}", question="Hỏi?", answer="Đáp.", owner_unit=unit)
        self.put("content", entry_item("d1", entry), state_item(BankState(draft="d1", revision=7)))
        self.put("content", trial_item(Trial(trial_id=f"t-{unit}", text="Hỏi?", expected=entry.id, unit=unit)))
        asked = ToDo(
            asked_id=f"a-{unit}",
            unit=unit,
            page_id=self.page(unit).page_id,
            text="Hỏi?",
            asked_at=iso(NOON),
            why=Why.UNANSWERED,
        )
        self.put("questions", todo_item(asked, expires_at=2_000_000_000))
        told = Broadcast(broadcast_id=f"b-{unit}", unit=unit, title="Báo", text="Báo", code=new_code(), revision=4)
        self.put("broadcasts", broadcast_item(told))
        lines: list[dict[str, Any]] = [
            {"pk": f"UNIT#{unit}", "sk": f"{LISTED_PREFIX}{iso(NOON)}#{told.broadcast_id}", "schema": 1},
            {"pk": f"CODE#{told.code}", "sk": "#", "broadcast_id": told.broadcast_id, "unit": unit},
        ]
        self.put_plain("broadcasts", lines)

    def page(self, unit: str) -> Page:
        return Page(page_id=f"zalo-{unit}", platform="zalo", unit=unit, app_id="1", oa_id=f"oa-{unit}")

    def officer(self, username: str, *, units: tuple[str, ...], **changes: Any) -> Officer:
        officer = Officer(username=username, display=username, units=units, **({"roles": ("officer",)} | changes))
        self.put_plain("officers", officer_items(officer, order=7))
        return officer

    def serves(self, username: str) -> tuple[str, ...]:
        officer = DynamoOfficers(self.client, self.tables["officers"]).get(username)
        assert officer is not None
        return officer.units

    def roster(self, unit: str) -> list[str]:
        return sorted(one["username"] for one in self.items("officers", f"UNIT#{unit}"))

    def case(self, unit: str, number: int = 0, *, said: str = HEARD, **changes: Any) -> Case:
        """A case with its code, one message and its words."""
        opened_at = NOON - timedelta(minutes=number + 1)
        known: dict[str, Any] = {
            "case_id": new_ulid(opened_at),
            "receipt": new_code(),
            "unit": unit,
            "page_id": self.page(unit).page_id,
            "person_id": f"p{number:032d}",
            "opened_at": opened_at,
            "summary": "Xe máy",
        }
        case = Case(**known | changes)
        message = CaseMessage(
            case_id=case.case_id, event_key=f"e{number}", author=Author.CITIZEN, sent_at=opened_at, text=said
        )
        code = to_item({"pk": f"CODE#{case.receipt}", "sk": "#", "case_id": case.case_id})
        awaiting = awaiting_item(case.person_id, Awaiting(case_id=case.case_id, asked_at=opened_at))
        self.put("cases", case_item(case), message_item(message), code, awaiting)
        return case

    def searchable(self, case: Case) -> None:
        Wording(self.client, self.tables["cases"]).complete(case, [HEARD])

    def found_by(self, unit: str, word: str) -> list[str]:
        found = [one for one in self.items("cases", f"TOKEN#{unit}#") if one["pk"] == f"TOKEN#{unit}#{word}"]
        return [one["sk"].partition("#")[2] for one in found]

    def by_receipt(self, case: Case) -> Case | None:
        return DynamoCases(self.client, self.tables["cases"]).by_receipt(case.receipt)

    def header(self, case: Case) -> Case:
        found = DynamoCases(self.client, self.tables["cases"]).get(case.case_id)
        assert found is not None
        return found

    def history(self, case: Case) -> list[str]:
        items = self.items("cases", case_pk(case.case_id))
        return [one["reason"] for one in items if one["sk"].startswith("HIST#")]

    def of_unit(self, unit: str) -> set[str]:
        found = self.client.query(
            TableName=self.tables["cases"],
            IndexName="by_unit",
            KeyConditionExpression="#unit = :unit",
            ExpressionAttributeNames={"#unit": "unit"},
            ExpressionAttributeValues={":unit": {"S": unit}},
        )
        assert "LastEvaluatedKey" not in found
        return {item["case_id"]["S"] for item in found["Items"]}

    def ordered(self, kind: Kind, **what: Any) -> Order:
        """Give an order as ``admin`` does, the units bound to it."""
        order = Order(order_id=new_ulid(NOON), kind=kind, by="chu", asked_at=iso(NOON), reason="sắp xếp", **what)
        self.put("officers", order_item(order))
        for unit in filter(None, (*order.units, order.into)):
            item = self.item("content", f"UNIT#{unit}")
            self.put_plain("content", [item | {"regrouping": order.order_id}])
        return order

    def order(self, order: Order) -> Order:
        found = self.worker().orders.get(order.order_id)
        assert found is not None
        return found

    def due(self, order: Order) -> str:
        """When upkeep asks for the order again; empty for never."""
        return str(self.item("receipts", f"DUE#reorganisation#{order.order_id}").get("due_at", ""))

    def content(self) -> DynamoContent:
        return DynamoContent(self.client, self.tables["content"])

    def orphans(self, *units: str) -> list[tuple[str, str, str]]:
        """Everything in any table that still belongs to one of these units: table and key."""
        everything = [(table, one) for table in self.tables for one in self.items(table)]
        return [(table, one["pk"], one["sk"]) for table, one in everything if _is_of(table, one, units)]


def dying(client: "DynamoDBClient", operation: str, after: int) -> Callable[[], None]:
    """Kill the worker before its n-th call of an operation; return what ends that."""
    left = iter(range(after))

    def step(**_: object) -> None:
        if next(left, None) is None:
            raise Killed

    events = client.meta.events
    events.register(f"before-call.dynamodb.{operation}", step, unique_id="dying")
    return lambda: events.unregister(f"before-call.dynamodb.{operation}", unique_id="dying")


def _is_of(table: str, one: dict[str, Any], units: tuple[str, ...]) -> bool:
    """Whether an item belongs to a unit, but for what says where the unit went, and what is history."""
    if one["pk"].startswith("ORDER#") or one["sk"].startswith("HIST#"):
        return False
    if table == "content" and (one["sk"] == ":moved" or (one["pk"], one["sk"]) in {(f"UNIT#{u}", "#") for u in units}):
        return False
    if one["pk"] == "UNITS" and one["sk"] in units:
        return False
    owners = {one.get("unit"), one.get("owner_unit"), one.get("parent"), *one.get("units", [])}
    keyed = one["pk"].split("#")[1:2]
    return bool(owners.intersection(units)) or bool(keyed and keyed[0] in units)
