"""What is another unit's does not exist: by id, cursor, search, figures, export, merging; and every try is known."""

import base64
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from dutydesk.clock import iso
from functions.admin.matrix import Role
from tests.stack.backroom import Backroom
from tests.stack.desk import Desk, OfficerAtDesk
from tests.stack.exhibits import await_files
from tests.stack.newcomers import Newcomers, newcomers_of
from tests.stack.words import mark_of, unlike_any_other

pytestmark = pytest.mark.stack

OURS, THEIRS = "phuong-mau-1", "phuong-mau-3"
"""Theirs has a counter; ours is who tries."""
TODAY = f"{datetime.now(UTC) + timedelta(hours=7):%Y-%m-%d}"
REASON = {"reason": "thử sang đơn vị khác"}
NOT_THERE = {
    "case": "01HZZZZZZZZZZZZZZZZZZZZZZZ",
    "file": "01HZZZZZZZZZZZZZZZZZZZZZZZ",
    "request": "01HZZZZZZZZZZZZZZZZZZZZZZZ",
    "broadcast": "01HZZZZZZZZZZZZZZZZZZZZZZZ",
    "import": "01HZZZZZZZZZZZZZZZZZZZZZZZ",
    "office": "khong-co",
    "officer": "khong-co",
    "unit": "khong-co",
}
DRAFT = {"title": "Thử", "text": "Thử một tin.", "audience": {"units": [THEIRS]}, "revision": 1}
STEPS = ("preflight", "pause", "resume", "cancel", "again")


@dataclass(frozen=True, slots=True)
class Try:
    """A call about something that is named in braces; ``answer`` is what it gets, ``deed`` what the audit says."""

    method: str
    path: str
    deed: str
    body: Mapping[str, Any] | None = None
    answer: int = HTTPStatus.NOT_FOUND

    def about(self, names: Mapping[str, str]) -> tuple[str, str, Any]:
        """Fill in what it is about."""
        body = json.loads(_filled(json.dumps(self.body), names)) if self.body is not None else None
        return self.method, _filled(self.path, names), body


def _filled(text: str, names: Mapping[str, str]) -> str:
    for name, given in names.items():
        text = text.replace(f"<{name}>", given)
    return text


