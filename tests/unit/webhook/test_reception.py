"""The reception: what is written, in which order, before a platform hears 200."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dutydesk.errands import LookupMessage, TicketMessage
from dutydesk.ids import asked_id, link_of, new_code, person_id
from dutydesk.messages import AlertKind, AlertMessage, Ask, EchoMessage, Intent, QuestionMessage, TipMessage
from dutydesk.platforms.events import Arrived, Ignored, Left, Wrote
from dutydesk.stores.content import Page
from dutydesk.stores.people import Person
from functions.webhook.errand_desks import ErrandDesks
from functions.webhook.reception import UNASSIGNED, Reception
from functions.webhook.routing import Router
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.people import FakeContent, FakeIdentities, FakePeople
from tests.fakes.queues import FakeOutlet, FakeStream, QueueRefused
from tests.fakes.seals import FakeSealer

PAGE = Page(page_id="zalo-phuong-mau-1", platform="zalo", unit="phuong-mau-1", app_id="1", oa_id="77")
USER = "9007199254740993"
PERSON = person_id(b"key", "zalo", PAGE.page_id, USER)
WROTE = Wrote(event_key="e1", oa_id="77", user_id=USER, sent_at=NOON, text="mất trộm xe")


class Bench:
    """A reception over fakes."""

    def __init__(self) -> None:
        self.people = FakePeople()
        self.identities = FakeIdentities()
        self.tips: FakeOutlet[TipMessage] = FakeOutlet()
        self.questions: FakeOutlet[QuestionMessage] = FakeOutlet()
        self.alerts: FakeOutlet[AlertMessage] = FakeOutlet()
        self.echoes: FakeStream[EchoMessage] = FakeStream()
        self.lookups = FakeOutlet[LookupMessage]()
        self.tickets = FakeOutlet[TicketMessage]()
        self.sealer = FakeSealer()
        self.clock = FakeClock()
        self.counted: list[str] = []
        self.pauses: list[int] = []
        self.minted = 0
        self.reception = Reception(
            people=self.people,
            identities=self.identities,
            content=FakeContent((PAGE,)),
            tips=self.tips,
            questions=self.questions,
            alerts=self.alerts,
            echoes=self.echoes,
            errands=ErrandDesks(lookups=self.lookups, tickets=self.tickets, sealer=self.sealer),
            router=Router(new_id=self._mint),
            person_id=lambda page_id, user_id: person_id(b"key", "zalo", page_id, user_id),
            link_of=lambda app_id, by_app: link_of(b"key", "zalo", app_id, by_app),
            clock=self.clock,
            count=self.counted.append,
            pause=self.pauses.append,
        )

    def _mint(self) -> str:
        self.minted += 1
        return f"01ARYZ6S41TSV4RRFFQ69G5F{self.minted:02}"

    def stored(self) -> Person:
        found = self.people.get(PERSON)
        assert found is not None
        return found


@pytest.fixture(name="bench")
def _bench() -> Bench:
    return Bench()


def test_a_message_is_enqueued_under_its_person_without_any_platform_id(bench: Bench) -> None:
    bench.reception.take(WROTE)
    (sent,) = bench.tips.calls
    assert (sent.group, sent.dedupe, sent.message.message.unit) == (PERSON, "e1", "phuong-mau-1")
    assert USER not in repr(sent)


def test_the_identity_is_noted_once_a_quarter_of_an_hour(bench: Bench) -> None:
    for minutes in (0, 1, 14, 16):
        bench.reception.take(replace(WROTE, event_key=f"e{minutes}", sent_at=NOON + timedelta(minutes=minutes)))
    assert bench.identities.notes == 2
    known = bench.identities.get(PERSON)
    assert known is not None
    assert known.user_id == USER


def test_the_reply_window_runs_from_the_last_interaction_and_never_backwards(bench: Bench) -> None:
    bench.reception.take(WROTE)
    assert bench.stored().reply_until == "2026-03-09T05:00:00.000Z"
    bench.reception.take(replace(WROTE, event_key="e0", sent_at=NOON - timedelta(hours=3)))
    assert bench.stored().reply_until == "2026-03-09T05:00:00.000Z"


def test_when_the_queue_refuses_the_platform_hears_of_it_and_the_next_delivery_takes_the_same_route(
    bench: Bench,
) -> None:
    bench.tips.refuse_next = 1
    with pytest.raises(QueueRefused):
        bench.reception.take(WROTE)
    version = bench.stored().version
    bench.reception.take(WROTE)
    assert bench.stored().version == version
    assert len(bench.tips.calls) == 1


def test_fifty_deliveries_of_one_event_mint_one_dialogue_and_one_version(bench: Bench) -> None:
    start = replace(WROTE, text="báo tin")
    for _ in range(50):
        bench.reception.take(start)
    assert bench.stored().version == 1
    assert {(sent.dedupe, sent.message.dialogue_id) for sent in bench.tips.calls} == {
        ("e1", "01ARYZ6S41TSV4RRFFQ69G5F01")
    }


def test_a_lost_race_reads_and_routes_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A "báo tin" slips in between this text's read and its write: the text must land in that dialogue."""
    honest = bench.people.put
    slipped: list[bool] = []

    def put(person: Person) -> bool:
        if not slipped:
            slipped.append(True)
            bench.reception.take(replace(WROTE, event_key="e0", text="báo tin"))
        return honest(person)

    monkeypatch.setattr(bench.people, "put", put)
    bench.reception.take(WROTE)
    start, text = bench.tips.messages
    assert (start.intent, text.intent) == (Intent.START, Intent.CONTENT)
    assert text.dialogue_id == start.dialogue_id
    assert bench.pauses == [0]


