"""Verifying the chains of the officers of one's units, a part at a time: a call has some seconds, a chain has years."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from dutydesk.audit.chain import Walk
from dutydesk.audit.digests import Known
from dutydesk.audit.reading import BucketOfDigests, DynamoEntries, known_of, walked
from dutydesk.clock import Clock, from_iso, iso
from dutydesk.errors import RejectedInput
from functions.admin.access import Access, Asker, Officers
from functions.admin.matrix import Deed
from functions.admin.oversight.reading import NO_CURSOR

AT_ONCE = 5000
"""Entries that one call walks over."""
LOOK_BACK = timedelta(days=40)
"""Digests of so many days are held against the chains; an operator's command takes all of them."""
LATE_AFTER = timedelta(hours=48)
LATE = "late"


@dataclass(frozen=True, slots=True)
class Broken:
    """Where something is not as it was written: an officer's entry, or a digest (then ``place`` is 0)."""

    where: str
    place: int
    kind: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What one call found, and where the next one goes on (empty when everything was walked)."""

    chains: int
    entries: int
    digests: int
    broken: tuple[Broken, ...]
    following: str


@dataclass(frozen=True, slots=True)
class _Stand:
    """How far the walk is: everybody before ``officer``, and of that chain what ends in ``place`` and ``prev``."""

    officer: str = ""
    place: int = 0
    prev: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifying:
    """Decides through ``access`` first."""

    access: Access
    officers: Officers
    everybody: Callable[[], Iterable[str]]
    entries: DynamoEntries
    bucket: BucketOfDigests
    clock: Clock

    def verify(self, asker: Asker, *, cursor: str = "") -> Findings:
        """Walk on over the chains of everybody who serves, or served, in a unit of the asker's.

        Raises:
            Forbidden: no role of the asker allows it.
            RejectedInput: the cursor is none of ours.
        """
        stand = _stand(cursor)
        units = self.access.units(asker, Deed.VERIFY_AUDIT, "audit")
        known = known_of(self.bucket, self.entries, since=iso(self.clock() - LOOK_BACK))
        broken = list(self._digests(known)) if not cursor else []
        left, chains, following = AT_ONCE, 0, ""
        for name in self._names(units, known, stand.officer):
            here = stand if name == stand.officer else _Stand(name)
            walk = Walk(name, known=known.of(name), place=here.place, prev=here.prev)
            verdict = walked(self.entries, walk, name, most=left)
            left -= verdict.place - here.place
            if not verdict.whole:
                following = _cursor(_Stand(name, verdict.place, verdict.prev))
                break
            chains += 1
            if verdict.fault:
                broken.append(Broken(name, verdict.fault.seq, verdict.fault.kind))
            if left <= 0:
                following = _cursor(_Stand(name + "\x00"))
                break
        return Findings(chains, AT_ONCE - left, known.number, tuple(broken), following)

    def _names(self, units: tuple[str, ...], known: Known, first: str) -> Iterator[str]:
        for name in sorted({*self.everybody(), *known.officers}):
            if name < first:
                continue
            officer = self.officers.get(name)
            if officer is not None and set(units).intersection(officer.units):
                yield name

    def _digests(self, known: Known) -> Iterator[Broken]:
        for fault in known.faults:
            yield Broken(fault.digest, 0, fault.kind)
        if not known.latest or from_iso(known.latest) < self.clock() - LATE_AFTER:
            yield Broken("digests", 0, LATE)


def _cursor(stand: _Stand) -> str:
    plain = json.dumps([stand.officer, stand.place, stand.prev]).encode()
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def _stand(cursor: str) -> _Stand:
    """Read a cursor. Whoever makes one up leaves out what they were going to verify, and nothing else."""
    if not cursor:
        return _Stand()
    try:
        padded = (cursor + "=" * (-len(cursor) % 4)).encode("ascii")
        officer, place, prev = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError):
        raise RejectedInput(NO_CURSOR) from None
    if not (isinstance(officer, str) and isinstance(place, int) and isinstance(prev, str)) or place < 0:
        raise RejectedInput(NO_CURSOR)
    return _Stand(officer, place, prev)
