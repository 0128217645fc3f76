"""Photos of identity cards that nobody asked for: recognised, set aside, and the citizen warned in one line."""

from dataclasses import dataclass
from typing import Protocol

from dutydesk.clock import Clock
from dutydesk.messages import Reply
from dutydesk.queues import Outlet, enqueue_reply
from dutydesk.stores.cases import Author, Case, CaseMessage
from dutydesk.stores.files import EvidenceFile
from dutydesk.text.catalogue_evidence import ID_CARD_SET_ASIDE
from functions.media.preserving.idcard import could_be_card, is_about_cards, shows_card
from functions.media.preserving.images import Picture

EMERGENCY = "emergency"


class Messages(Protocol):
    """What was said in a case."""

    def messages(self, case_id: str) -> tuple[CaseMessage, ...]:
        """Return a case's messages, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Recognises and warns."""

    said: Messages
    replies: Outlet[Reply]
    clock: Clock

    def is_to_be_set_aside(self, file: EvidenceFile, case: Case | None, picture: Picture) -> bool:
        """Whether a picture shows an identity card that is not evidence; in an emergency everything is."""
        if case is None or case.category == EMERGENCY:
            return False
        seen = could_be_card(picture.image, width=picture.width, height=picture.height)
        if not seen:
            return False
        said = [one for one in self.said.messages(case.case_id) if one.author is Author.CITIZEN]
        caption = " ".join(one.text for one in said if one.event_key == file.event_key)
        return shows_card(seen, caption=caption) and not is_about_cards(one.text for one in said)

    def warn(self, file: EvidenceFile, case: Case | None) -> None:
        """Tell the citizen, once for all photos of one message."""
        if case is None:
            return
        reply = Reply(
            reply_id=f"{file.event_key}#id_card",
            person_id=case.person_id,
            text=ID_CARD_SET_ASIDE,
            created_at=self.clock(),
            case_id=case.case_id,
        )
        enqueue_reply(self.replies, reply)
