"""A desk for one test: answering over some book and a bank whose searches are written down, with a citizen who asks."""

from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Literal

from dutydesk.ids import asked_id
from dutydesk.messages import (
    Ask,
    Attachment,
    AttachmentKind,
    InboundMessage,
    Platform,
    QuestionMessage,
    Reply,
    TipMessage,
)
from dutydesk.stores.awaiting import Awaiting
from dutydesk.stores.bank import BankEntry
from dutydesk.stores.content import Unit
from dutydesk.stores.questions import Asked, ToDo
from functions.faq.answering import Answering
from functions.faq.edition import Edition, edition_of
from functions.faq.lookup import Lookup
from functions.faq.questions import Questions
from functions.faq.search import Found, Search
from functions.faq.shelf import Serving
from functions.faq.store import QuestionBook
from functions.faq.taps import Taps
from functions.faq.verdict import Did
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.people import FakeContent
from tests.fakes.queues import FakeOutlet

UNIT = Unit(unit="phuong-mau-1", name="Công an Phường Mẫu 1", parent="quan-mau")
PAGE = "zalo-phuong-mau-1"
BUCKET = "01J00000000000000000000001"
STICKER = (Attachment(kind=AttachmentKind.STICKER, url="https://sticker.example/1"),)
ENTRIES = (
    BankEntry(
        id="lost",
        question="Mất thẻ căn cước thì xin cấp lại thế nào?",
        answer="Bà con đến công an phường để xin cấp lại.",
        fee="70.000 đồng",
        time="7 ngày làm việc",
        legal_source="Luật Căn cước 2023",
    ),
    BankEntry(id="old", question="Thẻ hết hạn thì đổi thế nào?", answer="Mang thẻ cũ đến.", legal_source="Luật A"),
    BankEntry(id="stay", question="Đăng ký tạm trú cần gì?", answer="Cần tờ khai CT01.", papers="Tờ khai CT01"),
    BankEntry(id="elsewhere", question="Chỉ phường 2 trả lời?", answer="Phường 2.", pages=("zalo-phuong-mau-2",)),
    BankEntry(id="expired", question="Hết hiệu lực?", answer="Cũ.", valid_to="2026-03-01"),
)
SURE, UNSURE, NONE = "mất căn cước làm lại bao nhiêu tiền", "thẻ của tôi thì sao", "thời tiết hôm nay ở phường"
_serial = count(1)

type Script = tuple[Literal["sure", "unsure", "none"], Sequence[str], frozenset[str]]
SCRIPT: dict[str, Script] = {
    SURE: ("sure", ("lost", "old", "stay"), frozenset({"fee"})),
    UNSURE: ("unsure", ("old", "lost", "stay"), frozenset()),
    NONE: ("none", ("stay",), frozenset()),
}


class Scripted(Search):
    """A search whose results are written down; what is not, finds nothing."""

    def __init__(self, real: Search, script: dict[str, Script]) -> None:
        self.__dict__.update(real.__dict__)  # to read words as it does; making one takes its time
        self.some = real.find(ENTRIES[0].question).candidates[0]
        self.script = script
        self.searched: list[str] = []

    def find(self, text: str, hidden: Collection[str] = ()) -> Found:
        """Return what is written, less what is hidden."""
        self.searched.append(text)
        kind, entries, sides = self.script.get(text, ("none", (), frozenset()))
        shown = tuple(replace(self.some, entry=entry) for entry in entries if entry not in hidden)
        return Found(kind if shown else "none", shown, 0.9, sides)


@cache
def small_edition() -> Edition:
    """Return an edition of a few entries."""
    return edition_of("v1", ENTRIES)


def scripted(script: dict[str, Script] | None = None) -> Serving:
    """Return that edition with a search by script."""
    serving = copy(_served())
    serving.search = Scripted(serving.search, SCRIPT if script is None else script)
    return serving


@cache
def _served() -> Serving:
    return Serving(small_edition())


