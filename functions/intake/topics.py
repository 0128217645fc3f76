"""What citizens hear of topics: which there are and which of them come, and what was just chosen.

The webhook has written the choice; the message says all that is to be told.
"""

from itertools import batched

from dutydesk.messages import Button, Intent, OfferedTopic, TipMessage
from dutydesk.text import catalogue
from functions.intake.book import Change
from functions.intake.dialogue import Utterance
from functions.intake.drafts import Drafts

MOST_BUTTONS = 5
"""Under one message, as Zalo takes them (grade A)."""

_CHOSEN = {Intent.SUBSCRIBE: catalogue.SUBSCRIBED, Intent.UNSUBSCRIBE: catalogue.UNSUBSCRIBED}


def chosen_topics(tip: TipMessage, drafts: Drafts) -> Change:
    """Return the change, which only answers; a topic that is gone by now is answered with those there are."""
    named = next((topic for topic in tip.topics if topic.key == tip.code), None)
    if named is not None and tip.intent in _CHOSEN:
        told = Utterance((_CHOSEN[tip.intent], *_still(tip)), (_button(named),))
        return drafts.say(tip, (told,), None, topic=named.name)
    if not tip.topics:
        return drafts.say(tip, (Utterance((catalogue.NO_TOPICS,)),), None)
    lines = "\n".join(catalogue.TOPIC_LINE[topic.on].format(topic=topic.name) for topic in tip.topics)
    return drafts.say(tip, _offers(tip), None, topics=lines)


def _offers(tip: TipMessage) -> tuple[Utterance, ...]:
    """The list, with as many messages as its buttons need."""
    first, *others = batched(map(_button, tip.topics), MOST_BUTTONS, strict=False)
    more = (Utterance((catalogue.MORE_TOPICS,), buttons) for buttons in others)
    return (Utterance((catalogue.TOPICS_OFFERED, *_still(tip)), first), *more)


def _still(tip: TipMessage) -> tuple[str, ...]:
    """Say what keeps any topic from coming, unless nothing is to come anyway."""
    return (catalogue.STILL_OPTED_OUT,) if tip.opted_out and tip.intent is not Intent.UNSUBSCRIBE else ()


def _button(topic: OfferedTopic) -> Button:
    return catalogue.topic_button(topic.name, on=topic.on)
