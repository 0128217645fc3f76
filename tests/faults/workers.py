"""The functions of the desk, wired to what a test gives them instead of to AWS and Zalo."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dutydesk import ids
from dutydesk.clock import Clock
from dutydesk.errands import ArrivalMessage, LookupMessage, TicketMessage
from dutydesk.evidence import MediaMessage, ScanMessage
from dutydesk.messages import (
    AlertMessage,
    EchoMessage,
    FollowersMessage,
    OrderMessage,
    PlanMessage,
    Platform,
    PublishMessage,
    QuestionMessage,
    Reply,
    TipMessage,
    TokenMessage,
)
from dutydesk.platforms.zalo.outbox import ZaloOutbox
from dutydesk.platforms.zalo.wire import Wire
from dutydesk.queues import FifoOutlet, StandardOutlet
from dutydesk.stores.announced import DynamoAnnouncements
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.identities import DynamoIdentities
from dutydesk.stores.letters import DynamoLetters
from dutydesk.stores.people import DynamoPeople
from dutydesk.stores.receipts import DynamoReceipts
from functions.alert import wiring as alert
from functions.alert.alerts import Alerts
from functions.alert.roster import Roster
from functions.alert.store import DynamoAlertBook, DynamoRoster
from functions.faq import wiring as faq
from functions.faq.answering import Answering
from functions.faq.lookup import Lookup
from functions.faq.questions import Questions
from functions.faq.store import DynamoQuestionBook
from functions.faq.taps import Taps
from functions.intake import wiring as intake
from functions.intake.decisions import Decisions
from functions.intake.intake import Intake
from functions.intake.store import DynamoCaseBook
from functions.reply import wiring as reply
from functions.reply.aftermath import DynamoCaseMarks, DynamoPostponed
from functions.reply.delivery import Delivery
from functions.reply.sent import DynamoSent
from functions.upkeep.dead_letters import DeadLetters
from functions.upkeep.due import Due, DynamoDue
from functions.upkeep.failures import DynamoFailures
from functions.upkeep.upkeep import Upkeep
from functions.webhook.errand_desks import ErrandDesks
from functions.webhook.reception import Reception
from functions.webhook.routing import Router
from tests.fakes.seals import FakeSealer
from tests.faults.stand_ins import Siren, Tokens
from tests.unit.faq.desk import FakeShelf, scripted

KEY = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the functions reach: stores, queues, the platform, time, and where they count and mail."""

    dynamodb: Any
    sqs: Any
    http: Any
    tables: Mapping[str, str]
    clock: Clock
    count: Callable[[str], None]
    mail: Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """All functions but admin."""

    reception: Reception
    faq: faq.Desk
    intake: intake.Desk
    alert: alert.Desk
    reply: reply.Desk
    upkeep: Upkeep
    tables: Mapping[str, str]

    def identities(self, dynamodb: Any) -> DynamoIdentities:
        """Return the store of identities over another client."""
        return DynamoIdentities(dynamodb, self.tables["identities"])


def build(outside: Outside) -> Workers:
    """Wire every function."""
    return Workers(
        reception=_reception(outside),
        faq=_faq(outside),
        intake=_intake(outside),
        alert=_alert(outside),
        reply=_reply(outside),
        upkeep=_upkeep(outside),
        tables=outside.tables,
    )


def _reception(outside: Outside) -> Reception:
    questions: FifoOutlet[QuestionMessage] = FifoOutlet(outside.sqs, "questions")
    return Reception(
        people=DynamoPeople(outside.dynamodb, outside.tables["people"]),
        identities=DynamoIdentities(outside.dynamodb, outside.tables["identities"]),
        content=_content(outside),
        tips=_tips(outside),
        questions=questions,
        alerts=_alerts(outside),
        echoes=StandardOutlet[EchoMessage](outside.sqs, "echoes"),
        errands=ErrandDesks(
            lookups=FifoOutlet[LookupMessage](outside.sqs, "lookups"),
            tickets=FifoOutlet[TicketMessage](outside.sqs, "tickets"),
            sealer=FakeSealer(),
        ),
        router=Router(new_id=lambda: ids.new_ulid(outside.clock())),
        person_id=lambda page_id, user_id: ids.person_id(KEY, Platform.ZALO, page_id, user_id),
        link_of=lambda app_id, by_app: ids.link_of(KEY, Platform.ZALO, app_id, by_app),
        clock=outside.clock,
        count=outside.count,
        pause=lambda _attempt: None,
    )


def _faq(outside: Outside) -> faq.Desk:
    """Answer from a bank of a few entries in memory; a published one has tests of its own."""
    tables, clock = outside.tables, outside.clock
    book = DynamoQuestionBook(
        client=outside.dynamodb,
        receipts_table=tables["receipts"],
        questions_table=tables["questions"],
        cases_table=tables["cases"],
        figures_table=tables["figures"],
        clock=clock,
    )
    lookup = Lookup(shelf=FakeShelf(scripted()), clock=clock)
    made = Answering(
        book=book,
        questions=Questions(book=book, lookup=lookup, content=_content(outside), clock=clock),
        taps=Taps(book=book, lookup=lookup, clock=clock),
        replies=_replies(outside),
        tips=_tips(outside),
        clock=clock,
        pause=lambda _attempt: None,
    )
    return faq.Desk(answering=made, receipts=_receipts(outside))


