"""No route, whoever calls it about whatever, returns or changes what the matrix forbids."""

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutydesk.stores.items import from_item
from functions.admin.chain import Entry, entry_from
from functions.admin.matrix import MATRIX, Deed, Role
from tests.fakes.aws import in_process
from tests.unit.admin.desk import HEADS_BUCKET, Answer, TestDesk, call_event
from tests.unit.admin.evidence.store import furnished
from tests.unit.admin.routes import NOBODYS, READ_COLLEAGUE, ROWS, Row
from tests.unit.admin.town import FEW, UNITS, Town, built

TRIED = (*ROWS, READ_COLLEAGUE)
HOME, ABROAD = UNITS[0], UNITS[1]
WITHOUT_A_ROUTE = {Deed.READ_AUDIT, Deed.SHOW_CASES}
"""Decided in a route that has another deed first, and in lists."""
numbers = itertools.count()


@pytest.fixture
def town(desk: TestDesk) -> Iterator[Town]:
    """A town, a bucket of digests and those of evidence included."""
    s3 = in_process("s3")
    s3.create_bucket(Bucket=HEADS_BUCKET, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
    yield built(furnished(desk))
    for one in s3.list_objects_v2(Bucket=HEADS_BUCKET).get("Contents", []):
        s3.delete_object(Bucket=HEADS_BUCKET, Key=one["Key"])
    s3.delete_bucket(Bucket=HEADS_BUCKET)


def newcomer(town: Town, roles: Sequence[Role], units: Sequence[str], *, active: bool = True) -> str:
    username = f"o{next(numbers)}"
    town.desk.officer(username, roles=tuple(roles), units=tuple(units), active=active)
    return username


def only_figures_that_may_be_told(row: Row, answer: Answer, *, own: bool) -> bool:
    """Whether numbers of another unit are left out, and the own are told."""
    if row.path == "/admin/statistics":
        return bool(answer.body["total"]["messages"] == (FEW if own else None))
    (line,) = csv.DictReader(io.StringIO(answer.body["csv"]))
    return line["messages"] == (str(FEW) if own else "")


def test_every_documented_route_is_tried_here_and_every_deed_decides_one(desk: TestDesk) -> None:
    document = desk.hand(call_event("GET", "/admin/openapi.json", claims=None)).body
    documented = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    documented.remove(("POST", "/reveal/{request_id}"))  # another function's, with tests of its own
    tried = [(row.method, row.path) for row in ROWS]
    assert set(tried) == documented
    assert len(tried) == len(documented)
    assert {row.deed for row in ROWS} | WITHOUT_A_ROUTE == set(Deed)


def last_entry(town: Town, username: str) -> Entry:
    """The newest entry of an officer's account."""
    found = town.desk.client.query(
        TableName=town.desk.tables["audit"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"OFFICER#{username}"}},
        ScanIndexForward=False,
        Limit=1,
    )
    return entry_from(from_item(found["Items"][0]))


def leaks(town: Town, row: Row, answer: Answer, *, to: Sequence[str]) -> list[str]:
    """What of an answer is another unit's; what somebody asked for stands in their own account, found or not."""
    own_account = row.deed is Deed.READ_OWN_AUDIT and answer.status == 200
    return [] if own_account else town.leaks(answer.text, to=tuple(to))


def test_every_route_is_refused_without_a_role_for_it(town: Town) -> None:
    for row in TRIED:
        others = [role for role in Role if role not in MATRIX[row.deed]]
        username = newcomer(town, others, (HOME,))
        if not others:
            continue
        with town.written() as written:
            answer = row.call(town, HOME, username=username)
        assert answer.status == 403, row
        assert not town.leaks(answer.text, to=()), row
        assert not written, row
        entry = last_entry(town, username)
        assert (entry.action, entry.outcome) == (row.deed, "denied"), row


def test_every_route_keeps_what_is_another_units(town: Town) -> None:
    everything, before = newcomer(town, tuple(Role), (HOME,)), town.kept(ABROAD)
    for row in TRIED:
        answer = row.call(town, ABROAD, username=everything)
        assert answer.status in row.abroad, (row, answer.text)
        assert not leaks(town, row, answer, to=(HOME,)), row
        if "statistics" in row.path:
            assert only_figures_that_may_be_told(row, answer, own=False), row
        if answer.status in {403, 404} and row.abroad is not NOBODYS:
            assert last_entry(town, everything).outcome == "denied", row
    assert before == town.kept(ABROAD)
    assert not town.desk.faults


def test_every_route_works_for_who_may_use_it_about_the_own(town: Town) -> None:
    everything = newcomer(town, tuple(Role), (HOME,))
    for row in TRIED:
        answer = row.call(town, HOME, username=everything)
        assert answer.status in row.at_home, (row, answer.text)
        if "statistics" in row.path:
            assert only_figures_that_may_be_told(row, answer, own=True), row
    assert not town.desk.faults


@dataclass(frozen=True, slots=True)
class Scene:
    """An officer, and the calls that the officer makes: route and unit."""

    roles: tuple[Role, ...]
    units: tuple[str, ...]
    active: bool
    calls: tuple[tuple[int, int], ...]


scenes = st.builds(
    Scene,
    roles=st.lists(st.sampled_from(list(Role)), unique=True, max_size=4).map(tuple),
    units=st.lists(st.sampled_from(UNITS), unique=True, max_size=2).map(tuple),
    active=st.sampled_from((True, True, True, True, False)),
    calls=st.lists(
        st.tuples(st.integers(0, len(TRIED) - 1), st.integers(0, len(UNITS) - 1)), min_size=3, max_size=8
    ).map(tuple),
)


def may(scene: Scene, row: Row) -> bool:
    return scene.active and bool(MATRIX[row.deed].intersection(scene.roles))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scene=scenes)
def test_no_call_of_any_route_returns_or_changes_what_the_matrix_forbids(town: Town, scene: Scene) -> None:
    username = newcomer(town, scene.roles, scene.units, active=scene.active)
    own = scene.units if scene.active else ()
    with town.written() as written:
        for number, place in scene.calls:
            row, unit = TRIED[number], UNITS[place]
            answer = row.call(town, unit, username=username)
            if not may(scene, row):
                assert answer.status == 403, row
            elif unit in own:
                assert answer.status in row.at_home | {400, 403, 404, 409}, (row, answer.text)
            else:
                assert answer.status in row.abroad | {403}, (row, answer.text)
            assert not leaks(town, row, answer, to=own), row
    foreign = [word for unit in UNITS if unit not in own for word in (unit, *town.secrets[unit])]
    assert not [(word, text) for text in written for word in foreign if word in text]
    assert not town.desk.faults
