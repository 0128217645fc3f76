"""An identity is told once, to the officer who asked, after another person of the unit agreed."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dutydesk.clock import iso
from dutydesk.stores.cases import case_item
from dutydesk.stores.items import to_item
from dutydesk.stores.reveals import RevealRequest
from functions.admin.reveals.document import OUTSIDE
from functions.reveal import handler
from tests.unit.admin.desk import OA, PLATFORM_USER, call_event
from tests.unit.reveal.counter import PERSON, UNIT, Counter


def test_the_officer_who_asked_learns_it_after_a_supervisor_agreed(counter: Counter) -> None:
    counter.staff()
    case = counter.case()
    request_id = counter.agreed(case)

    answer = counter.use(request_id)

    assert answer.status == 200
    assert answer.body == {
        "request_id": request_id,
        "case_id": case.case_id,
        "platform": "zalo",
        "page_id": "zalo-quan-mau",
        "user_id": PLATFORM_USER,
    }
    assert answer.headers["cache-control"] == "no-store"
    assert counter.stored(request_id).used_at == iso(counter.desk.clock())
    assert counter.counts.count("IdentityRevealed") == 1


def test_what_it_answers_is_what_the_document_says(counter: Counter) -> None:
    counter.staff()
    told = counter.use(counter.agreed()).body
    described = OUTSIDE["/reveal/{request_id}"]["post"]["responses"]
    assert set(told) == set(described["200"]["content"]["application/json"]["schema"]["required"])
    assert OA not in json.dumps(told)


def test_it_is_accounted_for_in_the_askers_chain_with_case_and_request(counter: Counter) -> None:
    counter.staff()
    case = counter.case()
    request_id = counter.agreed(case)
    counter.use(request_id)
    entry = counter.desk.chain("an")[-1]
    assert (entry.action, entry.outcome) == ("identity.reveal", "allowed")
    assert entry.target == f"case {case.case_id} request {request_id}"
    assert entry.source_ip == "192.0.2.7"
    assert PLATFORM_USER not in json.dumps(counter.desk.items("audit"))


def test_a_second_use_is_gone(counter: Counter) -> None:
    counter.staff()
    request_id = counter.agreed()
    counter.use(request_id)
    again = counter.use(request_id)
    assert (again.status, again.body["error"]) == (410, "gone")
    assert PLATFORM_USER not in again.text
    assert counter.outcomes()[-1] == ("identity.reveal", "refused")


def test_after_a_day_it_is_gone_and_until_then_it_is_not(counter: Counter) -> None:
    counter.staff()
    early, late = counter.agreed(), counter.agreed()
    counter.desk.clock.advance(hours=24, milliseconds=-1)
    assert counter.use(early).status == 200
    counter.desk.clock.advance(milliseconds=1)
    assert counter.use(late).status == 410


def test_without_a_second_word_nothing_is_told(counter: Counter) -> None:
    counter.staff()
    request_id = counter.asked()
    assert counter.use(request_id).status == 409
    counter.decide(request_id, word="refuse")
    assert counter.use(request_id).status == 409
    assert counter.outcomes()[-2:] == [("identity.reveal", "refused")] * 2


@pytest.mark.parametrize("username", ["chi", "binh", "xa"])
def test_nobody_but_the_asker_uses_it_and_the_answer_is_that_for_a_missing_one(counter: Counter, username: str) -> None:
    counter.staff()
    counter.desk.officer("binh")
    counter.desk.officer("xa", roles=("supervisor",), units=("phuong-mau-1",))
    request_id = counter.agreed()
    there, missing = counter.use(request_id, username), counter.use("0" * 26, username)
    assert (there.status, there.text, there.headers) == (missing.status, missing.text, missing.headers)
    assert there.status == 404
    assert counter.outcomes(username)[-2:] == [("identity.reveal", "denied")] * 2
    assert counter.use(request_id).status == 200


@pytest.mark.parametrize("request_id", ["", "x", "01hzzzzzzzzzzzzzzzzzzzzzzz", "A" * 300, "REVEAL#1"])
def test_what_is_no_request_id_is_answered_like_a_missing_one(counter: Counter, request_id: str) -> None:
    counter.staff()
    assert counter.use(request_id).status == 404
    assert counter.desk.chain("an")[-1].target == "request ?"


@pytest.mark.parametrize(
    "changes",
    [{"token_use": "access"}, {"aud": "another-client"}, {"cognito:username": None}, {"cognito:username": "an\x00"}],
    ids=str,
)
def test_a_token_that_is_not_our_identity_token_learns_nothing(counter: Counter, changes: dict[str, Any]) -> None:
    counter.staff()
    answer = counter.use(counter.agreed(), claims=changes)
    assert (answer.status, answer.body["error"]) == (401, "unauthenticated")


def test_a_call_without_claims_is_refused(counter: Counter) -> None:
    counter.staff()
    event = call_event("POST", f"/reveal/{counter.agreed()}", claims=None)
    assert counter.hand(event | {"pathParameters": None}).status == 401


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"active": False}, 403),
        ({"roles": ()}, 403),
        ({"roles": ("auditor", "administrator", "editor")}, 403),
        ({"units": ("phuong-mau-1",)}, 404),
        ({"units": ()}, 404),
    ],
    ids=["removed", "no role", "roles without casework", "moved", "no unit"],
)
def test_an_asker_changed_a_second_ago_learns_nothing(counter: Counter, change: dict[str, Any], status: int) -> None:
    counter.staff()
    request_id = counter.agreed()
    counter.desk.officer("an", **change)
    answer = counter.use(request_id)
    assert answer.status == status
    assert counter.outcomes()[-1] == ("identity.reveal", "denied")
    assert not counter.stored(request_id).used_at


@pytest.mark.parametrize(
    "change",
    [
        {"roles": ("supervisor",), "active": False},
        {"roles": ("officer",)},
        {"roles": ("supervisor",), "units": ("phuong-mau-1",)},
    ],
    ids=["removed", "no supervisor any more", "moved"],
)
def test_the_word_of_a_supervisor_changed_a_second_ago_holds_no_more(counter: Counter, change: dict[str, Any]) -> None:
    counter.staff()
    request_id = counter.agreed()
    counter.desk.officer("chi", **change)
    assert counter.use(request_id).status == 409
    assert not counter.stored(request_id).used_at


def test_a_case_that_went_to_another_unit_takes_its_requests_away(counter: Counter) -> None:
    counter.staff()
    case = counter.case()
    request_id = counter.agreed(case)
    counter.desk.put_raw("cases", case_item(replace(case, unit="phuong-mau-1")))
    assert counter.use(request_id).status == 404


def test_somebody_whom_the_platform_took_away_costs_no_use(counter: Counter) -> None:
    counter.staff()
    request_id = counter.agreed()
    key = {"pk": {"S": f"PERSON#{PERSON}"}, "sk": {"S": "#"}}
    counter.desk.client.delete_item(TableName=counter.desk.tables["identities"], Key=key)
    assert counter.use(request_id).status == 409
    assert not counter.stored(request_id).used_at


@pytest.mark.parametrize(
    "forged",
    [
        {"decided_by": "an"},
        {"decided_by": "binh"},
        {"decided_by": "xa"},
        {"decided_by": "nobody"},
        {"decided_by": ""},
        {"approved": False},
        {"person_id": "p" + "1" * 32},
        {"case_id": "01HZZZZZZZZZZZZZZZZZZZZZZZ"},
        {"unit": "phuong-mau-1"},
        {"opened_key": "2026-01-01T00:00:00.000Z#x"},
        {"asked_by": "binh"},
    ],
    ids=str,
)
def test_whatever_else_admin_may_have_written_tells_nothing(counter: Counter, forged: dict[str, Any]) -> None:
    """As if admin were taken over: the request is written without anybody's word."""
    counter.staff()
    counter.desk.officer("an", roles=("officer", "supervisor"), units=(UNIT, "phuong-mau-1"))
    counter.desk.officer("binh")
    counter.desk.officer("xa", roles=("supervisor",), units=("phuong-mau-2",))
    counter.case("phuong-mau-1", person_id="p" + "1" * 32, user_id="1" * 19)
    _write(counter, replace(counter.stored(counter.agreed()), **forged))
    answer = counter.use(_only(counter))
    assert answer.status in (404, 409)
    assert "user_id" not in answer.body


