"""What travels between functions: one person's message, and the reply owed to a person.

Plain frozen dataclasses, so that the webhook needs no validation library to write them; workers read them back through
``dutydesk.inlet``, which validates. New fields get defaults: functions and layer change at slightly different moments,
so a queue message stays readable for one release in both directions.
"""

import dataclasses
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from dutydesk.clock import iso
from dutydesk.errands import ArrivalMessage, LookupMessage, TicketMessage
from dutydesk.evidence import MediaMessage, ScanMessage


class Platform(StrEnum):
    """A chat platform that citizens write on."""

    ZALO = "zalo"


class AttachmentKind(StrEnum):
    """What a citizen attached, as far as the platform says."""

    IMAGE = "image"
    GIF = "gif"
    VIDEO = "video"
    AUDIO = "audio"
    FILE = "file"
    LINK = "link"
    STICKER = "sticker"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One attached thing; ``url`` is the platform's link and may die within days."""

    kind: AttachmentKind
    url: str = ""
    name: str = ""
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point on the map, in decimal degrees as the platform wrote them."""

    latitude: str
    longitude: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMessage:
    """One message of one person, after a platform's words are gone.

    ``event_key`` is the same for every delivery of the same event, and differs for every other event.
    """

    event_key: str
    platform: Platform
    page_id: str
    unit: str
    person_id: str
    sent_at: datetime
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    place: Place | None = None

    @property
    def has_content(self) -> bool:
        """Whether there is anything in it that a case should hold."""
        return bool(self.text.strip() or self.attachments or self.place)


class Emergency(StrEnum):
    """How sure we are that somebody needs 113, 114 or 115 now."""

    NONE = "none"
    DOUBTFUL = "doubtful"
    CERTAIN = "certain"


SHOWN_JUST_BEFORE = timedelta(minutes=10)
"""What was kept so shortly before an emergency belongs to it: the photo came first, the words followed."""


class Intent(StrEnum):
    """What the desk does with a message: the route the webhook chose."""

    MENU = "menu"  # greet, and say what the desk can do
    START = "start"  # open a tip dialogue
    CONTENT = "content"  # belongs to the dialogue's case
    DONE = "done"  # close the dialogue
    CANCEL = "cancel"  # close the dialogue, unless it holds something
    KEEP = "keep"  # outside a dialogue: keep for a day, offer to make it a tip
    MAKE_TIP = "make_tip"  # the tap that makes a tip of what was kept
    STATUS = "status"  # a receipt code: how far is it
    HAND_OFF = "hand_off"  # a question that an officer is to answer: a case of kind question
    JOIN = "join"  # belongs to the case whose officer is talking with this person
    OPT_OUT = "opt_out"  # no more broadcasts of this page to this person
    OPT_IN = "opt_in"  # they come again
    TOPICS = "topics"  # which topics are there, and which does this person get
    SUBSCRIBE = "subscribe"  # this person gets a topic
    UNSUBSCRIBE = "unsubscribe"  # and does not any more
    DATA_REQUEST = "data_request"  # somebody wants to see their data, or have it erased: ``code`` is a ``DataWish``


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedTopic:
    """A topic that a page's unit offers, and whether the person gets it."""

    key: str
    name: str
    on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TipMessage:
    """``tips.fifo``: a message with its route; group = person id.

    ``dialogue_id`` is the id of the case that the message belongs to, or would belong to. ``adopt``: messages
    kept under this id belong to the case; with ``START`` those sent after it, which overtook it, with ``CONTENT`` those
    from ``SHOWN_JUST_BEFORE`` on. ``first_contact``: the person has not been greeted yet. ``quiet``: somebody else
    answers, so keep it and say nothing. ``topics``: all that the unit offers; ``code`` is then the key of the one
    chosen. ``opted_out``: none of them comes, since the person wants no broadcasts at all. ``emergency_rule``: the key
    of the rule that found an emergency.
    """

    message: InboundMessage
    intent: Intent
    dialogue_id: str = ""
    emergency: Emergency = Emergency.NONE
    report_like: bool = False
    code: str = ""
    adopt: bool = False
    first_contact: bool = False
    quiet: bool = False
    topics: tuple[OfferedTopic, ...] = ()
    opted_out: bool = False
    emergency_rule: str = ""
    schema: int = 1


