"""Offices: where citizens come in person, what is done there, and how many are served; written by ``admin``.

===========  =======================  =======================  ====================================================
Item         pk                       sk                       Purpose
===========  =======================  =======================  ====================================================
Office       ``OFFICES#<unit>``       ``<office_id>``          name, address, hours, closures, and its services
Id           ``OFFICES#:ids``         ``<office_id>``          the unit whose id it is, for ever
Moved        ``OFFICES#<unit>``       ``:moved``               the unit that this one went into, with its offices
===========  =======================  =======================  ====================================================

All in the table ``content``, and not under the unit itself, which no function may write. Lines of numbers are named by
office and not by unit, so an id is one unit's alone. Shares are kept in thousandths, since an item of ours holds no
fractions.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.messages import as_plain
from dutydesk.stores.items import from_item, to_item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
"""What an office's and a service's id look like: they travel in buttons, whose parts are separated by dots."""

MOVED = ":moved"
"""Where a unit says that it went into another one; no office is called so."""

_WHOLE = 1000
_LONGEST_WAY = 8
"""Units that went one into the other, which a look-up follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a citizen comes for.

    ``capacity`` is how many people one slot of ``slot_minutes`` takes; ``walk_in_share`` (0 to 1) of them, rounded up,
    are kept for those who come without a number. ``papers`` says in Vietnamese what to bring.
    """

    service_id: str
    name: str
    papers: str = ""
    slot_minutes: int = 30
    capacity: int = 4
    walk_in_share: float = 0.0

    @property
    def kept(self) -> int:
        """How many places of each slot only the counter gives out."""
        return -(-self.capacity * _thousandths(self.walk_in_share) // _WHOLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A place with a counter. ``hours``: see ``dutydesk.hours``; ``closures`` are days in ISO form.

    ``formerly`` are the units that it belonged to before they went into this one: numbers and cards still name them.
    """

    office_id: str
    unit: str
    name: str
    address: str = ""
    hours: str = ""
    closures: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()
    days_ahead: int = 14
    formerly: tuple[str, ...] = ()

    def is_of(self, unit: str) -> bool:
        """Whether it belongs to this unit, or did before the unit went into its own."""
        return unit == self.unit or unit in self.formerly

    def service(self, service_id: str) -> Service | None:
        """Return the service of this id, or None."""
        return next((one for one in self.services if one.service_id == service_id), None)


def office_key(unit: str, office_id: str) -> tuple[str, str]:
    """Where an office lies: pk and sk."""
    return _pk(unit), office_id


def office_item(office: Office) -> dict[str, Any]:
    """Write an office."""
    pk, sk = office_key(office.unit, office.office_id)
    services = [
        {name: value for name, value in as_plain(one).items() if name != "walk_in_share"}
        | {"walk_in_thousandths": _thousandths(one.walk_in_share)}
        for one in office.services
    ]
    return to_item(as_plain(office) | {"pk": pk, "sk": sk, "schema": 1, "services": services})


def moved_item(unit: str, into: str) -> dict[str, Any]:
    """Write that a unit went into another one."""
    return to_item({"pk": _pk(unit), "sk": MOVED, "schema": 1, "into": into})


def office_from(item: Mapping[str, Any]) -> Office:
    """Read an office; what a newer release wrote besides is left out."""
    plain = from_item(item)
    known = {name: plain[name] for name in Office.__slots__ if name in plain}
    return Office(
        **known
        | {
            "closures": tuple(plain.get("closures", ())),
            "formerly": tuple(plain.get("formerly", ())),
            "services": tuple(_service(one) for one in plain.get("services", ())),
        }
    )


class Offices(Protocol):
    """Where offices are looked up."""

    def offices_of(self, unit: str) -> tuple[Office, ...]:
        """Return the offices of a unit, by id; none for a unit without any."""


@dataclass(frozen=True, slots=True)
class DynamoOffices:
    """The ``Offices`` port on DynamoDB: one query, remembered for ``ttl_s`` seconds, nothing found included."""

    client: "DynamoDBClient"
    table: str
    ttl_s: float = 60.0
    monotonic: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[float, tuple[tuple[Office, ...], str]]] = field(default_factory=dict)

    def offices_of(self, unit: str) -> tuple[Office, ...]:
        """Query the unit's items, which fit into one page of 1 MB. The offices of a unit that went are its heir's."""
        for _ in range(_LONGEST_WAY):
            offices, heir = self._found(unit)
            if not heir:
                break
            unit = heir
        return offices

    def _found(self, unit: str) -> tuple[tuple[Office, ...], str]:
        now = self.monotonic()
        kept = self._seen.get(unit)
        if kept is not None and now - kept[0] < self.ttl_s:
            return kept[1]
        found = self.client.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": _pk(unit)}},
        )
        offices = tuple(office_from(item) for item in found["Items"] if item["sk"]["S"] != MOVED)
        heir = next((item["into"]["S"] for item in found["Items"] if item["sk"]["S"] == MOVED), "")
        self._seen[unit] = (now, (offices, heir))
        return offices, heir


def _pk(unit: str) -> str:
    return f"OFFICES#{unit}"


def _service(plain: Mapping[str, Any]) -> Service:
    known = {name: plain[name] for name in Service.__slots__ if name in plain}
    return Service(**known | {"walk_in_share": plain.get("walk_in_thousandths", 0) / _WHOLE})


def _thousandths(share: float) -> int:
    return round(share * _WHOLE)