@dataclass
class FakeShelf:
    """The ``Serves`` port."""

    now: Serving | None

    def serving(self) -> Serving | None:
        """Return what is there."""
        return self.now


@dataclass
class TestDesk:
    """Answering with its ports, and what tests want to see of them."""

    __test__ = False

    book: QuestionBook
    clock: FakeClock
    todos: Callable[[], list[ToDo]]
    await_officer: Callable[[str, Awaiting], None]
    """Have an officer talk with the person."""
    shelf: FakeShelf = field(default_factory=lambda: FakeShelf(scripted()))
    replies: FakeOutlet[Reply] = field(default_factory=FakeOutlet)
    tips: FakeOutlet[TipMessage] = field(default_factory=FakeOutlet)

    @property
    def answering(self) -> Answering:
        lookup = Lookup(shelf=self.shelf, clock=self.clock)
        content = FakeContent(units=(UNIT,))
        return Answering(
            book=self.book,
            questions=Questions(book=self.book, lookup=lookup, content=content, clock=self.clock),
            taps=Taps(book=self.book, lookup=lookup, clock=self.clock),
            replies=self.replies,
            tips=self.tips,
            clock=self.clock,
            pause=lambda _attempt: None,
        )

    def hear(self, *questions: QuestionMessage) -> list[Reply]:
        """Take messages in order; return what was newly said."""
        for question in questions:
            self.answering.accept(question)
        return self.replies.take()

    def did(self, question: QuestionMessage) -> Did:
        """Take a message; return what became of it."""
        return self.answering.accept(question)

    def texts(self, *questions: QuestionMessage) -> list[str]:
        """Take messages in order; return the texts of what was newly said."""
        return [reply.text for reply in self.hear(*questions)]

    def asked(self, question: QuestionMessage) -> Asked:
        """Return what is remembered of a question."""
        found = self.book.asked(asked_id(question.message.event_key))
        assert found is not None
        return found

    def forwarded(self) -> list[TipMessage]:
        """Return what was newly handed on."""
        return self.tips.take()

    def officer_talks(self, *, hours_ago: float = 1, over: bool = False, person: str = "p1") -> None:
        """Have an officer talk with the citizen about the case ``C``."""
        at = self.clock() - timedelta(hours=hours_ago)
        self.await_officer(person, Awaiting(case_id="C", asked_at=at, over=over))


def question(
    text: str = "",
    *,
    at: float = 0,
    person: str = "p1",
    event: str = "",
    dialogue: str = BUCKET,
    page: str = PAGE,
    stickers: tuple[Attachment, ...] = (),
    kept: bool = False,
    hidden: bool = False,
    first_contact: bool = False,
) -> QuestionMessage:
    """A question, sent ``at`` seconds after noon."""
    message = InboundMessage(
        event_key=event or f"zalo-{next(_serial)}",
        platform=Platform.ZALO,
        page_id=page,
        unit=UNIT.unit,
        person_id=person,
        sent_at=moment(at),
        text=text,
        attachments=stickers,
    )
    return QuestionMessage(
        message=message,
        ask=Ask.QUESTION,
        asked_id=asked_id(message.event_key),
        dialogue_id=dialogue,
        kept=kept,
        hidden=hidden,
        first_contact=first_contact,
    )


def tap(
    ask: Ask, about: QuestionMessage | None, *, choice: int = 0, text: str = "", person: str = "p1"
) -> QuestionMessage:
    """A tap under what was said about a question, or about none; ``text`` when it was typed."""
    named = asked_id(about.message.event_key) if about is not None else ""
    prefix = {Ask.PICK: "#chon", Ask.RIGHT: "#dung", Ask.WRONG: "#sai", Ask.OFFICER: "#canbo"}[ask]
    tapped = question(text or f"{prefix} {named}", person=person, at=60, dialogue="")
    return replace(tapped, ask=ask, asked_id=named, choice=choice)


def moment(seconds: float) -> datetime:
    """Return the moment so many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def titles(reply: Reply) -> list[str]:
    """Return the titles of a reply's buttons."""
    return [button.title for button in reply.buttons]
