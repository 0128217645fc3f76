"""Content: units and pages, written by administrators, read by everyone, kept in memory for a minute.

===========  =======================  ==========================  ================================================
Item         pk                       sk                          Purpose
===========  =======================  ==========================  ================================================
Page         ``PAGE#<page_id>``       ``#``                       a page and the unit it speaks for
Page         ``PAGE#zalo#<oa_id>``    ``#``                       the same, found by the platform's own id
Template     ``PAGE#<page_id>``       ``TEMPLATE#<template_id>``  the platform has approved it for this page
Unit         ``UNIT#<unit>``          ``#``                       name, parent unit, hotline, office hours
Unit listed  ``UNITS``                ``<unit>``                  its parent unit; so that the units below one are found
Unit's page  ``UNIT#<unit>``          ``PAGE#<page_id>``          a page that speaks for the unit
Topics       ``TOPICS#<unit>``        ``#``                       see ``dutydesk.stores.topics``; editors write it
===========  =======================  ==========================  ================================================

A unit that went into another one keeps its item, with ``merged_into``. A page that moves to another unit may leave its
line at the old one: the page itself says whose it is.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.stores.items import from_item, key
from dutydesk.stores.topics import Topic, topics_in, topics_pk

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


UNITS = "UNITS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An official page, the unit behind it, and the platform app that carries it. All ids are text."""

    page_id: str
    platform: str
    unit: str
    app_id: str
    oa_id: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A police unit; units are data and can be merged, split and renamed. ``hours``: see ``dutydesk.hours``."""

    unit: str
    name: str
    parent: str = ""
    hotline: str = ""
    hours: str = ""
    merged_into: str = ""


def page_items(page: Page) -> list[dict[str, Any]]:
    """The plain items of a page: one under our id, one under the platform's, one in the list of its unit."""
    known = {"sk": "#", "schema": 1} | {name: getattr(page, name) for name in Page.__slots__}
    return [
        {"pk": f"PAGE#{page.page_id}", **known},
        {"pk": f"PAGE#{page.platform}#{page.oa_id}", **known},
        {"pk": f"UNIT#{page.unit}", "sk": f"PAGE#{page.page_id}", "schema": 1, "page_id": page.page_id},
    ]


def template_item(page_id: str, template_id: str) -> dict[str, Any]:
    """The plain item that lets a page use a template of the platform's; put it once the platform has approved it."""
    return {"pk": f"PAGE#{page_id}", "sk": f"TEMPLATE#{template_id}", "schema": 1}


def unit_item(unit: Unit) -> dict[str, Any]:
    """The plain item of a unit."""
    known = {name: getattr(unit, name) for name in Unit.__slots__}
    return {"pk": f"UNIT#{unit.unit}", "sk": "#", "schema": 1, **known}


def unit_items(unit: Unit) -> list[dict[str, Any]]:
    """The plain items of a unit: itself, and its place in the list of all."""
    return [unit_item(unit), {"pk": UNITS, "sk": unit.unit, "schema": 1, "parent": unit.parent}]


class Content(Protocol):
    """Where pages and units are looked up."""

    def page(self, page_id: str) -> Page | None:
        """Return the page, or None."""

    def page_of(self, platform: str, oa_id: str) -> Page | None:
        """Return the page that this platform account is, or None."""

    def unit(self, unit: str) -> Unit:
        """Return the unit; an unknown one is named by its id, so that no message fails for a missing name."""

    def topics(self, unit: str) -> tuple[Topic, ...]:
        """Return what citizens may choose on the unit's pages, in the editors' order; empty when there is nothing."""


@dataclass(frozen=True, slots=True)
class DynamoContent:
    """The ``Content`` port on DynamoDB; what was found is remembered for ``ttl_s`` seconds, what was not is not."""

    client: "DynamoDBClient"
    table: str
    ttl_s: float = 60.0
    monotonic: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[float, dict[str, Any]]] = field(default_factory=dict)

    def page(self, page_id: str) -> Page | None:
        """Look up by our own id."""
        return self._page(f"PAGE#{page_id}")

    def page_of(self, platform: str, oa_id: str) -> Page | None:
        """Look up by the platform's id."""
        return self._page(f"PAGE#{platform}#{oa_id}")

    def unit(self, unit: str) -> Unit:
        """Look up a unit."""
        item = self._item(f"UNIT#{unit}")
        if item is None:
            return Unit(unit=unit, name=unit)
        return Unit(
            unit=unit,
            name=item["name"],
            **{name: item.get(name, "") for name in ("parent", "hotline", "hours", "merged_into")},
        )

    def topics(self, unit: str) -> tuple[Topic, ...]:
        """Look up a unit's topics."""
        item = self._item(topics_pk(unit))
        return () if item is None else topics_in(item)

    def _page(self, pk: str) -> Page | None:
        item = self._item(pk)
        if item is None:
            return None
        names = ("page_id", "platform", "unit", "app_id", "oa_id")
        return Page(**{name: item[name] for name in names}, name=item.get("name", ""))

    def _item(self, pk: str) -> dict[str, Any] | None:
        now = self.monotonic()
        kept = self._seen.get(pk)
        if kept is not None and now - kept[0] < self.ttl_s:
            return kept[1]
        found = self.client.get_item(TableName=self.table, Key=key(pk))
        if "Item" not in found:
            return None
        item = from_item(found["Item"])
        self._seen[pk] = (now, item)
        return item
