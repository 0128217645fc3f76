"""Routes to the desk that answers questions: taps and typed verdicts on an answer, and small talk.

A question is a route with a bucket: its words are kept there for a day. Small talk and verdicts have none.
"""

from dutydesk.ids import asked_id
from dutydesk.messages import Ask, Intent
from functions.webhook.commands import Command, Word
from functions.webhook.session import Routed, Session
from functions.webhook.verdicts import verdict_in

QUESTIONS = "questions"

_IN_BETWEEN = frozenset([Intent.MENU, Intent.STATUS])
"""What a citizen may ask the tips desk between a question and the verdict on its answer."""


def question(dialogue_id: str, session: Session) -> Routed:
    """Return the route of words to be answered."""
    return Routed(desk=QUESTIONS, intent=Ask.QUESTION, dialogue_id=dialogue_id, first_contact=not session.greeted)


def small_talk(session: Session) -> Routed:
    """Return the route of thanks, a nod or a lone emoji: to be answered, and not worth keeping."""
    return question("", session)


def tapped(command: Command) -> Routed:
    """Return the route of a tap below an answer."""
    return Routed(desk=QUESTIONS, intent=Ask(command.word), asked_id=command.target, choice=command.choice)


def typed(text: str, session: Session) -> Routed | None:
    """Return the route of a typed verdict on what was asked last; None when this text is none.

    Right, wrong and a choice need a question that nothing else has followed; without one they are words like any
    other. Whoever wants an officer gets one, also without having asked.
    """
    verdict = verdict_in(text)
    if verdict is None:
        return None
    if verdict.word is Word.OFFICER:
        return Routed(desk=QUESTIONS, intent=Ask.OFFICER, asked_id=_asked_last(session))
    about = _under_discussion(session)
    return Routed(desk=QUESTIONS, intent=Ask(verdict.word), asked_id=about, choice=verdict.choice) if about else None


def _asked_last(session: Session) -> str:
    asked = (key for key, routed in reversed(session.recent.items()) if routed.also_ask or _is_question(routed))
    return next((asked_id(key) for key in asked), "")


def _under_discussion(session: Session) -> str:
    """Return the id of the question that the conversation is still about, or nothing.

    After a hand-off the citizen talks with an officer, and after a report with the tips desk, whose "phải không ạ?"
    the same words would answer.
    """
    for event_key, routed in reversed(session.recent.items()):
        if _is_question(routed):
            return asked_id(event_key)
        if routed.intent == Ask.OFFICER or (routed.desk != QUESTIONS and routed.intent not in _IN_BETWEEN):
            return ""
    return ""


def _is_question(routed: Routed) -> bool:
    return routed.desk == QUESTIONS and routed.intent == Ask.QUESTION and bool(routed.dialogue_id)
