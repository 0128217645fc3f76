"""Broadcasts that went out, in memory."""

from dutydesk.stores.announced import Announced
from functions.intake.book import Announcements


class FakeAnnouncements:
    """The ``Announcements`` port over what a test puts into ``out``, by code."""

    def __init__(self) -> None:
        self.out: dict[str, Announced] = {}

    def by_code(self, code: str) -> Announced | None:
        """Look up."""
        return self.out.get(code)


_: Announcements = FakeAnnouncements()
