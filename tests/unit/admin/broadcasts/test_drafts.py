"""Drafting: what is refused, what is kept, and for whom a broadcast that follows another is."""

from typing import Any

import pytest

from dutydesk.stores.broadcasts import State
from dutydesk.stores.content import Page, page_items
from functions.admin.broadcasts.rules import MOST_EARLIER, MOST_TEXT
from tests.unit.admin.banking import before_each, deeds
from tests.unit.admin.broadcasting import (
    OTHER,
    OTHERS_PAGE,
    PAGE,
    PATH,
    UNIT,
    WISH,
    act,
    change,
    counted,
    draft,
    furnish,
    read,
    sending,
    stored,
)
from tests.unit.admin.desk import Answer, TestDesk

PERSON = "p" + "0" * 32


@pytest.fixture(autouse=True)
def _units(desk: TestDesk) -> None:
    furnish(desk)


def put(desk: TestDesk, broadcast_id: str, revision: int, username: str = "an", **changes: Any) -> Answer:
    body = {**WISH, **changes, "revision": revision}
    return desk.call("PUT", f"{PATH}/{broadcast_id}", body, username=username)


def test_a_draft_is_kept_with_the_pages_of_its_units_and_a_code_that_vouches_for_nothing_yet(desk: TestDesk) -> None:
    answer = desk.call("POST", PATH, {**WISH, "title": "  Mất \n điện "})
    assert answer.status == 201
    kept = stored(desk, answer.body["id"])
    assert (kept.state, kept.unit, kept.title, kept.created_by) == (State.DRAFT, UNIT, "Mất điện", "an")
    assert kept.audience["pages"] == [PAGE]
    (code,) = desk.items("broadcasts", "CODE#")
    assert answer.body["code"].replace("-", "") == code["pk"].removeprefix("CODE#") == kept.code
    assert code["broadcast_id"] == kept.broadcast_id
    assert "started_at" not in code
    assert deeds(desk) == [("broadcast.edit", f"broadcast {kept.broadcast_id}", "allowed")]
    assert not desk.plans.calls


def test_a_text_is_counted_in_characters_after_nfc(desk: TestDesk) -> None:
    decomposed = "e\u0302\u0301" * MOST_TEXT
    assert stored(desk, draft(desk, text=decomposed)).text == "ế" * MOST_TEXT
    longer = desk.call("POST", PATH, {**WISH, "text": decomposed + "."})
    assert (longer.status, longer.body["error"]) == (400, "invalid")
    assert "text: dài quá 1900 ký tự / longer than 1900 characters" in longer.body["message"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " \n "}, "text"),
        ({"text": "a\x07b"}, "text"),
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"audience": {}}, "audience.pages"),
        ({"audience": {"pages": ["zalo-khong-co"]}}, "audience.pages"),
        ({"audience": {"pages": [OTHERS_PAGE]}}, "audience.pages"),
        ({"audience": {"pages": [f"zalo#{PAGE[-3:]}"]}}, "audience.pages"),
        ({"audience": {"units": [UNIT], "segments": ["phuong-1"]}}, "audience.segments"),
        ({"audience": {"units": [UNIT], "excluded": ["0912345678"]}}, "audience.excluded"),
        (
            {"audience": {"units": [UNIT], "excluded": [PERSON] * 1 + [f"p{n:032x}" for n in range(1, 1001)]}},
            "excluded",
        ),
        ({"audience": {"units": [UNIT], "got": "01HZZZ"}}, "got"),
        ({"audience": {"units": [UNIT], "not_got": "../x"}}, "not_got"),
        ({"corrects": "01HZZZ"}, "corrects"),
        ({"starts_at": "mai"}, "starts_at"),
        ({"starts_at": "2026-03-02T13:00:00"}, "starts_at"),
        ({"starts_at": "2026-03-02T11:59:00+07:00"}, "starts_at"),
        ({"starts_at": "2026-03-02T22:00:00+07:00"}, "starts_at"),
        ({"starts_at": "2026-03-03T05:59:00+07:00"}, "starts_at"),
        ({"starts_at": "2026-03-02T23:00:00+07:00", "priority": "emergency"}, "starts_at"),
        ({"starts_at": "2026-03-02T23:00:00+07:00", "night_reason": "mưa"}, "starts_at"),
        ({"starts_at": "2027-03-02T12:00:00+07:00"}, "starts_at"),
        ({"template_id": "a/b"}, "template_id"),
    ],
    ids=str,
)
def test_a_draft_that_cannot_be_told_is_refused_in_both_languages(
    desk: TestDesk, changes: dict[str, Any], field: str
) -> None:
    answer = desk.call("POST", PATH, {**WISH, **changes})
    assert (answer.status, answer.body["error"]) == (400, "invalid"), answer.text
    assert f"{field}: " in answer.body["message"]
    assert " / " in answer.body["message"]
    assert not desk.items("broadcasts")
    assert deeds(desk)[-1][2] == "refused"