def _intake(outside: Outside) -> intake.Desk:
    tables = outside.tables
    book = DynamoCaseBook(
        client=outside.dynamodb,
        cases_table=tables["cases"],
        receipts_table=tables["receipts"],
        figures_table=tables["figures"],
        clock=outside.clock,
    )
    decisions = Decisions(
        book=book,
        announcements=DynamoAnnouncements(outside.dynamodb, outside.tables["broadcasts"]),
        content=_content(outside),
        clock=outside.clock,
        new_code=ids.new_code,
    )
    made = Intake(
        book=book,
        decisions=decisions,
        replies=_replies(outside),
        alerts=_alerts(outside),
        media=StandardOutlet[MediaMessage](outside.sqs, "media"),
        pause=lambda _attempt: None,
    )
    return intake.Desk(intake=made, receipts=_receipts(outside))


def _alert(outside: Outside) -> alert.Desk:
    tables = outside.tables
    book = DynamoAlertBook(
        client=outside.dynamodb,
        cases_table=tables["cases"],
        officers_table=tables["officers"],
        receipts_table=tables["receipts"],
        figures_table=tables["figures"],
        clock=outside.clock,
    )
    made = Alerts(
        book=book,
        roster=Roster(DynamoRoster(outside.dynamodb, tables["officers"]), _content(outside)),
        content=_content(outside),
        replies=_replies(outside),
        siren=Siren(outside.mail),
        clock=outside.clock,
        pause=lambda _attempt: None,
    )
    return alert.Desk(alerts=made, receipts=_receipts(outside))


def _reply(outside: Outside) -> reply.Desk:
    tables = outside.tables
    delivery = Delivery(
        identities=DynamoIdentities(outside.dynamodb, tables["identities"]),
        sent=DynamoSent(outside.dynamodb, tables["receipts"]),
        tokens=Tokens(),
        outboxes={Platform.ZALO: ZaloOutbox(wire=Wire(outside.http), api_url="https://zalo.example")},
        cases=DynamoCaseMarks(outside.dynamodb, tables["cases"]),
        postponed=DynamoPostponed(outside.dynamodb, tables["receipts"]),
        clock=outside.clock,
        count=outside.count,
        sleep=lambda _seconds: None,
    )
    return reply.Desk(delivery=delivery, receipts=_receipts(outside))


def _upkeep(outside: Outside) -> Upkeep:
    table = outside.tables["receipts"]
    due = Due(
        items=DynamoDue(outside.dynamodb, table),
        replies=_replies(outside),
        alerts=_alerts(outside),
        publications=FifoOutlet[PublishMessage](outside.sqs, "publications"),
        plans=FifoOutlet[PlanMessage](outside.sqs, "plans"),
        tokens=FifoOutlet[TokenMessage](outside.sqs, "chunks"),
        followers=FifoOutlet[FollowersMessage](outside.sqs, "followers"),
        tickets=FifoOutlet[TicketMessage](outside.sqs, "tickets"),
        arrivals=StandardOutlet[ArrivalMessage](outside.sqs, "arrivals"),
        orders=FifoOutlet[OrderMessage](outside.sqs, "orders"),
        media=StandardOutlet[MediaMessage](outside.sqs, "media"),
        scans=StandardOutlet[ScanMessage](outside.sqs, "scans"),
        unheard=lambda unit, case_id: outside.mail(f"{unit} {case_id}"),
        clock=outside.clock,
        count=outside.count,
    )
    dead_letters = {
        queue: DeadLetters(
            client=outside.sqs,
            queue=queue,
            queue_url=queue,
            dead_letters_url=f"{queue}-dead",
            failures=DynamoFailures(outside.dynamodb, table, outside.clock),
        )
        for queue in ("tips", "questions", "alerts", "replies")
    }
    return Upkeep(
        due=due,
        dead_letters=dead_letters,
        letters=DynamoLetters(outside.dynamodb, table),
        clock=outside.clock,
        measure=lambda _name, _value, _queue: None,
    )


def _content(outside: Outside) -> DynamoContent:
    return DynamoContent(outside.dynamodb, outside.tables["content"])


def _receipts(outside: Outside) -> DynamoReceipts:
    return DynamoReceipts(outside.dynamodb, outside.tables["receipts"])


def _replies(outside: Outside) -> FifoOutlet[Reply]:
    return FifoOutlet(outside.sqs, "replies")


def _tips(outside: Outside) -> FifoOutlet[TipMessage]:
    return FifoOutlet(outside.sqs, "tips")


def _alerts(outside: Outside) -> FifoOutlet[AlertMessage]:
    return FifoOutlet(outside.sqs, "alerts")
