"""Caring for a case: notes, whose it is, which unit's, and what another agency is given of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NoReturn, Protocol

from dutydesk.clock import Clock, iso
from dutydesk.deadlines import opened, resumed
from dutydesk.errors import Conflict, DeskError, RejectedInput
from dutydesk.stores.case_life import Attention
from dutydesk.stores.case_states import OFFICER_MAY
from dutydesk.stores.cases import Case, DynamoCases, Status, Urgency
from dutydesk.stores.search import Wording
from dutydesk.text.fold import fold
from functions.admin.access import REFUSED, Access, Asker
from functions.admin.cases.moves import Move, Moves
from functions.admin.cases.office import DynamoOffice, Gone, Note
from functions.admin.cases.sheet import Agency, sheet_of
from functions.admin.matrix import CASE_ROLES, Deed

NO_SUCH_OFFICER = "officer: không có cán bộ này trong đơn vị / no such officer in service in the case's unit"
NO_SUCH_UNIT = "unit: không có đơn vị này / no such unit"
OWN_UNIT = "hồ sơ đã thuộc đơn vị này / the case is this unit's already"
CLOSED = "hồ sơ đã kết thúc, hãy mở lại trước / the case is closed; open it again first"
HAS_TWINS = "hồ sơ đang gộp hồ sơ khác, hãy tách trước / other cases are merged into it; part them first"


class Units(Protocol):
    """Where it is known which units there are."""

    def exists(self, unit: str) -> bool:
        """Whether there is such a unit."""

    def everywhere(self) -> Sequence[str]:
        """Return the ids of all units, also of those that went into another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Every method decides through ``access`` first, and changes things only with their audit entry."""

    access: Access
    moves: Moves
    office: DynamoOffice
    cases: DynamoCases
    units: Units
    words: Wording
    clock: Clock
    new_id: Callable[[datetime], str]

    def note(self, asker: Asker, case_id: str, text: str) -> Note:
        """Write something down for the other officers; no citizen ever sees it."""
        case, now = self.access.case(asker, Deed.NOTE_CASE, case_id), self.clock()
        note = Note(officer=asker.officer.username, at=iso(now), text=text)
        parts = self.office.note(case, note, note_id=self.new_id(now))
        self.moves.audit.commit(asker.mark(Deed.NOTE_CASE, f"case {case_id}"), parts)
        return note

    def assign(self, asker: Asker, case_id: str, username: str, *, reason: str) -> None:
        """Make the case an officer's of its unit, or with an empty name nobody's.

        Raises:
            NotFound: not the asker's to see.
            RejectedInput: no officer in service who works on the unit's cases.
            Conflict: the case is closed, or changed meanwhile.
        """
        case = self.access.case(asker, Deed.ASSIGN_CASE, case_id)
        if username and not self._works_on(username, case.unit):
            self._refuse(asker, Deed.ASSIGN_CASE, case, RejectedInput(NO_SUCH_OFFICER))
        if case.status is Status.CLOSED:
            self._refuse(asker, Deed.ASSIGN_CASE, case, Conflict(CLOSED))
        life = replace(case.life, assigned_to=username)
        self.moves.make(
            asker,
            case,
            Move(to=case.status, life=life, did="assign", detail=username),
            deed=Deed.ASSIGN_CASE,
            reason=reason,
        )

    def transfer(self, asker: Asker, case_id: str, unit: str, *, reason: str) -> None:
        """Give the case to another unit, which takes it as a new one; this unit sees that it went and nothing more.

        Raises:
            NotFound: not the asker's to see.
            RejectedInput: there is no such unit.
            Conflict: it is that unit's, closed, or others are merged into it; or it changed meanwhile.
        """
        deed = Deed.TRANSFER_CASE
        case, now = self.access.case(asker, deed, case_id), self.clock()
        if unit == case.unit or case.status is Status.CLOSED:
            self._refuse(asker, deed, case, Conflict(OWN_UNIT if unit == case.unit else CLOSED))
        if not self.units.exists(unit):
            self._refuse(asker, deed, case, RejectedInput(NO_SUCH_UNIT))
        if self.office.beside(case_id, now=now).twins:
            self._refuse(asker, deed, case, Conflict(HAS_TWINS))
        move = self._moved(case, unit, now)
        texts = [message.text for message in self.cases.messages(case_id)]
        went = Gone(receipt=case.receipt, to=unit, at=iso(now), officer=asker.officer.username, reason=reason)
        more = [self.office.gone(case, went), *self.words.moved(case, texts, to=unit)]
        self.moves.make(asker, case, move, deed=deed, reason=reason, more=more)
        self.words.forget(case, texts)

    def destinations(self, asker: Asker) -> list[tuple[str, str]]:
        """Return every unit that takes cases, its id and its name, by name: whichever it is, citizens can read it."""
        self.access.units(asker, Deed.READ_UNITS, "units by name")
        known = [self.moves.telling.content.unit(unit) for unit in self.units.everywhere()]
        return sorted(((one.unit, one.name) for one in known if not one.merged_into), key=lambda one: fold(one[1]))

    def gone(self, asker: Asker) -> list[tuple[str, Gone]]:
        """Return what the asker's units gave to others, newest first, each with the unit that had it."""
        units = self.access.units(asker, Deed.LIST_GONE, "cases sent away")
        found = [(unit, one) for unit in units for one in self.office.gone_from(unit)]
        return sorted(found, key=lambda one: one[1].at, reverse=True)

    def hand_over(
        self, asker: Asker, case_id: str, agency: Agency, *, reason: str, with_places: bool = False
    ) -> dict[str, Any]:
        """Pass the case on to another agency; return what that may be given, which is kept with the case.

        It holds the citizen's words without any number of a paper or a telephone, and neither the person's id nor the
        receipt code; places only on demand, since one may be where the citizen lives.

        Raises:
            NotFound: not the asker's to see.
            Conflict: not from the present status, or somebody was quicker.
        """
        case, now = self.access.case(asker, Deed.HAND_OVER_CASE, case_id), self.clock()
        if Status.PASSED_ON not in OFFICER_MAY[case.status]:
            self._refuse(asker, Deed.HAND_OVER_CASE, case, Conflict(f"a case that is {case.status} is not handed over"))
        unit = self.moves.telling.content.unit(case.unit).name
        sheet = sheet_of(case, self.cases.messages(case_id), agency, unit=unit, at=now, with_places=with_places)
        kept = sheet | {"officer": asker.officer.username}
        move = replace(self.moves.plan(case, Status.PASSED_ON), did="hand_over", detail=agency.value)
        more = [self.office.sheet(case, kept, sheet_id=self.new_id(now))]
        self.moves.make(asker, case, move, deed=Deed.HAND_OVER_CASE, reason=reason, more=more)
        return sheet

    def _moved(self, case: Case, unit: str, now: datetime) -> Move:
        """The new unit has its own time to take the case; the citizen's deadlines stay."""
        hours = self.moves.telling.content.unit(unit).hours
        life = replace(
            resumed(case.life, now, hours),
            assigned_to="",
            take_by=opened(case.category, now, hours).take_by,
            late="",
            attention=Attention.MOVED if case.urgency is Urgency.URGENT else case.life.attention,
        )
        return Move(
            to=Status.NEW,
            life=life,
            did="transfer",
            detail=f"{case.unit} > {unit}",
            unit=unit,
        )

    def _works_on(self, username: str, unit: str) -> bool:
        officer = self.access.officers.get(username)
        return (
            officer is not None
            and officer.active
            and unit in officer.units
            and bool(CASE_ROLES.intersection(officer.roles))
        )

    def _refuse(self, asker: Asker, deed: Deed, case: Case, error: DeskError) -> NoReturn:
        self.access.audit.note(asker.mark(deed, f"case {case.case_id}", REFUSED))
        raise error
