"""A dialogue that tells a tip: how it begins, goes on and ends."""

from dataclasses import replace

from dutydesk.clock import iso
from dutydesk.messages import InboundMessage, Intent
from functions.webhook.commands import Word
from functions.webhook.emergency import assess
from functions.webhook.session import Dialogue, Routed, Session

TIPS = "tips"


def fresh(session: Session, message: InboundMessage) -> Session:
    """Close a dialogue that already tells something: "báo tin: …" begins another tip."""
    dialogue = session.dialogue
    return session.close(message.sent_at) if dialogue is not None and dialogue.has_content else session


def made_tip(dialogue_id: str, message: InboundMessage, session: Session) -> tuple[Routed, Session]:
    """Make what was kept a tip, and let what follows join it.

    Only an id of this session opens a dialogue: intake refuses a stranger's, and later messages must not follow there.
    """
    routed = Routed(desk=TIPS, intent=Intent.MAKE_TIP, dialogue_id=dialogue_id)
    own = {one.dialogue_id for one in (session.dialogue, session.closed, session.kept) if one is not None}
    if dialogue_id not in own:
        return routed, session
    if session.dialogue is None or session.dialogue.dialogue_id != dialogue_id:
        session = replace(session.close(message.sent_at), dialogue=begun(dialogue_id, message, has_content=True))
    if session.kept is not None and session.kept.dialogue_id == dialogue_id:
        session = replace(session, kept=None)
    return routed, session


def ended(word: Word, message: InboundMessage, session: Session) -> tuple[Routed, Session]:
    """Close the dialogue; a word of an earlier dialogue that arrives late closes nothing."""
    dialogue, sent_at = session.dialogue, iso(message.sent_at)
    if dialogue is None or sent_at < dialogue.started_at:
        return Routed(desk=TIPS, intent=Intent.MENU), session
    intent = Intent.DONE if word is Word.DONE else Intent.CANCEL
    return Routed(desk=TIPS, intent=intent, dialogue_id=dialogue.dialogue_id), session.close(message.sent_at)


def told(message: InboundMessage, dialogue_id: str) -> Routed:
    """Route a message into a dialogue."""
    return Routed(desk=TIPS, intent=Intent.CONTENT, dialogue_id=dialogue_id, emergency=assess(message.text))


def begun(dialogue_id: str, message: InboundMessage, *, has_content: bool) -> Dialogue:
    """Return the dialogue that a message begins."""
    sent_at = iso(message.sent_at)
    return Dialogue(dialogue_id=dialogue_id, started_at=sent_at, last_at=sent_at, has_content=has_content)
