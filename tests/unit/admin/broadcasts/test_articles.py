"""Articles as officers draft, approve and read them: for pages, to whoever follows, counted page by page."""

from typing import Any

import pytest

from dutydesk.clock import iso
from dutydesk.stores.articles import ArticleSteps, Waits, page_recipient, steps_item
from dutydesk.stores.broadcasts import (
    Active,
    Chunk,
    ChunkKey,
    Kind,
    Ledger,
    Letter,
    Priority,
    State,
    active_item,
    chunk_item,
    ledger_item,
)
from dutydesk.stores.content import Page, page_items
from dutydesk.stores.identities import shard_of
from tests.unit.admin.broadcasting import (
    PAGE,
    PATH,
    UNIT,
    WISH,
    act,
    approve,
    change,
    counted,
    draft,
    furnish,
    read,
    stored,
)
from tests.unit.admin.desk import Answer, TestDesk

SECOND_PAGE = "zalo-quan-mau-2"
COVER = "https://desk.example/bia.jpg"
PERSON = "p" + "0" * 32
ARTICLE = {**WISH, "kind": "article", "description": "Vài dòng.", "cover_url": COVER}


@pytest.fixture(autouse=True)
def _units(desk: TestDesk) -> None:
    furnish(desk)
    for item in page_items(Page(page_id=SECOND_PAGE, platform="zalo", unit=UNIT, app_id="1", oa_id="999")):
        desk.put("content", item)


def drafted(desk: TestDesk, **changes: Any) -> str:
    return draft(desk, **{**ARTICLE, **changes})


def refused(desk: TestDesk, **changes: Any) -> Answer:
    answer = desk.call("POST", PATH, {**ARTICLE, **changes})
    assert (answer.status, answer.body["error"]) == (400, "invalid"), answer.text
    assert " / " in answer.body["message"]
    assert not desk.items("broadcasts")
    return answer


def out(desk: TestDesk, broadcast_id: str, letters: dict[str, str], state: State = State.DONE) -> dict[str, ChunkKey]:
    """Put an article's books, one page a chunk, as ``plan`` and ``send`` do."""
    places: dict[str, ChunkKey] = {}
    for page_id, letter in letters.items():
        one = page_recipient(page_id)
        at = ChunkKey(broadcast_id=broadcast_id, app_id="1", page_id=page_id, shard=shard_of(one), first=one)
        desk.put_raw("broadcasts", chunk_item(Chunk(key=at, people=(one,))))
        desk.put_raw("broadcasts", ledger_item(Ledger(key=at, letters=letter)))
        places[page_id] = at
    if state is not State.DONE:
        on_list = Active(
            broadcast_id=broadcast_id,
            app_id="1",
            priority=Priority.NORMAL,
            state=state,
            policy=stored(desk, broadcast_id).policy,
            kind=Kind.ARTICLE,
        )
        desk.put_raw("broadcasts", active_item(on_list))
    apps_done = ["1"] if state is State.DONE else []
    change(desk, broadcast_id, state=state, apps=["1"], apps_done=apps_done, started_at=iso(desk.clock()))
    return places


def test_an_article_is_drafted_for_the_pages_of_a_unit_and_shown_as_one(desk: TestDesk) -> None:
    broadcast_id = drafted(desk, description=" Vài \n dòng. ")
    kept = stored(desk, broadcast_id)
    assert (kept.kind, kept.description, kept.cover_url) == (Kind.ARTICLE, "Vài \n dòng.", COVER)
    assert kept.audience["pages"] == [PAGE, SECOND_PAGE]
    shown = read(desk, broadcast_id).body
    assert (shown["kind"], shown["description"], shown["cover_url"]) == ("article", "Vài \n dòng.", COVER)
    assert shown["needs_two"] is True
    assert shown["followers"] is None
    (line,) = desk.call("GET", PATH).body["items"]
    assert line["kind"] == "article"


