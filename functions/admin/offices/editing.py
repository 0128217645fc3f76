"""Offices and their services, as officers define them; numbers that citizens hold are never taken away by a change."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dutydesk.clock import VIETNAM, Clock
from dutydesk.errors import Conflict, NotFound, RejectedInput
from dutydesk.stores.offices import SLUG, Office, Service
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.broadcasts.rules import MOVED, tidy
from functions.admin.matrix import Deed
from functions.admin.offices.outside import Lookout, Outside, Why
from functions.admin.offices.rules import MOST_OFFICES, TOO_MANY, faults
from functions.admin.offices.store import DynamoOfficeBook, Kept

NO_SUCH_OFFICE = "không có trụ sở này / no such office"
NO_SUCH_UNIT = "không có đơn vị này / no such unit"
NO_UNIT = "unit: chọn một đơn vị của bạn / name one of your units"
ID_TAKEN = "mã này đã được dùng, hãy chọn mã khác / this id is in use, choose another"
STILL_HELD = (
    "còn {tickets} số chưa phục vụ, đến ngày {day}; hãy đóng cửa các ngày đó trước / "
    "{tickets} tickets still stand, the last on {day}; close those days first"
)
MOST_TOLD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An office after a change, and the tickets that would not be given any more; all of them still stand."""

    kept: Kept
    outside: tuple[Outside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeEditing:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoOfficeBook
    lookout: Lookout
    clock: Clock

    def offices(self, asker: Asker) -> list[Kept]:
        """Return the offices of all own units."""
        units = self.access.units(asker, Deed.READ_OFFICES, "offices")
        return [kept for unit in units for kept in self.store.of(unit)]

    def read(self, asker: Asker, office_id: str) -> Kept:
        """Return an office of one of the asker's units.

        Raises:
            NotFound: absent or another unit's; the same answer for both.
        """
        units = tuple(dict.fromkeys(asker.officer.units))
        known = bool(SLUG.fullmatch(office_id))
        return self.access.found(
            asker,
            Deed.READ_OFFICES,
            target_of(office_id),
            lambda: self.store.find(units, office_id) if known else None,
            otherwise=NO_SUCH_OFFICE,
        )

    def put(self, asker: Asker, wish: Office, *, revision: int) -> Changed:
        """Write an office in place of the revision that was read, 0 for a new one.

        ``wish.unit`` may be empty for an office that is there, and for officers of one unit.

        Raises:
            RejectedInput: something about it is not as it must be; the message names every field.
            Forbidden: no role of the asker allows it.
            NotFound: the unit is not one of the asker's.
            Conflict: it is not of that revision, or its id is another office's.
        """
        today = self.clock().astimezone(VIETNAM).date()
        with self.access.changing(asker, Deed.EDIT_OFFICES, target_of(wish.office_id)) as units:
            read = self.store.find(units, wish.office_id) if SLUG.fullmatch(wish.office_id) else None
            formerly = read.office.formerly if read is not None else ()
            office = tidied(replace(wish, unit=_unit(wish.unit, units, read), formerly=formerly))
            wrong = faults(office, today)
            if read is None and len(self.store.of(office.unit)) >= MOST_OFFICES:
                wrong.append(("offices", TOO_MANY.format(most=MOST_OFFICES)))
            if wrong:
                raise RejectedInput("; ".join(f"{field}: {reason}" for field, reason in wrong[:MOST_TOLD]))
            if (read.revision if read is not None else 0) != revision:
                raise Conflict(MOVED)
            after, outside = self._after(office, read, today)
            try:
                self.audit.commit(
                    asker.mark(Deed.EDIT_OFFICES, target_of(wish.office_id)), self.store.put(after, read=read)
                )
            except LostRace:
                is_moved = self.store.get(office.unit, office.office_id) != read
                raise Conflict(MOVED if is_moved else ID_TAKEN) from None
        return Changed(kept=after, outside=outside)

    def delete(self, asker: Asker, office_id: str, *, revision: int) -> None:
        """Take an office away that nobody holds a number for.

        Raises:
            Forbidden: no role of the asker allows it.
            NotFound: absent or another unit's.
            Conflict: it is not of that revision, or somebody holds a number.
        """
        today = self.clock().astimezone(VIETNAM).date()
        with self.access.changing(asker, Deed.EDIT_OFFICES, target_of(office_id)) as units:
            read = self.store.find(units, office_id) if SLUG.fullmatch(office_id) else None
            if read is None:
                raise NotFound(NO_SUCH_OFFICE)
            if read.revision != revision:
                raise Conflict(MOVED)
            held = self._outside(replace(read.office, services=()), read, today)
            if held:
                raise Conflict(STILL_HELD.format(tickets=len(held), day=held[-1].day))
            try:
                self.audit.commit(asker.mark(Deed.EDIT_OFFICES, target_of(office_id)), [self.store.delete(read)])
            except LostRace:
                raise Conflict(MOVED) from None

    def _after(self, office: Office, read: Kept | None, today: date) -> tuple[Kept, tuple[Outside, ...]]:
        if read is None:
            return Kept(office=office, revision=1), ()
        outside = self._outside(office, read, today)
        held = {one.service_id for one in outside if one.why is Why.SERVICE}
        return read.changed(office, tuple(one for one in read.services if one.service_id in held)), outside

    def _outside(self, after: Office, read: Kept, today: date) -> tuple[Outside, ...]:
        return tuple(self.lookout.outside(after, [one.service_id for one in (*read.services, *after.services)], today))


def target_of(office_id: str) -> str:
    """What the audit calls an office."""
    return f"office {office_id}" if SLUG.fullmatch(office_id) else "office ?"


def tidied(office: Office) -> Office:
    """Return an office as it is stored: texts in NFC on one line, papers on several, closures in order."""
    return replace(
        office,
        name=tidy(office.name, one_line=True),
        address=tidy(office.address, one_line=True),
        hours=tidy(office.hours, one_line=True),
        closures=tuple(sorted(one.strip() for one in office.closures)),
        services=tuple(_tidied_services(office.services)),
    )


def _tidied_services(services: Iterable[Service]) -> Iterable[Service]:
    return (
        replace(
            one,
            name=tidy(one.name, one_line=True),
            papers=tidy(one.papers),
            walk_in_share=round(one.walk_in_share, 3),
        )
        for one in services
    )


def _unit(wished: str, units: tuple[str, ...], read: Kept | None) -> str:
    """Return whose the office is; an office that is there stays its unit's."""
    if read is not None:
        if wished not in {"", read.unit}:
            raise Conflict(ID_TAKEN)
        return read.unit
    if not wished and len(units) > 1:
        raise RejectedInput(NO_UNIT)
    owner = wished or next(iter(units), "")
    if owner not in units:
        raise NotFound(NO_SUCH_UNIT)
    return owner
