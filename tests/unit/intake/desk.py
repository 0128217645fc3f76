"""A desk for one test: intake over some book, with a citizen who writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from dutydesk.evidence import MediaMessage
from dutydesk.ids import as_code, new_code
from dutydesk.messages import (
    AlertMessage,
    Attachment,
    AttachmentKind,
    Emergency,
    InboundMessage,
    Intent,
    Place,
    Platform,
    Reply,
    TipMessage,
)
from dutydesk.stores.cases import Case, CaseMessage
from dutydesk.stores.content import Unit
from functions.intake.book import CaseBook
from functions.intake.decisions import Decisions
from functions.intake.intake import Intake
from tests.fakes.announcements import FakeAnnouncements
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.people import FakeContent
from tests.fakes.queues import FakeOutlet, FakeStream

PHOTO = (Attachment(kind=AttachmentKind.IMAGE, url="https://photo.example/1.jpg"),)
HERE = Place(latitude="10.77", longitude="106.69")
UNIT = Unit(unit="phuong-mau-1", name="Công an Phường Mẫu 1", parent="quan-mau")
CASE = "01J00000000000000000000001"
_serial = count(1)


@dataclass
class TestDesk:
    """Intake with its ports, and what tests want to see of them."""

    __test__ = False

    book: CaseBook
    clock: FakeClock
    messages: Callable[[str], tuple[CaseMessage, ...]]
    await_answer: Callable[[str], None]
    """Have the case's officer await the citizen's answer."""
    close: Callable[[str], None]
    """Have an officer close the case."""
    replies: FakeOutlet[Reply] = field(default_factory=FakeOutlet)
    alerts: FakeOutlet[AlertMessage] = field(default_factory=FakeOutlet)
    media: FakeStream[MediaMessage] = field(default_factory=FakeStream)
    announcements: FakeAnnouncements = field(default_factory=FakeAnnouncements)
    codes: Callable[[], str] = new_code
    unit: Unit = UNIT

    @property
    def intake(self) -> Intake:
        decisions = Decisions(
            book=self.book,
            announcements=self.announcements,
            content=FakeContent(units=(self.unit,)),
            clock=self.clock,
            new_code=self.codes,
        )
        return Intake(
            book=self.book,
            decisions=decisions,
            replies=self.replies,
            alerts=self.alerts,
            media=self.media,
            pause=lambda _attempt: None,
        )

    def hear(self, *tips: TipMessage) -> list[Reply]:
        """Take messages in order; return what was newly enqueued."""
        for tip in tips:
            self.intake.accept(tip)
        return self.replies.take()

    def hear_all(self, tips: Iterable[TipMessage]) -> None:
        """Take messages in order; what is enqueued stays where it is."""
        for tip in tips:
            self.intake.accept(tip)

    def texts(self, *tips: TipMessage) -> list[str]:
        """Take messages in order; return the texts of what was newly enqueued."""
        return [reply.text for reply in self.hear(*tips)]

    def header(self, case_id: str = CASE) -> Case:
        """Return the case as stored."""
        case, _ = self.book.load(case_id)
        assert case is not None
        return case

    def words(self, case_id: str = CASE) -> list[str]:
        """Return the case's texts in order of sending."""
        return [message.text for message in self.messages(case_id)]


def tip(
    intent: Intent,
    text: str = "",
    *,
    at: float = 0,
    dialogue: str = CASE,
    photos: tuple[Attachment, ...] = (),
    place: Place | None = None,
    person: str = "p1",
    event: str = "",
    emergency: Emergency = Emergency.NONE,
    report_like: bool = False,
    adopt: bool = False,
    first_contact: bool = False,
    quiet: bool = False,
    code: str = "",
) -> TipMessage:
    """One message, sent ``at`` seconds after noon."""
    message = InboundMessage(
        event_key=event or f"zalo-{next(_serial)}",
        platform=Platform.ZALO,
        page_id="zalo-phuong-mau-1",
        unit=UNIT.unit,
        person_id=person,
        sent_at=moment(at),
        text=text,
        attachments=photos,
        place=place,
    )
    return TipMessage(
        message=message,
        intent=intent,
        dialogue_id=dialogue,
        emergency=emergency,
        report_like=report_like,
        adopt=adopt,
        first_contact=first_contact,
        quiet=quiet,
        code=code,
    )


def moment(seconds: float) -> datetime:
    """Return the moment so many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def again(message: TipMessage) -> TipMessage:
    """Return another copy of a message, as a queue redelivers it."""
    return replace(message)


def codes_in(texts: list[str]) -> set[str]:
    """Return the receipt codes that citizens were told, each once."""
    words = [word.strip(".,:") for text in texts for word in text.split()]
    return {code for word in words if "-" in word and (code := as_code(word))}
