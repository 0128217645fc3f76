"""Through which pages a broadcast can go, and which templates the platform has approved for each of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from functions.admin.access import Access, Asker
from functions.admin.broadcasts.pages import DynamoPages
from functions.admin.matrix import Deed
from functions.admin.models import Shape


class PageChoice(Shape):
    """One page of an own unit."""

    page_id: str
    unit: str
    templates: list[str] = Field(description="Ids of the templates that the platform has approved for this page")


class PageChoices(Shape):
    """All pages of the own units, unit by unit."""

    items: list[PageChoice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """Reads what an audience can be made of."""

    access: Access
    pages: DynamoPages

    def all(self, asker: Asker) -> PageChoices:
        """Return the pages of all the asker's units; raise ``Forbidden`` when no role of the asker allows it."""
        units = self.access.units(asker, Deed.LIST_BROADCASTS, "pages")
        return PageChoices(items=[choice for unit in units for choice in self._of(unit)])

    def _of(self, unit: str) -> Iterator[PageChoice]:
        for page_id in self.pages.of_unit(unit):
            yield PageChoice(page_id=page_id, unit=unit, templates=list(self.pages.templates(page_id)))
