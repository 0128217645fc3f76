"""The tip dialogue: (what has been said so far, what happens now) -> (what has been said, what to answer).

Pure. Messages may come in any order and any number of times: a question is asked once, an album gets one answer, and
what belongs to the case never depends on what came first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dutydesk.messages import Button, Emergency, InboundMessage
from dutydesk.text import catalogue

RUN_GAP = timedelta(seconds=60)
"""Attachments closer together than this are one run, such as an album, and get one answer."""


class Question(StrEnum):
    """What the desk asks, in this order."""

    WHAT = "what"
    WHERE = "where"
    WHEN = "when"
    PHOTOS = "photos"


_WORDS = {
    Question.WHAT: catalogue.ASK_WHAT,
    Question.WHERE: catalogue.ASK_WHERE,
    Question.WHEN: catalogue.ASK_WHEN,
    Question.PHOTOS: catalogue.ASK_PHOTOS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """How far the dialogue of one case, or of one bucket of kept messages, has come.

    ``started_at`` is when the citizen asked to report; what was kept since then is the case's. ``tapped``: the citizen
    made everything kept a tip. ``asked`` holds what was asked, or answered before it was asked. ``described``: there
    are words to sum the case up. ``run_at`` is the latest attachment of a run that was answered.
    """

    case_id: str
    person_id: str
    started_at: datetime | None = None
    tapped: bool = False
    done: bool = False
    asked: tuple[Question, ...] = ()
    described: bool = False
    run_at: datetime | None = None
    version: int = 0

    def takes(self, sent_at: datetime) -> bool:
        """Whether a message kept at this moment is the case's."""
        return self.tapped or (self.started_at is not None and sent_at >= self.started_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a message holds, or several that are taken as one."""

    sent_at: datetime
    words: bool = False
    place: bool = False
    attached: bool = False
    emergency: Emergency = Emergency.NONE

    @property
    def tells(self) -> bool:
        """Whether it can answer a question; attachments alone cannot."""
        return self.words or self.place

    @classmethod
    def by(cls, message: InboundMessage, emergency: Emergency) -> "Said":
        """Return what one message holds."""
        words, place = bool(message.text.strip()), message.place is not None
        attached = bool(message.attachments)
        return cls(sent_at=message.sent_at, words=words, place=place, attached=attached, emergency=emergency)

    @classmethod
    def together(cls, parts: Iterable["Said"]) -> "Said | None":
        """Return what several messages hold together, without their emergencies, which were answered one by one."""
        known = tuple(parts)
        if not known:
            return None
        return cls(
            sent_at=max(one.sent_at for one in known),
            words=any(one.words for one in known),
            place=any(one.place for one in known),
        )


@dataclass(frozen=True, slots=True)
class Utterance:
    """One answer: catalogue templates for ``unit`` and ``code``, one under the other, and its buttons."""

    templates: tuple[str, ...]
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """The dialogue after something happened, and what to answer."""

    dialogue: Dialogue
    utterances: tuple[Utterance, ...] = ()


def since(dialogue: Dialogue, moment: datetime) -> Dialogue:
    """Let the dialogue take what was kept from this moment on."""
    return replace(dialogue, started_at=min(moment, dialogue.started_at or moment))


def start(dialogue: Dialogue, sent_at: datetime, *, exists: bool, adopted: Said | None = None) -> Step:
    """Open the dialogue; ``adopted`` is what was sent after the start but came before it."""
    overtaken = dialogue.started_at is None
    begun = since(dialogue, sent_at)
    if adopted is not None:
        return content(begun, adopted, opens=not exists)
    if begun.done:
        return Step(begun)
    if exists:
        return Step(begun) if overtaken else Step(begun, _again(begun))
    ask = Utterance((catalogue.ASK_WHAT,), (catalogue.CANCEL_BUTTON,))
    return Step(replace(begun, asked=_with(begun.asked, Question.WHAT)), (ask,))


def content(dialogue: Dialogue, said: Said, *, opens: bool) -> Step:
    """Add to the case; ``opens``: it is the case's first content."""
    head = (catalogue.RECEIVED,) if opens else ()
    warning = _warning(said.emergency)
    after = replace(dialogue, described=dialogue.described or said.words)
    if dialogue.done:
        return Step(after, warning + _one(head))
    if opens or said.tells:
        return _ask(after, said, head, warning)
    if _same_run(dialogue.run_at, said.sent_at):
        return Step(_running(after, said), warning)
    return Step(_running(after, said), (*warning, Utterance((catalogue.ADDED,), (catalogue.DONE_BUTTON,))))


def passed_on(dialogue: Dialogue, said: Said, *, acknowledgement: str) -> Step:
    """Add to a case whose officer talks with the citizen; an empty acknowledgement leaves the word to the officer."""
    warning = _warning(said.emergency)
    if not acknowledgement or (not said.tells and _same_run(dialogue.run_at, said.sent_at)):
        return Step(_running(dialogue, said), warning)
    return Step(_running(dialogue, said), (*warning, Utterance((acknowledgement,))))


def keep(
    dialogue: Dialogue, said: Said, *, report_like: bool, has_content: bool, first_contact: bool, quiet: bool = False
) -> Step:
    """Keep a message that belongs to no case, and offer to make it a tip when it could be one.

    ``quiet``: somebody else answers it.
    """
    if quiet:
        return Step(replace(dialogue, run_at=None))
    offer = (catalogue.make_tip_button(dialogue.case_id),)
    offered = replace(dialogue, run_at=max(dialogue.run_at or said.sent_at, said.sent_at))
    attachments_only = has_content and not said.tells
    if said.emergency is not Emergency.NONE:
        return Step(offered, (Utterance((catalogue.DOUBTFUL,), offer),))
    if attachments_only and _same_run(dialogue.run_at, said.sent_at):
        return Step(offered)
    if report_like or said.attached or said.place:
        return Step(offered, (Utterance((catalogue.KEPT,), offer),))
    greeting = catalogue.GREETING if first_contact else catalogue.HELP
    return Step(replace(dialogue, run_at=None), (Utterance((greeting,), (catalogue.TIP_BUTTON,)),))


def tap(dialogue: Dialogue, kept: Said | None, *, exists: bool) -> Step:
    """Make what was kept a tip; a second tap repeats the code."""
    tapped = replace(dialogue, tapped=True)
    if exists:
        described = tapped.described or (kept is not None and kept.words)
        return Step(replace(tapped, described=described), _one((catalogue.RECEIVED,)))
    if kept is None:
        return Step(tapped, (Utterance((catalogue.KEPT_GONE,), (catalogue.TIP_BUTTON,)),))
    return content(tapped, kept, opens=True)


def done(dialogue: Dialogue, *, exists: bool) -> Step:
    """Close the dialogue."""
    closed = replace(dialogue, done=True)
    if exists:
        return Step(closed, _one((catalogue.CLOSED,)))
    return Step(closed, (Utterance((catalogue.NOTHING_TO_CLOSE,), (catalogue.TIP_BUTTON,)),))


def cancel(dialogue: Dialogue, *, exists: bool) -> Step:
    """Close the dialogue; what was told stays told."""
    closed = replace(dialogue, done=True)
    return Step(closed, _one((catalogue.CANNOT_CANCEL if exists else catalogue.CANCELLED,)))


def _ask(dialogue: Dialogue, said: Said, head: tuple[str, ...], warning: tuple[Utterance, ...]) -> Step:
    """Ask the next question; somebody who sent only photos is asked what they show."""
    asked = _with(dialogue.asked, Question.WHAT, *((Question.WHERE,) if said.place else ()))
    question = next((one for one in Question if one not in asked), None) if said.tells else Question.WHAT
    prompt = _WORDS[question] if question else catalogue.ADDED
    asked = _with(asked, question) if question else asked
    answer = Utterance((*head, prompt), (catalogue.DONE_BUTTON,))
    return Step(_running(replace(dialogue, asked=asked), said), (*warning, answer))


def _again(dialogue: Dialogue) -> tuple[Utterance, ...]:
    """Ask the last question once more."""
    last = dialogue.asked[-1] if dialogue.asked else Question.WHAT
    return (Utterance((_WORDS[last],), (catalogue.DONE_BUTTON,)),)


def _running(dialogue: Dialogue, said: Said) -> Dialogue:
    """Go on with a run of attachments, or end it by words."""
    return replace(dialogue, run_at=None if said.tells else max(dialogue.run_at or said.sent_at, said.sent_at))


def _same_run(run_at: datetime | None, sent_at: datetime) -> bool:
    return run_at is not None and abs(sent_at - run_at) < RUN_GAP


def _warning(emergency: Emergency) -> tuple[Utterance, ...]:
    match emergency:
        case Emergency.CERTAIN:
            return _one((catalogue.EMERGENCY,))
        case Emergency.DOUBTFUL:
            return _one((catalogue.DOUBTFUL_LINE,))
        case Emergency.NONE:
            return ()


def _one(templates: tuple[str, ...]) -> tuple[Utterance, ...]:
    return (Utterance(templates),) if templates else ()


def _with(asked: tuple[Question, ...], *more: Question) -> tuple[Question, ...]:
    return tuple(one for one in Question if one in asked or one in more)
