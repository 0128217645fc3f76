"""Page health: whether the pages of one's units can send, and when they were heard last. No token is read for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from dutydesk.clock import Clock
from dutydesk.stores.content import Content
from dutydesk.stores.figures import day_of
from dutydesk.stores.page_health import PageHealth
from functions.admin.access import Access, Asker
from functions.admin.matrix import Deed

LISTENS_BACK = timedelta(days=30)
"""A page that was not heard for longer is said to be silent, not since when."""


class Condition(StrEnum):
    """Whether a page can send."""

    WORKING = "working"
    BROKEN = "broken"  # only a person can mend it
    UNCONNECTED = "unconnected"  # nobody ever entered a token


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page as its officers may know it; moments are ISO-8601, empty when nobody knows."""

    page_id: str
    name: str
    platform: str
    unit: str
    condition: Condition
    reason: str = ""
    broken_at: str = ""
    token_until: str = ""
    heard_at: str = ""


class Pages(Protocol):
    """Which pages a unit has."""

    def of_unit(self, unit: str) -> tuple[str, ...]:
        """Return the ids of the unit's pages."""


class Tokens(Protocol):
    """What may be known of tokens."""

    def __call__(self, page_id: str) -> PageHealth | None:
        """Return how a page's token is, or None when it has none."""


class Ears(Protocol):
    """When pages were heard."""

    def heard(self, unit: str, first: date) -> dict[str, str]:
        """Return when each page of a unit was heard last, from a day on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHealthReading:
    """Decides through ``access`` first."""

    access: Access
    pages: Pages
    content: Content
    tokens: Tokens
    ears: Ears
    clock: Clock

    def read(self, asker: Asker) -> list[PageView]:
        """Return the pages of the asker's units, those that cannot send first.

        Raises:
            Forbidden: no role of the asker allows it.
        """
        units = self.access.units(asker, Deed.READ_HEALTH, "pages")
        first = day_of(self.clock() - LISTENS_BACK)
        found = []
        for unit in units:
            ids = self.pages.of_unit(unit)
            heard = self.ears.heard(unit, first) if ids else {}
            found += [self._view(page_id, unit, heard.get(page_id, "")) for page_id in ids]
        return sorted(found, key=lambda one: (one.condition is Condition.WORKING, one.name, one.page_id))

    def _view(self, page_id: str, unit: str, heard_at: str) -> PageView:
        page, token = self.content.page(page_id), self.tokens(page_id)
        condition = Condition.UNCONNECTED
        if token is not None:
            condition = Condition.BROKEN if token.broken else Condition.WORKING
        return PageView(
            page_id=page_id,
            name=(page.name if page else "") or page_id,
            platform=page.platform if page else "",
            unit=unit,
            condition=condition,
            reason=token.broken if token else "",
            broken_at=token.broken_at if token else "",
            token_until=token.expires_at if token else "",
            heard_at=heard_at,
        )
