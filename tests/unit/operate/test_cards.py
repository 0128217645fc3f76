"""Bringing a list of cards: what is asked of the admin API and the bucket, and what a person reads when it refuses."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from local.cards import sample
from operate import __main__ as command
from operate import cards
from operate.cards import Bringer, CardsRefused, bring
from operate.stacks import Stack

FORM = {"id": "01", "url": "http://bucket.invalid/", "fields": {"key": "uploads/quan-mau/01.csv"}, "expires_at": ""}
COUNTS = {"rows": 3, "added": 2, "changed": 1, "unchanged": 0}
SHOWN = {"id": "01", "state": "shown", "errors": [], "error_count": 0, "reason": ""} | COUNTS
DATA = sample(3)


@dataclass
class Desk:
    """An admin API and a bucket; ``states`` are what it says of the import, one after the other."""

    states: list[dict[str, Any]] = field(default_factory=lambda: [SHOWN])
    begun: httpx.Response = field(default_factory=lambda: httpx.Response(201, json=FORM))
    stored: httpx.Response = field(default_factory=lambda: httpx.Response(204))
    asked: list[Any] = field(default_factory=list)
    uploads: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "bucket.invalid":
            self.uploads.append(request)
            return self.stored
        assert request.headers["authorization"] == "Bearer the-token"
        assert request.url.path.startswith("/stage/admin/cards/imports")
        if request.method == "POST":
            self.asked.append(json.loads(request.content))
            return self.begun
        return httpx.Response(200, json=self.states.pop(0) if len(self.states) > 1 else self.states[0])


type Opening = Callable[[Callable[[httpx.Request], httpx.Response]], Bringer]


@pytest.fixture(name="officer")
def _officer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opening]:
    monkeypatch.setattr(cards, "LOOK_EVERY_S", 0.0)
    opened: list[httpx.Client] = []

    def of(answering: Callable[[httpx.Request], httpx.Response]) -> Bringer:
        opened.append(httpx.Client(transport=httpx.MockTransport(answering)))
        return Bringer(http=opened[-1], api="http://desk.invalid/stage", token="the-token")

    yield of
    for http in opened:
        http.close()


def quiet(_: str) -> None:
    """Say nothing."""


def test_a_list_is_announced_uploaded_and_awaited(officer: Opening) -> None:
    desk = Desk(states=[SHOWN | {"state": state} for state in ("awaiting", "checking", "writing")] + [SHOWN])
    assert bring(officer(desk), DATA, unit="quan-mau", file_name="mau.csv", say=quiet) == SHOWN
    assert desk.asked == [{"size_bytes": len(DATA), "unit": "quan-mau", "file_name": "mau.csv"}]
    (upload,) = desk.uploads
    assert DATA in upload.content
    assert FORM["fields"]["key"].encode() in upload.content  # type: ignore[index]  # a dictionary of the form above
    assert upload.content.index(b'name="key"') < upload.content.index(b'name="file"'), "the file comes last"


def test_the_officer_s_token_stays_with_the_desk(officer: Opening) -> None:
    desk = Desk()
    bring(officer(desk), DATA, say=quiet)
    assert "authorization" not in desk.uploads[0].headers


def test_each_fault_is_named_by_its_line_and_many_are_counted(officer: Opening) -> None:
    faults = [{"line": line, "column": "status", "message": "sai / wrong"} for line in range(2, 42)]
    found = SHOWN | {"state": "refused", "errors": faults, "error_count": 300}
    with pytest.raises(CardsRefused) as refused:
        bring(officer(Desk(states=[found])), DATA, say=quiet)
    lines = str(refused.value).splitlines()
    assert lines[0] == "import 01 was refused"
    assert lines[1] == "  line 2, status: sai / wrong"
    assert lines[-1] == "  and 280 more"
    assert len(lines) == 1 + cards.MOST_FAULTS_SHOWN + 1


@pytest.mark.parametrize(
    ("desk", "why"),
    [
        (Desk(begun=httpx.Response(403)), "the desk answered 403 Forbidden"),
        (Desk(stored=httpx.Response(403)), "the upload was refused with 403"),
        (Desk(states=[SHOWN | {"state": "failed", "reason": "vì sao / why"}]), "was failed: vì sao / why"),
    ],
    ids=["no role", "another file", "failed"],
)
def test_a_refusal_says_who_refused(officer: Opening, desk: Desk, why: str) -> None:
    with pytest.raises(CardsRefused, match=why):
        bring(officer(desk), DATA, say=quiet)


def test_what_is_not_shown_in_time_goes_on_without_us(officer: Opening) -> None:
    desk = Desk(states=[SHOWN | {"state": "writing"}])
    with pytest.raises(CardsRefused, match="is still writing; the desk goes on with it"):
        bring(officer(desk), DATA, patience_s=0, say=quiet)


def test_a_desk_that_does_not_answer_is_named_without_an_address(officer: Opening) -> None:
    def down(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(str(request.url))

    with pytest.raises(CardsRefused, match=r"^the desk did not answer: ConnectError$"):
        bring(officer(down), DATA, say=quiet)


def test_the_command_brings_a_file_and_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, client = Desk(), httpx.Client
    monkeypatch.setattr(httpx, "Client", lambda **_: client(transport=httpx.MockTransport(desk)))
    outputs = {"api_url": "http://desk.invalid/stage"}
    monkeypatch.setattr(command, "reach", lambda name: Stack(name=name, outputs=outputs, session=None))  # type: ignore[arg-type]  # nothing of AWS is asked
    monkeypatch.setattr("sys.stdin", io.StringIO("the-token\n"))
    file = tmp_path / "mau.csv"
    file.write_bytes(DATA)
    assert command.main(["cards", str(file), "--unit", "quan-mau"]) == 0
    assert "3 rows, 2 added, 1 changed, 0 unchanged" in capsys.readouterr().out
    assert desk.asked[0]["file_name"] == "mau.csv"


def test_a_file_that_is_not_there_is_refused_in_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "reach", lambda name: Stack(name=name, outputs={}, session=None))  # type: ignore[arg-type]  # nothing of AWS is asked
    assert command.main(["cards", str(tmp_path / "none.csv")]) == 1
    assert "cannot be read" in capsys.readouterr().err
