"""What stands in for the mail and for a page's tokens."""

from collections.abc import Callable
from dataclasses import dataclass

from dutydesk.tokens.pages import Access


@dataclass(frozen=True, slots=True)
class Siren:
    """Calls the operators by mail."""

    mail: Callable[[str], None]

    def sound(self, text: str) -> None:
        """Mail it."""
        self.mail(text)


class Tokens:
    """A page whose token is always good: tokens have tests of their own."""

    def access(self, page_id: str) -> Access:
        """Return the token."""
        return Access(page_id=page_id, version=1, token="good")

    def renewed(self, refused: Access) -> Access:
        """Return the next token."""
        return Access(page_id=refused.page_id, version=refused.version + 1, token="newer")

    def report_broken(self, access: Access, reason: str) -> None:
        """Not here."""

    def report_sent(self, access: Access) -> None:
        """Not here."""