def test_nothing_of_it_is_logged(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    counter.staff()
    request_id = counter.agreed()
    log = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", log)
    assert counter.use(request_id).status == 200
    assert counter.use(request_id).status == 410
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [(line["message"], line["status"]) for line in lines] == [("answered", 200), ("answered", 410)]
    assert not [word for word in (PLATFORM_USER, OA, PERSON, request_id, "Cần xác minh") if word in log.getvalue()]


def test_a_request_and_what_it_tells_show_no_words_and_nobody_when_printed(counter: Counter) -> None:
    counter.staff()
    request = counter.stored(counter.agreed())
    assert request.reason not in repr(request)
    assert request.person_id not in repr(request)


def test_requests_stay(counter: Counter) -> None:
    counter.staff()
    request_id = counter.agreed()
    counter.use(request_id)
    (item,) = counter.desk.items("reveals")
    assert "expires_at" not in item
    assert item["valid_until"] == iso(counter.desk.clock() + timedelta(hours=24))


def _write(counter: Counter, request: RevealRequest) -> None:
    plain = {name: getattr(request, name) for name in RevealRequest.__slots__}
    item = to_item(plain | {"pk": f"REVEAL#{request.request_id}", "sk": "#", "schema": 1})
    counter.desk.put_raw("reveals", item)


def _only(counter: Counter) -> str:
    (item,) = counter.desk.items("reveals")
    return str(item["request_id"])
