"""The admin API's shapes, as officers' clients see them: ids of ours, never a platform's."""

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from dutydesk.text.clean import clean

MOST_CHARACTERS = 10_000
MOST_CLOSING = 1_000
STATUS = Literal["new", "in_progress", "waiting_citizen", "passed_on", "closed"]
OUTCOME = Literal["verified", "unfounded", "fined", "prosecuted", "passed_on", "answered", "duplicate", "other"]
MARK = Literal["disputed", "overdue", "merged", "erased"]


def words(most: int) -> AfterValidator:
    """Text as it will be sent and stored: NFC, stripped, without NULs, 1 to ``most`` characters."""

    def check(text: str) -> str:
        text = unicodedata.normalize("NFC", clean(text)).strip()
        if not 1 <= len(text) <= most:
            raise ValueError(f"1 to {most} characters")
        return text

    return AfterValidator(check)


def words_or_none(most: int) -> AfterValidator:
    """Text as ``words`` makes it, or nothing."""

    def check(text: str) -> str:
        text = unicodedata.normalize("NFC", clean(text)).strip()
        if len(text) > most:
            raise ValueError(f"up to {most} characters")
        return text

    return AfterValidator(check)


class Shape(BaseModel):
    """Base of all shapes."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Problem(Shape):
    """Why a call was refused. The gateway in front of the desk gives the message alone."""

    message: str = Field(description="A short reason")
    error: str = Field(default="", description="A short code for programs")


class UnitName(Shape):
    """A unit and what it is called."""

    unit: str
    name: str


class Me(Shape):
    """The officer who asks."""

    username: str
    display: str
    roles: list[str]
    units: list[UnitName]
    may: list[str] = Field(description="What the roles allow, as the audit names it; a console offers nothing else")
    chat_linked: bool = Field(description="Whether urgent cases can reach this officer's own chat account")


class CaseLine(Shape):
    """One line of the inbox."""

    case_id: str
    receipt: str = Field(description="The code that the citizen holds, as the citizen was shown it")
    unit: str
    status: STATUS
    category: str
    urgency: Literal["normal", "urgent"]
    opened_at: str = Field(description="ISO-8601, UTC")
    summary: str = Field(description="One line, long numbers hidden")
    assigned_to: str = Field(default="", description="The officer whose case it is; empty if nobody's in particular")
    close_by: str = Field(default="", description="When it is to be closed; ISO-8601, UTC; empty if nothing says so")
    marks: list[MARK] = Field(default=[], description="What an officer should see at a glance")


class CasePage(Shape):
    """Some lines, newest first."""

    items: list[CaseLine]
    next: str | None = Field(description="The cursor of the next page, if there is one")


class AttachmentView(Shape):
    """Something that the citizen attached."""

    kind: str
    name: str
    url: str = Field(description="The platform's link, of what is no file of evidence; empty if it is no web address")
    file_id: str = Field(default="", description="Of a file of evidence; everything below is empty for anything else")
    state: str = Field(default="", description="owed, fetched, scanned, kept, lost, set_aside or erased")
    scan: str = Field(default="", description="pending, clean, threat, unsupported or failed")
    reason: str = Field(default="", description="A short code: why it was lost, set aside or cannot be opened")
    closed_because: str = Field(default="", description="Why nobody can open it, in words; empty if it can be opened")
    media_type: str = Field(default="", description="By its first bytes; empty until it was fetched")
    size_bytes: int = 0
    viewable: bool = Field(default=False, description="Whether it can be opened: `view` for a picture, else `link`")
    may_retry: bool = Field(default=False, description="Whether it was lost and can be asked for again")
    until: str = Field(default="", description="Until when a photo that was set aside can still be kept")


class HeldView(Shape):
    """Who has a case held, since when and why; nothing of it is erased."""

    by: str
    at: str
    reason: str


class PlaceView(Shape):
    """A point on the map, in decimal degrees."""

    latitude: str
    longitude: str
    label: str


class MessageView(Shape):
    """One message of the thread."""

    message_id: str
    author: Literal["citizen", "officer"]
    officer: str = Field(description="Who answered; empty for the citizen")
    at: str = Field(description="ISO-8601, UTC")
    text: str
    attachments: list[AttachmentView]
    place: PlaceView | None
    delivery: str = Field(description="queued, sent, later or failed; empty for the citizen")
    reason: str = Field(description="Why it was not delivered")


class ChangeView(Shape):
    """A change of status."""

    at: str
    officer: str
    was: STATUS
    now: STATUS
    reason: str
    did: str = Field(default="status", description="status, assign, transfer, hand_over, merge or unmerge")
    detail: str = Field(default="", description="To whom or what, or with which outcome")


class NoteView(Shape):
    """What an officer wrote down for the others."""

    officer: str
    at: str
    text: str


class DeadlinesView(Shape):
    """By when what is owed; ISO-8601, UTC, empty where nothing says so."""

    take_by: str
    answer_by: str
    close_by: str
    paused_since: str = Field(description="Since when no deadline runs, because the citizen has the word")


class RuleView(Shape):
    """A rule that made the case urgent, in words."""

    rule: str
    vi: str
    en: str


class CaseView(CaseLine):
    """A case with its newest messages, oldest first."""

    person_id: str = Field(description="Ours; says that two cases are of one person, and nothing more")
    acknowledged_by: str = Field(description="The officer who took an urgent case; empty if nobody yet")
    awaiting_citizen: bool
    reply_until: str = Field(description="Until when the platform takes an answer; empty if that is unknown")
    messages: list[MessageView]
    earlier: str | None = Field(description="Value of `before` for the messages before these, if there are any")
    history: list[ChangeView] = Field(description="Changes of status, oldest first; with the newest messages only")
    public_status: str = Field(description="What the citizen is told who sends the receipt code")
    outcome: str = Field(description="How it ended; empty while it is open")
    merged_into: str = Field(description="The case in which this one is dealt with; empty if it stands alone")
    merged: list[str] = Field(description="The cases that are dealt with in this one")
    notes: list[NoteView] = Field(description="Officers' own, oldest first; the citizen never sees one")
    looking: list[str] = Field(description="Other officers who read the case within the last minute")
    deadlines: DeadlinesView
    next: list[STATUS] = Field(description="What an officer may make of it now; empty for nothing")
    asks: Literal["", "access", "erase", "withdraw"] = Field(
        default="", description="What somebody wants of their own data, in a case of the category `data_request`"
    )
    hold: HeldView | None = Field(default=None, description="A legal hold, if there is one")
    erased_at: str = Field(default="", description="Since when the content is gone; empty while it is there")
    urgency_rules: list[RuleView] = Field(
        description="Why it is urgent; empty if it is not, or was before rules were kept"
    )


class ReplyText(Shape):
    """What to tell the citizen."""

    text: Annotated[str, words(MOST_CHARACTERS)] = Field(
        description="Sent as written, with the unit's name and the receipt code above it",
        json_schema_extra={"minLength": 1, "maxLength": MOST_CHARACTERS},
    )
    wait: bool = Field(default=False, description="Wait for what the citizen says to it; no deadline runs until then")


class ReplyTaken(Shape):
    """The answer is owed to the citizen, and on its way."""

    message_id: str
    at: str
    delivery: str


class Decision(Shape):
    """A new status and why."""

    status: STATUS
    reason: Annotated[str, words(500)] = Field(
        description="For the history; the citizen never sees it", json_schema_extra={"minLength": 1, "maxLength": 500}
    )
    outcome: OUTCOME | None = Field(default=None, description="How it ended, for closing; `other` if left out")
    words: Annotated[str, words_or_none(MOST_CLOSING)] = Field(
        default="", description="For closing: a sentence for the citizen behind the outcome's own words"
    )


class Decided(Shape):
    """The status now."""

    case_id: str
    status: STATUS


class LinkCodeView(Shape):
    """A one-time code: write `say` to any page of the desk from the chat account to be linked."""

    code: str
    say: str
    expires_at: str