def test_somebody_who_follows_is_greeted_and_known_as_follower(bench: Bench) -> None:
    bench.reception.take(Arrived(event_key="f", oa_id="77", user_id=USER, sent_at=NOON, followed=True))
    assert bench.tips.messages[0].intent == Intent.MENU
    known = bench.identities.get(PERSON)
    assert known is not None
    assert known.follower is True


def test_somebody_who_leaves_is_noted_and_not_written_to(bench: Bench) -> None:
    bench.reception.take(Left(event_key="l", oa_id="77", user_id=USER, sent_at=NOON))
    known = bench.identities.get(PERSON)
    assert known is not None
    assert known.follower is False
    assert bench.tips.calls == []


def test_an_unused_event_is_counted_and_writes_nothing(bench: Bench) -> None:
    assert bench.reception.take(Ignored(event_name="user_seen_message")) == "ignored"
    assert bench.counted == ["EventIgnored"]
    assert (bench.people.written, bench.tips.calls) == ({}, [])


def test_a_page_that_nobody_registered_still_loses_no_tip(bench: Bench) -> None:
    bench.reception.take(replace(WROTE, oa_id="78"))
    assert bench.tips.messages[0].message.unit == UNASSIGNED
    assert bench.counted == ["PageUnknown"]


def test_an_unbelievable_time_becomes_the_moment_of_arrival(bench: Bench) -> None:
    bench.reception.take(replace(WROTE, sent_at=NOON - timedelta(days=400)))
    assert bench.tips.messages[0].message.sent_at == NOON


def test_an_officers_code_goes_to_the_alert_desk(bench: Bench) -> None:
    code = new_code()
    bench.reception.take(replace(WROTE, text=f"lien ket {code}"))
    (alert,) = bench.alerts.messages
    assert (alert.kind, alert.code, alert.person_id) == (AlertKind.LINK, code, PERSON)


def test_an_officers_tap_is_grouped_by_its_case(bench: Bench) -> None:
    bench.reception.take(replace(WROTE, text="#nhan 01ARYZ6S41TSV4RRFFQ69G5FAV"))
    (sent,) = bench.alerts.calls
    assert (sent.group, sent.message.kind) == ("01ARYZ6S41TSV4RRFFQ69G5FAV", AlertKind.ACKNOWLEDGE)


def test_a_question_goes_to_the_desk_that_answers_and_to_no_other(bench: Bench) -> None:
    bench.reception.take(replace(WROTE, text="làm căn cước ở đâu"))
    (sent,) = bench.questions.calls
    assert (sent.group, sent.dedupe, sent.message.ask) == (PERSON, "e1", Ask.QUESTION)
    assert (sent.message.dialogue_id, sent.message.first_contact) == ("01ARYZ6S41TSV4RRFFQ69G5F01", True)
    assert bench.tips.calls == []


def test_a_possible_report_is_accepted_by_the_tips_queue_before_it_is_asked(bench: Bench) -> None:
    bench.questions.refuse_next = 1
    with pytest.raises(QueueRefused):
        bench.reception.take(WROTE)
    assert [(sent.dedupe, sent.message.intent) for sent in bench.tips.calls] == [("e1", Intent.KEEP)]
    bench.reception.take(WROTE)
    (asked,) = bench.questions.calls
    assert (asked.group, asked.dedupe, asked.message.kept) == (PERSON, "e1", True)
    assert asked.message.dialogue_id == bench.tips.messages[0].dialogue_id


def test_what_the_tips_queue_refuses_is_not_asked_either(bench: Bench) -> None:
    bench.tips.refuse_next = 1
    with pytest.raises(QueueRefused):
        bench.reception.take(WROTE)
    assert bench.questions.calls == []


def test_a_verdict_is_sent_again_just_as_it_was_when_its_event_comes_again(bench: Bench) -> None:
    for number, text in enumerate(("làm căn cước ở đâu", "2", "cho em hỏi thêm", "2")):
        bench.reception.take(replace(WROTE, event_key=f"e{number}", text=text))
    bench.reception.take(replace(WROTE, event_key="e1", text="2"))
    *_, again = bench.questions.calls
    assert again == bench.questions.calls[1]
    assert (again.message.ask, again.message.choice, again.message.asked_id) == (Ask.PICK, 1, asked_id("e0"))


def test_an_identity_number_never_reaches_the_questions_queue(bench: Bench) -> None:
    bench.reception.take(replace(WROTE, text="cccd 001090012345 làm lại ở đâu"))
    bench.reception.take(replace(WROTE, event_key="e2", text="thằng cccd 001090012345 trộm xe nhà tôi"))
    assert "001090012345" not in repr(bench.questions.calls)
    assert [sent.message.hidden for sent in bench.questions.calls] == [True, False]
    (tip,) = bench.tips.messages
    assert tip.message.text == "thằng cccd 001090012345 trộm xe nhà tôi"
