"""Which pages a unit speaks through, and what the platform has approved for them; all of it in ``content``."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.stores.content import Content
from dutydesk.stores.items import key
from functions.admin.partition import items_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class DynamoPages:
    """Pages by unit."""

    client: "DynamoDBClient"
    table: str
    content: Content

    def of_unit(self, unit: str) -> tuple[str, ...]:
        """Return the ids of the unit's pages; a line that a moved page has left there does not count."""
        lines = items_of(self.client, self.table, f"UNIT#{unit}", "PAGE#", keys_only=True)
        ids = [line["sk"]["S"].removeprefix("PAGE#") for line in lines]
        return tuple(one for one in ids if self.unit_of(one) == unit)

    def unit_of(self, page_id: str) -> str:
        """Return the unit that a page speaks for; empty when there is no such page."""
        page = self.content.page(page_id) if page_id else None
        return page.unit if page is not None and page.page_id == page_id else ""

    def templates(self, page_id: str) -> tuple[str, ...]:
        """Return the ids of the templates that the platform has approved for the page."""
        prefix = "TEMPLATE#"
        lines = items_of(self.client, self.table, f"PAGE#{page_id}", prefix, keys_only=True)
        return tuple(line["sk"]["S"].removeprefix(prefix) for line in lines)

    def all_have(self, page_ids: Iterable[str], template_id: str) -> bool:
        """Whether the platform has approved the template for each of these pages."""
        return all(self._has(page_id, template_id) for page_id in page_ids)

    def _has(self, page_id: str, template_id: str) -> bool:
        where = key(f"PAGE#{page_id}", f"TEMPLATE#{template_id}")
        return "Item" in self.client.get_item(TableName=self.table, Key=where, ConsistentRead=True)