@pytest.mark.parametrize(
    "changes",
    [{"priority": "0"}, {"policy": "twice"}, {"recurring": "hourly"}, {"audience": None}, {"audience": {"units": "x"}}],
    ids=str,
)
def test_a_draft_of_another_shape_is_refused(desk: TestDesk, changes: dict[str, Any]) -> None:
    assert desk.call("POST", PATH, {**WISH, **changes}).status == 400
    assert not desk.items("broadcasts")


@pytest.mark.parametrize(
    "starts_at", ["2026-03-02T12:00:00+07:00", "2026-03-02T21:59:00+07:00", "2026-03-03T06:00:00+07:00"]
)
def test_a_draft_may_wait_for_a_time_of_the_day(desk: TestDesk, starts_at: str) -> None:
    assert stored(desk, draft(desk, starts_at=starts_at)).starts_at.endswith(".000Z")


def test_an_emergency_may_wait_for_the_night_with_a_reason(desk: TestDesk) -> None:
    draft(desk, starts_at="2026-03-02T23:00:00+07:00", priority="emergency", night_reason="Lũ về")


@pytest.mark.parametrize("changes", [{"unit": OTHER}, {"audience": {"units": [UNIT, OTHER]}}], ids=str)
def test_nobody_speaks_for_another_unit_nor_to_its_pages(desk: TestDesk, changes: dict[str, Any]) -> None:
    answer = desk.call("POST", PATH, {**WISH, **changes})
    assert answer.status == 403
    assert [outcome for *_, outcome in deeds(desk)] == ["denied"]
    assert not desk.items("broadcasts")


def test_an_officer_of_two_units_says_which_one_speaks(desk: TestDesk) -> None:
    desk.officer("hoa", roles=("editor",), units=(UNIT, OTHER))
    unsaid = desk.call("POST", PATH, WISH, username="hoa")
    assert unsaid.status == 400
    assert unsaid.body["message"].startswith("unit: ")
    assert stored(desk, draft(desk, "hoa", unit=OTHER, audience={"units": [UNIT, OTHER]})).audience["pages"] == [
        OTHERS_PAGE,
        PAGE,
    ]


def test_a_page_that_moved_away_is_not_the_units_any_more(desk: TestDesk) -> None:
    for item in page_items(Page(page_id=PAGE, platform="zalo", unit=OTHER, app_id="1", oa_id="mau")):
        desk.put("content", item)
    answer = desk.call("POST", PATH, WISH)
    assert "audience.pages: " in answer.body["message"]


def test_a_duty_officer_drafts_emergencies_only(desk: TestDesk) -> None:
    answer = desk.call("POST", PATH, WISH, username="dung")
    assert answer.status == 403
    assert [outcome for *_, outcome in deeds(desk, "dung")] == ["denied"]
    mine = draft(desk, "dung", priority="emergency")
    normal = draft(desk)
    assert put(desk, mine, 1, "dung", priority="normal").status == 403
    assert put(desk, normal, 1, "dung", priority="emergency").status == 403
    assert act(desk, normal, "preflight", "dung").status == 403
    assert act(desk, mine, "preflight", "dung").status == 202


