"""Topics: what citizens may choose to be told about, on the pages of one unit.

===========  =======================  ======  ====================================================
Item         pk                       sk      Purpose
===========  =======================  ======  ====================================================
Topics       ``TOPICS#<unit>``        ``#``   the unit's topics in order, and their revision
===========  =======================  ======  ====================================================

In the table ``content``, under a key of its own, so that who edits topics can write neither a unit nor a page. A
person's choice is kept by ``key`` (``dutydesk.stores.segments``), so a topic can be renamed; one that is removed is
offered no more, and who chose it is still found by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dutydesk.stores.items import to_item
from dutydesk.text.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What citizens may choose: ``key`` for us, ``name`` for them."""

    key: str
    name: str


def topics_pk(unit: str) -> str:
    """The partition of a unit's topics."""
    return f"TOPICS#{unit}"


def topics_item(unit: str, topics: Sequence[Topic], *, revision: int) -> dict[str, Any]:
    """A unit's topics as an item."""
    listed = [{"key": topic.key, "name": topic.name} for topic in topics]
    keys = {"pk": topics_pk(unit), "sk": "#", "schema": 1}
    return to_item(keys | {"unit": unit, "topics": listed, "revision": revision})


def topics_in(plain: Mapping[str, Any]) -> tuple[Topic, ...]:
    """Read the topics of a decoded item."""
    return tuple(Topic(key=one["key"], name=one["name"]) for one in plain["topics"])


def said_as(text: str) -> str:
    """Return a topic's name as it is compared: its folded words, without what stands between them."""
    letters = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return " ".join(letters.split())
