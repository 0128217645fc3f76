"""A lookup desk for one test, over some book, with cards that are invented and citizens who ask for them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from dutydesk.errands import LookupMessage, LookupWish
from dutydesk.messages import Platform, Reply
from dutydesk.stores.offices import Office
from dutydesk.stores.people import Person
from functions.lookup.cards import Card, Slot, Status
from functions.lookup.index_key import IndexKey
from functions.lookup.numbers import card_number, receipt_number
from functions.lookup.status.attempt import Attempts
from functions.lookup.status.book import LookupBook
from functions.lookup.status.desk import Did, LookupDesk
from functions.lookup.watches import Watches
from functions.lookup.watching import Watching
from tests.fakes.clock import FakeClock
from tests.fakes.lookupbook import FakeOffices, FakeOpener, sealed
from tests.fakes.people import FakePeople
from tests.fakes.queues import FakeOutlet

UNIT, PAGE = "phuong-mau-1", "zalo-phuong-mau-1"
OFFICE = Office(
    office_id="mot-cua",
    unit=UNIT,
    name="Bộ phận một cửa Phường Mẫu 1",
    address="12 đường Mẫu, Phường Mẫu 1",
    hours="1-5 07:30-11:30 13:30-17:00",
)
INDEX = IndexKey(b"an invented key of 256 bits, no?")
BORN, BORN_TYPED = date(1990, 2, 1), "1/2/1990"
WRONG_TYPED = "2/2/1990"
FAR = int(datetime(2030, 1, 1).timestamp())  # noqa: DTZ001  # any far second
_serial = count(1)


def invented_number(serial: int) -> str:
    """Invent a card number: province 001, a code that no person has, and a running number."""
    return f"00199{serial:07}"


NUMBER, OTHER = invented_number(1), invented_number(2)
RECEIPT = "MAU1-260301-0045"


def slot(status: Status = Status.READY, *, v: int = 1, day: str = "2026-02-27", number: str = NUMBER) -> Slot:
    """What an import said of a card."""
    birth = INDEX.birth_digest(digest_of(number), BORN)
    return Slot(v=v, birth=birth, status=status, unit=UNIT, office=OFFICE.office_id, day=day, until=FAR)


def digest_of(number: str) -> str:
    """Name a number as it is typed."""
    return INDEX.digest(card_number(number) or receipt_number(number) or "")


@dataclass
class SleptClock:
    """A monotonic clock that sleeping moves on, and work as well: ``work_s`` for each look at it."""

    now_s: float = 100.0
    work_s: float = 0.01
    slept_s: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        """Return the seconds."""
        self.now_s += self.work_s
        return self.now_s

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.slept_s.append(seconds)
        self.now_s += seconds


@dataclass
class TestDesk:
    """The lookup desk with its ports, and what tests want to do with them."""

    __test__ = False

    book: LookupBook
    watches: Watches
    clock: FakeClock
    put_card: Callable[[Card], None]
    show: Callable[[int], None]
    """Show the imports up to this number."""
    offices: FakeOffices = field(default_factory=lambda: FakeOffices(OFFICE))
    people: FakePeople = field(default_factory=FakePeople)
    replies: FakeOutlet[Reply] = field(default_factory=FakeOutlet)
    opener: FakeOpener = field(default_factory=FakeOpener)
    time: SleptClock = field(default_factory=SleptClock)
    signs: list[str] = field(default_factory=list)

    @property
    def watching(self) -> Watching:
        return Watching(
            watches=self.watches,
            people=self.people,
            offices=self.offices,
            replies=self.replies,
            clock=self.clock,
        )

    @property
    def desk(self) -> LookupDesk:
        attempts = Attempts(
            book=self.book,
            offices=self.offices,
            index=INDEX,
            clock=self.clock,
            pause=lambda _attempt: None,
            count=self.signs.append,
        )
        return LookupDesk(
            book=self.book,
            attempts=attempts,
            watching=self.watching,
            opener=self.opener,
            replies=self.replies,
            clock=self.clock,
            monotonic=self.time.monotonic,
            sleep=self.time.sleep,
        )

    def holds(self, *slots: Slot, number: str = NUMBER, live: int = 1) -> None:
        """Have a card in the table, and an import shown."""
        self.put_card(Card(digest=digest_of(number), **dict(zip("ab", slots, strict=False))))
        self.show(live)

    def did(self, message: LookupMessage) -> Did:
        """Take a message; return what became of it."""
        return self.desk.accept(message)

    def hear(self, *messages: LookupMessage) -> list[Reply]:
        """Take messages in order; return what was newly said."""
        for message in messages:
            self.desk.accept(message)
        return self.replies.take()

    def said(self, message: LookupMessage) -> str:
        """Take a message; return the one text that was said."""
        (reply,) = self.hear(message)
        return reply.text

    def tries(self, *, person: str = "p1", number: str = NUMBER, born: str = BORN_TYPED, page: str = PAGE) -> str:
        """Have somebody try a number and a date; return the text that was said."""
        return self.said(ask(f"{number} {born}", person=person, page=page))

    def may_be_written_to(self, person: str = "p1", *, hours: float = 24) -> None:
        """Open a person's reply window."""
        until = (self.clock() + timedelta(hours=hours)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.people.written[person] = Person(person_id=person, page_id=PAGE, unit=UNIT, reply_until=until)


def ask(
    words: str = "",
    *,
    person: str = "p1",
    event: str = "",
    wish: LookupWish = LookupWish.ASK,
    shows: bool = False,
    page: str = PAGE,
    unit: str = UNIT,
) -> LookupMessage:
    """A message to the lookup desk."""
    return LookupMessage(
        event_key=event or f"zalo:user_send_text:1234567890123456789:{next(_serial):020}",
        platform=Platform.ZALO,
        page_id=page,
        unit=unit,
        person_id=person,
        sent_at=FakeClock()(),
        wish=wish,
        sealed=sealed(words, person),
        shows=shows,
    )
