"""Putting a question bank in service: what is asked of the admin API, and what a person reads when it refuses."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from operate import __main__ as command
from operate import bank
from operate.bank import BankRefused, Editor, put_in_service
from operate.stacks import Stack

COUNTS = {"added": 2, "changed": 0, "unchanged": 0, "removed": 0}
BUILT = {"version": "v1", "build": "published", "entries": 2, "reason": ""}
CSV = "id,question,variants,answer,topic\na,Mất thẻ?,,Làm lại.,can-cuoc\n"


@dataclass
class Desk:
    """An admin API that answers as it is told and remembers what it was asked."""

    answers: dict[str, list[httpx.Response]]
    asked: list[tuple[str, str, Any]] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content) if request.content else None
        path = request.url.path.removeprefix("/stage/admin/faq/")
        self.asked.append((request.method, path, body))
        assert request.headers["authorization"] == "Bearer the-token"
        answers = self.answers[path]
        return answers.pop(0) if len(answers) > 1 else answers[0]


def desk(**answers: list[httpx.Response]) -> Desk:
    usual = {
        "import": [httpx.Response(200, json=COUNTS)],
        "versions": [httpx.Response(202, json={"version": "v1", "build": "building"})],
        "versions/v1": [httpx.Response(200, json=BUILT)],
    }
    return Desk(answers=usual | answers)


@pytest.fixture(name="editor")
def _editor(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[httpx.Request], httpx.Response]], Editor]]:
    monkeypatch.setattr(bank, "LOOK_EVERY_S", 0.0)
    opened: list[httpx.Client] = []

    def of(answering: Callable[[httpx.Request], httpx.Response]) -> Editor:
        opened.append(httpx.Client(transport=httpx.MockTransport(answering)))
        return Editor(http=opened[-1], api="http://desk.invalid/stage", token="the-token")

    yield of
    for http in opened:
        http.close()


type Editing = Callable[[Callable[[httpx.Request], httpx.Response]], Editor]


def test_a_bank_is_imported_published_and_awaited(editor: Editing) -> None:
    building = httpx.Response(200, json=BUILT | {"build": "building"})
    api = desk(**{"versions/v1": [building, building, httpx.Response(200, json=BUILT)]})
    assert put_in_service(editor(api), CSV, say=lambda _: None) == BUILT
    assert api.asked == [
        ("POST", "import", {"csv": CSV, "replace": False}),
        ("POST", "versions", {}),
        *[("GET", "versions/v1", None)] * 3,
    ]


def test_replacing_and_overriding_are_passed_on(editor: Editing) -> None:
    api = desk()
    put_in_service(editor(api), CSV, replace=True, override="luật mới", say=lambda _: None)
    assert api.asked[0][2] == {"csv": CSV, "replace": True}
    assert api.asked[1][2] == {"override": "luật mới"}


def test_each_fault_of_a_file_is_named_by_its_line(editor: Editing) -> None:
    errors = [{"line": n, "column": "answer", "message": "is missing"} for n in range(2, 32)]
    refusal = httpx.Response(400, json={"error": "rejected_input", "message": "30 faults", "errors": errors})
    api = desk(**{"import": [refusal]})
    with pytest.raises(BankRefused) as refused:
        put_in_service(editor(api), CSV, say=lambda _: None)
    lines = str(refused.value).splitlines()
    assert lines[0] == "the desk answered 400 Bad Request: 30 faults"
    assert lines[1:3] == ["  line 2, answer: is missing", "  line 3, answer: is missing"]
    assert lines[-1] == "  and 10 more"
    assert [path for _, path, _ in api.asked] == ["import"], "nothing is published of a file that was refused"


@pytest.mark.parametrize("build", ["refused", "failed"])
def test_a_version_that_does_not_serve_is_an_error_with_its_reason(editor: Editing, build: str) -> None:
    api = desk(**{"versions/v1": [httpx.Response(200, json=BUILT | {"build": build, "reason": "kém hơn"})]})
    with pytest.raises(BankRefused, match=f"version v1 was {build}: kém hơn"):
        put_in_service(editor(api), CSV, say=lambda _: None)


def test_a_version_that_is_never_built_is_given_up(editor: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bank, "PATIENCE_S", 0.01)
    api = desk(**{"versions/v1": [httpx.Response(200, json=BUILT | {"build": "building"})]})
    with pytest.raises(BankRefused, match="not built within"):
        put_in_service(editor(api), CSV, say=lambda _: None)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(httpx.Response(403, json={"error": "forbidden", "message": "no role of yours"}), id="forbidden"),
        pytest.param(httpx.Response(502, text="<html>"), id="not JSON"),
        pytest.param(httpx.Response(401, json=["?"]), id="another shape"),
    ],
)
def test_any_refusal_is_told_by_its_status(editor: Editing, answer: httpx.Response) -> None:
    with pytest.raises(BankRefused, match=f"the desk answered {answer.status_code} "):
        put_in_service(editor(desk(**{"import": [answer]})), CSV, say=lambda _: None)


def test_a_desk_that_cannot_be_reached_is_told_without_the_token(editor: Editing) -> None:
    def unreachable(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    with pytest.raises(BankRefused, match="the desk did not answer: ConnectError") as refused:
        put_in_service(editor(unreachable), CSV, say=lambda _: None)
    assert "the-token" not in str(refused.value) + repr(editor(unreachable))


def test_a_file_that_is_not_text_is_refused_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "reach", lambda _name: object.__new__(Stack))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    (tmp_path / "bank.xlsx").write_bytes(b"PK\x03\x04\xff\xfe")
    assert command.main(["bank", str(tmp_path / "bank.xlsx")]) == 1
    assert "cannot be read: UnicodeDecodeError" in capsys.readouterr().err
