"""What travels to the desks that look something up and give out numbers.

Here a message's words are a person's papers, so they travel sealed or not at all; see ``dutydesk.messages`` for the
rest of what travels.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LookupWish(StrEnum):
    """What a citizen wants to know of an identity card."""

    ASK = "ask"  # words of the dialogue: a number, a date of birth, or both; the first may hold neither
    CANCEL = "cancel"  # no more of it
    WATCH = "watch"  # tell me when it is ready
    UNWATCH = "unwatch"  # do not
    CHECK = "check"  # the person is here: is there anything that could not be told before


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupMessage:
    """``lookups.fifo``: group = person id.

    ``sealed``: the words, encrypted by the webhook for ``lookup`` alone, in base 64; empty where there were none.
    ``shows``: a picture or a file came with it, which is neither kept nor fetched. ``event_key`` is as in
    ``dutydesk.messages.InboundMessage``, so are the other names.
    """

    event_key: str
    platform: str
    page_id: str
    unit: str
    person_id: str
    sent_at: datetime
    wish: LookupWish
    sealed: str = ""
    shows: bool = False
    schema: int = 1


class TicketWish(StrEnum):
    """What a citizen, or the calendar, wants of the desk that gives out queue numbers."""

    OPEN = "open"  # begin: which service
    PICK = "pick"  # one of the choices that were offered
    WORDS = "words"  # typed within the dialogue
    MINE = "mine"  # my number, and how many are before me
    CANCEL = "cancel"  # give my number back
    MOVE = "move"  # another hour
    REMIND = "remind"  # due: the day before
    OFFER = "offer"  # due: offer a freed place to the next, or take back an offer nobody took
    CLOSED = "closed"  # due: the office does not work on a line's day; tell those who hold a number


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMessage:
    """``tickets.fifo``: group = person id, or the line's key for what is due.

    ``choice`` is the payload of a tap without its command; ``text`` what was typed, without identity numbers, or what
    an officer wants told. ``subject`` names what is due about: a ticket or a line, as ``wish`` says.
    """

    event_key: str
    platform: str
    page_id: str
    unit: str
    person_id: str
    sent_at: datetime
    wish: TicketWish
    choice: str = ""
    text: str = ""
    subject: str = ""
    schema: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalMessage:
    """``arrivals`` (standard), where S3 tells of uploads: go on with this import of card states."""

    unit: str
    import_id: str
    schema: int = 1
