"""Routing: (message, session, moment) -> (route, next session). Pure, so that a lost race only routes again.

Explicit commands and buttons come first, an open dialogue next, then emergencies, then errands (``errands``). Photos,
places and what sounds like a report are kept for a day, so that one tap, or a "báo tin" which they overtook, makes them
a tip with their original words and time. Any other text is a question; the desk that answers it keeps it in the same
bucket.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dutydesk.clock import from_iso, iso
from dutydesk.data_requests import DataWish
from dutydesk.messages import SHOWN_JUST_BEFORE, Emergency, InboundMessage, Intent
from dutydesk.stores.topics import Topic
from functions.webhook.asking import question, small_talk, tapped, typed
from functions.webhook.commands import Command, Word, command_in
from functions.webhook.data_requests import requested
from functions.webhook.dialogues import TIPS, begun, ended, fresh, made_tip, told
from functions.webhook.emergency import assess
from functions.webhook.errands import apart, errand
from functions.webhook.report_like import looks_like_report
from functions.webhook.session import Dialogue, Kept, Routed, Session
from functions.webhook.telling import is_told, shows_something, tells_something
from functions.webhook.topics import topical

ALERTS = "alerts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Router:
    """Decides where a message goes; ``new_id`` mints the id of a case that may come of it."""

    new_id: Callable[[], str]

    def arrived(self, event_key: str, session: Session) -> tuple[Routed, Session]:
        """Route somebody who just followed the page or opened the chat: greet."""
        first = session.recent.get(event_key)
        if first is not None:
            return first, session
        routed = Routed(desk=TIPS, intent=Intent.MENU)
        return routed, replace(session, greeted=True).remember(event_key, routed)

    def withdrew(self, message: InboundMessage, session: Session, *, now: datetime) -> tuple[Routed, Session]:
        """Route somebody who took their consent back; a redelivered event takes its first route."""
        first = session.recent.get(message.event_key)
        if first is not None:
            return first, session
        routed, after = requested(DataWish.WITHDRAW, session, now, self.new_id)
        return routed, after.remember(message.event_key, routed)

    def message(
        self, message: InboundMessage, session: Session, *, now: datetime, topics: Sequence[Topic] = ()
    ) -> tuple[Routed, Session]:
        """Route a message; a redelivered one takes its first route and changes nothing.

        ``topics`` are those that the page's unit offers, as far as this text may be about them.
        """
        first = session.recent.get(message.event_key)
        if first is not None:
            return first, session
        awake = session
        if session.dialogue is not None and not session.dialogue.is_open(now):
            awake = session.close(from_iso(session.dialogue.last_at))
        routed, after = self._route(message, awake, now, topics)
        if after.dialogue is not awake.dialogue:
            after = after.heard(now)
        routed, after = apart(routed, message, awake, after, now)
        return routed, replace(after, greeted=True).remember(message.event_key, routed)

    def _route(
        self, message: InboundMessage, session: Session, now: datetime, topics: Sequence[Topic]
    ) -> tuple[Routed, Session]:
        command = topical(message.text, session, topics) or command_in(message.text)
        step = errand(message, command, session, now)
        if step is not None:
            return step
        if command is not None and not is_told(command, message, session):
            if command.word is Word.DATA_REQUEST:
                return requested(DataWish(command.target), session, now, self.new_id)
            return self._ordered(command, message, session)
        late = session.closed
        if late is not None and message.has_content and late.started_at <= iso(message.sent_at) <= late.closed_at:
            return told(message, late.dialogue_id), session
        if session.dialogue is not None:
            return self._in_dialogue(message, session, session.dialogue)
        return self._outside(message, session, now)

    def _ordered(  # noqa: PLR0911  # one line per order
        self, command: Command, message: InboundMessage, session: Session
    ) -> tuple[Routed, Session]:
        match command.word:
            case Word.ACKNOWLEDGE | Word.LINK:
                return Routed(desk=ALERTS, intent=command.word, code=command.target), session
            case Word.STATUS | Word.PASTED:
                return Routed(desk=TIPS, intent=Intent.STATUS, code=command.target), session
            case Word.OPT_OUT | Word.OPT_IN | Word.TOPICS | Word.SUBSCRIBE | Word.UNSUBSCRIBE:
                return Routed(desk=TIPS, intent=Intent(command.word), code=command.target), session
            case Word.START:
                return self._start(message, session)
            case Word.START_WITH_CONTENT:
                return self._open_with(message, fresh(session, message))
            case Word.MAKE_TIP:
                return made_tip(command.target, message, session)
            case Word.DONE | Word.CANCEL:
                return ended(command.word, message, session)
            case Word.GREETING | Word.NOD:
                return self._greeted(command.word, message, session)
        return tapped(command), session

    def _start(self, message: InboundMessage, session: Session) -> tuple[Routed, Session]:
        """Open a dialogue; what was sent after this start but arrived before it belongs to it."""
        current, kept, sent_at = session.dialogue, session.kept, iso(message.sent_at)
        if current is not None and (not current.has_content or sent_at <= current.started_at):
            return Routed(desk=TIPS, intent=Intent.START, dialogue_id=current.dialogue_id), session
        session = session.close(message.sent_at)
        if kept is not None and kept.last_sent_at >= sent_at:
            opened = begun(kept.dialogue_id, message, has_content=True)
            routed = Routed(desk=TIPS, intent=Intent.START, dialogue_id=kept.dialogue_id, adopt=True)
            return routed, replace(session, dialogue=opened, kept=None)
        dialogue_id = self.new_id()
        routed = Routed(desk=TIPS, intent=Intent.START, dialogue_id=dialogue_id)
        return routed, replace(session, dialogue=begun(dialogue_id, message, has_content=False))

    def _in_dialogue(self, message: InboundMessage, session: Session, dialogue: Dialogue) -> tuple[Routed, Session]:
        if not tells_something(message) and not dialogue.has_content:
            return Routed(desk=TIPS, intent=Intent.START, dialogue_id=dialogue.dialogue_id), session
        last_at = max(dialogue.last_at, iso(message.sent_at))
        going_on = replace(dialogue, last_at=last_at, has_content=True)
        return told(message, dialogue.dialogue_id), replace(session, dialogue=going_on)

    def _outside(self, message: InboundMessage, session: Session, now: datetime) -> tuple[Routed, Session]:
        if not tells_something(message):
            return small_talk(session), session
        emergency = assess(message.text)
        if emergency is Emergency.CERTAIN:
            return self._raise_alarm(message, session)
        if shows_something(message):
            routed, after = self._keep(message, session, emergency, now)
            return replace(routed, also_ask=any(letter.isalpha() for letter in message.text)), after
        verdict = typed(message.text, session)
        if verdict is not None:
            return verdict, session
        routed, after = self._keep(message, session, emergency, now)
        if routed.report_like:
            return replace(routed, also_ask=True), after
        return question(routed.dialogue_id, session), after

    def _raise_alarm(self, message: InboundMessage, session: Session) -> tuple[Routed, Session]:
        """Open a case at once; a photo sent just before, and kept, most likely shows the same."""
        kept = session.kept
        if kept is None or from_iso(kept.last_sent_at) < message.sent_at - SHOWN_JUST_BEFORE:
            return self._open_with(message, session)
        opened = begun(kept.dialogue_id, message, has_content=True)
        routed = replace(told(message, kept.dialogue_id), adopt=True)
        return routed, replace(session, dialogue=opened, kept=None)

    def _open_with(self, message: InboundMessage, session: Session) -> tuple[Routed, Session]:
        """Open a dialogue whose first content this message is, or go on with the open one."""
        if session.dialogue is not None:
            return self._in_dialogue(message, session, session.dialogue)
        dialogue_id = self.new_id()
        return told(message, dialogue_id), replace(session, dialogue=begun(dialogue_id, message, has_content=True))

    def _keep(
        self, message: InboundMessage, session: Session, emergency: Emergency, now: datetime
    ) -> tuple[Routed, Session]:
        sent_at = iso(message.sent_at)
        kept = session.kept
        if kept is None or not kept.takes_more(now):
            kept = Kept(dialogue_id=self.new_id(), opened_at=iso(now), last_sent_at=sent_at)
        kept = replace(kept, count=kept.count + 1, last_sent_at=max(kept.last_sent_at, sent_at))
        routed = Routed(
            desk=TIPS,
            intent=Intent.KEEP,
            dialogue_id=kept.dialogue_id,
            emergency=emergency,
            report_like=looks_like_report(message.text),
            first_contact=not session.greeted,
        )
        return routed, replace(session, kept=kept)

    def _greeted(self, word: Word, message: InboundMessage, session: Session) -> tuple[Routed, Session]:
        """Answer a greeting or a nod, unless it stands in a dialogue, where it is part of what is told."""
        if session.dialogue is None and word is Word.NOD:
            return small_talk(session), session
        if session.dialogue is None or message.text.strip().lower() == "menu":
            return Routed(desk=TIPS, intent=Intent.MENU), session
        if session.dialogue.has_content:
            return self._in_dialogue(message, session, session.dialogue)
        return Routed(desk=TIPS, intent=Intent.START, dialogue_id=session.dialogue.dialogue_id), session
