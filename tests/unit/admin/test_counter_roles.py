"""Whatever roles and units somebody has: no call on offices and counters returns or changes what the matrix forbids."""

import itertools
import json
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutydesk.stores.offices import office_item
from functions.admin.matrix import MATRIX, Deed, Role
from tests.unit.admin.countering import CARD, OFFICE, OTHER, TODAY, UNIT, Hall, at, wish
from tests.unit.admin.desk import SECRETIVE, TestDesk

UNITS = (UNIT, OTHER, "doi-csgt")
COUNTER = f"/admin/counter/{{office}}/{TODAY}"
ROUTES: tuple[tuple[Deed, str, str, Any], ...] = (
    (Deed.READ_OFFICES, "GET", "/admin/offices", None),
    (Deed.READ_OFFICES, "GET", "/admin/offices/{office}", None),
    (Deed.EDIT_OFFICES, "PUT", "/admin/offices/{office}", wish(revision=1, name="Đổi tên")),
    (Deed.EDIT_OFFICES, "DELETE", "/admin/offices/{office}", None),
    (Deed.READ_COUNTER, "GET", COUNTER, None),
    (Deed.READ_COUNTER, "GET", COUNTER + "/estimate", None),
    (Deed.READ_COUNTER, "GET", COUNTER + "/figures", None),
    (Deed.CALL_NEXT, "POST", COUNTER + "/next", {"desk": "1"}),
    (Deed.WORK_TICKET, "POST", COUNTER + "/tickets/{ticket}/call", {"desk": "1"}),
    (Deed.WORK_TICKET, "POST", COUNTER + "/tickets/{ticket}/skip", {}),
    (Deed.GIVE_NUMBER, "POST", COUNTER + "/walk-in", {"service": "cccd"}),
    (Deed.CLOSE_DAY, "POST", COUNTER + "/close", {"reason": "Mất điện"}),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """An officer, offices by unit, and calls: which route, at which office, about the ticket of which."""

    roles: tuple[Role, ...]
    units: tuple[str, ...]
    active: bool
    owners: tuple[str, ...]
    calls: tuple[tuple[int, int, int], ...]


numbers = itertools.count()
scenes = st.builds(
    Scene,
    roles=st.lists(st.sampled_from(list(Role)), unique=True, max_size=3).map(tuple),
    units=st.lists(st.sampled_from(UNITS), unique=True, max_size=2).map(tuple),
    active=st.sampled_from((True, True, True, False)),
    owners=st.lists(st.sampled_from(UNITS), min_size=1, max_size=3).map(tuple),
    calls=st.lists(
        st.tuples(st.integers(0, len(ROUTES) - 1), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=6
    ).map(tuple),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scene=scenes)
def test_no_call_returns_or_changes_what_the_matrix_forbids(desk: TestDesk, scene: Scene) -> None:
    serial = next(numbers)
    username = f"o{serial}"
    halls = [_hall(desk, f"o{serial}-{place}", unit) for place, unit in enumerate(scene.owners)]
    desk.officer(username, roles=scene.roles, units=scene.units, active=scene.active)
    tickets = [hall.booked() for hall in halls]
    desk.clock.now = at(8)

    for route, place, other in scene.calls:
        deed, method, path, body = ROUTES[route]
        hall, ticket = halls[place % len(halls)], tickets[other % len(tickets)]
        office = hall.office
        before = {one.office.office_id: _everything(desk, one) for one in halls}
        answer = desk.call(
            method,
            path.format(office=office.office_id, ticket=ticket.ticket_id),
            body,
            username=username,
            query={"revision": "1"},
        )
        has_role = scene.active and bool(MATRIX[deed].intersection(scene.roles))
        is_own = has_role and office.unit in scene.units
        if not has_role:
            assert answer.status == 403
        elif path != "/admin/offices" and not is_own:
            assert answer.status in ({404, 400} if method == "PUT" else {404})
        assert not [word for word in SECRETIVE if word in answer.text]
        for one, held in zip(halls, tickets, strict=True):
            may_be_touched = is_own and one is hall and method != "GET"
            if not may_be_touched:
                assert _everything(desk, one) == before[one.office.office_id], (method, path)
            if not (has_role and one.office.unit in scene.units):
                assert one.office.name not in answer.text
                assert held.person_id not in answer.text
                assert held.ticket_id not in answer.text
        if answer.status >= 400:
            assert {key: _everything(desk, one) for key, one in zip(before, halls, strict=True)} == before
    entries = desk.chain(username)
    assert len(entries) >= len(scene.calls), "every call is accounted for"
    assert not desk.faults


def _hall(desk: TestDesk, office_id: str, unit: str) -> Hall:
    hall = Hall(desk, replace(OFFICE, office_id=office_id, unit=unit, name=f"Trụ sở {office_id}", services=(CARD,)))
    hall.people = itertools.count(int(next(numbers)) * 1000 + 1)
    return hall


def _everything(desk: TestDesk, hall: Hall) -> list[str]:
    """All that is stored of an office: itself, its lines and tickets, and what is due about it."""
    tables = ("content", "tickets", "receipts")
    mine = f"{hall.office.office_id}"
    items = [json.dumps(item, sort_keys=True) for table in tables for item in desk.items(table)]
    return sorted(item for item in items if f'"{mine}"' in item or f"#{mine}#" in item)


def test_every_deed_at_offices_and_counters_is_among_the_routes() -> None:
    named = {deed for deed in Deed if deed.value.split(".")[0] in {"office", "counter"}}
    assert {deed for deed, *_ in ROUTES} == named
    assert office_item(OFFICE)
