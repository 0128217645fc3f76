"""Whatever roles and units somebody has: no call on offices and counters returns or changes what the matrix forbids."""

import itertools
import json
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutydesk.stores.items import key
from functions.admin.matrix import MATRIX, Deed, Role
from tests.unit.admin.countering import CARD, OFFICE, OTHER, TODAY, UNIT, Hall, at, wish
from tests.unit.admin.desk import SECRETIVE, TestDesk

UNITS = (UNIT, OTHER, "doi-csgt")
TABLES = ("content", "tickets", "receipts")
REFUSED = 400
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


@pytest.mark.long
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scene=scenes)
def test_no_call_returns_or_changes_what_the_matrix_forbids(desk: TestDesk, scene: Scene) -> None:
    _clear(desk)
    serial = next(numbers)
    username = f"o{serial}"
    halls = [_hall(desk, f"o{serial}-{place}", unit) for place, unit in enumerate(scene.owners)]
    desk.officer(username, roles=scene.roles, units=scene.units, active=scene.active)
    tickets = [hall.booked() for hall in halls]
    desk.clock.now = at(8)

    stored = _stored(desk, halls)
    for route, place, other in scene.calls:
        deed, method, path, body = ROUTES[route]
        hall, ticket = halls[place % len(halls)], tickets[other % len(tickets)]
        path = path.format(office=hall.office.office_id, ticket=ticket.ticket_id)
        answer = desk.call(method, path, body, username=username, query={"revision": "1"})
        before, stored = stored, _stored(desk, halls)

        has_role = scene.active and bool(MATRIX[deed].intersection(scene.roles))
        is_own = has_role and hall.office.unit in scene.units
        if not has_role:
            assert answer.status == 403
        elif path != "/admin/offices" and not is_own:
            # A put of an id that is nowhere, or another unit's, is refused alike: nothing of that revision is there.
            assert answer.status in ({400, 404, 409} if method == "PUT" else {404})
        assert not [word for word in SECRETIVE if word in answer.text]
        for one, held in zip(halls, tickets, strict=True):
            office_id = one.office.office_id
            if one is not hall or not is_own or method == "GET" or answer.status >= REFUSED:
                assert stored[office_id] == before[office_id], (method, path)
            if not (has_role and one.office.unit in scene.units):
                assert not [word for word in (one.office.name, held.person_id) if word in answer.text]
    assert len(desk.chain(username)) >= len(scene.calls), "every call is accounted for"
    assert not desk.faults


def _hall(desk: TestDesk, office_id: str, unit: str) -> Hall:
    hall = Hall(desk, replace(OFFICE, office_id=office_id, unit=unit, name=f"Trụ sở {office_id}", services=(CARD,)))
    hall.people = itertools.count(int(next(numbers)) * 1000 + 1)
    return hall


def _clear(desk: TestDesk) -> None:
    """Drop what the example before left, or each one takes longer than the last."""
    for table in TABLES:
        for item in desk.items(table):
            desk.client.delete_item(TableName=desk.tables[table], Key=key(item["pk"], item["sk"]))


def _stored(desk: TestDesk, halls: list[Hall]) -> dict[str, list[str]]:
    """All that is stored of each office: itself, its lines and tickets, and what is due about it."""
    every = [json.dumps(item, sort_keys=True) for table in TABLES for item in desk.items(table)]
    ids = [hall.office.office_id for hall in halls]
    return {one: sorted(item for item in every if f'"{one}"' in item or f"#{one}#" in item) for one in ids}


def test_every_deed_at_offices_and_counters_is_among_the_routes() -> None:
    named = {deed for deed in Deed if deed.value.split(".")[0] in {"office", "counter"}}
    assert {deed for deed, *_ in ROUTES} == named
