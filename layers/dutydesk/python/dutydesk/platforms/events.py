"""What an Inbox makes of a platform's call: our words, the platform's ids, nothing decided yet."""

from dataclasses import dataclass
from datetime import datetime

from dutydesk.messages import Attachment, EchoKind, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenEvent:
    """Something a person did on a page. All ids are text, whatever the platform wrote.

    ``event_key`` is the same for every delivery of one event. ``conversation_id`` is set for visitors who are not
    signed in: the platform needs it to answer them. ``user_id_by_app`` is the same for one person on every page of an
    app; empty where the platform does not say it, which is often.
    """

    event_key: str
    oa_id: str
    user_id: str
    sent_at: datetime
    conversation_id: str = ""
    user_id_by_app: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote(CitizenEvent):
    """The person sent a message, or pressed a button, which looks the same."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(CitizenEvent):
    """The person followed the page, or opened the chat from it."""

    followed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Left(CitizenEvent):
    """The person stopped following the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrew(CitizenEvent):
    """The person takes back, at the platform, the consent to keep their data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echoed:
    """The platform says how far messages of the page's own got: nothing that a citizen did, nor an interaction.

    ``user_id`` is the recipient. ``message_ids`` holds at least one, none twice. ``code`` is the check code that the
    message carried; the message's words are not kept.
    """

    kind: EchoKind
    oa_id: str
    user_id: str
    sent_at: datetime
    message_ids: tuple[str, ...]
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A valid event that the desk does not use; it is counted under its name."""

    event_name: str


type InboundEvent = Wrote | Arrived | Left | Withdrew | Echoed | Ignored
