"""A tap under what was said, or the words that mean one: a choice, "đúng rồi", "chưa đúng", "gặp cán bộ"."""

from dataclasses import dataclass, replace

from dutydesk.clock import Clock, from_iso
from dutydesk.messages import Ask, Intent, QuestionMessage, TipMessage
from dutydesk.stores.questions import Asked, Why
from functions.faq import talk
from functions.faq.lookup import Lookup
from functions.faq.store import QuestionBook
from functions.faq.talk import Choice
from functions.faq.verdict import Did, Verdict, joined, own_id, own_words, todo_of

_CASE_PREFIX = "Q"
"""Opens the id of a case that is a question; the question's own id follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taps:
    """Decides about taps; one that names a question forgotten or another person's changes nothing."""

    book: QuestionBook
    lookup: Lookup
    clock: Clock

    def on(self, tap: QuestionMessage) -> Verdict:
        """Return what to do; what is typed while an officer talks with this person is said to that officer."""
        asked = self._asked(tap)
        is_typed = not tap.message.text.startswith("#")
        if is_typed or (asked is None and tap.ask is Ask.OFFICER):
            awaiting = self.book.awaiting(tap.message.person_id)
            if awaiting is not None and awaiting.silences(self.clock()):
                return joined(tap, awaiting, *((talk.WITH_OFFICER,) if tap.ask is Ask.OFFICER else ()))
        if tap.ask is Ask.OFFICER:
            return _hand_off(tap, asked)
        if asked is None:
            return _on_nothing(tap, is_typed=is_typed)
        match tap.ask:
            case Ask.RIGHT:
                return self._right(asked)
            case Ask.WRONG:
                return self._wrong(asked)
        return self._pick(asked, tap.choice)

    def _asked(self, tap: QuestionMessage) -> Asked | None:
        asked = self.book.asked(tap.asked_id) if tap.asked_id else None
        return asked if asked is not None and asked.person_id == tap.message.person_id else None

    def _pick(self, asked: Asked, choice: int) -> Verdict:
        entry = asked.offered[choice] if 0 <= choice < len(asked.offered) else ""
        answer = self.lookup.answer(entry, page_id=asked.page_id)
        if answer is None:
            return Verdict(did=Did.FORGOTTEN, said=(talk.ASK_AGAIN,))
        looked = self.lookup.search(asked.text, page_id=asked.page_id)
        said = talk.answered(answer, asked.asked_id, looked.sides)
        return Verdict(did=Did.ANSWERED, said=(said,), asked=replace(asked, entry=entry, version=looked.version))

    def _right(self, asked: Asked) -> Verdict:
        """Say thanks; what the citizen picked because the search was unsure is worth learning from."""
        if asked.entry:
            learned = todo_of(asked, Why.CONFIRMED, asked.entry) if asked.entry in asked.offered else None
            return Verdict(did=Did.HEARD_RIGHT, said=(talk.RIGHT,), todo=learned)
        if len(asked.offered) == 1:
            return self._pick(asked, 0)
        choices = self._choices(asked)
        said = talk.offered(choices, asked.asked_id) if choices else talk.NODDED
        return Verdict(did=Did.OFFERED if choices else Did.CHATTED, said=(said,))

    def _wrong(self, asked: Asked) -> Verdict:
        """Be sorry, and offer what is left; after an answer that seemed sure, that is what a search now finds."""
        if not asked.entry:
            todo = todo_of(asked, Why.NOT_LISTED, asked.offered[0]) if asked.offered else None
            return Verdict(did=Did.HEARD_WRONG, said=(talk.wrong([], asked.asked_id),), todo=todo)
        denied = asked.entry
        left = asked
        if denied not in asked.offered:
            looked = self.lookup.search(asked.text, page_id=asked.page_id)
            left = replace(asked, offered=tuple(one.id for one in looked.answers if one.id != denied))
        choices = [choice for choice in self._choices(left) if choice.answer.id != denied]
        return Verdict(
            did=Did.HEARD_WRONG,
            said=(talk.wrong(choices, asked.asked_id),),
            asked=replace(left, entry=""),
            todo=todo_of(asked, Why.DENIED, denied),
        )

    def _choices(self, asked: Asked) -> list[Choice]:
        found = [(at, self.lookup.answer(entry, page_id=asked.page_id)) for at, entry in enumerate(asked.offered)]
        return [Choice(at, answer) for at, answer in found if answer is not None]


def _on_nothing(tap: QuestionMessage, *, is_typed: bool) -> Verdict:
    """Answer what is about nothing known: a typed yes may be said to anything, the rest needs its question again."""
    if is_typed and tap.ask is Ask.RIGHT:
        return Verdict(did=Did.CHATTED, said=(talk.NODDED,))
    return Verdict(did=Did.FORGOTTEN, said=(talk.ASK_AGAIN,))


def _hand_off(tap: QuestionMessage, asked: Asked | None) -> Verdict:
    """Hand the question over as it was asked; without one, what was said now."""
    if asked is None:
        return Verdict(did=Did.HANDED_OFF, forward=_handed_off(tap, own_id(tap), own_words(tap)))
    forward = _handed_off(tap, asked.asked_id, asked.text, asked.asked_at)
    return Verdict(did=Did.HANDED_OFF, forward=forward, todo=todo_of(asked, Why.HANDED_OFF, asked.entry))


def _handed_off(tap: QuestionMessage, asked_id: str, text: str, asked_at: str = "") -> TipMessage:
    """Open a case of kind question; its event is the tap's, since the tips desk had that of the question before."""
    sent_at = from_iso(asked_at) if asked_at else tap.message.sent_at
    message = replace(tap.message, text=text, sent_at=sent_at, attachments=(), place=None)
    return TipMessage(message=message, intent=Intent.HAND_OFF, dialogue_id=_CASE_PREFIX + asked_id)
