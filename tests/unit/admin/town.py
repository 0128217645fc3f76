"""A town of three units that own something of everything, each thing marked, so that a leak is seen in any answer."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from dutydesk.ids import new_ulid
from dutydesk.stores.bank import BankEntry, BankState, state_item
from dutydesk.stores.content import Page, Unit, page_items, unit_items
from dutydesk.stores.figures import DESK, counted
from dutydesk.stores.questions import ToDo, Why, todo_item
from dutydesk.stores.reorganisations import Kind, Order, order_item
from dutydesk.stores.search import Wording
from functions.admin.learning.store import member_of
from functions.admin.matrix import Role
from tests.fakes.clock import NOON
from tests.unit.admin.broadcasting import counted as counted_out
from tests.unit.admin.desk import Answer, TestDesk
from tests.unit.admin.evidence.store import keep

MARKS: Mapping[str, str] = {"xa-dong": "banthach", "xa-tay": "suoimo", "xa-nam": "hangcoc"}
"""Units, and the word that stands in everything that is theirs alone. A unit's id is no secret, its mark is."""
UNITS = tuple(MARKS)
FEW = 3
"""What was counted of each unit: a small number, which no other unit is told."""
DAY = "2026-03-02"
OPEN_ALL_DAY = "1-7 00:00-24:00"
SERVICE = {"service_id": "the", "name": "Thẻ", "slot_minutes": 60, "capacity": 50, "walk_in_share": 1.0}
_WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"})
_SECRET = (
    "case_id",
    "file_id",
    "receipt",
    "person",
    "request_id",
    "broadcast_id",
    "code",
    "import_id",
    "order_id",
    "ticket_id",
)
AUDIENCE_TEXT = "Tối nay mất điện."


@dataclass(frozen=True, slots=True)
class Town:
    """What stands in the place of a route's parameters, by unit; ``secrets`` no other unit may read."""

    desk: TestDesk
    names: Mapping[str, Mapping[str, str]]
    secrets: Mapping[str, tuple[str, ...]]

    def leaks(self, told: str, *, to: tuple[str, ...]) -> list[str]:
        """Return what of a text is secret from whoever serves in these units only."""
        return [word for unit in UNITS if unit not in to for word in self.secrets[unit] if word in told]

    def kept(self, unit: str) -> list[str]:
        """Return all that is stored of a unit, the audit left out."""
        found = (json.dumps(item, sort_keys=True, ensure_ascii=False) for item in self._items())
        return sorted(text for text in found if any(word in text for word in (unit, *self.secrets[unit])))

    @contextmanager
    def written(self) -> Iterator[list[str]]:
        """Give what is asked to be written meanwhile, in tables and queues, the audit and single officers left out."""
        found: list[str] = []
        sent = self._sent()

        def see(params: dict[str, Any], model: Any, **_: Any) -> None:
            if model.name in _WRITES:
                found.extend(_parts(params, self.desk.tables["audit"]))

        events = self.desk.client.meta.events
        events.register("before-parameter-build.dynamodb", see, unique_id="town")
        try:
            yield found
        finally:
            events.unregister("before-parameter-build.dynamodb", unique_id="town")
            found += (Counter(self._sent()) - Counter(sent)).elements()

    def _sent(self) -> list[str]:
        desk = self.desk
        outlets = (desk.replies, desk.publications, desk.plans, desk.chunks, desk.orders)
        sent = [one for outlet in outlets for one in outlet.calls]
        return [str(one) for one in (*sent, *desk.media.messages, *desk.scans.messages)]

    def _items(self) -> Iterator[dict[str, Any]]:
        for table in self.desk.tables:
            if table != "audit":
                yield from self.desk.items(table)


def _parts(params: dict[str, Any], audit: str) -> Iterator[str]:
    """Return each write of a call as text, those of the audit left out."""
    if "RequestItems" in params:
        yield from (str(part) for parts in params["RequestItems"].values() for part in parts)
    for part in params.get("TransactItems", [{"One": params} if "TableName" in params else {}]):
        yield from (str(one) for one in part.values() if one["TableName"] != audit)


def built(desk: TestDesk) -> Town:
    """Build the town on a desk that has buckets and a key for evidence."""
    entries = [
        BankEntry(id=f"muc-{unit}", question=f"Hỏi {unit}?", answer="Đáp.", owner_unit=unit, revision=1)
        for unit in UNITS
    ]
    desk.bank_store.write_draft("d1", entries)
    desk.put_raw("content", state_item(BankState(draft="d1", revision=1)))
    names = {unit: dict(_named(desk, unit, mark, f"p{place:032x}")) for place, (unit, mark) in enumerate(MARKS.items())}
    secrets = {unit: (MARKS[unit], *(names[unit][name] for name in _SECRET)) for unit in UNITS}
    return Town(desk, names, secrets)


