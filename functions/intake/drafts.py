"""What changes are made of: the answers that are owed, the case that opens, the message that is added."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dutydesk import deadlines
from dutydesk.clock import Clock
from dutydesk.ids import shown
from dutydesk.messages import InboundMessage, Reply, TipMessage
from dutydesk.stores.cases import Author, Case, CaseMessage, Urgency
from dutydesk.stores.content import Content
from functions.intake.book import EMERGENCY, WORKER, Change
from functions.intake.dialogue import Step, Utterance
from functions.intake.gist import gist


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Draw up changes in the unit's name."""

    content: Content
    clock: Clock
    new_code: Callable[[], str]

    def say(self, tip: TipMessage, utterances: Sequence[Utterance], case: Case | None, **facts: str) -> Change:
        """Return the change that only answers."""
        words = {"unit": self.content.unit(tip.message.unit).name, "code": shown(case.receipt) if case else ""} | facts
        replies = tuple(
            Reply(
                reply_id=f"{tip.message.event_key}#{WORKER}#{ordinal}",
                person_id=tip.message.person_id,
                text="\n\n".join(template.format(**words) for template in utterance.templates),
                created_at=self.clock(),
                buttons=utterance.buttons,
            )
            for ordinal, utterance in enumerate(utterances)
        )
        return Change(event_key=tip.message.event_key, replies=replies)

    def move(self, tip: TipMessage, case: Case | None, step: Step) -> Change:
        """Return the change that only moves the dialogue on."""
        return replace(self.say(tip, step.utterances, case), dialogue=step.dialogue, existing=case)

    def open(self, tip: TipMessage, messages: Sequence[CaseMessage], *, category: str, rule: str = "") -> Case:
        """Return a new case that these messages begin; only an emergency is urgent, by ``rule``."""
        now = self.clock()
        life = deadlines.opened(category, now, self.content.unit(tip.message.unit).hours)
        return Case(
            case_id=tip.dialogue_id,
            receipt=self.new_code(),
            unit=tip.message.unit,
            page_id=tip.message.page_id,
            person_id=tip.message.person_id,
            opened_at=now,
            summary=gist(messages),
            category=category,
            urgency=Urgency.URGENT if category == EMERGENCY else Urgency.NORMAL,
            life=replace(life, urgency_rule=rule),
        )


def case_message(message: InboundMessage, case_id: str) -> CaseMessage:
    """Return a citizen's message as the case holds it."""
    return CaseMessage(
        case_id=case_id,
        event_key=message.event_key,
        author=Author.CITIZEN,
        sent_at=message.sent_at,
        text=message.text,
        attachments=message.attachments,
        place=message.place,
    )
