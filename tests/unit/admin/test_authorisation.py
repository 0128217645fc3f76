"""Who may see and do what."""

import itertools
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.admin.matrix import CASE_ROLES, MATRIX, Deed, Role
from tests.unit.admin.desk import SECRETIVE, Answer, TestDesk, call_event, claims_of

UNITS = ("quan-mau", "phuong-mau-1", "phuong-mau-2", "doi-csgt")
REPLY = {"text": "Xin chào"}
DECISION = {"status": "in_progress", "reason": "đã xem"}
ROUTES: tuple[tuple[str, str, Any], ...] = (
    ("GET", "/admin/me", None),
    ("GET", "/admin/cases", None),
    ("GET", "/admin/cases/{}", None),
    ("POST", "/admin/cases/{}/replies", REPLY),
    ("POST", "/admin/cases/{}/status", DECISION),
    ("POST", "/admin/me/chat-link", None),
    ("POST", "/admin/cases/{}/notes", {"text": "đã gọi"}),
    ("POST", "/admin/cases/{}/assign", {"officer": "khong-co", "reason": "vì"}),
    ("POST", "/admin/cases/{}/transfer", {"unit": "khong-co", "reason": "vì"}),
    ("POST", "/admin/cases/{}/hand-over", {"agency": "court", "reason": "vì"}),
    ("GET", "/admin/cases/{}/similar", None),
    ("POST", "/admin/cases/{}/unmerge", {"reason": "vì"}),
    ("GET", "/admin/cases/{}/reply-templates", None),
    ("GET", "/admin/cases-sent-away", None),
)
CASE_ROUTES = tuple(route for route in ROUTES if "{}" in route[1])


@dataclass(frozen=True, slots=True)
class Scene:
    """An officer, some cases by unit, and the calls that the officer makes: route and case."""

    roles: tuple[str, ...]
    units: tuple[str, ...]
    active: bool
    cases: tuple[str, ...]
    calls: tuple[tuple[int, int], ...]


numbers = itertools.count()
scenes = st.builds(
    Scene,
    roles=st.lists(st.sampled_from(list(Role)), unique=True, max_size=3).map(tuple),
    units=st.lists(st.sampled_from(UNITS), unique=True, max_size=3).map(tuple),
    active=st.sampled_from((True, True, True, False)),
    cases=st.lists(st.sampled_from(UNITS), min_size=1, max_size=4).map(tuple),
    calls=st.lists(st.tuples(st.integers(0, len(ROUTES) - 1), st.integers(0, 3)), min_size=1, max_size=5).map(tuple),
)


@pytest.mark.long
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scene=scenes)
def test_no_call_returns_or_changes_what_the_matrix_forbids(desk: TestDesk, scene: Scene) -> None:
    username = f"o{next(numbers)}"
    desk.officer(username, roles=scene.roles, units=scene.units, active=scene.active)
    cases = [desk.case(unit, summary=f"việc {place} {username}") for place, unit in enumerate(scene.cases)]
    works = scene.active and bool(CASE_ROLES.intersection(scene.roles))
    own = [case for case in cases if works and case.unit in scene.units]
    foreign = [case for case in cases if case not in own]
    before = {case.case_id: desk.partition(f"CASE#{case.case_id}") for case in foreign}

    for route, place in scene.calls:
        method, path, body = ROUTES[route]
        case = cases[place % len(cases)]
        answer = desk.call(method, path.format(case.case_id), body, username=username)

        if not scene.active:
            assert answer.status == 403
        elif "{}" in path:
            assert answer.status in ({200, 201, 202, 400, 409} if case in own else {404} if works else {403})
        for hidden in foreign:
            assert hidden.case_id not in answer.text
            assert hidden.receipt not in answer.text.replace("-", "")
            assert hidden.summary not in answer.text
    assert before == {case.case_id: desk.partition(f"CASE#{case.case_id}") for case in foreign}
    assert not desk.faults


@pytest.mark.parametrize(("method", "path", "body"), CASE_ROUTES, ids=[route[1] for route in CASE_ROUTES])
def test_another_units_case_is_answered_exactly_like_a_missing_one(
    desk: TestDesk, method: str, path: str, body: Any
) -> None:
    desk.officer(units=("phuong-mau-1",))
    foreign = desk.case("quan-mau")

    there = desk.call(method, path.format(foreign.case_id), body)
    missing = desk.call(method, path.format("01HZZZZZZZZZZZZZZZZZZZZZZZ"), body)

    assert (there.status, there.text, there.headers) == (missing.status, missing.text, missing.headers)
    assert there.status == 404
    assert [entry.outcome for entry in desk.chain()] == ["denied", "denied"]
    assert foreign.case_id in desk.chain()[0].target


