"""Requests to learn who is behind a case: one officer asks, a supervisor of the same unit agrees or refuses.

Nothing here reaches an identity. What two people said is written down; ``reveal``, which alone may read one, checks all
of it again for itself.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from itertools import islice

from dutydesk.clock import Clock, iso
from dutydesk.errors import Conflict, Forbidden, NotFound, RejectedInput
from dutydesk.stores.reveals import LIFE, Basis, DynamoReveals, RevealRequest, State
from functions.admin.access import DENIED, REFUSED, Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.matrix import Deed, Role

NO_SUCH_REQUEST = "no such request"
"""The only thing ever said about a request that is absent, another unit's or not the asker's to see."""
NOT_ONES_OWN = "another person must decide"
REPEATED = "repeated"
WATCHERS = frozenset({Role.SUPERVISOR, Role.AUDITOR})
"""They see every request of their units; others see their own."""
READ_AT_ONCE = 50

_REQUEST_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


@dataclass(frozen=True, slots=True)
class Requests:
    """Some requests, newest first, and where the next ones begin (empty when there are none)."""

    items: tuple[RevealRequest, ...]
    following: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealRequests:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoReveals
    clock: Clock
    new_id: Callable[[datetime], str]

    def ask(self, asker: Asker, case_id: str, *, reason: str, basis: Basis) -> RevealRequest:
        """Write down that the asker wants to know who is behind a case, and why; return the request.

        Raises:
            NotFound: the case is not the asker's to see.
        """
        case = self.access.case(asker, Deed.ASK_REVEAL, case_id)
        now = self.clock()
        request = RevealRequest(
            request_id=self.new_id(now),
            case_id=case.case_id,
            opened_key=case.opened_key,
            unit=case.unit,
            person_id=case.person_id,
            asked_by=asker.officer.username,
            basis=basis,
            reason=reason,
            asked_at=iso(now),
            valid_until=iso(now + LIFE),
        )
        self.audit.commit(asker.mark(Deed.ASK_REVEAL, _target(request)), [self.store.add(request)])
        return request

    def page(self, asker: Asker, *, cursor: str = "", limit: int = 20) -> Requests:
        """Return requests of the asker's units that the asker may see, those made before the one named ``cursor``.

        Raises:
            RejectedInput: the cursor is no request's id.
        """
        if cursor and not _REQUEST_ID.fullmatch(cursor):
            raise RejectedInput("cursor: not one of ours")
        units = self.access.units(asker, Deed.LIST_REVEALS, "reveal requests")
        streams = [self._of_unit(unit, cursor) for unit in units]
        merged = merge(*streams, key=lambda one: one.request_id, reverse=True)
        found = tuple(islice((one for one in merged if _shown(asker, one)), limit + 1))
        return Requests(found[:limit], found[limit - 1].request_id if len(found) > limit else "")

    def read(self, asker: Asker, request_id: str) -> RevealRequest:
        """Return a request; raise ``NotFound`` when it is not the asker's to see."""
        return self._found(asker, Deed.READ_REVEAL, request_id)

    def decide(self, asker: Asker, request_id: str, *, agreed: bool) -> RevealRequest:
        """Agree or refuse, once; the same word of the same supervisor again changes nothing. Return it as it is then.

        Raises:
            NotFound: absent, another unit's, or its case is another unit's by now.
            Forbidden: no role of the asker allows it, or it is the asker's own request.
            Conflict: decided already, used, or its day is over.
        """
        request = self._found(asker, Deed.DECIDE_REVEAL, request_id)
        mark = asker.mark(Deed.DECIDE_REVEAL, f"{_target(request)} {'approve' if agreed else 'refuse'}")
        if request.asked_by == asker.officer.username:
            self.audit.note(replace(mark, outcome=DENIED))
            raise Forbidden(NOT_ONES_OWN)
        case = self.access.cases.get(request.case_id)
        if case is None or case.unit != request.unit:
            self.audit.note(replace(mark, outcome=DENIED))
            raise NotFound(NO_SUCH_REQUEST)
        now = self.clock()
        if request.decided_by == asker.officer.username and request.approved is agreed:
            self.audit.note(replace(mark, outcome=REPEATED))
            return request
        if (state := request.state(now)) is not State.OPEN:
            self.audit.note(replace(mark, outcome=REFUSED))
            raise Conflict(f"this request is {state}")
        try:
            self.audit.commit(mark, [self.store.decide(request, by=asker.officer.username, at=now, approved=agreed)])
        except LostRace:
            self.audit.note(replace(mark, outcome=REFUSED))
            raise Conflict("somebody else decided first") from None
        return replace(request, decided_by=asker.officer.username, decided_at=iso(now), approved=agreed)

    def _found(self, asker: Asker, deed: Deed, request_id: str) -> RevealRequest:
        known = bool(_REQUEST_ID.fullmatch(request_id))

        def find() -> RevealRequest | None:
            request = self.store.get(request_id) if known else None
            return request if request is not None and _shown(asker, request) else None

        target = f"request {request_id}" if known else "request ?"
        return self.access.found(asker, deed, target, find, otherwise=NO_SUCH_REQUEST)

    def _of_unit(self, unit: str, before: str) -> Iterator[RevealRequest]:
        """Yield a unit's requests, newest first, reading only as far as they are taken."""
        while True:
            found = self.store.of_unit(unit, before=before, limit=READ_AT_ONCE)
            yield from found
            if len(found) < READ_AT_ONCE:
                return
            before = found[-1].request_id


def _shown(asker: Asker, request: RevealRequest) -> bool:
    """Whether the asker may see a request of an own unit."""
    return request.asked_by == asker.officer.username or bool(WATCHERS.intersection(asker.officer.roles))


def _target(request: RevealRequest) -> str:
    return f"case {request.case_id} request {request.request_id}"