def _named(desk: TestDesk, unit: str, mark: str, person: str) -> Iterator[tuple[str, str]]:
    root, friend = f"goc-{mark}", f"ban-{mark}"
    page = Page(page_id=f"zalo-{mark}", platform="zalo", unit=unit, app_id="1", oa_id=f"oa-{mark}")
    for item in (*unit_items(Unit(unit=unit, name=f"Xã {unit}")), *page_items(page)):
        desk.put("content", item)
    desk.officer(root, roles=tuple(Role), units=(unit,))
    desk.officer(friend, roles=("officer",), units=(unit,))

    def made(method: str, path: str, body: Any = None) -> Any:
        answer = desk.call(method, f"/admin/{path}", body, username=root)
        assert answer.status < 300, f"{path}: {answer.text}"
        return answer.body

    case = desk.case(unit, person_id=person, page_id=page.page_id, summary=f"Mất {mark}")
    Wording(desk.client, desk.tables["cases"]).complete(case, (f"mất {mark}",))
    made("POST", f"cases/{case.case_id}/notes", {"text": f"ghi {mark}"})
    wish = {"basis": "consent", "reason": f"cần biết ai báo tin {mark}"}
    draft = {"title": f"Tin {mark}", "text": AUDIENCE_TEXT, "audience": {"units": [unit]}, "unit": unit}
    approved = made("POST", "broadcasts", draft)["id"]
    counted_out(desk, approved)
    desk.officer(f"duyet-{mark}", roles=("supervisor",), units=(unit,))
    done = desk.call("POST", f"/admin/broadcasts/{approved}/approve", {}, username=f"duyet-{mark}")
    made("PUT", f"offices/noi-{mark}", {"name": mark, "hours": OPEN_ALL_DAY, "services": [SERVICE], "unit": unit})
    made("PUT", "topics", {"topics": [{"key": mark, "name": mark}], "revision": 0, "unit": unit})
    phrase = {"key": mark, "title": mark, "text": mark, "states": ["new"]}
    made("PUT", "reply-templates", {"templates": [phrase], "revision": 0, "unit": unit})
    made("POST", "faq/trials", {"text": f"hỏi {mark}", "expected": "none", "owner_unit": unit})
    asked = ToDo(
        asked_id=f"q-{mark}",
        unit=unit,
        page_id=page.page_id,
        text=f"{mark}?",
        asked_at="2026-03-02T04:00:00.000Z",
        why=Why.UNANSWERED,
        words=(mark,),
    )
    desk.put_raw("questions", todo_item(asked, expires_at=2_000_000_000))
    order = Order(
        order_id=new_ulid(NOON),
        kind=Kind.MERGE,
        by=root,
        asked_at="2026-03-02T04:00:00.000Z",
        reason=mark,
        units=(unit,),
        into=unit,
    )
    desk.put_raw("officers", order_item(order))
    part: Any = counted(desk.tables["figures"], unit=unit, at=NOON, seed=mark, category=DESK, messages=FEW)
    desk.client.transact_write_items(TransactItems=[part])
    file = keep(desk, case, event=f"zalo-{mark}")
    for seen in (f"cases/{case.case_id}", f"cases/{case.case_id}/files/{file.file_id}/view"):
        desk.call("GET", f"/admin/{seen}", username=friend)
    yield from {
        "unit": unit,
        "mark": mark,
        "case_id": case.case_id,
        "file_id": file.file_id,
        "receipt": case.receipt,
        "person": person,
        "request_id": made("POST", f"cases/{case.case_id}/reveal-requests", wish)["request_id"],
        "broadcast_id": made("POST", "broadcasts", draft)["id"],
        "code": _approved(done)["code"],
        "import_id": made("POST", "cards/imports", {"size_bytes": 100, "file_name": mark, "unit": unit})["id"],
        "office_id": f"noi-{mark}",
        "day": DAY,
        "ticket_id": made("POST", f"counter/noi-{mark}/{DAY}/walk-in", {"service": "the"})["ticket_id"],
        "action": "call",
        "username": friend,
        "order_id": order.order_id,
        "entry_id": f"muc-{unit}",
        "trial_id": next(one["id"] for one in made("GET", "faq/trials")["items"] if one["unit"] == unit),
        "version": "v1",
        "queue": "tips",
        "member": str(member_of(asked)),
    }.items()


def _approved(answer: Answer) -> Any:
    assert answer.status == 200, answer.text
    return answer.body