def test_messages_are_what_a_draft_is_by_default(desk: TestDesk) -> None:
    assert stored(desk, draft(desk)).kind is Kind.MESSAGES


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "x" * 151}, "title"),
        ({"description": " "}, "description"),
        ({"description": "x" * 301}, "description"),
        ({"text": ""}, "text"),
        ({"text": "x" * 10_001}, "text"),
        ({"cover_url": ""}, "cover_url"),
        ({"cover_url": "http://desk.example/bia.jpg"}, "cover_url"),
        ({"cover_url": "https://desk.example/bìa.jpg"}, "cover_url"),
        ({"cover_url": "https://desk/a b.jpg"}, "cover_url"),
        ({"cover_url": "https://desk.example/" + "x" * 500}, "cover_url"),
        ({"template_id": "t1"}, "template_id"),
        ({"policy": "reach"}, "policy"),
        ({"audience": {"units": [UNIT], "segments": ["tag:x"]}}, "audience.segments"),
        ({"audience": {"units": [UNIT], "excluded": [PERSON]}}, "audience.excluded"),
        ({"audience": {"units": [UNIT], "got": "01HZZZ"}}, "audience.got"),
        ({"audience": {"units": [UNIT], "not_got": "01HZZZ"}}, "audience.not_got"),
        ({"audience": {}}, "audience.pages"),
        ({"starts_at": "2026-03-02T22:00:00+07:00"}, "starts_at"),
        (
            {"starts_at": "2026-03-02T23:00:00+07:00", "priority": "emergency", "night_reason": "mưa"},
            "starts_at",
        ),
        ({"kind": "messages"}, "cover_url"),
        ({"kind": "messages", "cover_url": ""}, "description"),
    ],
    ids=str,
)
def test_an_article_that_cannot_go_out_is_refused_with_words(
    desk: TestDesk, changes: dict[str, Any], field: str
) -> None:
    assert f"{field}: " in refused(desk, **changes).body["message"]


def test_a_kind_that_is_unknown_is_refused(desk: TestDesk) -> None:
    assert desk.call("POST", PATH, {**ARTICLE, "kind": "video"}).status == 400


def test_an_articles_words_are_counted_after_nfc_and_may_be_long(desk: TestDesk) -> None:
    decomposed = "e\u0302\u0301"
    broadcast_id = drafted(desk, title=decomposed * 150, description=decomposed * 300, text=decomposed * 10_000)
    assert stored(desk, broadcast_id).description == "ế" * 300


def test_who_approves_is_told_that_opted_out_people_get_it(desk: TestDesk) -> None:
    broadcast_id = drafted(desk)
    counted(desk, broadcast_id, reach=2, followers=700, opted_out=13)
    preflight = read(desk, broadcast_id).body["preflight"]
    assert (preflight["followers"], preflight["opted_out"]) == (700, 13)
    assert len(preflight["notices"]) == 2
    assert "13 people who opted out get it all the same" in preflight["notices"][1]
    counted(desk, broadcast_id, reach=2)
    assert len(read(desk, broadcast_id).body["preflight"]["notices"]) == 1


def test_messages_have_no_notices(desk: TestDesk) -> None:
    broadcast_id = draft(desk)
    counted(desk, broadcast_id)
    assert read(desk, broadcast_id).body["preflight"]["notices"] == []


def test_an_article_always_takes_two_officers(desk: TestDesk) -> None:
    broadcast_id = drafted(desk)
    counted(desk, broadcast_id, reach=1)
    assert approve(desk, broadcast_id).body["state"] == "draft"
    assert approve(desk, broadcast_id).status == 409
    assert approve(desk, broadcast_id, "chi").body["state"] == "approved"


