"""What lies in ``content`` and follows a unit: pages, the units below, offices, topics, the bank's entries, trials."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import TYPE_CHECKING, Any

from dutydesk.stores.bank import BANK_PK, ENTRY_PREFIX, STATE_SK, TRIAL_PREFIX, TRIALS_PK, draft_pk, state_from
from dutydesk.stores.content import UNITS
from dutydesk.stores.items import from_item, to_item
from dutydesk.stores.offices import MOVED, moved_item, office_from, office_item, office_key
from dutydesk.stores.reorganisations import Kind, Order
from dutydesk.stores.topics import Topic, said_as, topics_in, topics_item, topics_pk
from functions.upkeep.reorganising.moving import Shelf

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

AT_ONCE = 80


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages go first: from then on, new messages are for the unit that they went to."""

    content: Shelf

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Move each page, all its items at once; a line that a page had left behind is taken away."""
        for line in self.content.items(f"UNIT#{unit}", "PAGE#"):
            page_id = line["sk"]["S"].removeprefix("PAGE#")
            if order.kind is Kind.SPLIT and page_id not in order.pages:
                continue
            page = self.content.item(f"PAGE#{page_id}")
            plain = from_item(page) if page else {}
            parts = [self.content.delete(f"UNIT#{unit}", f"PAGE#{page_id}")]
            if plain.get("unit") == unit:
                known = ((f"PAGE#{page_id}"), f"PAGE#{plain['platform']}#{plain['oa_id']}")
                parts += [self.content.change(pk, was={"unit": unit}, now={"unit": into}) for pk in known]
                listed = {"pk": f"UNIT#{into}", "sk": f"PAGE#{page_id}", "schema": 1, "page_id": page_id}
                parts.append(self.content.put(to_item(listed)))
            yield self.content.done(parts)


@dataclass(frozen=True, slots=True)
class Below:
    """The units below one that goes are below the one that it goes to."""

    content: Shelf

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Change each unit's parent."""
        if order.kind is Kind.SPLIT:
            return
        gone = self.content.item(f"UNIT#{unit}")
        above = from_item(gone).get("parent", "") if gone else ""
        for line in list(self.content.items(UNITS)):
            child, parent = line["sk"]["S"], from_item(line).get("parent", "")
            if parent == unit and child != unit:
                heir = above if child == into else into
                yield self.content.done(
                    [
                        self.content.change(f"UNIT#{child}", was={"parent": unit}, now={"parent": heir}),
                        self.content.change(UNITS, child, was={"parent": unit}, now={"parent": heir}),
                    ]
                )


@dataclass(frozen=True, slots=True)
class Offices:
    """Offices keep their ids, so that numbers and cards that name them stay good."""

    content: Shelf

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Move each office; the last write says where all of them went."""
        if order.kind is Kind.SPLIT:
            return
        for item in list(self.content.items(office_key(unit, "")[0])):
            if item["sk"]["S"] == MOVED:
                continue
            office = office_from(item)
            heir = replace(office, unit=into, formerly=tuple(dict.fromkeys((*office.formerly, unit))))
            revision = from_item(item).get("revision", 1)
            yield self.content.done(
                [
                    self.content.gone(*office_key(unit, office.office_id)),
                    self.content.put(item | office_item(heir) | to_item({"revision": revision + 1})),
                    self.content.put(
                        to_item({"pk": "OFFICES#:ids", "sk": office.office_id, "schema": 1, "unit": into})
                    ),
                ]
            )
        if self.content.item(office_key(unit, "")[0], MOVED) is None:
            yield self.content.done([self.content.put(moved_item(unit, into))])


@dataclass(frozen=True, slots=True)
class Topics:
    """Topics are joined, also beyond what editors may define: somebody has chosen each of them."""

    content: Shelf

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Add the topics that the other unit does not offer yet."""
        mine = self.content.item(topics_pk(unit))
        if order.kind is Kind.SPLIT or mine is None:
            return
        theirs = self.content.item(topics_pk(into))
        plain: dict[str, Any] = from_item(theirs) if theirs else {"topics": [], "revision": 0}
        joined = joined_topics(topics_in(plain), topics_in(from_item(mine)))
        part: Any = self.content.put(topics_item(into, joined, revision=plain["revision"] + 1))
        part["Put"]["ConditionExpression"] = "revision = :read" if theirs else "attribute_not_exists(pk)"
        if theirs:
            part["Put"]["ExpressionAttributeValues"] = to_item({":read": plain["revision"]})
        yield self.content.done([part, self.content.gone(topics_pk(unit), "#")])


@dataclass(frozen=True, slots=True)
class Bank:
    """Entries of the draft and trials change their owner; what is published has none."""

    content: Shelf

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Change the owner of the draft's entries, some dozens with each revision, and of the trials."""
        if order.kind is Kind.SPLIT:
            return
        state = self.content.item(BANK_PK, STATE_SK)
        draft = state_from(state).draft if state else ""
        own = self._owned(draft_pk(draft), ENTRY_PREFIX, "owner_unit", unit) if draft else []
        for some in batched(own, AT_ONCE, strict=False):
            yield self._given(draft, some, unit, into)
        for sk in self._owned(TRIALS_PK, TRIAL_PREFIX, "unit", unit):
            yield self.content.done([self.content.change(TRIALS_PK, sk, was={"unit": unit}, now={"unit": into})])

    def _owned(self, pk: str, prefix: str, name: str, unit: str) -> list[str]:
        found = self.content.items(pk, prefix)
        return [item["sk"]["S"] for item in found if item.get(name, {}).get("S") == unit]

    def _given(self, draft: str, entries: Sequence[str], unit: str, into: str) -> bool:
        state = state_from(self.content.item(BANK_PK, STATE_SK))
        was = {"draft": draft, "revision": state.revision}
        parts: list[TransactWriteItemTypeDef] = [
            self.content.change(draft_pk(draft), sk, was={"owner_unit": unit}, now={"owner_unit": into})
            for sk in entries
        ]
        parts.append(self.content.change(BANK_PK, STATE_SK, was=was, now={"revision": state.revision + 1}))
        return self.content.done(parts)


def joined_topics(theirs: Sequence[Topic], mine: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return all topics, theirs first; of two that are, or read like, the same, theirs. Pure."""
    said = {way for one in theirs for way in (said_as(one.key), said_as(one.name))}
    new = [one for one in mine if not {said_as(one.key), said_as(one.name)} & said]
    return (*theirs, *new)
