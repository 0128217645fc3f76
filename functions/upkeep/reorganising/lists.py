"""Lists of a unit in other tables: questions to learn from, and broadcasts."""

from collections.abc import Iterator
from dataclasses import dataclass

from dutydesk.stores.announced import code_pk
from dutydesk.stores.broadcasts import LISTED_PREFIX, broadcast_pk
from dutydesk.stores.items import from_item, to_item
from dutydesk.stores.questions import todo_pk
from dutydesk.stores.reorganisations import Kind, Order
from functions.upkeep.reorganising.moving import Shelf


@dataclass(frozen=True, slots=True)
class ToDos:
    """Questions that editors have still to learn from, and what they made of others."""

    questions: Shelf

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Move each question of the list."""
        for item in list(self.questions.items(todo_pk(unit))):
            if order.kind is Kind.SPLIT and from_item(item).get("page_id") not in order.pages:
                continue
            heir = item | to_item({"pk": todo_pk(into), "unit": into})
            gone = self.questions.gone(todo_pk(unit), item["sk"]["S"])
            yield self.questions.done([gone, self.questions.put(heir)])


@dataclass(frozen=True, slots=True)
class Broadcasts:
    """Broadcasts of a unit that goes, so that somebody can stop those that run."""

    broadcasts: Shelf

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Move each broadcast with its line in the list and its code."""
        if order.kind is Kind.SPLIT:
            return
        for line in list(self.broadcasts.items(f"UNIT#{unit}", LISTED_PREFIX)):
            sk = line["sk"]["S"]
            parts = [self.broadcasts.gone(f"UNIT#{unit}", sk)]
            parts.append(self.broadcasts.put(line | to_item({"pk": f"UNIT#{into}"})))
            header = self.broadcasts.item(broadcast_pk(sk.rpartition("#")[2]))
            if header is not None:
                plain = from_item(header)
                was = {"unit": unit, "revision": plain["revision"]}
                now = {"unit": into, "revision": plain["revision"] + 1}
                parts.append(self.broadcasts.change(header["pk"]["S"], was=was, now=now))
                if plain.get("code") and self.broadcasts.item(code_pk(plain["code"])) is not None:
                    parts.append(self.broadcasts.change(code_pk(plain["code"]), was={"unit": unit}, now={"unit": into}))
            yield self.broadcasts.done(parts)
