"""What officers may see and do, and that every bit of it is accounted for."""

import base64
import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import Citizen, Desk, OfficerAtDesk
from tests.stack.raw_events import page_of
from tests.stack.words import mark_of, unlike_any_other

pytestmark = pytest.mark.stack

UNIT, OTHER_UNIT = "phuong-mau-8", "phuong-mau-9"
CALLS = [
    ("GET", "cases/{case}", None),
    ("POST", "cases/{case}/replies", {"text": "Xin chào"}),
    ("POST", "cases/{case}/status", {"status": "in_progress", "reason": "nhận"}),
]


@pytest.fixture(scope="module")
def reported(desk: Desk) -> tuple[Citizen, dict[str, Any]]:
    """A citizen with a photo, a place and a case in ``UNIT``."""
    citizen, words = desk.citizen(UNIT), unlike_any_other("Quán nhậu lấn vỉa hè")
    citizen.tell("báo tin", words)
    citizen.say(attachments=[{"type": "image"}, {"type": "location", "latitude": "10.1", "longitude": "106.1"}])
    citizen.tell("xong")
    citizen.await_text("đã được chuyển cho cán bộ trực")
    return citizen, desk.officer(UNIT).await_case(mark_of(words))


def called(officer: OfficerAtDesk, method: str, path: str, body: Any) -> httpx.Response:
    return officer.get(path) if method == "GET" else officer.post(path, body)


@pytest.mark.parametrize(("method", "path", "body"), CALLS, ids=["read", "answer", "decide"])
def test_another_units_officer_cannot_tell_a_case_from_a_missing_one(
    desk: Desk, reported: tuple[Citizen, dict[str, Any]], method: str, path: str, body: Any
) -> None:
    case_id = reported[1]["case_id"]
    missing = case_id[:-4] + ("0000" if case_id[-4:] != "0000" else "1111")
    officer = desk.officer(OTHER_UNIT)
    theirs = called(officer, method, path.format(case=case_id), body)
    nobodys = called(officer, method, path.format(case=missing), body)
    assert theirs.status_code == HTTPStatus.NOT_FOUND
    volatile = {"date", "x-amzn-requestid", "apigw-requestid", "x-amz-request-id", "x-amz-id-2"}
    for answer in (theirs, nobodys):
        answer.headers = httpx.Headers({name: one for name, one in answer.headers.items() if name not in volatile})
    assert (theirs.status_code, theirs.content, theirs.headers) == (
        nobodys.status_code,
        nobodys.content,
        nobodys.headers,
    )
    assert not [one for one in officer.cases() if one["unit"] != OTHER_UNIT]


def test_no_answer_carries_a_platforms_id(desk: Desk, reported: tuple[Citizen, dict[str, Any]]) -> None:
    citizen, line = reported
    officer, page = desk.officer(UNIT), page_of(desk, citizen)
    answers = [
        officer.get("me").text,
        officer.get("cases").text,
        officer.get(f"cases/{line['case_id']}").text,
        officer.post(f"cases/{line['case_id']}/replies", {"text": "Đã nhận tin của bà con"}).text,
        officer.get(f"cases/{line['case_id']}").text,
        officer.post(f"cases/{line['case_id']}/status", {"status": "closed", "reason": "xong"}).text,
    ]
    log = desk.http.get(f"{desk.endpoints.simulator}/log").json()["entries"]
    messages = {one["message_id"] for one in log if one.get("user_id") == citizen.user_id and one.get("message_id")}
    assert messages, "the log names the messages of this citizen"
    for text in answers:
        for secret in (citizen.user_id, page["oa_id"], page["app_id"], *messages):
            assert secret not in text


def test_every_read_and_write_is_in_the_audit(desk: Desk, backroom: Backroom) -> None:
    unit = "phuong-mau-10"
    citizen, officer, words = desk.citizen(unit), desk.officer(unit), unlike_any_other("Mất nắp cống")
    citizen.tell("báo tin", words)
    case_id = officer.await_case(mark_of(words))["case_id"]

    def entries() -> list[tuple[str, str, str]]:
        chain = [one for one in backroom.items("audit") if one["pk"] == f"OFFICER#{officer.username}"]
        return [(one["action"], one["target"], one["outcome"]) for one in sorted(chain, key=lambda one: str(one["sk"]))]

    before = len(entries())
    officer.get("me")
    officer.get("cases", status="new")
    officer.get(f"cases/{case_id}")
    officer.post(f"cases/{case_id}/replies", {"text": "Ở đâu ạ?"})
    officer.post(f"cases/{case_id}/status", {"status": "closed", "reason": "đã lắp"})
    officer.post(f"cases/{case_id}/status", {"status": "new", "reason": "không được"})
    officer.get("cases/01HZZZZZZZZZZZZZZZZZZZZZZZ")
    assert [(action, outcome) for action, _, outcome in entries()[before:]] == [
        ("officer.read", "allowed"),
        ("case.list", "allowed"),
        ("case.shown", "allowed"),
        ("case.read", "allowed"),
        ("case.reply", "allowed"),
        ("case.status", "allowed"),
        ("case.status", "refused"),
        ("case.read", "denied"),
    ]
    about = [target for _, target, _ in entries()[before:]]
    assert all(case_id in target for target in about[2:6])