def test_writing_a_draft_anew_voids_its_count_and_its_approvals_and_keeps_its_code(desk: TestDesk) -> None:
    one = draft(desk)
    counted(desk, one)
    change(desk, one, approved_by=["binh"])
    assert read(desk, one).body["preflight"]["reach"] == {"zalo_consultation": 100}
    before = stored(desk, one)
    answer = put(desk, one, before.revision, text="Tối mai mất điện.")
    assert answer.status == 200
    assert answer.body["preflight"] is None
    after = stored(desk, one)
    assert (after.text, after.approved_by, after.revision) == ("Tối mai mất điện.", (), before.revision + 1)
    assert (after.code, after.created_at, after.created_by) == (before.code, before.created_at, "an")
    assert read(desk, one).body["preflight"] is None


def test_a_draft_is_written_only_as_it_was_read_and_only_while_it_is_one(desk: TestDesk) -> None:
    one = draft(desk)
    assert put(desk, one, 0).status == 409
    assert put(desk, one, 1, unit=OTHER).status == 400
    with before_each(desk, "TransactWriteItems", lambda: change(desk, one, title="khác")):
        assert put(desk, one, 1).status == 409
    assert stored(desk, one).title == "khác"
    change(desk, one, state=State.APPROVED)
    answer = put(desk, one, stored(desk, one).revision)
    assert (answer.status, answer.body["error"]) == (409, "conflict")


def test_a_code_that_is_taken_is_minted_anew(desk: TestDesk) -> None:
    first = stored(desk, draft(desk)).code
    codes = iter((first, first, "ABCDEFGH2"))
    drafts = desk.broadcasts.drafts
    object.__setattr__(drafts, "new_code", lambda: next(codes))
    assert stored(desk, draft(desk)).code == "ABCDEFGH2"
    assert len(desk.items("broadcasts", "BROADCAST#")) == len(desk.items("broadcasts", "UNIT#")) == 2


def test_again_is_for_those_who_did_not_get_it_and_only_once_it_is_over(desk: TestDesk) -> None:
    first = draft(desk, audience={"units": [UNIT], "segments": ["tag:cho"], "excluded": [PERSON]})
    assert act(desk, first, "again").status == 409
    sending(desk, first, {f"1#{PAGE}#0#0": "sp"})
    assert act(desk, first, "again").status == 409
    change(desk, first, state=State.DONE)
    answer = act(desk, first, "again")
    assert answer.status == 201
    kept = stored(desk, answer.body["id"])
    assert (kept.state, kept.follows, kept.text, kept.approved_by) == (State.DRAFT, first, WISH["text"], ())
    assert kept.audience["not_got"] == [first]
    assert (kept.audience["segments"], kept.audience["excluded"]) == (["tag:cho"], [PERSON])
    assert kept.code != stored(desk, first).code


def test_again_of_an_again_is_for_those_who_got_none_of_them(desk: TestDesk) -> None:
    ids = [draft(desk)]
    for _ in range(MOST_EARLIER):
        sending(desk, ids[-1], {f"1#{PAGE}#0#0": "sp"})
        change(desk, ids[-1], state=State.DONE)
        answer = act(desk, ids[-1], "again")
        assert answer.status == 201, answer.text
        assert answer.body["audience"]["not_got"] == ids
        ids.append(answer.body["id"])
    sending(desk, ids[-1], {f"1#{PAGE}#0#0": "sp"})
    change(desk, ids[-1], state=State.DONE)
    refused = act(desk, ids[-1], "again")
    assert refused.status == 409
    assert " / " in refused.body["message"]


def test_again_of_one_that_was_stored_before_several_could_be_named(desk: TestDesk) -> None:
    zeroth, first = draft(desk), draft(desk)
    change(desk, first, audience={**stored(desk, first).audience, "not_got": zeroth}, state=State.DONE)
    assert read(desk, first).body["audience"]["not_got"] == [zeroth]
    assert act(desk, first, "again").body["audience"]["not_got"] == [zeroth, first]