def test_a_kept_message_is_no_case(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    desk.client.delete_item(TableName=desk.tables["cases"], Key={"pk": {"S": f"CASE#{case.case_id}"}, "sk": {"S": "#"}})
    assert desk.call("GET", f"/admin/cases/{case.case_id}").status == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"token_use": "access"},
        {"token_use": None},
        {"aud": "another-client"},
        {"aud": None, "client_id": "client-of-the-desk"},
        {"cognito:username": None},
        {"cognito:username": ""},
        {"cognito:username": "an\x00"},
        {"cognito:username": "\ud800"},
        {"cognito:username": ["an"]},
    ],
    ids=str,
)
def test_a_token_that_is_not_our_identity_token_is_refused_everywhere(desk: TestDesk, changes: dict[str, Any]) -> None:
    desk.officer()
    case = desk.case()
    before = desk.items("cases")
    for method, path, body in ROUTES:
        answer = desk.call(method, path.format(case.case_id), body, claims=changes)
        assert answer.status == 401
        assert answer.body["error"] == "unauthenticated"
    assert desk.items("cases") == before


@pytest.mark.parametrize(
    "context",
    [
        None,
        {},
        {"http": {"method": "GET"}},
        {"http": {"method": "GET"}, "authorizer": None},
        {"authorizer": {"jwt": None}},
    ],
    ids=["none", "empty", "no authorizer", "null authorizer", "null jwt"],
)
def test_a_call_without_claims_is_refused(desk: TestDesk, context: Any) -> None:
    event = call_event("GET", "/admin/cases", claims=None) | {"requestContext": context}
    assert desk.hand(event).status == 401


def test_an_officer_removed_a_second_ago_is_refused_and_that_is_accounted_for(desk: TestDesk) -> None:
    desk.officer()
    assert desk.call("GET", "/admin/cases").status == 200
    desk.officer(active=False)
    assert desk.call("GET", "/admin/cases").status == 403
    assert [entry.outcome for entry in desk.chain()] == ["allowed", "denied"]


def test_an_officer_moved_a_second_ago_sees_the_new_unit_only(desk: TestDesk) -> None:
    desk.officer(units=("quan-mau",))
    old, new = desk.case("quan-mau"), desk.case("phuong-mau-1")
    assert desk.call("GET", f"/admin/cases/{old.case_id}").status == 200
    desk.officer(units=("phuong-mau-1",))
    assert desk.call("GET", f"/admin/cases/{old.case_id}").status == 404
    assert desk.call("GET", f"/admin/cases/{new.case_id}").status == 200


def test_somebody_with_a_token_who_is_no_officer_is_refused(desk: TestDesk) -> None:
    answer = desk.call("GET", "/admin/me", username="stranger")
    assert answer.status == 403
    assert [entry.outcome for entry in desk.chain("stranger")] == ["denied"]


def test_every_deed_is_in_the_matrix() -> None:
    assert set(MATRIX) == set(Deed)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_a_role_without_casework_reads_no_case_even_of_the_own_unit(desk: TestDesk, role: Role) -> None:
    desk.officer(roles=(role,))
    case = desk.case()
    answers = [desk.call(method, path.format(case.case_id), body) for method, path, body in CASE_ROUTES]
    answers.append(desk.call("GET", "/admin/cases"))
    assert {answer.status for answer in answers} == {403}
    assert {entry.outcome for entry in desk.chain()} == {"denied"}


def test_no_answer_holds_an_id_of_the_platform(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    desk.put(
        "people",
        {
            "pk": f"PERSON#{case.person_id}",
            "sk": "#",
            "page_id": "zalo-quan-mau",
            "unit": "quan-mau",
            "version": 1,
            "session": "{}",
            "reply_until": "2026-03-09T04:00:00.000Z",
        },
    )
    answers: list[Answer] = [desk.call(method, path.format(case.case_id), body) for method, path, body in ROUTES]
    answers.append(desk.call("GET", f"/admin/cases/{case.case_id}"))
    assert [answer.status for answer in answers] == [
        *(200, 200, 200, 202, 409, 201),
        *(201, 400, 400, 200, 200, 409, 200, 200),
        200,
    ]
    for answer in answers:
        assert not [word for word in SECRETIVE if word in answer.text]


def test_the_claims_of_a_test_are_those_of_an_identity_token() -> None:
    assert claims_of("an")["token_use"] == "id"
