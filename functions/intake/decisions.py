"""What one message changes: read what is known, decide, change nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dutydesk.clock import Clock
from dutydesk.errors import MalformedEvent
from dutydesk.messages import SHOWN_JUST_BEFORE, Emergency, Intent, TipMessage
from dutydesk.stores.cases import QUESTION, Case, CaseMessage, Urgency
from dutydesk.stores.content import Content
from dutydesk.text import catalogue
from dutydesk.text.fold import fold
from functions.intake import dialogue as talk
from functions.intake.book import EMERGENCY, TIP, Announcements, CaseBook, Change, Kept
from functions.intake.caring import cared_for
from functions.intake.codes import Codes
from functions.intake.conversations import Conversations
from functions.intake.data_requests import DataRequests
from functions.intake.dialogue import Dialogue, Said, Step, Utterance
from functions.intake.drafts import Drafts, case_message
from functions.intake.evidence import files_of
from functions.intake.gist import gist
from functions.intake.topics import chosen_topics

_GREET = Utterance((catalogue.GREETING,), catalogue.MENU_BUTTONS)
_OPTED = {Intent.OPT_OUT: Utterance((catalogue.OPTED_OUT,)), Intent.OPT_IN: Utterance((catalogue.OPTED_IN,))}
SOME_RULE = "unnamed"
"""For what the webhook of an earlier release found without naming its rule."""
INSISTED = "+insisted"
"""Follows a rule that alone left it in doubt: the citizen made it a tip all the same."""
_GONE = Utterance((catalogue.KEPT_GONE,), (catalogue.TIP_BUTTON,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Decide what a message changes and which answers it is owed."""

    book: CaseBook
    announcements: Announcements
    content: Content
    clock: Clock
    new_code: Callable[[], str]

    def on(self, tip: TipMessage) -> Change:
        """Return the change; it holds for what is known now, so that a lost race is decided again.

        Raises:
            MalformedEvent: the dialogue is another person's.
        """
        now = self.clock()
        change = cared_for(self._decided(tip), self.content, now=now)
        return replace(change, files=files_of(tip, change, now=now))

    def _decided(self, tip: TipMessage) -> Change:  # noqa: PLR0911  # one line per intent
        match tip.intent:
            case Intent.MENU:
                return self._menu(tip)
            case Intent.OPT_OUT | Intent.OPT_IN:
                return self._drafts.say(tip, (_OPTED[tip.intent],), None)
            case Intent.TOPICS | Intent.SUBSCRIBE | Intent.UNSUBSCRIBE:
                return chosen_topics(tip, self._drafts)
            case Intent.STATUS:
                return Codes(book=self.book, announcements=self.announcements, drafts=self._drafts).on(tip)
            case Intent.JOIN:
                return self._conversations.join(tip)
            case Intent.DATA_REQUEST:
                return DataRequests(book=self.book, drafts=self._drafts).on(tip)
        case, dialogue = self._load(tip)
        return self._drafts.say(tip, (_GONE,), None) if dialogue is None else self._in(tip, case, dialogue)

    def _menu(self, tip: TipMessage) -> Change:
        """Greet; but an "alo?" while an officer has the word is for the officer."""
        conversation = None
        if tip.message.has_content and fold(tip.message.text).strip() != catalogue.MENU:
            conversation = self._conversations.of(tip.message.person_id)
        if conversation is None or conversation.awaiting is None or not conversation.awaiting.silences(self.clock()):
            return self._drafts.say(tip, (_GREET,), None)
        return self._conversations.pass_on(tip, conversation)

    @property
    def _drafts(self) -> Drafts:
        return Drafts(content=self.content, clock=self.clock, new_code=self.new_code)

    @property
    def _conversations(self) -> Conversations:
        return Conversations(book=self.book, drafts=self._drafts)

    def _in(self, tip: TipMessage, case: Case | None, dialogue: Dialogue) -> Change:
        match tip.intent:
            case Intent.DONE | Intent.CANCEL:
                end = talk.done if tip.intent is Intent.DONE else talk.cancel
                return self._drafts.move(tip, case, end(dialogue, exists=case is not None))
            case Intent.MAKE_TIP:
                return self._tap(tip, case, dialogue)
            case Intent.KEEP:
                return self._keep(tip, case, dialogue)
            case Intent.HAND_OFF:
                return self._conversations.hand_off(tip, case)
            case Intent.CONTENT if tip.message.has_content:
                return self._add(tip, case, dialogue)
        return self._start(tip, case, dialogue)

    def _load(self, tip: TipMessage) -> tuple[Case | None, Dialogue | None]:
        """Return the case and its dialogue; no dialogue when a tap names somebody else's."""
        person_id = tip.message.person_id
        case, dialogue = self.book.load(tip.dialogue_id)
        owner = dialogue.person_id if dialogue else case.person_id if case else person_id
        if owner == person_id:
            return case, dialogue or Dialogue(case_id=tip.dialogue_id, person_id=person_id)
        if tip.intent is Intent.MAKE_TIP:
            return None, None
        raise MalformedEvent("the dialogue is another person's")

    def _start(self, tip: TipMessage, case: Case | None, dialogue: Dialogue) -> Change:
        """Open the dialogue, with everything that was sent after this start but came before it."""
        sent_at = tip.message.sent_at
        kept: tuple[Kept, ...] = ()
        if tip.adopt or dialogue.version:
            kept = tuple(
                one
                for one in self.book.kept(dialogue.case_id, of_case=case is not None)
                if one.message.sent_at >= min(sent_at, dialogue.started_at or sent_at)
            )
        step = talk.start(dialogue, sent_at, exists=case is not None, adopted=_together(kept))
        urgent = next((one.rule or SOME_RULE for one in kept if one.emergency is Emergency.CERTAIN), "")
        return self._promote(tip, case, dialogue, step, kept, rule=urgent)

    def _tap(self, tip: TipMessage, case: Case | None, dialogue: Dialogue) -> Change:
        """Make everything kept the case's; a doubtful emergency that the citizen insists on is urgent."""
        kept = self.book.kept(dialogue.case_id, of_case=case is not None)
        step = talk.tap(dialogue, _together(kept), exists=case is not None)
        doubtful = next((one.rule or SOME_RULE for one in kept if one.emergency is Emergency.DOUBTFUL), "")
        certain = next((one.rule or SOME_RULE for one in kept if one.emergency is Emergency.CERTAIN), "")
        rule = certain or (doubtful and doubtful + INSISTED)
        return self._promote(tip, case, dialogue, step, kept, rule=rule)

    def _promote(
        self,
        tip: TipMessage,
        case: Case | None,
        before: Dialogue,
        step: Step,
        kept: Sequence[Kept],
        *,
        rule: str,
    ) -> Change:
        if not kept:
            return self._drafts.move(tip, case, step)
        messages = tuple(one.message for one in kept)
        change = self._absorb(tip, case, before, step, messages, rule=rule)
        return replace(change, promoted=messages)

    def _keep(self, tip: TipMessage, case: Case | None, dialogue: Dialogue) -> Change:
        """Keep the message for a day, unless it turns out to belong to a case.

        What may be a report is kept and offered as one also when an officer who answers a question gets it.
        """
        message = tip.message
        if message.has_content and (dialogue.takes(message.sent_at) or tip.emergency is Emergency.CERTAIN):
            return self._add(tip, case, dialogue)
        talking = self._conversations.of(message.person_id) if message.has_content and not tip.quiet else None
        if talking is not None and not (talking.case.category == QUESTION and _may_be_report(tip)):
            return self._conversations.pass_on(tip, talking)
        step = talk.keep(
            dialogue,
            Said.by(message, tip.emergency),
            report_like=tip.report_like,
            has_content=message.has_content,
            first_contact=tip.first_contact,
            quiet=tip.quiet,
        )
        change = self._drafts.move(tip, case, step)
        if not message.has_content:
            return replace(change, dialogue=None)
        kept = Kept(message=case_message(message, dialogue.case_id), emergency=tip.emergency, rule=tip.emergency_rule)
        return replace(change, kept=kept, added=case_message(message, talking.case.case_id) if talking else None)

    def _add(self, tip: TipMessage, case: Case | None, dialogue: Dialogue) -> Change:
        """Add the message to the case, which it opens if it is the first, with what it adopts."""
        kept: tuple[Kept, ...] = ()
        begun = dialogue
        if tip.adopt:
            begun = talk.since(dialogue, tip.message.sent_at - SHOWN_JUST_BEFORE)
            known = self.book.kept(dialogue.case_id, of_case=case is not None)
            kept = tuple(one for one in known if begun.takes(one.message.sent_at))
        step = talk.content(begun, Said.by(tip.message, tip.emergency), opens=case is None)
        insisted = dialogue.tapped and tip.intent is Intent.KEEP and tip.emergency is Emergency.DOUBTFUL
        rule = tip.emergency_rule or SOME_RULE if insisted or tip.emergency is Emergency.CERTAIN else ""
        message = case_message(tip.message, dialogue.case_id)
        change = self._absorb(tip, case, dialogue, step, (message,), rule=rule + INSISTED if insisted else rule)
        return replace(change, added=message, promoted=tuple(one.message for one in kept))

    def _absorb(
        self,
        tip: TipMessage,
        case: Case | None,
        before: Dialogue,
        step: Step,
        messages: Sequence[CaseMessage],
        *,
        rule: str,
    ) -> Change:
        """Open the case on these messages, or say what they change about it; it is urgent if there is a rule for it."""
        if case is None:
            opened = self._drafts.open(tip, messages, category=EMERGENCY if rule else TIP, rule=rule)
            return replace(self._drafts.move(tip, opened, step), opened=opened, existing=None, alert=bool(rule))
        raised = bool(rule) and case.urgency is not Urgency.URGENT
        first_words = step.dialogue.described and not before.described
        return replace(
            self._drafts.move(tip, case, step),
            raised=raised,
            rule=rule if raised else "",
            alert=raised,
            summary=gist(messages) if first_words else "",
        )


def _together(kept: Sequence[Kept]) -> Said | None:
    return Said.together(
        Said(sent_at=one.message.sent_at, words=bool(one.message.text.strip()), place=one.message.place is not None)
        for one in kept
    )


def _may_be_report(tip: TipMessage) -> bool:
    return tip.report_like or tip.emergency is not Emergency.NONE
