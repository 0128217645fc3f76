"""Trials: real questions that every publication is tried on.

A trial is a citizen's words, so it is a unit's, like the question that it was: the editors of other units learn that
there is one and what it expects. Older ones are no unit's, and the administrators'.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched, islice
from typing import TYPE_CHECKING, Any, cast

from dutydesk.clock import Clock, iso
from dutydesk.errors import Conflict, Forbidden, NotFound, RejectedInput
from dutydesk.stores.bank import Trial
from dutydesk.stores.items import to_item
from dutydesk.text.clean import clean
from dutydesk.text.redact import redact
from functions.admin import sheet
from functions.admin.access import DENIED, Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.bank.rules import NOTHING, is_id
from functions.admin.bank.sheets import NO_OWNER, NOT_YOUR_UNIT
from functions.admin.bank.store import ABSENT, DynamoBank
from functions.admin.matrix import Deed, Role
from functions.admin.problems import RejectedTable
from functions.admin.sheet import Fault

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

MOST_TRIALS = 3_000
"""Each takes some milliseconds of every publication, which makes no more of them."""

MOST_CHARACTERS = 2_000
AT_ONCE = 90
"""Written in one transaction, which takes a hundred items."""

MOST_ATTEMPTS = 5

COLUMNS = ("qid", "expected_id", "form", "text", "owner_unit")
NEEDED = ("expected_id", "text")

NO_TRIAL_ID = "mã gồm 1 đến 64 chữ, số, dấu . _ - / an id is 1 to 64 letters, digits, . _ -"
NO_ENTRY = "không có mục này, ghi none nếu ngoài phạm vi / no such entry; none if out of scope"
NO_TEXT = f"câu hỏi dài 1 đến {MOST_CHARACTERS} ký tự / a question has 1 to {MOST_CHARACTERS} characters"
TWICE = "mã này đã có ở dòng {line} / the id is on line {line} already"
NOT_YOURS = "câu thử này không phải của đơn vị đồng chí / the trial is not your unit's"
NO_SUCH_TRIAL = "no such trial"
TOO_FAST = "the trials are changing; try again"
TOO_MANY = f"there may be {MOST_TRIALS} trials; remove some"

_NO_UNIT = "attribute_exists(pk) AND (attribute_not_exists(#unit) OR #unit = :unit)"
_TRIAL_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Page:
    """Some trials, and the id behind which the next ones begin (empty when there are none)."""

    trials: tuple[Trial, ...]
    following: str


@dataclass(frozen=True, slots=True)
class Taken:
    """How many trials are new, and how many are as they were or changed."""

    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoBank
    clock: Clock

    def page(self, asker: Asker, *, cursor: str = "", limit: int = 50) -> Page:
        """Return up to ``limit`` trials by id; of another unit's only the id, the unit and what it expects."""
        if cursor and not _TRIAL_ID.fullmatch(cursor):
            raise RejectedInput("cursor: not one of ours")
        self.access.units(asker, Deed.READ_TRIALS, "trials")
        found = tuple(islice(self.store.trials(after=cursor, step=limit + 2), limit + 1))
        seen = tuple(trial if may_manage(asker, trial) else _outline(trial) for trial in found[:limit])
        return Page(seen, found[limit - 1].trial_id if len(found) > limit else "")

    def add(self, asker: Asker, text: str, expected: str, *, owner: str = "") -> Taken:
        """Try every publication on this question, too; the unit's one with the same words is written over.

        ``owner`` is the unit whose it is to be, by default the asker's first one.

        Raises:
            RejectedInput: it is no question, expects what is not there, or the asker has no unit.
            Forbidden: ``owner`` is no unit of the asker's.
            Conflict: there would be too many trials, or they change too fast.
        """
        with self.access.changing(asker, Deed.EDIT_TRIALS, "trials") as units:
            self.access.owned(asker, Deed.EDIT_TRIALS, "trials", owner)
            unit, text = owner or _first(units), tidy_text(text)
            if not unit:
                raise RejectedInput(f"owner_unit: {NO_OWNER}")
            if not 1 <= len(text) <= MOST_CHARACTERS:
                raise RejectedInput(f"text: {NO_TEXT}")
            if expected != NOTHING and not (is_id(expected) and self.store.entry(self.store.state().draft, expected)):
                raise RejectedInput(f"expected: {NO_ENTRY}")
            return self._write(asker, [self._trial(asker, text, expected, unit)], unit)

    def take_in(self, asker: Asker, table: str, *, owner: str = "") -> Taken:
        """Take in a table of at least ``expected_id,text``, or say all that is wrong with it.

        Rows are written by the hundred: a crash leaves some in, and the same table again completes it. ``owner`` is
        the unit of new trials whose row names none, by default the asker's first one.

        Raises:
            RejectedTable: it has faults, all of which are told.
            Forbidden: ``owner`` is no unit of the asker's.
            Conflict: there would be too many trials, or they change too fast.
        """
        with self.access.changing(asker, Deed.EDIT_TRIALS, "trials") as units:
            self.access.owned(asker, Deed.EDIT_TRIALS, "trials", owner)
            unit = owner or _first(units)
            read = sheet.read(table, known=COLUMNS, needed=NEEDED, most_rows=MOST_TRIALS)
            rows = [{name: tidy_text(cell) for name, cell in row.cells.items()} for row in read.rows]
            terms = _Terms(
                expected={NOTHING, *self.store.entry_ids(self.store.state().draft)},
                foreign={trial.trial_id for trial in self.store.trials() if not may_manage(asker, trial)},
                units=units,
                unit=unit,
            )
            faults = [*read.faults, *_faults([row.line for row in read.rows], rows, terms)]
            if faults:
                raise RejectedTable(sorted(faults, key=lambda fault: fault.line))
            return self._write(asker, [self._trial_of(asker, row, unit) for row in rows], unit)

    def remove(self, asker: Asker, trial_id: str) -> None:
        """Try publications on it no more.

        Raises:
            NotFound: there is none.
            Forbidden: it is another unit's, or no unit's and the asker no administrator.
        """
        known = bool(_TRIAL_ID.fullmatch(trial_id))
        target = f"trial {trial_id}" if known else "trial ?"
        with self.access.changing(asker, Deed.EDIT_TRIALS, target):
            found = self.store.trial(trial_id) if known else None
            if found is None:
                raise NotFound(NO_SUCH_TRIAL)
            must_manage(self.access, asker, Deed.EDIT_TRIALS, target, [found])
            try:
                gone = if_still(found, self.store.trial_delete(trial_id))
                self.audit.commit(asker.mark(Deed.EDIT_TRIALS, target), [gone])
            except LostRace:
                raise NotFound(NO_SUCH_TRIAL) from None

    def _write(self, asker: Asker, trials: Sequence[Trial], unit: str) -> Taken:
        """Write what is new or changed; what names no unit stays with the one it has, or becomes ``unit``'s."""
        taken = None
        for _ in range(MOST_ATTEMPTS):
            present = {trial.trial_id: trial for trial in self.store.trials()}
            wanted = {trial.trial_id: _housed(trial, present.get(trial.trial_id), unit) for trial in trials}
            if len(present.keys() | wanted.keys()) > MOST_TRIALS:
                raise Conflict(TOO_MANY)
            before = {one: present[one] for one in wanted if one in present}
            must_manage(self.access, asker, Deed.EDIT_TRIALS, "trials", before.values())
            changing = [new for one, new in wanted.items() if one not in before or _means(new) != _means(before[one])]
            added, same = len(wanted) - len(before), len(wanted) - len(changing)
            taken = taken or Taken(added=added, changed=len(changing) - added, unchanged=same)
            if self._written(asker, changing, before):
                return taken
        raise Conflict(TOO_FAST)

    def _written(self, asker: Asker, trials: Sequence[Trial], before: Mapping[str, Trial]) -> bool:
        """Write trials in place of those before; return False when somebody else came between."""
        mark = asker.mark(Deed.EDIT_TRIALS, "trials")
        if not trials:
            self.audit.note(mark)
        try:
            for some in batched(trials, AT_ONCE):
                parts = [if_still(before.get(one.trial_id), self.store.trial_put(one)) for one in some]
                self.audit.commit(mark, parts)
        except LostRace:
            return False
        return True

    def _trial_of(self, asker: Asker, row: Mapping[str, str], unit: str) -> Trial:
        """Return the trial of a row: one with an id may be there already, and then its unit may be left to it."""
        named, trial_id = row.get("owner_unit", ""), row.get("qid", "")
        found = self._trial(asker, row["text"], row["expected_id"], named or unit)
        return replace(found, trial_id=trial_id, unit=named) if trial_id else found

    def _trial(self, asker: Asker, text: str, expected: str, unit: str) -> Trial:
        return Trial(
            trial_id=hashlib.sha256(f"{unit}\n{text}".encode()).hexdigest()[:20],
            text=redact(text).text,
            expected=expected,
            added_by=asker.officer.username,
            added_at=iso(self.clock()),
            unit=unit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """What rows may name: what is ``expected``, no ``foreign`` trial, one of ``units``, or else they are ``unit``'s."""

    expected: Collection[str]
    foreign: Collection[str]
    units: Collection[str]
    unit: str


def may_manage(asker: Asker, trial: Trial) -> bool:
    """Whether a trial is the asker's to read and change, if a role of the asker's allows that at all."""
    if not trial.unit:
        return Role.ADMINISTRATOR in asker.officer.roles
    return trial.unit in asker.officer.units


def must_manage(access: Access, asker: Asker, deed: Deed, target: str, trials: Iterable[Trial]) -> None:
    """Let pass who may change all of these; raise ``Forbidden``, and account for it, otherwise."""
    if not all(may_manage(asker, trial) for trial in trials):
        access.audit.note(asker.mark(deed, target, DENIED))
        raise Forbidden(NOT_YOURS)


def if_still(before: Trial | None, part: "TransactWriteItemTypeDef") -> "TransactWriteItemTypeDef":
    """Return the part so that it fails when the trial is not the same unit's any more; None: when there is one."""
    condition: dict[str, Any] = {"ConditionExpression": ABSENT}
    if before is not None:
        same = "#unit = :unit"
        condition = {
            "ConditionExpression": same if before.unit else _NO_UNIT,
            "ExpressionAttributeNames": {"#unit": "unit"},
            "ExpressionAttributeValues": to_item({":unit": before.unit}),
        }
    plain = cast("Mapping[str, Mapping[str, Any]]", part)
    return cast("TransactWriteItemTypeDef", {kind: {**write, **condition} for kind, write in plain.items()})


def tidy_text(text: str) -> str:
    """Return one line, composed and without what no store takes."""
    return unicodedata.normalize("NFC", " ".join(clean(text).split()))


def _first(units: Sequence[str]) -> str:
    return units[0] if units else ""


def _outline(trial: Trial) -> Trial:
    return Trial(trial_id=trial.trial_id, text="", expected=trial.expected, unit=trial.unit)


def _housed(trial: Trial, before: Trial | None, unit: str) -> Trial:
    return replace(trial, unit=trial.unit or (before.unit if before else "") or unit)


def _faults(lines: Sequence[int], rows: Sequence[Mapping[str, str]], terms: _Terms) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for line, row in zip(lines, rows, strict=True):
        qid = row.get("qid", "")
        if qid and not _TRIAL_ID.fullmatch(qid):
            yield Fault(line, "qid", NO_TRIAL_ID)
        elif qid and first.setdefault(qid, line) != line:
            yield Fault(line, "qid", TWICE.format(line=first[qid]))
        elif qid in terms.foreign:
            yield Fault(line, "qid", NOT_YOURS)
        unit = row.get("owner_unit", "") or terms.unit
        if unit not in terms.units:
            yield Fault(line, "owner_unit", NOT_YOUR_UNIT if unit else NO_OWNER)
        if row.get("expected_id") not in terms.expected:
            yield Fault(line, "expected_id", NO_ENTRY)
        if not 1 <= len(row.get("text", "")) <= MOST_CHARACTERS:
            yield Fault(line, "text", NO_TEXT)


def _means(trial: Trial) -> tuple[str, ...]:
    return trial.text, trial.expected, trial.unit
