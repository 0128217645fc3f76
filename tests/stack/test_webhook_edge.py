"""The webhook's door: what gets in, what does not, and what is quietly counted."""

import base64
import json
from http import HTTPStatus
from typing import Any

import pytest

from tests.stack.backroom import Backroom
from tests.stack.desk import Desk
from tests.stack.raw_events import message_event, message_id, page_of, post, text_event
from tests.stack.words import unlike_any_other

pytestmark = pytest.mark.stack

UNIT = "doi-csgt"
LONGEST_REASON = 80


def test_the_consoles_unsigned_probe_is_welcome(desk: Desk) -> None:
    assert post(desk, raw="{}", signature="none")["status"] == HTTPStatus.OK
    assert desk.http.get(f"{desk.endpoints.api}/webhooks/zalo").status_code == HTTPStatus.OK


@pytest.mark.parametrize("signature", ["none", "wrong"])
def test_anything_else_unsigned_is_refused_and_changes_nothing(desk: Desk, backroom: Backroom, signature: str) -> None:
    citizen = desk.citizen(UNIT)
    event = text_event(desk, citizen, "báo tin: giả mạo")
    assert post(desk, body=event, signature=signature)["status"] == HTTPStatus.UNAUTHORIZED
    backroom.settle()
    assert backroom.evidence([citizen]).headers(backroom.person_id(citizen)) == []


def test_a_signature_of_other_bytes_is_refused(desk: Desk) -> None:
    citizen = desk.citizen(UNIT)
    body = json.dumps(text_event(desk, citizen, "báo tin: một"), separators=(",", ":"))
    respaced = body.replace(",", ", ", 1)
    log_header = {"X-ZEvent-Signature": "mac=" + "0" * 64}
    assert post(desk, raw=respaced, headers=log_header)["status"] == HTTPStatus.UNAUTHORIZED
    assert post(desk, raw=respaced)["status"] == HTTPStatus.OK, "signed over these very bytes"


def test_an_app_without_a_secret_is_refused(desk: Desk) -> None:
    citizen = desk.citizen(UNIT)
    event = text_event(desk, citizen, "báo tin: x") | {"app_id": "1999999999999999999"}
    assert post(desk, body=event, signature="none")["status"] == HTTPStatus.UNAUTHORIZED


