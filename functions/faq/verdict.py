"""What is to be done about one message: what to say, what to write down, what to hand on."""

from dataclasses import dataclass, replace
from enum import StrEnum

from dutydesk.clock import iso
from dutydesk.ids import asked_id
from dutydesk.messages import Intent, QuestionMessage, TipMessage
from dutydesk.stores.awaiting import Awaiting
from dutydesk.stores.questions import Asked, ToDo, Why
from dutydesk.text.catalogue import OFFICER_PREFIX, OFFICER_WANTED
from dutydesk.text.redact import redact
from functions.faq.lookup import Looked
from functions.faq.talk import Said

LONGEST_TODO = 1_000
"""Characters of a question that officers are to learn from; what it is about is in ``words``."""


class Did(StrEnum):
    """What became of a message."""

    ANSWERED = "answered"
    OFFERED = "offered"  # some entries to choose from
    UNANSWERED = "unanswered"
    CHATTED = "chatted"
    HEARD_RIGHT = "heard_right"
    HEARD_WRONG = "heard_wrong"
    HANDED_OFF = "handed_off"
    JOINED = "joined"  # an officer talks with this person
    FORGOTTEN = "forgotten"  # a tap on a question that is not known any more
    SILENT = "silent"  # the tips desk answers
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be done; nothing of it is done yet."""

    did: Did
    said: tuple[Said, ...] = ()
    forward: TipMessage | None = None
    asked: Asked | None = None
    todo: ToDo | None = None


def own_id(question: QuestionMessage) -> str:
    """Name the question that this very message asks."""
    return asked_id(question.message.event_key)


def asked_by(question: QuestionMessage, looked: Looked) -> Asked:
    """Return what to remember of a question that nothing was offered for yet."""
    message = question.message
    return Asked(
        asked_id=own_id(question),
        person_id=message.person_id,
        unit=message.unit,
        page_id=message.page_id,
        text=redact(message.text).text,
        asked_at=iso(message.sent_at),
        words=looked.words,
        version=looked.version,
        dialogue_id=question.dialogue_id,
    )


def todo_of(asked: Asked, why: Why, entry: str = "") -> ToDo | None:
    """Return what officers can learn from a question; nothing when it has no telling word."""
    if not asked.words:
        return None
    return ToDo(
        asked_id=asked.asked_id,
        unit=asked.unit,
        page_id=asked.page_id,
        text=asked.text[:LONGEST_TODO],
        asked_at=asked.asked_at,
        why=why,
        words=asked.words,
        entry=entry,
        version=asked.version,
    )


def kept(question: QuestionMessage) -> TipMessage | None:
    """Have the tips desk keep the words, so that one tap or a "báo tin" makes them a tip; None without words."""
    if not question.dialogue_id or not question.message.text.strip():
        return None
    return TipMessage(message=question.message, intent=Intent.KEEP, dialogue_id=question.dialogue_id, quiet=True)


def joined(question: QuestionMessage, awaiting: Awaiting, *said: Said) -> Verdict:
    """Pass the message to the officer who talks with this person."""
    message = replace(question.message, text=own_words(question))
    forward = TipMessage(message=message, intent=Intent.JOIN, dialogue_id=awaiting.case_id)
    return Verdict(did=Did.JOINED, said=said, forward=forward if message.has_content else None)


def own_words(question: QuestionMessage) -> str:
    """Return the message's text as an officer should read it: a button's payload says only that one is wanted."""
    text = question.message.text
    return OFFICER_WANTED if text.strip().startswith(OFFICER_PREFIX.strip()) else text
