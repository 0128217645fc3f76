"""What the queues get: an event's route, written as the message of the desk that it goes to."""

from dataclasses import replace

from dutydesk.messages import (
    AlertKind,
    AlertMessage,
    Ask,
    Emergency,
    InboundMessage,
    Intent,
    QuestionMessage,
    TipMessage,
)
from dutydesk.text.redact import Redacted, redact
from functions.webhook.emergency import explain
from functions.webhook.session import Routed

_TELLING = frozenset([Intent.CONTENT, Intent.KEEP])
"""What a case may hold one day."""


def as_alert(routed: Routed, message: InboundMessage) -> AlertMessage:
    """Write an officer's order."""
    return AlertMessage(
        kind=AlertKind(routed.intent),
        event_key=message.event_key,
        person_id=message.person_id,
        case_id=routed.code if routed.intent == AlertKind.ACKNOWLEDGE else "",
        code=routed.code if routed.intent == AlertKind.LINK else "",
    )


def as_tip(routed: Routed, message: InboundMessage) -> TipMessage:
    """Write a message for the tips desk, word for word; a question below a photo without its identity numbers.

    So is what was typed while a card was being looked up: a report keeps its phone numbers, anything else no long one.
    """
    words = message.text
    if routed.hide or _only_asks(routed):
        words = redact(words, identity_only=routed.intent in _TELLING).text
    return TipMessage(
        message=replace(message, text=words),
        intent=Intent(routed.intent),
        dialogue_id=routed.dialogue_id,
        emergency=Emergency(routed.emergency),
        report_like=routed.report_like,
        code=routed.code,
        adopt=routed.adopt,
        first_contact=routed.first_contact,
        emergency_rule=explain(message.text).reason if routed.emergency != Emergency.NONE else "",
    )


def as_question(routed: Routed, message: InboundMessage) -> QuestionMessage:
    """Write a message for the desk that answers, without any identity number.

    What the tips desk has as well is greeted there, and the numbers of a report stay with it, so neither is said here.
    """
    ask = Ask.QUESTION if routed.also_ask else Ask(routed.intent)
    words = Redacted(message.text, identity=False)
    if ask is Ask.QUESTION:
        words = redact(message.text, identity_only=not routed.hide)
    return QuestionMessage(
        message=replace(message, text=words.text),
        ask=ask,
        asked_id=routed.asked_id,
        choice=routed.choice,
        dialogue_id=routed.dialogue_id,
        kept=routed.also_ask,
        hidden=words.identity and (not routed.also_ask or _only_asks(routed)),
        first_contact=routed.first_contact and not routed.also_ask,
    )


def _only_asks(routed: Routed) -> bool:
    """Whether the tips desk has these words too although nothing in them reports anything: they stand below a photo."""
    return routed.also_ask and not routed.report_like and routed.emergency == Emergency.NONE
