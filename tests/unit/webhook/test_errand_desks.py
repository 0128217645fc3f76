"""What the desks of errands get, what nobody else gets, and what happens when KMS or a queue refuses."""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest

from dutydesk.errands import LookupMessage, LookupWish, TicketMessage, TicketWish
from dutydesk.messages import Ask, Attachment, AttachmentKind, Intent, Place
from dutydesk.platforms.events import Wrote
from dutydesk.stores.people import Person
from tests.fakes.clock import NOON
from tests.fakes.queues import QueueRefused
from tests.fakes.seals import KmsRefused
from tests.unit.webhook.papers import invented
from tests.unit.webhook.test_reception import PERSON, WROTE, Bench

MINE = invented(2)
BOTH = "{card} {date}".format_map(MINE.typed)
PHOTO = Attachment(kind=AttachmentKind.IMAGE, url="https://a/1.jpg")
OPEN = replace(WROTE, event_key="open", text="tra cứu căn cước")
NUMBER = replace(WROTE, event_key="number", text=BOTH, sent_at=NOON + timedelta(seconds=1))


class Desk(Bench):
    """A reception whose clock moves a second with every event."""

    def says(self, text: str, key: str, *attachments: Attachment, place: Place | None = None) -> str:
        sent_at = self.clock.advance(seconds=1)
        event = Wrote(event_key=key, oa_id="77", user_id=WROTE.user_id, sent_at=sent_at, text=text, place=place)
        return self.reception.take(replace(event, attachments=attachments))

    def elsewhere(self) -> str:
        """All that anybody but the desk that looks cards up was told, or will find stored."""
        queues = (self.tips, self.questions, self.alerts, self.tickets)
        return repr([queue.calls for queue in queues]) + repr(self.people.written) + repr(self.counted)

    def looked_up(self) -> list[str]:
        sealed = [one.sealed for one in self.lookups.messages]
        return [self.sealer.opened(one, person_id=PERSON) for one in sealed if one]


@pytest.fixture(name="desk")
def _desk() -> Desk:
    return Desk()


def test_a_card_is_looked_up_by_sealed_words_and_nothing_else(desk: Desk) -> None:
    desk.says(BOTH, "e1", PHOTO)
    (sent,) = desk.lookups.calls
    assert (sent.group, sent.dedupe) == (PERSON, "e1")
    assert sent.message == LookupMessage(
        event_key="e1",
        platform="zalo",
        page_id="zalo-phuong-mau-1",
        unit="phuong-mau-1",
        person_id=PERSON,
        sent_at=desk.clock.now,
        wish=LookupWish.ASK,
        sealed=sent.message.sealed,
        shows=True,
    )
    assert desk.looked_up() == [BOTH]
    assert MINE.card not in repr(sent)
    assert "https://a/1.jpg" not in repr(sent)
    assert desk.elsewhere().count("https://a/1.jpg") == desk.elsewhere().count(MINE.card) == 0


@pytest.mark.parametrize(
    ("text", "wish"),
    [("#tracuu", LookupWish.ASK), ("#baotoi", LookupWish.WATCH), ("#thoibao", LookupWish.UNWATCH)],
)
def test_a_tap_seals_nothing(desk: Desk, text: str, wish: LookupWish) -> None:
    desk.says(text, "e1")
    (message,) = desk.lookups.messages
    assert (message.wish, message.sealed, message.shows) == (wish, "", False)


def test_to_give_up_seals_nothing(desk: Desk) -> None:
    desk.says("tra cứu căn cước", "e1")
    desk.says("thôi", "e2")
    assert [(one.wish, bool(one.sealed)) for one in desk.lookups.messages] == [("ask", True), ("cancel", False)]


def test_a_queue_number_is_asked_for_in_words_without_long_numbers_or_by_a_choice_alone(desk: Desk) -> None:
    desk.says("lấy số", "e1")
    desk.says("8h mai, 0990 0900 0001", "e2")
    desk.says("#so p.quan-mau.cccd.20261123.0730..1", "e3")
    opened, said, picked = desk.tickets.messages
    assert (opened.wish, opened.text, opened.choice) == (TicketWish.OPEN, "lấy số", "")
    assert (said.wish, said.text, said.choice) == (TicketWish.WORDS, "8h mai, [số giấy tờ]", "")
    assert (picked.wish, picked.text, picked.choice) == (TicketWish.PICK, "", "p.quan-mau.cccd.20261123.0730..1")
    assert {call.group for call in desk.tickets.calls} == {PERSON}