def test_a_draft_names_one_earlier_one_as_text_or_several_and_each_must_be_there(desk: TestDesk) -> None:
    first, second = draft(desk), draft(desk)
    for not_got, kept in ((first, [first]), ([first, second, first], [first, second]), ("", []), ([""], [])):
        one = draft(desk, audience={"units": [UNIT], "not_got": not_got})
        assert stored(desk, one).audience["not_got"] == kept
    foreign = draft(desk, "giang", audience={"units": [OTHER]})
    refused = desk.call("POST", PATH, {**WISH, "audience": {"units": [UNIT], "not_got": [first, foreign]}})
    assert (refused.status, refused.body["message"][:8]) == (400, "not_got:")
    many = [f"01H{number}" for number in range(MOST_EARLIER + 1)]
    assert desk.call("POST", PATH, {**WISH, "audience": {"units": [UNIT], "not_got": many}}).status == 400


def test_a_correction_goes_to_those_who_got_the_first(desk: TestDesk) -> None:
    first = draft(desk, audience={"units": [UNIT], "segments": ["tag:cho"]})
    assert act(desk, first, "correct", text="Đính chính").status == 409
    sending(desk, first, {f"1#{PAGE}#0#0": "sp"})
    answer = act(desk, first, "correct", text="Đính chính: không mất điện.")
    assert answer.status == 201
    kept = stored(desk, answer.body["id"])
    assert (kept.corrects, kept.title, kept.text) == (first, WISH["title"], "Đính chính: không mất điện.")
    assert (kept.audience["got"], kept.audience["segments"], kept.audience["pages"]) == (first, [], [PAGE])


def test_a_draft_that_names_an_earlier_one_of_another_unit_is_answered_like_one_that_names_none(desk: TestDesk) -> None:
    foreign = draft(desk, "giang", audience={"units": [OTHER]})
    sending(desk, foreign, {f"2#{OTHERS_PAGE}#0#0": "s"})
    theirs = desk.call("POST", PATH, {**WISH, "audience": {"units": [UNIT], "got": foreign}})
    nobodys = desk.call("POST", PATH, {**WISH, "audience": {"units": [UNIT], "got": "01HZZZ"}})
    assert (theirs.status, theirs.text) == (nobodys.status, nobodys.text)
    assert theirs.status == 400


def test_a_test_goes_to_named_officers_with_a_chat_account_and_to_nobody_else(desk: TestDesk) -> None:
    one = draft(desk)
    desk.put("officers", {"pk": "CHAT#binh", "sk": "#", "person_id": PERSON})
    answer = act(desk, one, "test", officers=["binh", "binh"])
    assert (answer.status, answer.body) == (202, {"id": one, "officers": 1})
    (sent,) = desk.plans.calls
    assert (sent.message.broadcast_id, sent.message.work, sent.message.to) == (one, "test", (PERSON,))
    assert sent.group == one
    desk.officer("vinh", roles=("officer",), active=False)
    for unknown in ("giang", "vinh"):
        desk.put("officers", {"pk": f"CHAT#{unknown}", "sk": "#", "person_id": PERSON})
    for nobody in ("chi", "giang", "vinh", "khong-co"):
        refused = act(desk, one, "test", officers=["binh", nobody])
        assert refused.status == 400
        assert "officers.1: " in refused.body["message"]
        assert nobody not in refused.text
    assert act(desk, one, "test", officers=[]).status == 400
    assert len(desk.plans.calls) == 1


def test_a_count_is_asked_for_as_often_as_somebody_wants_while_it_is_a_draft(desk: TestDesk) -> None:
    one = draft(desk)
    assert [act(desk, one, "preflight").status for _ in range(2)] == [202, 202]
    assert [sent.message.work for sent in desk.plans.calls] == ["count", "count"]
    assert len({sent.dedupe for sent in desk.plans.calls}) == 2
    change(desk, one, state=State.APPROVED)
    assert act(desk, one, "preflight").status == 409


def test_a_queue_that_takes_no_count_is_told_to_the_officer(desk: TestDesk) -> None:
    one = draft(desk)
    desk.plans.refuse_next = 1
    assert act(desk, one, "preflight").status == 500
