"""Access: who may do what to what is a unit's. The only place that decides it, and that accounts for it.

A token only proves who is asking (``dutydesk.sign_in``): roles and units are read from ``officers`` on every request,
so that a removed or moved officer is refused at the next one.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from dutydesk.errors import Conflict, Forbidden, NotFound, RejectedInput
from dutydesk.sign_in import username_of
from dutydesk.stores.cases import Case
from dutydesk.stores.officers import Officer
from functions.admin.audit import Audit
from functions.admin.chain import Mark
from functions.admin.matrix import MATRIX, READS, Deed
from functions.admin.problems import ERASED, NO_SUCH_CASE

ALLOWED = "allowed"
DENIED = "denied"
REFUSED = "refused"

_CASE_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_USERNAME = re.compile(r"[0-9A-Za-z._@+-]{1,128}")
NO_SUCH_OFFICER = "không có cán bộ này / no such officer"


class Officers(Protocol):
    """Where officers are looked up."""

    def get(self, username: str) -> Officer | None:
        """Return the officer as last written, or None."""


class Cases(Protocol):
    """Where case headers are looked up."""

    def get(self, case_id: str) -> Case | None:
        """Return the header as last written, or None."""


class Owned(Protocol):
    """Something that one unit owns."""

    @property
    def unit(self) -> str:
        """The owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """An officer in service, asking from somewhere."""

    officer: Officer
    source_ip: str

    def mark(self, deed: Deed, target: str, outcome: str = ALLOWED) -> Mark:
        """What the audit is to say about a deed."""
        return Mark(
            officer=self.officer.username,
            action=deed,
            target=target,
            outcome=outcome,
            source_ip=self.source_ip,
        )


@dataclass(frozen=True, slots=True)
class _Colleague:
    """An officer, owned by one of the units that the asker serves in, too."""

    officer: Officer
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Decide, and account for what is decided."""

    officers: Officers
    cases: Cases
    audit: Audit
    client_id: str

    def admit(self, claims: Mapping[str, Any], *, source_ip: str) -> Asker:
        """Return who is asking.

        Raises:
            Unauthenticated: not an identity token issued to our client.
            Forbidden: not an officer, or not in service any more.
        """
        username = username_of(claims, client_id=self.client_id)
        officer = self.officers.get(username)
        if officer is None or not officer.active:
            nobody = Officer(username=username, display="", roles=(), units=(), active=False)
            asker = Asker(officer=nobody, source_ip=source_ip)
            self.audit.note(asker.mark(Deed.SEE_SELF, "desk", DENIED))
            raise Forbidden("not an officer in service")
        return Asker(officer=officer, source_ip=source_ip)

    def units(self, asker: Asker, deed: Deed, target: str) -> tuple[str, ...]:
        """Return the units over which the asker may do this.

        Raises:
            Forbidden: no role of the asker allows it.
        """
        if not MATRIX[deed].intersection(asker.officer.roles):
            self.audit.note(asker.mark(deed, target, DENIED))
            raise Forbidden("no role of yours allows this")
        if deed in READS:
            self.audit.note(asker.mark(deed, target))
        return tuple(dict.fromkeys(asker.officer.units))

    @contextmanager
    def changing(self, asker: Asker, deed: Deed, target: str) -> Iterator[tuple[str, ...]]:
        """Give the units over which the asker may do this; when nothing comes of it, that is accounted for.

        Raises:
            Forbidden: no role of the asker allows it.
        """
        units = self.units(asker, deed, target)
        try:
            yield units
        except NotFound:
            self.audit.note(asker.mark(deed, target, DENIED))
            raise
        except (RejectedInput, Conflict):
            self.audit.note(asker.mark(deed, target, REFUSED))
            raise

    def owned(self, asker: Asker, deed: Deed, target: str, *owners: str) -> None:
        """Let pass who may do this to what these units own; what has no owner is everybody's whose role allows it.

        Raises:
            Forbidden: a role of the asker's allows it, but not there.
        """
        if not {owner for owner in owners if owner} <= set(self.units(asker, deed, target)):
            self.audit.note(asker.mark(deed, target, DENIED))
            raise Forbidden("it is another unit's")

    def case(self, asker: Asker, deed: Deed, case_id: str) -> Case:
        """Return the case that the asker may do this to.

        Raises:
            Forbidden: no role of the asker allows it, whatever the case.
            NotFound: absent or another unit's; the same answer after the same work for both.
            Conflict: its content was erased, and the deed would change it.
        """
        known = bool(_CASE_ID.fullmatch(case_id))
        target = f"case {case_id}" if known else "case ?"
        case = self.found(
            asker, deed, target, lambda: self.cases.get(case_id) if known else None, otherwise=NO_SUCH_CASE
        )
        if case.life.erased_at is not None and deed not in READS:
            self.audit.note(asker.mark(deed, target, REFUSED))
            raise Conflict(ERASED)
        return case

    def shown(self, asker: Asker, case_ids: Sequence[str]) -> None:
        """Account for cases that a list is about to show, each by its id."""
        if case_ids:
            self.audit.note(asker.mark(Deed.SHOW_CASES, f"case {' '.join(case_ids)}"))

    def colleague(self, asker: Asker, deed: Deed, username: str) -> Officer:
        """Return an officer, in service or not, who serves in a unit of the asker's.

        Raises:
            Forbidden: no role of the asker allows it, whoever it is.
            NotFound: absent, or serves elsewhere; the same answer for both.
        """
        known = bool(_USERNAME.fullmatch(username))

        def find() -> _Colleague | None:
            officer = self.officers.get(username) if known else None
            shared = [unit for unit in officer.units if unit in asker.officer.units] if officer else []
            return _Colleague(officer, shared[0]) if officer and shared else None

        target = f"officer {username}" if known else "officer ?"
        return self.found(asker, deed, target, find, otherwise=NO_SUCH_OFFICER).officer

    def found[T: Owned](
        self, asker: Asker, deed: Deed, target: str, find: Callable[[], T | None], *, otherwise: str
    ) -> T:
        """Return what ``find`` finds, if the asker may do this to it.

        Raises:
            Forbidden: no role of the asker allows it, whatever is found.
            NotFound: absent or another unit's, ``otherwise`` for both.
        """
        if not MATRIX[deed].intersection(asker.officer.roles):
            self.audit.note(asker.mark(deed, target, DENIED))
            raise Forbidden("no role of yours allows this")
        thing = find()
        if thing is None or thing.unit not in asker.officer.units:
            self.audit.note(asker.mark(deed, target, DENIED))
            raise NotFound(otherwise)
        if deed in READS:
            self.audit.note(asker.mark(deed, target))
        return thing
