"""The reception: what happens between a verified event and the platform's 200.

What the platform says of the page's own messages goes to a queue of its own and touches nobody's record: it is no
interaction, so it opens no reply window.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from dutydesk.clock import Clock
from dutydesk.errors import Conflict
from dutydesk.messages import (
    AlertMessage,
    EchoMessage,
    InboundMessage,
    Platform,
    QuestionMessage,
    TipMessage,
)
from dutydesk.platforms.events import Arrived, CitizenEvent, Echoed, InboundEvent, Left, Withdrew, Wrote
from dutydesk.queues import Outlet, Stream
from dutydesk.stores.content import Content, Page
from dutydesk.stores.identities import Identities
from dutydesk.stores.people import People, Person
from dutydesk.stores.topics import Topic
from functions.webhook.asking import QUESTIONS
from functions.webhook.choosing import CHOICES, chosen
from functions.webhook.dialogues import TIPS
from functions.webhook.errand_desks import ErrandDesks
from functions.webhook.hearing import believed, heard, message_of
from functions.webhook.noting import Noting
from functions.webhook.outgoing import as_alert, as_question, as_tip
from functions.webhook.routing import ALERTS, Router
from functions.webhook.session import Routed, Session, from_plain, to_plain
from functions.webhook.topics import may_concern
from functions.webhook.withdrawals import Withdrawals

MOST_ATTEMPTS = 60
UNASSIGNED = "unassigned"
"""The unit of a page that nobody has registered yet: its tips are kept for an administrator, never refused."""


type Counter = Callable[[str], None]
"""Counts one event under a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Take one event: note who wrote, decide the route, and have a queue accept it."""

    people: People
    identities: Identities
    content: Content
    tips: Outlet[TipMessage]
    questions: Outlet[QuestionMessage]
    alerts: Outlet[AlertMessage]
    echoes: Stream[EchoMessage]
    errands: ErrandDesks
    router: Router
    person_id: Callable[[str, str], str]
    link_of: Callable[[str, str], str]
    """Returns what joins a person's ids, from an app and the person's id there; nothing without them."""
    clock: Clock
    count: Counter
    pause: Callable[[int], None]

    def take(self, event: InboundEvent) -> str:
        """Return the outcome's name once a queue has accepted what the event asks for.

        Raises:
            Exception: a store or queue refused; the platform must deliver the event again.
        """
        match event:
            case Wrote() | Arrived():
                return self._interaction(event)
            case Echoed():
                return self._echo(event)
            case Withdrew():
                return self._withdrawn(event)
            case Left():
                page = self._page(event)
                person_id = self.person_id(page.page_id, event.user_id)
                self._noting.note(person_id, event, page, follower=False, at=event.sent_at)
                return "left"
        self.count("EventIgnored")
        return "ignored"

    def _interaction(self, event: Wrote | Arrived) -> str:
        now = self.clock()
        page = self._page(event)
        person_id = self.person_id(page.page_id, event.user_id)
        message = message_of(event, page, person_id, now)
        topics = cache(partial(self.content.topics, page.unit))
        for attempt in range(MOST_ATTEMPTS):
            stored = self.people.get(person_id)
            person = stored or Person(person_id=person_id, page_id=page.page_id, unit=page.unit)
            person = self._noting.noted(person, event, page, message.sent_at)
            before = from_plain(person.session)
            offered = topics() if may_concern(message.text, before) else ()
            routed, after = self._route(event, message, before, now, offered)
            if after is before or self.people.put(heard(person, to_plain(after), message.sent_at, unit=page.unit)):
                break
            self.pause(attempt)
        else:
            raise Conflict("too many messages of one person at once")
        if routed.intent in CHOICES:
            outcome = self._choose(routed, event, message, page, topics)
        else:
            outcome = routed.intent
            self._enqueue(routed, message)
        self.errands.accept(routed, message)
        return outcome

    def _withdrawn(self, event: Withdrew) -> str:
        """Ask officers to see to a person's data; no interaction, so it opens no reply window. No broadcast comes."""
        page = self._page(event)
        person_id, now = self.person_id(page.page_id, event.user_id), self.clock()
        message = message_of(event, page, person_id, now)
        withdrawals = Withdrawals(people=self.people, identities=self.identities, router=self.router, pause=self.pause)
        routed = withdrawals.take(message, now=now)
        self._enqueue(routed, message)
        return routed.intent

    def _echo(self, event: Echoed) -> str:
        """Pass on what the platform says of a page's own messages; an unknown page has sent none of ours."""
        page = self.content.page_of(Platform.ZALO, event.oa_id)
        if page is None:
            self.count("EventIgnored")
            return "ignored"
        now = self.clock()
        at = believed(event.sent_at, now)
        person_id = self.person_id(page.page_id, event.user_id)
        self.echoes.send_all(
            [
                EchoMessage(
                    kind=event.kind,
                    page_id=page.page_id,
                    person_id=person_id,
                    message_id=message_id,
                    at=at,
                    code=event.code,
                )
                for message_id in event.message_ids
            ]
        )
        return event.kind

    def _choose(
        self,
        routed: Routed,
        event: Wrote | Arrived,
        message: InboundMessage,
        page: Page,
        topics: Callable[[], Sequence[Topic]],
    ) -> str:
        """Write which broadcasts come to this person, then have it told."""
        before = self._noting.note(message.person_id, event, page, follower=None, at=message.sent_at)
        told = chosen(self.identities, routed, message, before=before, topics=topics)
        self.tips.send(told, group=message.person_id, dedupe=message.event_key)
        return told.intent

    def _route(
        self,
        event: Wrote | Arrived,
        message: InboundMessage,
        session: Session,
        now: datetime,
        topics: Sequence[Topic],
    ) -> tuple[Routed, Session]:
        if isinstance(event, Arrived):
            return self.router.arrived(event.event_key, session)
        return self.router.message(message, session, now=now, topics=topics)

    def _enqueue(self, routed: Routed, message: InboundMessage) -> None:
        """Have the desk's queue accept the message; a report's before that of the desk that also gets it."""
        if routed.desk == ALERTS:
            alert = as_alert(routed, message)
            self.alerts.send(alert, group=alert.case_id or alert.person_id, dedupe=message.event_key)
            return
        if routed.desk == TIPS:
            self.tips.send(as_tip(routed, message), group=message.person_id, dedupe=message.event_key)
        if routed.desk == QUESTIONS or routed.also_ask:
            self.questions.send(as_question(routed, message), group=message.person_id, dedupe=message.event_key)

    def _page(self, event: CitizenEvent) -> Page:
        page = self.content.page_of(Platform.ZALO, event.oa_id)
        if page is not None:
            return page
        self.count("PageUnknown")
        return Page(
            page_id=f"{Platform.ZALO}-{UNASSIGNED}",
            platform=Platform.ZALO,
            unit=UNASSIGNED,
            app_id="",
            oa_id=event.oa_id,
        )

    @property
    def _noting(self) -> Noting:
        return Noting(identities=self.identities, link_of=self.link_of)
