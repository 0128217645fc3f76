"""Reading: the list, the books and how fast they fill, each person's outcome, and codes."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from dutydesk.stores.announced import began, corrected
from dutydesk.stores.broadcasts import Letter, State
from functions.admin.broadcasts.rules import LETTERS, REASONS
from functions.admin.matrix import Role
from tests.unit.admin.banking import deeds
from tests.unit.admin.broadcasting import (
    OTHER,
    PAGE,
    PATH,
    UNIT,
    WISH,
    act,
    change,
    counted,
    draft,
    furnish,
    heard,
    read,
    sending,
    stored,
    written,
)
from tests.unit.admin.desk import SECRETIVE, TestDesk

FIRST, SECOND = f"1#{PAGE}#0#0", f"1#{PAGE}#1#1"
TELLERS = {Role.EDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR}
APPROVERS = {Role.SUPERVISOR, Role.ADMINISTRATOR}


@pytest.fixture(autouse=True)
def _units(desk: TestDesk) -> None:
    furnish(desk)


def test_the_list_is_that_of_all_own_units_newest_first_and_paged(desk: TestDesk) -> None:
    made: list[str] = []
    for number in range(5):
        made.append(draft(desk) if number % 2 else draft(desk, "giang", audience={"units": [OTHER]}))
        desk.clock.advance(seconds=1)
    desk.officer("hoa", roles=("auditor",), units=(UNIT, OTHER))
    found: list[str] = []
    query: dict[str, str] = {"limit": "2"}
    for _ in range(3):
        page = desk.call("GET", PATH, username="hoa", query=query).body
        found += [line["id"] for line in page["items"]]
        query["cursor"] = page["next"]
    assert (found, page["next"]) == (made[::-1], None)
    assert [line["id"] for line in desk.call("GET", PATH).body["items"]] == [made[3], made[1]]
    assert desk.call("GET", PATH, query={"cursor": "BROADCAST#x"}).status == 400


def test_a_line_says_how_a_broadcast_is_now(desk: TestDesk) -> None:
    one = draft(desk, priority="emergency")
    change(desk, one, state=State.PAUSED, target=7)
    (line,) = desk.call("GET", PATH).body["items"]
    assert (line["state"], line["target"], line["priority"], line["title"]) == ("paused", 7, "emergency", WISH["title"])
    assert WISH["text"] not in str(line)


def test_the_books_add_up_over_ledgers_and_move_forward_by_what_was_heard(desk: TestDesk) -> None:
    one = draft(desk)
    sending(desk, one, {FIRST: "ssup", SECOND: "orxb"})
    heard(desk, one, FIRST, "2310")
    books = read(desk, one).body["books"]
    assert {name: books[name] for name in "target sent failed skipped unknown pending delivered seen".split()} == {
        "target": 8,
        "sent": 3,
        "failed": 3,
        "skipped": 1,
        "unknown": 0,
        "pending": 1,
        "delivered": 2,
        "seen": 1,
    }
    assert books["letters"] == {"d": 1, "e": 1, "s": 1, "p": 1, "o": 1, "r": 1, "x": 1, "b": 1}
    assert books["words"] == {letter: LETTERS[letter] for letter in books["letters"]}


def test_the_rate_is_that_of_the_last_minute_and_says_when_it_is_through(desk: TestDesk) -> None:
    one = draft(desk)
    paths = [f"1#{PAGE}#0#{number:02x}" for number in range(20)]
    sending(desk, one, dict.fromkeys(paths, "p" * 100))
    for path in paths[:12]:
        desk.clock.advance(seconds=10)
        written(desk, one, path, "s" * 100)
    body = read(desk, one).body
    assert body["per_second"] == 10.0
    assert body["eta_s"] == 80
    desk.clock.advance(seconds=5)
    assert read(desk, one).body["per_second"] == pytest.approx(9.2, abs=0.1)
    desk.clock.advance(minutes=5)
    still = read(desk, one).body
    assert (still["per_second"], still["eta_s"]) == (0.0, None)


def test_the_first_seconds_count_from_the_start_and_who_is_passed_by_is_not_speed(desk: TestDesk) -> None:
    one = draft(desk)
    sending(desk, one, {FIRST: "p" * 50 + "o" * 50, SECOND: "p" * 50})
    assert (read(desk, one).body["per_second"], read(desk, one).body["eta_s"]) == (0.0, None)
    desk.clock.advance(seconds=5)
    written(desk, one, FIRST, "s" * 50 + "o" * 50)
    assert (read(desk, one).body["per_second"], read(desk, one).body["eta_s"]) == (10.0, 5)


def test_after_a_long_pause_the_rate_is_that_of_the_last_minute_alone(desk: TestDesk) -> None:
    one = draft(desk)
    sending(desk, one, {FIRST: "p" * 60, SECOND: "p" * 60})
    written(desk, one, FIRST, "s" * 60)
    desk.clock.advance(hours=2)
    written(desk, one, SECOND, "s" * 30 + "p" * 30)
    assert (read(desk, one).body["per_second"], read(desk, one).body["eta_s"]) == (0.5, 60)


def test_the_slowest_app_says_when_all_are_through(desk: TestDesk) -> None:
    one = draft(desk)
    other = "2#zalo-hai#0#0"
    sending(desk, one, {FIRST: "p" * 100, other: "p" * 100})
    desk.clock.advance(seconds=10)
    written(desk, one, FIRST, "s" * 90 + "p" * 10)
    written(desk, one, other, "s" * 10 + "p" * 90)
    body = read(desk, one).body
    assert (body["per_second"], body["eta_s"]) == (10.0, 90)


def test_nobody_is_pending_in_a_broadcast_that_was_cancelled_while_it_was_planned(desk: TestDesk) -> None:
    one = draft(desk)
    sending(desk, one, {FIRST: "ppo"})
    change(desk, one, state=State.CANCELLED, apps=[])
    books = read(desk, one).body["books"]
    assert (books["target"], books["skipped"], books["pending"], books["letters"]) == (3, 3, 0, {"o": 1, "c": 2})
    people = desk.call("GET", f"{PATH}/{one}/recipients").body["items"]
    assert [person["letter"] for person in people] == ["c", "c", "o"]


def test_each_persons_outcome_is_told_once_paged_by_chunks(desk: TestDesk) -> None:
    one = draft(desk)
    chunks = {f"1#{PAGE}#0#{number}": "su" for number in range(9)}
    sending(desk, one, chunks)
    heard(desk, one, f"1#{PAGE}#0#8", "31")
    found: list[dict[str, Any]] = []
    query: dict[str, str] = {}
    sizes = []
    while query.get("cursor", "") is not None:
        page = desk.call("GET", f"{PATH}/{one}/recipients", query=query).body
        found += page["items"]
        sizes.append(len(page["items"]))
        query = {"cursor": page["next"]}
    assert sizes == [8, 8, 2]
    assert [person["person_id"] for person in found] == sorted(
        f"p{number}{place:031x}" for number in range(9) for place in range(2)
    )
    assert "".join(person["letter"] for person in found) == "su" * 8 + "es"
    assert found[0]["words"] == "đã gửi / sent"


@pytest.mark.parametrize("cursor", ["~", "\x00", "x" * 401, "\x80", "đ"])
def test_a_cursor_that_is_none_of_ours_is_refused(desk: TestDesk, cursor: str) -> None:
    one = draft(desk)
    assert desk.call("GET", f"{PATH}/{one}/recipients", query={"cursor": cursor}).status == 400


def test_every_letter_and_every_reason_of_the_senders_has_words_in_two_languages() -> None:
    assert set(LETTERS) == set(Letter)
    assert all(" / " in words for words in LETTERS.values())
    assert set(REASONS) >= {"", "officer", "storm", "page_broken", "no_quota", "books", "nobody", "night"}


def test_an_officer_sees_possible_doubles_and_what_is_left_once_the_platform_has_said_it(desk: TestDesk) -> None:
    one = draft(desk)
    counted(desk, one)
    assert (read(desk, one).body["preflight"]["possible_doubles"], _quota_left(desk, one)) == (0, {})
    left = {PAGE: {"consultation": 5}, "zalo-hai": {"consultation": "unknown", "gmf10": 0}}
    counted(desk, one, possible_doubles=3, quota_left=left)
    assert (read(desk, one).body["preflight"]["possible_doubles"], _quota_left(desk, one)) == (3, left)


def _quota_left(desk: TestDesk, one: str) -> Any:
    return read(desk, one).body["preflight"]["quota_left"]


def test_which_broadcast_corrects_another_is_found_by_its_code(desk: TestDesk) -> None:
    first, second = draft(desk), draft(desk)
    by = replace(stored(desk, second), started_at="2026-03-02T06:00:00.000Z")
    desk.client.update_item(**corrected(desk.tables["broadcasts"], stored(desk, first), by))
    code = read(desk, first).body["code"]
    assert desk.call("GET", f"/admin/broadcast-codes/{code}").body["corrected_by"] == second


def test_a_code_is_looked_up_as_it_was_typed_and_vouches_only_for_what_is_out(desk: TestDesk) -> None:
    one = draft(desk)
    typed = read(desk, one).body["code"].lower()
    mine = desk.call("GET", f"/admin/broadcast-codes/{typed}")
    assert (mine.status, mine.body) == (
        200,
        {"id": one, "unit": UNIT, "started_at": "", "is_out": False, "called_off": False, "corrected_by": ""},
    )
    assert desk.call("GET", f"/admin/broadcast-codes/{typed}", username="giang").status == 404
    begin = began(desk.tables["broadcasts"], replace(stored(desk, one), started_at="2026-03-02T05:00:00.000Z"))
    desk.client.update_item(**begin)
    theirs = desk.call("GET", f"/admin/broadcast-codes/{typed}", username="giang")
    assert (theirs.status, theirs.body["is_out"], theirs.body["unit"]) == (200, True, UNIT)
    for wrong in ("ABC", "AAA-AAA-AA2", "khong"):
        assert desk.call("GET", f"/admin/broadcast-codes/{wrong}").status == 404


@dataclass(frozen=True, slots=True)
class Route:
    """A call, and who may make it."""

    method: str
    path: str
    body: Any
    roles: frozenset[Role]


READERS, STOPPERS = frozenset(Role), frozenset(TELLERS | {Role.DUTY_OFFICER})
ROUTES = (
    Route("GET", "", None, READERS),
    Route("POST", "", WISH, frozenset(TELLERS)),
    Route("GET", "/{}", None, READERS),
    Route("PUT", "/{}", {**WISH, "revision": 1}, frozenset(TELLERS)),
    Route("POST", "/{}/preflight", None, frozenset(TELLERS)),
    Route("POST", "/{}/test", {"officers": ["an"]}, frozenset(TELLERS)),
    Route("POST", "/{}/approve", None, frozenset(APPROVERS)),
    Route("POST", "/{}/pause", None, STOPPERS),
    Route("POST", "/{}/resume", None, frozenset(TELLERS)),
    Route("POST", "/{}/cancel", None, STOPPERS),
    Route("POST", "/{}/again", None, frozenset(TELLERS)),
    Route("POST", "/{}/correct", {"text": "x"}, frozenset(TELLERS)),
    Route("GET", "/{}/recipients", None, READERS),
)


@pytest.mark.long  # every route and role in one scene: test_authorisation_everywhere
@pytest.mark.parametrize("route", ROUTES, ids=[f"{one.method} {one.path}" for one in ROUTES])
def test_each_role_may_do_what_the_matrix_says_and_each_call_is_accounted_for_once(
    desk: TestDesk, route: Route
) -> None:
    for role in Role:
        one = draft(desk)
        desk.officer(f"x-{role}", roles=(role,))
        before = desk.items("broadcasts")
        username = f"x-{role}"
        answer = desk.call(route.method, PATH + route.path.format(one), route.body, username=username)
        if role in route.roles:
            assert answer.status in {200, 201, 202, 400, 409}, (role, answer.text)
        else:
            assert (answer.status, desk.items("broadcasts")) == (403, before), role
        (entry,) = deeds(desk, username)
        assert (entry[2] == "denied") == (role not in route.roles)
    assert not [fault for fault in desk.faults if isinstance(fault, (KeyError, TypeError))]


@pytest.mark.parametrize(
    "route", [one for one in ROUTES if "{}" in one.path], ids=lambda one: f"{one.method} {one.path}"
)
def test_another_units_broadcast_is_answered_exactly_like_a_missing_one(desk: TestDesk, route: Route) -> None:
    foreign = draft(desk)
    before = desk.items("broadcasts")
    there, missing, odd = (
        desk.call(route.method, PATH + route.path.format(one), route.body, username="giang")
        for one in (foreign, "01HZZZZZZZZZZZZZZZZZZZZZZZ", "a b")
    )
    assert there.status == 404
    assert (there.text, there.headers) == (missing.text, missing.headers) == (odd.text, odd.headers)
    assert [outcome for *_, outcome in deeds(desk, "giang")] == ["denied"] * 3
    assert desk.items("broadcasts") == before


def test_no_read_is_answered_when_the_audit_takes_nothing(desk: TestDesk) -> None:
    one = draft(desk)
    desk.client.delete_table(TableName=desk.tables["audit"])
    for path in (PATH, f"{PATH}/{one}", f"{PATH}/{one}/recipients"):
        assert desk.call("GET", path).status == 503


def test_no_answer_names_a_platforms_id_and_no_audit_entry_a_text(desk: TestDesk) -> None:
    one = draft(desk)
    sending(desk, one, {FIRST: "sp"})
    for path in (PATH, f"{PATH}/{one}/recipients"):
        answer = desk.call("GET", path)
        assert not [word for word in SECRETIVE if word != PAGE and word in answer.text]
    act(desk, one, "correct", text="Lời đính chính")
    assert "Lời" not in str(desk.chain())
    assert WISH["text"] not in str(desk.chain())
