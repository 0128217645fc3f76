"""Bad input: refused in a few words, and never a fault."""

import base64
import json
from typing import Any

import pytest

from tests.unit.admin.desk import TestDesk, call_event, claims_of

LONG = "x" * 10_000


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("", 400),
        ("{", 400),
        ("null", 400),
        ("[]", 400),
        ("5", 400),
        ('"x"', 400),
        ("{}", 400),
        ('{"text": null}', 400),
        ('{"text": 5}', 400),
        ('{"text": ["x"]}', 400),
        ('{"text": {"a": 1}}', 400),
        ('{"text": ""}', 400),
        ('{"text": " \\n\\t "}', 400),
        ('{"text": "\\u0000"}', 400),
        (json.dumps({"text": LONG + "x"}), 400),
        (json.dumps({"text": "x" * 1_000_000}), 400),
        ("[" * 100_000, 400),
        ('{"a":' * 100_000, 400),
        ("9" * 5000, 400),
        ("NaN", 400),
        (json.dumps({"text": LONG}), 202),
        (json.dumps({"text": "e\u0302\u0301" * 5000}), 202),
        ('{"text": "a\\u0000b"}', 202),
        ('{"text": "\\ud800"}', 202),
        ('{"text": "a\\udfffb"}', 202),
        ('{"text": "xin chào", "unknown": 1}', 202),
        (json.dumps({"text": "chào 👋"}), 202),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_body_is_taken_or_refused_and_never_a_fault(desk: TestDesk, raw: str, status: int) -> None:
    desk.officer()
    case = desk.case()
    answer = desk.call("POST", f"/admin/cases/{case.case_id}/replies", raw=raw)
    assert answer.status == status, answer.text
    assert not desk.faults
    if status == 400:
        assert set(answer.body) == {"error", "message"}
        assert not desk.replies.calls
        assert len(answer.text) < 300
    else:
        (owed,) = desk.replies.messages
        owed.text.encode()  # whatever came in, what goes out is text that a platform can take
        assert "\0" not in owed.text


@pytest.mark.parametrize(
    "body",
    [
        {"status": "closed"},
        {"reason": "x"},
        {"status": "open", "reason": "x"},
        {"status": "closed", "reason": " "},
        {"status": "closed", "reason": "x" * 501},
        {"status": 1, "reason": 2},
    ],
    ids=str,
)
def test_a_decision_without_a_good_status_and_reason_is_refused(desk: TestDesk, body: Any) -> None:
    desk.officer()
    case = desk.case()
    assert desk.call("POST", f"/admin/cases/{case.case_id}/status", body).status == 400


@pytest.mark.parametrize("case_id", ["\x00", "a\x07b", "\ud800", "..", "%2e%2e", "a b", "x" * 150, "ữ", "CODE#x", "'"])
def test_a_case_id_of_any_kind_is_just_no_case(desk: TestDesk, case_id: str) -> None:
    desk.officer()
    for method, path, body in (("GET", "", None), ("POST", "/status", {"status": "closed", "reason": "x"})):
        assert desk.call(method, f"/admin/cases/{case_id}{path}", body).status == 404
    assert not desk.faults


@pytest.mark.parametrize(
    "raw", ["", "{", "[]", "null", "[" * 100_000, '{"question": "\\ud800"}'], ids=lambda raw: raw[:9]
)
def test_a_body_that_is_put_is_taken_or_refused_and_never_a_fault(desk: TestDesk, raw: str) -> None:
    desk.officer(roles=("editor",))
    answer = desk.call("PUT", "/admin/faq/entries/a", raw=raw)
    assert answer.status == 400
    other = desk.call("PUT", "/admin/faq/entries/a", {}, headers={"content-type": "text/csv"})
    assert other.status == 415
    assert not desk.faults


def test_a_base64_body_is_read_and_a_broken_one_refused(desk: TestDesk) -> None:
    desk.officer()
    case = desk.case()
    event = call_event("POST", f"/admin/cases/{case.case_id}/replies", claims=claims_of("an"))
    good = base64.b64encode(json.dumps({"text": "chào"}).encode()).decode()
    assert desk.hand(event | {"body": good, "isBase64Encoded": True}).status == 202
    assert desk.hand(event | {"body": "%%%", "isBase64Encoded": True}).status == 400
    assert desk.hand(event | {"body": base64.b64encode(b"\xff").decode(), "isBase64Encoded": True}).status == 400


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "é"],
)
def test_a_body_of_another_type_is_refused(desk: TestDesk, kind: str) -> None:
    desk.officer()
    case = desk.case()
    headers = {"content-type": kind}
    answer = desk.call("POST", f"/admin/cases/{case.case_id}/replies", {"text": "x"}, headers=headers)
    assert (answer.status, answer.body["error"]) == (415, "unsupported_type")
    empty = desk.call("POST", f"/admin/cases/{case.case_id}/replies", headers=headers)
    assert empty.status == 415
    assert not desk.faults


def test_an_event_with_only_what_a_gateway_always_sends_is_answered(desk: TestDesk) -> None:
    desk.officer()
    event = call_event("GET", "/admin/cases", claims=claims_of("an"))
    for name in ("queryStringParameters", "rawQueryString", "headers"):
        del event[name]
    assert desk.hand(event).status == 200


@pytest.mark.parametrize(("method", "path"), [("GET", "/admin/nothing"), ("DELETE", "/admin/cases"), ("PUT", "/admin")])
def test_an_unknown_route_is_not_found(desk: TestDesk, method: str, path: str) -> None:
    desk.officer()
    assert desk.call(method, path).body == {"error": "not_found", "message": "no such route"}


def test_a_fault_is_told_to_the_log_and_not_to_the_caller(desk: TestDesk) -> None:
    desk.officer()
    desk.client.delete_table(TableName=desk.tables["content"])
    answer = desk.call("GET", "/admin/me")
    assert (answer.status, answer.body["error"]) == (503, "unavailable")
    assert [type(fault).__name__ for fault in desk.faults] == ["ResourceNotFoundException"]