def test_recipients_are_pages_with_words_that_say_why_one_is_not_further(desk: TestDesk) -> None:
    broadcast_id = drafted(desk)
    places = out(desk, broadcast_id, {PAGE: Letter.SENT, SECOND_PAGE: Letter.PENDING}, State.SENDING)
    told = {PAGE: ArticleSteps(taken=True, followers=900), SECOND_PAGE: ArticleSteps(waits=Waits.PROCESSING)}
    for page_id, steps in told.items():
        desk.put_raw("broadcasts", steps_item(places[page_id], steps, generation=1))
    answer = desk.call("GET", f"{PATH}/{broadcast_id}/recipients", username="an")
    first, second = sorted(answer.body["items"], key=lambda one: str(one["page_id"]))
    assert (first["person_id"], first["page_id"], first["letter"]) == ("", PAGE, "s")
    assert (second["page_id"], second["letter"]) == (SECOND_PAGE, "p")
    assert "the platform is making the article" in second["words"]
    shown = read(desk, broadcast_id).body
    assert (shown["books"]["target"], shown["books"]["sent"], shown["books"]["pending"]) == (2, 1, 1)
    assert "the platform has taken it" in shown["books"]["words"]["s"]
    assert (shown["followers"], shown["eta_s"]) == (900, None)


def test_many_pages_come_in_pages(desk: TestDesk) -> None:
    broadcast_id = drafted(desk)
    out(desk, broadcast_id, {f"zalo-{number}": Letter.SENT for number in range(95)})
    seen: list[str] = []
    cursor, turns = "", 0
    while turns == 0 or cursor:
        answer = desk.call("GET", f"{PATH}/{broadcast_id}/recipients", query={"cursor": cursor}, username="an")
        seen += [one["page_id"] for one in answer.body["items"]]
        cursor, turns = answer.body["next"] or "", turns + 1
    assert (len(seen), len(set(seen)), turns) == (95, 95, 3)


def test_again_is_for_the_pages_that_have_not_sent_it(desk: TestDesk) -> None:
    broadcast_id = drafted(desk)
    out(desk, broadcast_id, {PAGE: Letter.UNKNOWN, SECOND_PAGE: Letter.FAILED_DOWN})
    answer = act(desk, broadcast_id, "again")
    assert answer.status == 201, answer.text
    kept = stored(desk, answer.body["id"])
    assert (kept.kind, kept.audience["pages"], kept.follows) == (Kind.ARTICLE, [SECOND_PAGE], broadcast_id)
    assert not kept.audience["not_got"]
    assert kept.cover_url == COVER


def test_again_is_refused_when_every_page_has_it(desk: TestDesk) -> None:
    broadcast_id = drafted(desk)
    out(desk, broadcast_id, {PAGE: Letter.SENT, SECOND_PAGE: Letter.UNKNOWN})
    answer = act(desk, broadcast_id, "again")
    assert (answer.status, "every page has sent it" in answer.body["message"]) == (409, True)


def test_a_correction_goes_to_the_pages_that_sent_it(desk: TestDesk) -> None:
    broadcast_id = drafted(desk)
    out(desk, broadcast_id, {PAGE: Letter.SENT, SECOND_PAGE: Letter.FAILED_REFUSED})
    answer = act(desk, broadcast_id, "correct", text="Đính chính.")
    assert answer.status == 201, answer.text
    kept = stored(desk, answer.body["id"])
    assert (kept.kind, kept.audience["pages"], kept.corrects) == (Kind.ARTICLE, [PAGE], broadcast_id)
    assert (kept.text, kept.title, kept.audience["got"]) == ("Đính chính.", "Mất điện", "")


def test_a_correction_of_an_article_that_no_page_sent_is_refused(desk: TestDesk) -> None:
    broadcast_id = drafted(desk)
    out(desk, broadcast_id, {PAGE: Letter.FAILED_DOWN, SECOND_PAGE: Letter.FAILED_DOWN})
    assert act(desk, broadcast_id, "correct", text="Đính chính.").status == 409


@pytest.mark.parametrize("field", ["got", "not_got"])
def test_nobody_knows_which_people_got_an_article(desk: TestDesk, field: str) -> None:
    broadcast_id = drafted(desk)
    out(desk, broadcast_id, {PAGE: Letter.SENT})
    answer = desk.call("POST", PATH, {**WISH, "audience": {"units": [UNIT], field: broadcast_id}})
    assert (answer.status, "nobody knows which people got it" in answer.body["message"]) == (400, True)