HOSTILE: dict[str, tuple[dict[str, Any], HTTPStatus]] = {
    "a number for a text": ({"message": {"text": 5, "msg_id": "n1"}}, HTTPStatus.OK),
    "a list for a text": ({"message": {"text": ["x"], "msg_id": "n2"}}, HTTPStatus.BAD_REQUEST),
    "an object for a text": ({"message": {"text": {"a": 1}, "msg_id": "n3"}}, HTTPStatus.BAD_REQUEST),
    "a true for a text": ({"message": {"text": True, "msg_id": "n4"}}, HTTPStatus.BAD_REQUEST),
    "no message": ({"message": None}, HTTPStatus.BAD_REQUEST),
    "a text for a message": ({"message": "x"}, HTTPStatus.BAD_REQUEST),
    "no sender": ({"sender": None}, HTTPStatus.BAD_REQUEST),
    "a list for a sender": ({"sender": []}, HTTPStatus.BAD_REQUEST),
    "an empty id": ({"sender": {"id": ""}}, HTTPStatus.BAD_REQUEST),
    "an id with a NUL": ({"sender": {"id": "1\0"}}, HTTPStatus.BAD_REQUEST),
    "an id of 2000 digits": ({"sender": {"id": "9" * 2000}}, HTTPStatus.BAD_REQUEST),
    "a list for an event name": ({"event_name": ["user_send_text"]}, HTTPStatus.BAD_REQUEST),
    "no event name": ({"event_name": None}, HTTPStatus.BAD_REQUEST),
    "attachments that are none": ({"message": {"msg_id": "n5", "attachments": "x"}}, HTTPStatus.BAD_REQUEST),
    "attachments of numbers": ({"message": {"msg_id": "n6", "attachments": [1]}}, HTTPStatus.BAD_REQUEST),
    "a time that is none": ({"timestamp": "yesterday"}, HTTPStatus.OK),
    "a time far away": ({"timestamp": "99999999999999999999999"}, HTTPStatus.OK),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_wrong_types_are_a_4xx_or_taken_but_never_a_fault(desk: Desk, name: str) -> None:
    citizen = desk.citizen(UNIT)
    change, status = HOSTILE[name]
    event = text_event(desk, citizen, "xin chào") | change
    assert post(desk, body=event)["status"] == status


@pytest.mark.parametrize(
    "raw", ["[]", "null", '"x"', "{", "x" * 100, '{"a":' * 2000, '{"app_id":1e400}'], ids=lambda raw: raw[:12]
)
def test_what_is_no_event_gets_a_short_reason_without_detail(desk: Desk, raw: str) -> None:
    answer = desk.http.post(f"{desk.endpoints.api}/webhooks/zalo", content=raw)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert len(answer.text) <= LONGEST_REASON
    assert "Traceback" not in answer.text


def test_bytes_that_are_no_text_are_refused(desk: Desk) -> None:
    raw = base64.b64encode(b'\xff\xfe{"app_id":"1"}').decode()
    assert post(desk, raw_base64=raw, signature="none")["status"] in {400, 401}


def test_nul_surrogates_and_a_megabyte_reach_the_officer_made_safe(desk: Desk, backroom: Backroom) -> None:
    citizen, officer = desk.citizen(UNIT), desk.officer(UNIT)
    citizen.follow()
    words = unlike_any_other("Đua xe đêm")
    texts = [f"báo tin: {words}", "một\0hai", "ba\ud800bốn", "năm " * 262_144]
    assert len(texts[3].encode()) >= 1 << 20
    for text in texts:
        assert post(desk, body=text_event(desk, citizen, text))["status"] == HTTPStatus.OK
    case_id = officer.await_case(words)["case_id"]
    backroom.settle()
    got = [message["text"] for message in officer.case(case_id)["messages"]]
    assert got[1:3] == ["mộthai", "ba\ufffdbốn"]
    assert got[3].startswith("năm năm ")
    assert len(got[3]) < 21_000
    told = backroom.told(citizen, UNIT, f"báo tin: {words}", "mộthai", "ba\ufffdbốn", got[3])
    assert backroom.broken_promises([citizen], [told]) == []


OURS: dict[str, tuple[str, dict[str, Any]]] = {
    "our own text": ("oa_send_text", {"text": "báo tin: lừa"}),
    "our own picture": ("oa_send_image", {"text": "báo tin: lừa"}),
    "received": ("user_received_message", {}),
    "seen": ("user_seen_message", {"msg_ids": ["a", "b"]}),
    "a reaction": ("user_reacted_message", {"react_icon": "heart"}),
    "a call": ("oa_call_user", {}),
    "not of today": ("user_dreams", {"text": "báo tin: lừa"}),
}


@pytest.mark.parametrize("name", OURS)
def test_echoes_receipts_and_unused_events_are_200_and_nobodys_tip(desk: Desk, backroom: Backroom, name: str) -> None:
    citizen = desk.citizen(UNIT)
    event_name, message = OURS[name]
    event = message_event(desk, citizen, event_name, message | {"msg_id": message_id()})
    assert post(desk, body=event)["status"] == HTTPStatus.OK
    backroom.settle()
    evidence = backroom.evidence([citizen])
    assert evidence.headers(backroom.person_id(citizen)) == []
    assert citizen.inbox() == []


def test_ids_stay_text_end_to_end(desk: Desk, backroom: Backroom) -> None:
    """Page ids do not fit into a double: one that went through a float would be another page's."""
    citizen = desk.citizen(UNIT)
    page = page_of(desk, citizen)
    assert float(page["oa_id"]) != int(page["oa_id"])
    citizen.tell("báo tin")
    citizen.await_text("việc gì")
    (identity,) = (one for one in backroom.items("identities") if one.get("user_id") == citizen.user_id)
    assert identity["oa_id"] == page["oa_id"]
    assert identity["pk"] == f"PERSON#{backroom.person_id(citizen)}"
