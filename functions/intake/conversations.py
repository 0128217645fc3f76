"""A citizen's conversation with an officer: how a question is handed off, and what joins the officer's case."""

from dataclasses import dataclass, replace

from dutydesk.hours import OfficeHours, moment_in_words
from dutydesk.messages import TipMessage
from dutydesk.stores.awaiting import Awaiting
from dutydesk.stores.cases import QUESTION, Case, Status
from dutydesk.text import catalogue
from functions.intake import dialogue as talk
from functions.intake.book import CaseBook, Change
from functions.intake.dialogue import Dialogue, Said, Utterance
from functions.intake.drafts import Drafts, case_message

_NOT_UNDERSTOOD = Utterance((catalogue.HELP,), (catalogue.TIP_BUTTON,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The case whose officer talks with a person; ``awaiting`` says since when."""

    case: Case
    dialogue: Dialogue
    awaiting: Awaiting | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversations:
    """Decide what an officer's conversation changes. Cases are the person's own; the caller has made sure."""

    book: CaseBook
    drafts: Drafts

    def hand_off(self, tip: TipMessage, case: Case | None) -> Change:
        """Put the question on the unit's desk and let the officer have the word; once more repeats the code.

        A case that was closed meanwhile is opened again.
        """
        now = self.drafts.clock()
        awaits = Awaiting(case_id=tip.dialogue_id, asked_at=now)
        if case is not None:
            change = self._handed_off(tip, case)
            return replace(change, existing=case, reopened=case.status is Status.CLOSED, awaits=awaits)
        message = case_message(tip.message, tip.dialogue_id)
        opened = replace(self.drafts.open(tip, (message,), category=QUESTION), awaiting_citizen=True)
        return replace(self._handed_off(tip, opened), opened=opened, added=message, awaits=awaits)

    def join(self, tip: TipMessage) -> Change:
        """Add the message to the officer's case, which is opened again if it was closed just before."""
        person_id = tip.message.person_id
        case, dialogue = self.book.load(tip.dialogue_id)
        if case is None or case.person_id != person_id:
            return self.drafts.say(tip, (_NOT_UNDERSTOOD,), None)
        conversation = Conversation(
            case=case,
            dialogue=dialogue or Dialogue(case_id=case.case_id, person_id=person_id),
            awaiting=self.book.awaiting(person_id),
        )
        return replace(self.pass_on(tip, conversation), reopened=case.status is Status.CLOSED)

    def of(self, person_id: str) -> Conversation | None:
        """Return the conversation that an officer has with this person, if there is one that goes on."""
        awaiting = self.book.awaiting(person_id)
        if awaiting is None or awaiting.over:
            return None
        case, dialogue = self.book.load(awaiting.case_id)
        if case is None or case.person_id != person_id or not case.awaiting_citizen or case.status is Status.CLOSED:
            return None
        dialogue = dialogue or Dialogue(case_id=case.case_id, person_id=person_id)
        return Conversation(case=case, dialogue=dialogue, awaiting=awaiting)

    def pass_on(self, tip: TipMessage, conversation: Conversation) -> Change:
        """Add the message to the officer's case."""
        step = talk.passed_on(
            conversation.dialogue,
            Said.by(tip.message, tip.emergency),
            acknowledgement=self._acknowledgement(conversation),
        )
        message = case_message(tip.message, conversation.case.case_id)
        return replace(self.drafts.move(tip, conversation.case, step), added=message)

    def _acknowledgement(self, conversation: Conversation) -> str:
        """Return the words for what was passed on: none for a question while the officer has the word."""
        case, awaiting = conversation.case, conversation.awaiting
        if case.category != QUESTION:
            return catalogue.PASSED_ON
        if awaiting is None or awaiting.case_id != case.case_id or case.status is Status.CLOSED:
            return catalogue.QUESTION_PASSED_ON
        return "" if awaiting.silences(self.drafts.clock()) else catalogue.QUESTION_PASSED_ON

    def _handed_off(self, tip: TipMessage, case: Case) -> Change:
        """Say the code and the office hours, and out of hours when they begin again."""
        now = self.drafts.clock()
        hours = OfficeHours.of(self.drafts.content.unit(case.unit).hours)
        template = catalogue.HANDED_OFF if hours.is_open(now) else catalogue.HANDED_OFF_OUT_OF_HOURS
        opening = moment_in_words(hours.next_opening(now))
        return self.drafts.say(tip, (Utterance((template,)),), case, hours=hours.in_words(), opening=opening)
