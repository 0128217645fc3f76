"""Bad input, the API's description of itself, and the edge of the process."""

import base64
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from functions.admin import handler
from functions.admin.pages import Console
from functions.admin.wiring import Site
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


def document(desk: TestDesk) -> dict[str, Any]:
    """The document as anybody gets it, without a token."""
    answer = desk.hand(call_event("GET", "/admin/openapi.json", claims=None))
    assert answer.status == 200
    found: dict[str, Any] = answer.body
    return found


def test_the_document_describes_every_route_and_every_answer(desk: TestDesk) -> None:
    found = document(desk)
    assert found["openapi"].startswith("3.1")
    assert {(method, path) for path, methods in found["paths"].items() for method in methods} == {
        ("get", "/admin/me"),
        ("get", "/admin/cases"),
        ("get", "/admin/cases/{case_id}"),
        ("post", "/admin/cases/{case_id}/replies"),
        ("post", "/admin/cases/{case_id}/status"),
        ("post", "/admin/me/chat-link"),
    }
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            told = set(operation["responses"])
            assert {"401", "403", "429", "500", "503"} <= told
            assert "422" not in told
            if "case_id" in path:
                assert {"400", "404"} <= told
            if method == "post" and "case_id" in path:
                assert {"409", "415"} <= told


def test_every_reference_of_the_document_leads_somewhere(desk: TestDesk) -> None:
    found = document(desk)
    names = set(found["components"]["schemas"])
    text = json.dumps(found)
    referred = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert referred == names


def test_the_document_asks_for_a_token_on_every_route(desk: TestDesk) -> None:
    found = document(desk)
    assert found["security"] == [{"officer": []}]
    assert found["components"]["securitySchemes"]["officer"]["scheme"] == "bearer"


SIGN_IN = "https://desk.auth.ap-southeast-1.amazoncognito.com"


@pytest.fixture
def site(desk: TestDesk, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The whole function over the desk."""
    site = Site(api=desk.api, console=Console("client-1", SIGN_IN))
    monkeypatch.setattr(handler, "site", lambda: site)
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "DutyDesk")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "admin")
    return site


def get(path: str, *, claims: dict[str, Any] | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """Call the function itself."""
    context = SimpleNamespace(function_name="admin")
    answer: dict[str, Any] = handler.lambda_handler(call_event("GET", path, claims=claims, headers=headers), context)
    return answer


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "path", ["/admin/cases", "/admin/openapi.json", "/console/", "/console/config.json", "/console/x"]
)
def test_every_answer_forbids_framing_sniffing_and_referring(path: str) -> None:
    headers = get(path)["headers"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.usefixtures("site")
def test_no_answer_of_the_api_is_kept_by_a_browser(desk: TestDesk) -> None:
    desk.officer()
    assert get("/admin/cases", claims=claims_of("an"))["headers"]["cache-control"] == "no-store"


@pytest.mark.usefixtures("site")
def test_the_log_names_neither_officer_nor_case(desk: TestDesk, caplog: pytest.LogCaptureFixture) -> None:
    desk.officer()
    case = desk.case()
    get(f"/admin/cases/{case.case_id}", claims=claims_of("an"))
    told = [str(vars(record)) for record in caplog.records if record.message == "answered"]
    assert len(told) == 1
    assert case.case_id not in told[0]
    assert "'an'" not in told[0]


@pytest.mark.usefixtures("site")
def test_the_console_is_served_whole_and_small(site: Site) -> None:
    files = sorted(path for path in site.console.folder.iterdir() if path.is_file())
    assert {"index.html", "app.js", "style.css"} <= {path.name for path in files}
    assert sum(path.stat().st_size for path in files) < 60_000
    for path in files:
        answer = get(f"/console/{path.name}")
        assert answer["statusCode"] == 200
        assert answer["body"] == path.read_text()


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "path", ["/console/../handler.py", "/console/handler.py", "/console/console/index.html", "/console//"]
)
def test_nothing_else_is_served(path: str) -> None:
    assert get(path)["statusCode"] == 404


@pytest.mark.usefixtures("site")
def test_the_console_opens_at_its_folder_and_redirects_to_it() -> None:
    assert get("/console/")["headers"]["content-type"].startswith("text/html")
    redirect = get("/console")
    assert (redirect["statusCode"], redirect["headers"]["location"]) == (302, "console/index.html")


@pytest.mark.usefixtures("site")
def test_a_page_that_the_browser_has_is_not_sent_again() -> None:
    tag = get("/console/app.js")["headers"]["etag"]
    answer = get("/console/app.js", headers={"if-none-match": tag})
    assert (answer["statusCode"], answer["body"]) == (304, "")


@pytest.mark.usefixtures("site")
def test_the_console_learns_where_to_sign_in_and_may_connect_only_there() -> None:
    answer = get("/console/config.json")
    assert json.loads(answer["body"]) == {"client_id": "client-1", "sign_in_url": SIGN_IN, "api": "../admin/"}
    assert f"connect-src 'self' {SIGN_IN};" in answer["headers"]["content-security-policy"]


def test_pages_use_nothing_inline_absolute_or_from_elsewhere() -> None:
    folder = Path(handler.__file__).parent / "console"
    page = (folder / "index.html").read_text()
    for word in ("http:", "https:", "style=", "onclick", "<style", 'src="/', 'href="/'):
        assert word not in page, word
    for script in folder.glob("*.js"):
        text = script.read_text()
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage"):
            assert word not in text, (script.name, word)
