"""Queues that remember what they took, and refuse when told to."""

from collections.abc import Sequence
from dataclasses import dataclass

from dutydesk.errands import ArrivalMessage, LookupMessage, TicketMessage
from dutydesk.evidence import MediaMessage, ScanMessage
from dutydesk.messages import (
    AlertMessage,
    EchoMessage,
    FollowersMessage,
    OrderMessage,
    PlanMessage,
    PublishMessage,
    QuestionMessage,
    Reply,
    TipMessage,
    TokenMessage,
)
from dutydesk.queues import Outlet, Stream


class QueueRefused(Exception):
    """What a fake queue raises when it is told to refuse."""


@dataclass(frozen=True, slots=True)
class Sent[M]:
    """One accepted message."""

    message: M
    group: str
    dedupe: str


class FakeOutlet[
    M: (
        TipMessage,
        AlertMessage,
        Reply,
        QuestionMessage,
        PublishMessage,
        PlanMessage,
        TokenMessage,
        FollowersMessage,
        OrderMessage,
        LookupMessage,
        TicketMessage,
    )
]:
    """The ``Outlet`` port: keeps every call in ``calls`` and drops nothing; ``refuse_next`` sends fail."""

    def __init__(self) -> None:
        self.calls: list[Sent[M]] = []
        self.refuse_next = 0

    def send(self, message: M, *, group: str, dedupe: str) -> None:
        """Remember the message, or raise ``QueueRefused``."""
        if self.refuse_next > 0:
            self.refuse_next -= 1
            raise QueueRefused
        self.calls.append(Sent(message, group, dedupe))

    @property
    def messages(self) -> list[M]:
        """Every accepted message, copies too, in order."""
        return [call.message for call in self.calls]

    def distinct(self) -> list[M]:
        """What is left once copies with the same deduplication id are dropped, in order of the first of each."""
        return list({call.dedupe: call.message for call in reversed(self.calls)}.values())[::-1]

    def take(self) -> list[M]:
        """Return what was accepted since the last call."""
        taken, self.calls = self.messages, []
        return taken


class FakeStream[M: (EchoMessage, ArrivalMessage, MediaMessage, ScanMessage)]:
    """The ``Stream`` port; ``refuse_next`` calls take nothing and fail."""

    def __init__(self) -> None:
        self.messages: list[M] = []
        self.refuse_next = 0

    def send_all(self, messages: Sequence[M]) -> None:
        """Remember the messages, or raise ``QueueRefused``."""
        if self.refuse_next > 0:
            self.refuse_next -= 1
            raise QueueRefused
        self.messages += messages


_ECHOES: Stream[EchoMessage] = FakeStream[EchoMessage]()
_ARRIVALS: Stream[ArrivalMessage] = FakeStream[ArrivalMessage]()
_MEDIA: Stream[MediaMessage] = FakeStream[MediaMessage]()
_SCANS: Stream[ScanMessage] = FakeStream[ScanMessage]()
_REPLIES: Outlet[Reply] = FakeOutlet[Reply]()
_ALERTS: Outlet[AlertMessage] = FakeOutlet[AlertMessage]()
_TIPS: Outlet[TipMessage] = FakeOutlet[TipMessage]()
_QUESTIONS: Outlet[QuestionMessage] = FakeOutlet[QuestionMessage]()
_PUBLICATIONS: Outlet[PublishMessage] = FakeOutlet[PublishMessage]()
_PLANS: Outlet[PlanMessage] = FakeOutlet[PlanMessage]()
_TOKENS: Outlet[TokenMessage] = FakeOutlet[TokenMessage]()
_LOOKUPS: Outlet[LookupMessage] = FakeOutlet[LookupMessage]()
_TICKETS: Outlet[TicketMessage] = FakeOutlet[TicketMessage]()