CASES = (
    Try("GET", "cases/<case>", "case.read"),
    Try("GET", "cases/<case>?before=2030-01-01T00:00:00.000Z", "case.read"),
    Try("POST", "cases/<case>/replies", "case.reply", {"text": "Xin chào"}),
    Try("POST", "cases/<case>/status", "case.status", REASON | {"status": "closed"}),
    Try("POST", "cases/<case>/notes", "case.note", {"text": "thử"}),
    Try("POST", "cases/<case>/assign", "case.assign", REASON | {"officer": ""}),
    Try("POST", "cases/<case>/transfer", "case.transfer", REASON | {"unit": OURS}),
    Try("POST", "cases/<case>/hand-over", "case.hand_over", REASON | {"agency": "court"}),
    Try("GET", "cases/<case>/similar", "case.similar"),
    Try("POST", "cases/<case>/merge", "case.merge", REASON | {"into": "<own>"}),
    Try("POST", "cases/<own>/merge", "case.merge", REASON | {"into": "<case>"}),
    Try("POST", "cases/<case>/unmerge", "case.merge", REASON),
    Try("GET", "cases/<case>/reply-templates", "case.read"),
    Try("POST", "cases/<case>/reveal-requests", "reveal.ask", {"basis": "consent", "reason": "một lý do dài, để thử"}),
)
FILE_CALLS = (
    ("GET", "thumb", "thumb"),
    ("GET", "view", "view"),
    ("POST", "link", "download"),
    ("POST", "original", "original"),
    ("GET", "facts", "facts"),
    ("GET", "custody", "custody"),
    ("GET", "alike", "alike"),
    ("POST", "retry", "retry"),
    ("POST", "keep", "keep"),
)
EVIDENCE = (
    *(
        Try(method, f"cases/<{case}>/files/<file>/{what}", f"file.{deed}", {} if method == "POST" else None)
        for case in ("case", "own")
        for method, what, deed in FILE_CALLS
    ),
    Try("PUT", "cases/<case>/hold", "case.hold", REASON),
    Try("DELETE", "cases/<case>/hold", "case.release", REASON),
    Try("POST", "cases/<case>/erasure", "case.erase", REASON),
)
OTHERS = (
    Try("GET", "reveal-requests/<request>", "reveal.read"),
    Try("POST", "reveal-requests/<request>/decision", "reveal.decide", {"decision": "approve"}),
    Try("POST", "../reveal/<request>", "identity.reveal"),
    Try("GET", "broadcasts/<broadcast>", "broadcast.read"),
    Try("GET", "broadcasts/<broadcast>/recipients", "broadcast.read"),
    Try("PUT", "broadcasts/<broadcast>", "broadcast.edit", DRAFT),
    *(
        Try("POST", f"broadcasts/<broadcast>/{step}", f"broadcast.{deed}")
        for step, deed in zip(STEPS, ("try", "pause", "resume", "cancel", "edit"), strict=True)
    ),
    Try("POST", "broadcasts/<broadcast>/test", "broadcast.try", {"officers": ["supervisor"]}),
    Try("POST", "broadcasts/<broadcast>/approve", "broadcast.approve", {"revision": 1}),
    Try("POST", "broadcasts/<broadcast>/correct", "broadcast.edit", {"text": "Thử"}),
    Try("GET", "cards/imports/<import>", "cards.read"),
    Try("GET", "offices/<office>", "office.read"),
    Try("DELETE", "offices/<office>?revision=1", "office.edit"),
    Try("GET", "counter/<office>/<day>", "counter.read"),
    Try("GET", "counter/<office>/<day>/estimate", "counter.read"),
    Try("GET", "counter/<office>/<day>/figures", "counter.read"),
    Try("POST", "counter/<office>/<day>/next", "counter.next", {"desk": "1"}),
    Try("POST", "counter/<office>/<day>/walk-in", "counter.walk_in", {"service": "can-cuoc"}),
    Try("POST", "counter/<office>/<day>/close", "counter.close", REASON),
    Try("GET", "audit?officer=<officer>", "audit.read"),
    Try("GET", "audit/seen?officer=<officer>&since=2026-01-01T00:00Z&until=2040-01-01T00:00Z", "audit.seen"),
    Try("GET", "audit/seen/export?officer=<officer>&since=2026-01-01T00:00Z&until=2040-01-01T00:00Z", "audit.seen"),
    Try("POST", "officers/<officer>/leave", "staff.leave", REASON),
    Try("PUT", "officers/<officer>", "staff.edit", {"display": "A", "roles": ["officer"], "units": [OURS]}),
    Try("PUT", "units/<unit>", "unit.edit", {"name": "Thử"}),
    Try("POST", "units", "unit.edit", {"unit": "thu-moi", "name": "Thử", "parent": "<unit>"}),
    Try("POST", "units/merge", "unit.regroup", REASON | {"from": ["<unit>"], "into": OURS}),
    Try("POST", "units/merge", "unit.regroup", REASON | {"from": [OURS], "into": "<unit>"}),
    Try("POST", "units/split", "unit.regroup", REASON | {"unit": "<unit>", "into": OURS, "pages": ["p"]}),
    Try("PUT", "topics", "topic.edit", {"topics": [], "revision": 0, "unit": "<unit>"}, HTTPStatus.FORBIDDEN),
    Try(
        "PUT",
        "reply-templates",
        "phrase.edit",
        {"templates": [], "revision": 0, "unit": "<unit>"},
        HTTPStatus.FORBIDDEN,
    ),
)
TRIES = (*CASES, *EVIDENCE, *OTHERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Two units next to each other: an officer of each with every role, and what is theirs."""

    ours: OfficerAtDesk
    theirs: OfficerAtDesk
    names: Mapping[str, str]
    mark: str
    receipt: str


@pytest.fixture(scope="module")
def newcomers(desk: Desk, backroom: Backroom) -> Iterator[Newcomers]:
    """Officers of this module."""
    with newcomers_of(desk, backroom) as found:
        yield found


@pytest.fixture(scope="module")
def scene(desk: Desk, newcomers: Newcomers) -> Scene:
    """Something of everything that a unit can own, in theirs; a case in ours."""
    ours, theirs = (newcomers.enter(*Role, units=(unit,)) for unit in (OURS, THEIRS))
    own, _ = _reported(desk, OURS, ours)
    case, mark = _reported(desk, THEIRS, theirs)
    case_id = case["case_id"]
    wish = {"basis": "consent", "reason": "cần biết ai báo tin để mời làm chứng"}
    request = _made(theirs.post(f"cases/{case_id}/reveal-requests", wish))["request_id"]
    draft = _made(theirs.post("broadcasts", DRAFT | {"title": mark, "unit": THEIRS}))["id"]
    listing = _made(theirs.post("cards/imports", {"size_bytes": 100, "unit": THEIRS}))["id"]
    office = f"thu-{secrets.token_hex(4)}"
    _made(theirs.put(f"offices/{office}", {"name": "Nơi thử", "unit": THEIRS}))
    names = {
        "case": case_id,
        "file": theirs.case(case_id)["messages"][1]["attachments"][0]["file_id"],
        "own": own["case_id"],
        "request": request,
        "broadcast": draft,
        "import": listing,
        "office": office,
        "officer": theirs.username,
        "unit": THEIRS,
        "day": TODAY,
    }
    return Scene(ours=ours, theirs=theirs, names=names, mark=mark, receipt=case["receipt"])


def _reported(desk: Desk, unit: str, officer: OfficerAtDesk) -> tuple[dict[str, Any], str]:
    words = unlike_any_other("Bạt che lấn ra lòng đường")
    citizen = desk.citizen(unit)
    citizen.tell("báo tin", words)
    citizen.say(attachments=[{"type": "image"}])
    citizen.tell("xong")
    case = officer.await_case(mark_of(words))
    await_files(officer, case["case_id"], 1)
    return case, mark_of(words)


def _made(answer: httpx.Response) -> dict[str, Any]:
    assert answer.is_success, answer.text
    made: dict[str, Any] = answer.json()
    return made


def called(officer: OfficerAtDesk, one: Try, names: Mapping[str, str]) -> tuple[int, Any]:
    """Make a call about these; return the status and what is told."""
    method, path, body = one.about(names)
    headers = {"authorization": f"Bearer {officer.token}"}
    url = f"{officer.api}/reveal/{path.rpartition('/')[2]}" if path.startswith("..") else f"{officer.api}/admin/{path}"
    answer = officer.http.request(method, url, headers=headers, json=body)
    return answer.status_code, answer.json()


@pytest.mark.parametrize("one", TRIES, ids=[f"{one.method} {one.path}" for one in TRIES])
def test_what_is_another_units_is_answered_like_what_is_not_there_and_the_try_is_in_the_audit(
    scene: Scene, newcomers: Newcomers, one: Try
) -> None:
    known = len(newcomers.account(scene.ours.username))
    status, told = called(scene.ours, one, scene.names)
    tried = newcomers.account(scene.ours.username)[known:]
    nobodys = called(scene.ours, one, {**scene.names, **NOT_THERE})

    assert (status, told) == nobodys
    assert status == one.answer
    assert tried
    assert (tried[-1].action, tried[-1].outcome) == (one.deed, "denied")
    assert not [entry for entry in tried if entry.outcome == "allowed" and scene.names["case"] in entry.target]
    about = next((scene.names[kind] for kind in NOT_THERE if f"<{kind}>" in f"{one.path} {one.body}"), "")
    if about and not one.path.startswith(("topics", "reply-templates", "units")):
        assert about in tried[-1].target


def test_nothing_of_the_other_unit_was_changed_by_all_these_tries(scene: Scene) -> None:
    case = scene.theirs.case(scene.names["case"])
    assert (case["status"], case["unit"], case["notes"], case["merged"]) == ("new", THEIRS, [], [])
    assert [one["author"] for one in case["messages"]] == ["citizen", "citizen"]
    assert (case["hold"], case["erased_at"]) == (None, "")
    assert [one["state"] for one in case["messages"][1]["attachments"]] == ["kept"]
    own = scene.ours.case(scene.names["own"])
    assert (own["status"], own["merged"], own["merged_into"]) == ("new", [], "")
    assert scene.theirs.get(f"reveal-requests/{scene.names['request']}").json()["state"] == "open"
    draft = scene.theirs.get(f"broadcasts/{scene.names['broadcast']}").json()
    assert (draft["title"], draft["revision"]) == (scene.mark, 1)
    assert scene.theirs.get(f"offices/{scene.names['office']}").json()["revision"] == 1
    assert scene.theirs.get("me").json()["units"][0]["unit"] == THEIRS


def test_another_units_case_is_in_no_list_of_this_one(scene: Scene) -> None:
    lists = ("cases?limit=50", "reveal-requests", "broadcasts", "cards/imports", "offices", "officers", "units")
    for path in (*lists, "topics", "reply-templates", "cases-sent-away", f"cases/{scene.names['own']}/similar"):
        told = scene.ours.get(path)
        assert told.status_code == HTTPStatus.OK, path
        named = [
            name for name, known in scene.names.items() if name not in {"own", "day"} and f'"{known}"' in told.text
        ]
        assert not named, path
        assert scene.mark not in told.text, path


def forged(position: str) -> str:
    return base64.urlsafe_b64encode(position.encode()).decode().rstrip("=")


def test_a_cursor_of_another_unit_or_a_forged_one_shows_own_cases_alone(scene: Scene) -> None:
    later = f"2099-01-01T00:00:00.000Z#{scene.names['case']}"
    given = scene.theirs.get("cases", limit="1").json()["next"]
    for cursor in filter(None, (given, forged(later), forged(f"2099-01-01T00:00:00.000Z#{scene.names['own']}"))):
        told = scene.ours.get("cases", cursor=cursor, limit="50")
        assert told.status_code == HTTPStatus.OK
        assert {one["unit"] for one in told.json()["items"]} <= {OURS}
    assert scene.names["own"] in scene.ours.get("cases", cursor=forged(later), limit="50").text


@pytest.mark.parametrize(
    "position",
    [f"UNIT#{THEIRS}", f"2099-01-01T00:00:00.000Z#x#{THEIRS}", "2099-01-01T00:00:00.000Z", "", "\x00"],
    ids=["a unit", "a unit behind a place", "no case", "nothing", "NUL"],
)
def test_a_cursor_that_names_anything_else_is_refused(scene: Scene, position: str) -> None:
    for path, query in (("cases", {}), ("search", {"words": "bat che"})):
        told = scene.ours.get(path, cursor=forged(position) or "=", **query)
        assert (told.status_code, told.json()["error"]) == (HTTPStatus.BAD_REQUEST, "invalid")


def test_a_search_finds_nothing_of_another_unit_by_words_code_or_cursor_and_shows_that_in_the_audit(
    scene: Scene, newcomers: Newcomers
) -> None:
    assert [one["case_id"] for one in scene.theirs.get("search", words=scene.mark).json()["items"]]
    begun = len(newcomers.account(scene.ours.username))
    later = forged(f"2099-01-01T00:00:00.000Z#{scene.names['case']}")
    for words in (scene.mark, scene.receipt, scene.mark[:6]):
        for cursor in ("", later):
            told = scene.ours.get("search", words=words, cursor=cursor)
            assert told.status_code == HTTPStatus.OK
            assert not told.json()["items"]
    entries = newcomers.account(scene.ours.username)[begun:]
    assert [(one.action, one.target, one.outcome) for one in entries] == [
        ("case.search", "cases by words", "allowed")
    ] * 6


def test_requests_and_the_account_are_paged_among_the_own_alone(scene: Scene, newcomers: Newcomers) -> None:
    told = scene.ours.get("reveal-requests", cursor="7ZZZZZZZZZZZZZZZZZZZZZZZZZ", limit="50")
    assert told.status_code == HTTPStatus.OK
    assert {one["unit"] for one in told.json()["items"]} <= {OURS}
    place = newcomers.account(scene.theirs.username)[-1].seq + 1
    told = scene.ours.get("audit", cursor=str(place))
    assert told.json()["officer"] == scene.ours.username


@pytest.mark.parametrize("path", ["statistics", "statistics/export"])
def test_another_units_figures_are_told_by_whole_months_without_small_numbers_and_that_is_in_the_audit(
    scene: Scene, newcomers: Newcomers, path: str
) -> None:
    begun = len(newcomers.account(scene.ours.username))
    by_day = {"from": TODAY, "to": TODAY, "unit": THEIRS}
    assert scene.ours.get(path, **by_day).status_code == HTTPStatus.BAD_REQUEST
    assert scene.ours.get(path, **by_day, by="day").status_code == HTTPStatus.BAD_REQUEST
    told = scene.ours.get(path, **{"from": "2026-01-01", "to": "2026-01-31", "unit": THEIRS})
    assert told.status_code == HTTPStatus.OK
    counted = told.json()
    if "csv" in counted:
        _, line = counted["csv"].splitlines()
        assert set(line.split(",")[1:]) == {""}
    else:
        assert counted["others"]
        assert {number for name, number in counted["total"].items() if name != "outcomes"} == {None}
    entries = newcomers.account(scene.ours.username)[begun:]
    assert [one.outcome for one in entries] == ["allowed"] * 3
    assert all(THEIRS in one.target for one in entries)


def test_an_account_is_handed_out_to_its_own_units_auditors_alone(scene: Scene) -> None:
    between = {"since": iso(datetime.now(UTC) - timedelta(days=1)), "until": iso(datetime.now(UTC) + timedelta(days=1))}
    for path in ("audit/seen", "audit/seen/export"):
        told = scene.theirs.get(path, officer=scene.theirs.username, **between)
        assert scene.names["case"] in told.text
        told = scene.ours.get(path, officer=scene.ours.username, **between)
        assert told.status_code == HTTPStatus.OK
        assert scene.names["own"] in told.text
        assert f'"{scene.names["case"]}"' not in told.text


def test_a_case_is_dealt_with_for_another_unit_by_nobody_even_of_its_own(scene: Scene) -> None:
    wish = REASON | {"officer": scene.ours.username}
    refused = scene.theirs.post(f"cases/{scene.names['case']}/assign", wish)
    assert refused.status_code == HTTPStatus.BAD_REQUEST
    wish = REASON | {"hand_to": scene.theirs.username}
    refused = scene.ours.post(f"officers/{scene.ours.username}/leave", wish)
    assert refused.status_code == HTTPStatus.FORBIDDEN