def test_when_kms_refuses_the_platform_delivers_again_and_the_route_is_the_same(desk: Desk) -> None:
    desk.reception.take(OPEN)
    desk.sealer.refuse_next = 1
    with pytest.raises(KmsRefused):
        desk.reception.take(NUMBER)
    assert len(desk.lookups.calls) == 1
    version = desk.stored().version
    desk.reception.take(NUMBER)
    assert desk.stored().version == version
    assert (desk.lookups.calls[-1].dedupe, desk.looked_up()[-1]) == ("number", BOTH)


def test_when_the_queue_refuses_the_next_delivery_seals_again_under_the_same_id(desk: Desk) -> None:
    desk.lookups.refuse_next = 1
    with pytest.raises(QueueRefused):
        desk.reception.take(NUMBER)
    for _ in range(2):
        desk.reception.take(NUMBER)
    first, again = desk.lookups.calls
    assert (first.dedupe, first.group) == (again.dedupe, again.group) == ("number", PERSON)
    assert first.message.sealed != again.message.sealed
    assert replace(first.message, sealed="") == replace(again.message, sealed="")
    assert desk.looked_up() == [BOTH, BOTH]


@pytest.mark.parametrize("text", ["lấy số", "#so s.quan-mau", "hủy số"])
def test_a_redelivered_wish_for_a_number_is_sent_again_just_as_it_was(desk: Desk, text: str) -> None:
    desk.tickets.refuse_next = 1
    with pytest.raises(QueueRefused):
        desk.reception.take(replace(WROTE, text=text))
    desk.reception.take(replace(WROTE, event_key="e2", text="1"))
    for _ in range(2):
        desk.reception.take(replace(WROTE, text=text))
    _, first, again = desk.tickets.calls
    assert first == again
    assert (first.dedupe, first.message.wish == TicketWish.WORDS) == ("e1", False)


def test_a_lost_race_routes_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A "tra cứu" slips in between this number's read and its write: the number must go where it was asked for."""
    honest = desk.people.put
    slipped: list[bool] = []

    def put(person: Person) -> bool:
        if not slipped:
            slipped.append(True)
            desk.reception.take(OPEN)
        return honest(person)

    monkeypatch.setattr(desk.people, "put", put)
    desk.reception.take(replace(NUMBER, text=MINE.card))
    assert desk.looked_up() == [OPEN.text, MINE.card]
    assert MINE.card not in desk.elsewhere()


def test_who_watches_is_also_checked_once_the_message_itself_is_accepted(desk: Desk) -> None:
    desk.says("#baotoi", "e1")
    desk.clock.advance(minutes=11)
    desk.questions.refuse_next = 1
    with pytest.raises(QueueRefused):
        desk.reception.take(replace(WROTE, event_key="e2", text="làm căn cước ở đâu", sent_at=desk.clock.now))
    assert len(desk.lookups.calls) == 1
    for _ in range(2):
        desk.reception.take(replace(WROTE, event_key="e2", text="làm căn cước ở đâu", sent_at=desk.clock.now))
    _, check, again = desk.lookups.calls
    assert check == again
    assert (check.group, check.dedupe) == (PERSON, "e2#check")
    assert (check.message.wish, check.message.event_key, check.message.sealed) == (LookupWish.CHECK, "e2", "")


def test_who_chooses_a_broadcast_and_watches_is_checked_too(desk: Desk) -> None:
    desk.says("#baotoi", "e1")
    desk.clock.advance(minutes=11)
    assert desk.says("dừng nhận tin", "e2") == Intent.OPT_OUT
    assert [one.wish for one in desk.lookups.messages] == [LookupWish.WATCH, LookupWish.CHECK]


def test_a_photo_of_a_paper_is_fetched_by_nobody(desk: Desk) -> None:
    desk.says("tra cứu căn cước", "e1")
    desk.says("", "e2", PHOTO)
    assert desk.lookups.messages[-1].shows
    assert (desk.tips.calls, desk.stored().session.get("kept")) == ([], None)
    assert base64.b64decode(desk.lookups.messages[0].sealed)


def test_other_desks_hear_nothing_of_an_errand(desk: Desk) -> None:
    for number, text in enumerate(("tra cứu căn cước", BOTH, "lấy số", "2", "hủy số")):
        desk.says(text, f"e{number}")
    assert (desk.tips.calls, desk.questions.calls, desk.alerts.calls) == ([], [], [])
    kinds = {type(one) for one in (*desk.lookups.messages, *desk.tickets.messages)}
    assert kinds == {LookupMessage, TicketMessage}
    desk.says("làm căn cước ở đâu", "q")
    assert [one.ask for one in desk.questions.messages] == [Ask.QUESTION]