def test_an_access_token_and_garbage_are_not_accepted(desk: Desk) -> None:
    officer = desk.officer(UNIT)
    password = desk.endpoints.password(officer.username) or ""
    tokens = [access_token(desk, officer.username, password), "garbage", officer.token[:-4] + "AAAA"]
    for token in tokens:
        answer = desk.http.get(f"{desk.endpoints.api}/admin/cases", headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == HTTPStatus.UNAUTHORIZED, token[:12]
    assert desk.http.get(f"{desk.endpoints.api}/admin/cases").status_code == HTTPStatus.UNAUTHORIZED


def access_token(desk: Desk, username: str, password: str) -> str:
    """Sign in as the console does, and keep what the console throws away."""
    sign_in, verifier = desk.sign_in, secrets.token_urlsafe(48)
    with httpx.Client(base_url=sign_in.url, timeout=30, trust_env=False) as browser:
        code = sign_in._code(browser, verifier, username, password)
        form = {
            "grant_type": "authorization_code",
            "client_id": sign_in.client_id,
            "redirect_uri": sign_in.redirect_uri,
            "code": code,
            "code_verifier": verifier,
        }
        token: str = browser.post("/oauth2/token", data=form).json()["access_token"]
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["token_use"] == "access"
    return token


@contextmanager
def out_of_service(backroom: Backroom, username: str) -> Iterator[None]:
    """Take an officer out of service for a while."""
    dynamodb = backroom.client("dynamodb")

    def put(*, active: bool) -> None:
        dynamodb.update_item(
            TableName=f"{PREFIX}officers",
            Key={"pk": {"S": f"OFFICER#{username}"}, "sk": {"S": "#"}},
            UpdateExpression="SET active = :active",
            ExpressionAttributeValues={":active": {"BOOL": active}},
        )

    put(active=False)
    try:
        yield
    finally:
        put(active=True)


def test_a_removed_officer_is_refused_at_the_next_request(desk: Desk, backroom: Backroom) -> None:
    officer = desk.officer("phuong-mau-11")
    assert officer.get("cases").status_code == HTTPStatus.OK
    with out_of_service(backroom, officer.username):
        assert officer.get("cases").status_code == HTTPStatus.FORBIDDEN
    assert officer.get("cases").status_code == HTTPStatus.OK


@pytest.mark.parametrize("username", ["auditor", "administrator"])
def test_a_role_without_casework_sees_no_case(desk: Desk, username: str) -> None:
    assert desk.officer_called(username).get("cases").status_code == HTTPStatus.FORBIDDEN


def test_the_district_sees_its_units_and_pages_through_them(
    desk: Desk, reported: tuple[Citizen, dict[str, Any]]
) -> None:
    everywhere = desk.officer_called("supervisor").cases(limit="3")
    assert reported[1]["case_id"] in {one["case_id"] for one in everywhere}
    opened = [one["opened_at"] for one in everywhere]
    assert opened == sorted(opened, reverse=True)
    assert len({one["case_id"] for one in everywhere}) == len(everywhere)


def test_the_api_describes_itself(desk: Desk) -> None:
    document = desk.http.get(f"{desk.endpoints.api}/admin/openapi.json").json()
    assert document["openapi"].startswith("3.")
    described = set(document["paths"])
    assert {"/admin/cases", "/admin/cases/{case_id}", "/admin/cases/{case_id}/replies"} <= described


def test_the_console_is_served_with_a_policy_that_its_pages_keep(desk: Desk) -> None:
    page = desk.http.get(desk.endpoints.console, follow_redirects=True)
    assert page.status_code == HTTPStatus.OK
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "<script>" not in page.text, "the policy would stop a script in the page"
    assert "style=" not in page.text
    for name in ("config.json",):
        config = desk.http.get(str(page.url.join(name))).json()
        assert config["client_id"] == desk.sign_in.client_id
    assert desk.http.get(str(page.url.join("../console/%2e%2e/handler.py"))).status_code == HTTPStatus.NOT_FOUND


def test_a_reply_with_the_same_key_is_sent_once(desk: Desk, backroom: Backroom) -> None:
    citizen, words = desk.citizen(UNIT), unlike_any_other("Nước thải tràn ra đường")
    citizen.tell("báo tin", words)
    case_id = desk.officer(UNIT).await_case(mark_of(words))["case_id"]
    officer = desk.officer(UNIT)
    url = f"{desk.endpoints.api}/admin/cases/{case_id}/replies"
    headers = {"authorization": f"Bearer {officer.token}", "idempotency-key": hashlib.sha256(b"1").hexdigest()}
    answers = [desk.http.post(url, json={"text": "Đã cử người đến."}, headers=headers) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {HTTPStatus.ACCEPTED}
    citizen.await_text("Đã cử người đến.")
    backroom.settle()
    assert len([text for text in citizen.texts() if "Đã cử người đến." in text]) == 1
