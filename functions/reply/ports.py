"""What delivery asks of the outside: a platform to send by, and the tokens to send with."""

from collections.abc import Sequence
from typing import Protocol

from dutydesk.messages import Button
from dutydesk.tokens.pages import Access


class Outbox(Protocol):
    """The sending half of a platform."""

    def room_for(self, buttons: Sequence[Button]) -> int:
        """Return how many characters a text above these buttons may have."""

    def send(
        self,
        *,
        access_token: str,
        user_id: str,
        text: str,
        buttons: Sequence[Button] = (),
        conversation_id: str = "",
    ) -> str:
        """Send exactly once and return the platform's message id, or raise a ``DeliveryError``."""


class PageTokens(Protocol):
    """The tokens that pages send with."""

    def access(self, page_id: str) -> Access:
        """Return the page's access token, or raise a ``DeliveryError``."""

    def renewed(self, refused: Access) -> Access:
        """Return a newer one, or raise a ``DeliveryError``."""

    def report_broken(self, access: Access, reason: str) -> None:
        """Call a person to the page."""

    def report_sent(self, access: Access) -> None:
        """The page has just sent."""
