"""What the desk says about questions: catalogue texts, the bank's own words, and never a word of the citizen's.

Pure. How a long text is cut into bubbles is the platform's matter (``dutydesk.text.bubbles``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dutydesk.messages import Button
from dutydesk.text import catalogue
from functions.faq.edition import Answer
from functions.faq.smalltalk import Chat

LONGEST_TITLE = 100
"""Characters of a button's title on the narrowest platform."""
MOST_SIDES = 2
"""Sides told before the answer; who asks for more is told everything by the answer itself."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message to the citizen; ``buttons`` stand below it."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry that may have been meant, by its place among those offered, from 0."""

    number: int
    answer: Answer


HIDDEN = Said(catalogue.NUMBERS_HIDDEN)
RIGHT = Said(catalogue.ANSWER_RIGHT)
NODDED = Said(catalogue.NODDED)
ASK_AGAIN = Said(catalogue.ASK_AGAIN)
WITH_OFFICER = Said(catalogue.WITH_OFFICER)
_BACK = {
    Chat.THANKS: catalogue.THANKS_BACK,
    Chat.PRAISE: catalogue.PRAISED,
    Chat.GOODBYE: catalogue.GOODBYE,
    Chat.NOD: catalogue.NODDED,
    Chat.ASKS_LEAVE: catalogue.GO_AHEAD,
    Chat.SIGN: catalogue.GO_AHEAD,
}


def answered(answer: Answer, asked_id: str, sides: Iterable[str]) -> Said:
    """Give an answer, the sides that were asked for first, its source last, and ask by two buttons if it was right."""
    told = {side: text for side in catalogue.ANSWER_SIDES if (text := str(getattr(answer, side)))}
    asked = [side for side in told if side in sides]
    first = asked if len(asked) <= MOST_SIDES else []
    if not answer.answer:
        first = list(told)
    lines = [catalogue.ANSWER_SIDES[side].format(text=told[side]) for side in first]
    source = [catalogue.SOURCE.format(source=answer.source)] if answer.source else []
    parts = ["\n".join(lines), answer.answer, *source]
    buttons = (catalogue.right_button(asked_id), catalogue.wrong_button(asked_id))
    return Said("\n\n".join(part for part in parts if part), buttons)


def offered(choices: Sequence[Choice], asked_id: str) -> Said:
    """Ask which of at least one entry was meant."""
    text = catalogue.CHOOSE if len(choices) > 1 else catalogue.CHOOSE_ONE
    return Said(text, _choices(choices, asked_id))


def unanswered(asked_id: str, dialogue_id: str, unit_name: str) -> Said:
    """Say that nothing is known; ``dialogue_id`` is where the words are kept, or empty when they are not."""
    officer = catalogue.officer_button(asked_id)
    if not dialogue_id:
        return Said(catalogue.NO_ANSWER, (officer,))
    text = f"{catalogue.NO_ANSWER}\n{catalogue.NO_ANSWER_TIP.format(unit=unit_name)}"
    return Said(text, (officer, catalogue.make_tip_button(dialogue_id)))


def wrong(choices: Sequence[Choice], asked_id: str) -> Said:
    """Be sorry for an answer, and offer what else may have been meant."""
    after = catalogue.CHOOSE if len(choices) > 1 else catalogue.CHOOSE_ONE if choices else catalogue.SAY_IT_AGAIN
    return Said(f"{catalogue.ANSWER_WRONG}\n{after}", _choices(choices, asked_id))


def greeting(unit_name: str) -> Said:
    """Greet somebody who writes for the first time."""
    return Said(catalogue.GREETING.format(unit=unit_name), catalogue.MENU_BUTTONS)


def chatted(chat: Chat, asked_id: str, unit_name: str) -> Said:
    """Answer small talk as a person would."""
    match chat:
        case Chat.HELLO:
            return Said(catalogue.HELLO_BACK, (catalogue.TIP_BUTTON,))
        case Chat.UPSET:
            return Said(catalogue.UPSET, (catalogue.officer_button(asked_id),))
        case Chat.WHO:
            return Said(catalogue.WHO_ANSWERS.format(unit=unit_name), (catalogue.officer_button(asked_id),))
    return Said(_BACK[chat])


def _choices(choices: Sequence[Choice], asked_id: str) -> tuple[Button, ...]:
    picks = [catalogue.pick_button(asked_id, choice.number, _title(choice)) for choice in choices]
    return (*picks, catalogue.officer_button(asked_id))


def _title(choice: Choice) -> str:
    question = " ".join(choice.answer.question.split())
    title = catalogue.CHOICE.format(number=choice.number + 1, question=question)
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