class Ask(StrEnum):
    """What a citizen wants of the desk that answers questions."""

    QUESTION = "question"  # words to be answered
    PICK = "pick"  # one of the choices that were offered
    RIGHT = "right"  # the answer was right
    WRONG = "wrong"  # it was not
    OFFICER = "officer"  # a person is to answer


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMessage:
    """``questions.fifo``: a message for the desk that answers; group = person id.

    ``message.text`` holds no identity number any more; ``hidden`` says that one was taken out. ``asked_id`` names the
    question that a tap is about (``dutydesk.ids.asked_id``), ``choice`` which of its choices, from 0. ``dialogue_id``
    is the bucket in which the words are kept for a day; ``kept``: the tips desk has them already and says so itself,
    so that only a sure answer is worth saying.
    """

    message: InboundMessage
    ask: Ask
    asked_id: str = ""
    choice: int = 0
    dialogue_id: str = ""
    kept: bool = False
    hidden: bool = False
    first_contact: bool = False
    schema: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishMessage:
    """``publications.fifo``: build this version of the question bank and put it in service; one group for all."""

    version: str
    schema: int = 1


class PlanWork(StrEnum):
    """What ``plan`` is to do with a broadcast."""

    COUNT = "count"  # the pre-flight: count, and freeze nothing
    PLAN = "plan"  # freeze the audience and set the senders going
    TEST = "test"  # send it to the officers who asked for that, and to nobody else
    WAKE = "wake"  # it is morning: let it go on, if it rests for the night
    TAG = "tag"  # no broadcast's: give people a tag
    UNTAG = "untag"  # take it from them


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMessage:
    """``plans.fifo``: group = broadcast id. ``to`` are the person ids of a test, or of those who are to be tagged.

    For a tag, group = tag, and no broadcast is named; ``at`` is when an officer decided it.
    """

    broadcast_id: str
    work: PlanWork
    to: tuple[str, ...] = ()
    tag: str = ""
    at: datetime | None = None
    schema: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenMessage:
    """``chunks.fifo``: this app has something to send; group = app id. Which chunk, the sender looks up.

    With ``quota_of`` nothing is sent: what the pages of that broadcast may still send is to be asked and written into
    its pre-flight; group = that broadcast, so that it waits for nobody.
    """

    app_id: str
    quota_of: str = ""
    schema: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowersMessage:
    """``followers.fifo``: read on in a page's list of followers; group = app id, so that an app is read once at a time.

    ``asked_at`` (ISO-8601) is when somebody wished for it: a list that was read to its end since is not read again.
    """

    page_id: str
    app_id: str
    asked_at: str
    schema: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMessage:
    """``orders.fifo``: an order to reorganise is to be carried on with; one group, so that none overtakes another."""

    order_id: str
    schema: int = 1


class EchoKind(StrEnum):
    """What the platform says of a message that went out; the order is how far it got."""

    ECHO = "echo"
    DELIVERED = "delivered"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoMessage:
    """``echoes`` (standard): the platform says how far a message got. ``code`` is what a broadcast's echo carried."""

    kind: EchoKind
    page_id: str
    person_id: str
    message_id: str
    at: datetime
    code: str = ""
    schema: int = 1


type QueueMessage = (
    TipMessage
    | AlertMessage
    | Reply
    | QuestionMessage
    | PublishMessage
    | PlanMessage
    | TokenMessage
    | FollowersMessage
    | OrderMessage
    | EchoMessage
    | LookupMessage
    | TicketMessage
    | ArrivalMessage
    | MediaMessage
    | ScanMessage
)
"""Everything that a queue of ours carries."""


class AlertKind(StrEnum):
    """Why ``alert`` is called."""

    RAISE = "raise"  # an urgent case needs an officer
    ESCALATE = "escalate"  # nobody acknowledged in time
    ACKNOWLEDGE = "acknowledge"  # an officer tapped
    LINK = "link"  # an officer sent the one-time code
    ATTEND = "attend"  # a deadline may have passed, a citizen does not agree, an urgent case came from elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertMessage:
    """``alerts.fifo``: group = case id, or person id for a link."""

    kind: AlertKind
    event_key: str
    case_id: str = ""
    unit: str = ""
    person_id: str = ""
    code: str = ""
    attempt: int = 0
    schema: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A one-tap answer; ``payload`` comes back to us as if the person had typed it."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """``replies.fifo``: a message owed to a person; group = person id.

    ``reply_id`` never changes, however often the reply is enqueued: a copy whose id is recorded as sent is dropped.
    ``case_id`` and ``message_key`` name the case message whose delivery state follows this reply, where there is one.
    """

    reply_id: str
    person_id: str
    text: str
    created_at: datetime
    buttons: tuple[Button, ...] = ()
    case_id: str = ""
    message_key: str = ""
    attempt: int = 0
    schema: int = 1


def to_json(message: QueueMessage) -> str:
    """Write a queue message; ASCII only, so that every character passes every queue."""
    return json.dumps(as_plain(message), separators=(",", ":"))


def as_plain(value: Any) -> Any:
    """Turn a dataclass into JSON's own types; moments become ISO-8601 text."""
    if dataclasses.is_dataclass(value):
        return {field.name: as_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, (list, tuple)):
        return [as_plain(one) for one in value]
    return value
