"""The API's description of itself."""

import json
from typing import Any

from tests.unit.admin.desk import TestDesk, call_event


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
        ("get", "/admin/health"),
        ("get", "/admin/dead-letters"),
        ("post", "/admin/dead-letters/{queue}/redrive"),
        ("get", "/admin/cases"),
        ("get", "/admin/cases/{case_id}"),
        ("get", "/admin/cases/{case_id}/files/{file_id}/thumb"),
        ("get", "/admin/cases/{case_id}/files/{file_id}/view"),
        ("post", "/admin/cases/{case_id}/files/{file_id}/link"),
        ("post", "/admin/cases/{case_id}/files/{file_id}/original"),
        ("get", "/admin/cases/{case_id}/files/{file_id}/facts"),
        ("get", "/admin/cases/{case_id}/files/{file_id}/custody"),
        ("get", "/admin/cases/{case_id}/files/{file_id}/alike"),
        ("post", "/admin/cases/{case_id}/files/{file_id}/retry"),
        ("post", "/admin/cases/{case_id}/files/{file_id}/keep"),
        ("put", "/admin/cases/{case_id}/hold"),
        ("delete", "/admin/cases/{case_id}/hold"),
        ("post", "/admin/cases/{case_id}/erasure"),
        ("get", "/admin/search"),
        ("get", "/admin/statistics"),
        ("get", "/admin/statistics/export"),
        ("post", "/admin/cases/{case_id}/replies"),
        ("post", "/admin/cases/{case_id}/status"),
        ("post", "/admin/cases/{case_id}/notes"),
        ("post", "/admin/cases/{case_id}/assign"),
        ("post", "/admin/cases/{case_id}/transfer"),
        ("post", "/admin/cases/{case_id}/hand-over"),
        ("get", "/admin/cases/{case_id}/similar"),
        ("post", "/admin/cases/{case_id}/merge"),
        ("post", "/admin/cases/{case_id}/unmerge"),
        ("get", "/admin/cases/{case_id}/reply-templates"),
        ("get", "/admin/cases-sent-away"),
        ("get", "/admin/transfer-units"),
        ("get", "/admin/reply-templates"),
        ("put", "/admin/reply-templates"),
        ("post", "/admin/me/chat-link"),
        ("get", "/admin/faq/entries"),
        ("get", "/admin/faq/entries/{entry_id}"),
        ("put", "/admin/faq/entries/{entry_id}"),
        ("delete", "/admin/faq/entries/{entry_id}"),
        ("get", "/admin/faq/export"),
        ("post", "/admin/faq/import"),
        ("get", "/admin/faq/versions"),
        ("post", "/admin/faq/versions"),
        ("get", "/admin/faq/versions/{version}"),
        ("post", "/admin/faq/rollback"),
        ("get", "/admin/faq/trials"),
        ("post", "/admin/faq/trials"),
        ("delete", "/admin/faq/trials/{trial_id}"),
        ("get", "/admin/faq/todo"),
        ("post", "/admin/faq/todo/resolve"),
        ("get", "/admin/broadcasts"),
        ("post", "/admin/broadcasts"),
        ("get", "/admin/broadcasts/{broadcast_id}"),
        ("put", "/admin/broadcasts/{broadcast_id}"),
        ("post", "/admin/broadcasts/{broadcast_id}/preflight"),
        ("post", "/admin/broadcasts/{broadcast_id}/test"),
        ("post", "/admin/broadcasts/{broadcast_id}/approve"),
        ("post", "/admin/broadcasts/{broadcast_id}/pause"),
        ("post", "/admin/broadcasts/{broadcast_id}/resume"),
        ("post", "/admin/broadcasts/{broadcast_id}/cancel"),
        ("post", "/admin/broadcasts/{broadcast_id}/again"),
        ("post", "/admin/broadcasts/{broadcast_id}/correct"),
        ("get", "/admin/broadcasts/{broadcast_id}/recipients"),
        ("get", "/admin/broadcast-codes/{code}"),
        ("get", "/admin/pages"),
        ("get", "/admin/cards/imports"),
        ("post", "/admin/cards/imports"),
        ("get", "/admin/cards/imports/{import_id}"),
        ("get", "/admin/offices"),
        ("get", "/admin/offices/{office_id}"),
        ("put", "/admin/offices/{office_id}"),
        ("delete", "/admin/offices/{office_id}"),
        ("get", "/admin/counter/{office_id}/{day}"),
        ("get", "/admin/counter/{office_id}/{day}/estimate"),
        ("get", "/admin/counter/{office_id}/{day}/figures"),
        ("post", "/admin/counter/{office_id}/{day}/next"),
        ("post", "/admin/counter/{office_id}/{day}/tickets/{ticket_id}/{action}"),
        ("post", "/admin/counter/{office_id}/{day}/walk-in"),
        ("post", "/admin/counter/{office_id}/{day}/close"),
        ("get", "/admin/topics"),
        ("put", "/admin/topics"),
        ("post", "/admin/people/tags"),
        ("get", "/admin/audit"),
        ("get", "/admin/audit/seen"),
        ("get", "/admin/audit/seen/export"),
        ("get", "/admin/audit/verify"),
        ("get", "/admin/officers"),
        ("post", "/admin/officers"),
        ("put", "/admin/officers/{username}"),
        ("post", "/admin/officers/{username}/leave"),
        ("get", "/admin/units"),
        ("post", "/admin/units"),
        ("put", "/admin/units/{unit}"),
        ("post", "/admin/units/merge"),
        ("post", "/admin/units/split"),
        ("get", "/admin/units/orders/{order_id}"),
        ("post", "/admin/cases/{case_id}/reveal-requests"),
        ("get", "/admin/reveal-requests"),
        ("get", "/admin/reveal-requests/{request_id}"),
        ("post", "/admin/reveal-requests/{request_id}/decision"),
        ("post", "/reveal/{request_id}"),
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
            if "office_id" in path:
                assert {"400", "404"} <= told
            if method in {"post", "put"} and any(word in path for word in ("faq", "broadcast", "office_id")):
                assert {"400", "409", "415"} <= told


def test_the_document_says_how_a_table_is_refused(desk: TestDesk) -> None:
    found = document(desk)
    for path in ("/admin/faq/import", "/admin/faq/trials"):
        refused = found["paths"][path]["post"]["responses"]["400"]["content"]["application/json"]["schema"]
        assert refused == {"$ref": "#/components/schemas/TableProblem"}
    assert "errors" in found["components"]["schemas"]["TableProblem"]["properties"]


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
