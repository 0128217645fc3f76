"""What a person chooses to be told: no broadcasts, broadcasts again, a topic, a topic no more.

Written before anything is promised. Of two choices that arrive in another order the later made holds, and that one is
told.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from dutydesk.messages import InboundMessage, Intent, OfferedTopic, TipMessage
from dutydesk.stores.identities import Identities
from dutydesk.stores.segments import Wishes, topic_segment
from dutydesk.stores.topics import Topic
from functions.webhook.commands import Word, command_in
from functions.webhook.outgoing import as_tip
from functions.webhook.session import Routed

CHOICES = frozenset([Intent.OPT_OUT, Intent.OPT_IN, Intent.TOPICS, Intent.SUBSCRIBE, Intent.UNSUBSCRIBE])
"""Intents by which a person chooses which broadcasts come, or asks what there is to choose."""


def chosen(
    identities: Identities,
    routed: Routed,
    message: InboundMessage,
    *,
    before: Wishes,
    topics: Callable[[], Iterable[Topic]],
) -> TipMessage:
    """Write the choice of a person, noted before, whose wishes were ``before``; return what the tips desk is to tell.

    ``topics`` gives those of the page's unit; a plain opt-out does not ask for them.
    """
    told = as_tip(routed, message)
    if told.intent in {Intent.OPT_OUT, Intent.OPT_IN}:
        return _all_or_nothing(identities, told)
    wishes = before
    if routed.code:
        segment, on = topic_segment(routed.code), told.intent is Intent.SUBSCRIBE
        wishes = identities.decide(message.person_id, segment, on=on, at=message.sent_at)
        told = replace(told, intent=Intent.SUBSCRIBE if segment in wishes.segments else Intent.UNSUBSCRIBE)
    elif _asks_for_all_again(message.text):
        opted_out = identities.choose(message.person_id, opted_out=False, at=message.sent_at)
        wishes = replace(wishes, opted_out=opted_out)
    return replace(told, topics=tuple(_offered(topics(), wishes)), opted_out=wishes.opted_out)


def _all_or_nothing(identities: Identities, told: TipMessage) -> TipMessage:
    wished = told.intent is Intent.OPT_OUT
    opted_out = identities.choose(told.message.person_id, opted_out=wished, at=told.message.sent_at)
    return replace(told, intent=Intent.OPT_OUT if opted_out else Intent.OPT_IN)


def _asks_for_all_again(text: str) -> bool:
    """Whether what shows the topics also takes an opt-out back: "đăng ký nhận tin" says both."""
    command = command_in(text)
    return command is not None and command.word is Word.OPT_IN


def _offered(topics: Iterable[Topic], wishes: Wishes) -> Iterable[OfferedTopic]:
    for topic in topics:
        yield OfferedTopic(key=topic.key, name=topic.name, on=topic_segment(topic.key) in wishes.segments)
