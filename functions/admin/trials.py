"""Trials: real questions that every publication is tried on."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, islice

from dutydesk.clock import Clock, iso
from dutydesk.errors import Conflict, NotFound, RejectedInput
from dutydesk.stores.bank import Trial
from dutydesk.text.clean import clean
from dutydesk.text.redact import redact
from functions.admin import sheet
from functions.admin.access import Access, Asker, Deed
from functions.admin.audit import Audit, LostRace
from functions.admin.bank_rules import NOTHING, is_id
from functions.admin.bank_store import DynamoBank
from functions.admin.problems import RejectedTable
from functions.admin.sheet import Fault

MOST_TRIALS = 3_000
"""Each takes some milliseconds of every publication, which makes no more of them."""

MOST_CHARACTERS = 2_000
AT_ONCE = 90
"""Written in one transaction, which takes a hundred items."""

COLUMNS = ("qid", "expected_id", "form", "text")
NEEDED = ("expected_id", "text")

NO_TRIAL_ID = "mã gồm 1 đến 64 chữ, số, dấu . _ - / an id is 1 to 64 letters, digits, . _ -"
NO_ENTRY = "không có mục này, ghi none nếu ngoài phạm vi / no such entry; none if out of scope"
NO_TEXT = f"câu hỏi dài 1 đến {MOST_CHARACTERS} ký tự / a question has 1 to {MOST_CHARACTERS} characters"
TWICE = "mã này đã có ở dòng {line} / the id is on line {line} already"
NO_SUCH_TRIAL = "no such trial"
TOO_MANY = f"there may be {MOST_TRIALS} trials; remove some"

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
        """Return up to ``limit`` trials by id."""
        if cursor and not _TRIAL_ID.fullmatch(cursor):
            raise RejectedInput("cursor: not one of ours")
        self.access.units(asker, Deed.READ_TRIALS, "trials")
        found = tuple(islice(self.store.trials(after=cursor, step=limit + 2), limit + 1))
        return Page(found[:limit], found[limit - 1].trial_id if len(found) > limit else "")

    def add(self, asker: Asker, text: str, expected: str) -> Taken:
        """Try every publication on this question, too; one with the same words is written over."""
        with self.access.changing(asker, Deed.EDIT_TRIALS, "trials"):
            text = tidy_text(text)
            if not 1 <= len(text) <= MOST_CHARACTERS:
                raise RejectedInput(f"text: {NO_TEXT}")
            if expected != NOTHING and not (is_id(expected) and self.store.entry(self.store.state().draft, expected)):
                raise RejectedInput(f"expected: {NO_ENTRY}")
            return self._write(asker, [self._trial(asker, "", text, expected)])

    def take_in(self, asker: Asker, table: str) -> Taken:
        """Take in a table of at least ``expected_id,text``, or say all that is wrong with it.

        Rows are written by the hundred: a crash leaves some in, and the same table again completes it.

        Raises:
            RejectedTable: it has faults, all of which are told.
            Conflict: there would be too many trials.
        """
        with self.access.changing(asker, Deed.EDIT_TRIALS, "trials"):
            read = sheet.read(table, known=COLUMNS, needed=NEEDED, most_rows=MOST_TRIALS)
            rows = [{name: tidy_text(cell) for name, cell in row.cells.items()} for row in read.rows]
            known = {NOTHING, *self.store.entry_ids(self.store.state().draft)}
            faults = [*read.faults, *_faults([row.line for row in read.rows], rows, known)]
            if faults:
                raise RejectedTable(sorted(faults, key=lambda fault: fault.line))
            trials = [self._trial(asker, row.get("qid", ""), row["text"], row["expected_id"]) for row in rows]
            return self._write(asker, trials)

    def remove(self, asker: Asker, trial_id: str) -> None:
        """Try publications on it no more; raise ``NotFound`` when there is none."""
        known = bool(_TRIAL_ID.fullmatch(trial_id))
        target = f"trial {trial_id}" if known else "trial ?"
        with self.access.changing(asker, Deed.EDIT_TRIALS, target):
            if not known:
                raise NotFound(NO_SUCH_TRIAL)
            try:
                self.audit.commit(asker.mark(Deed.EDIT_TRIALS, target), [self.store.trial_delete(trial_id)])
            except LostRace:
                raise NotFound(NO_SUCH_TRIAL) from None

    def _write(self, asker: Asker, trials: Sequence[Trial]) -> Taken:
        present = {trial.trial_id: trial for trial in self.store.trials()}
        wanted = {trial.trial_id: trial for trial in trials}
        if len(present.keys() | wanted.keys()) > MOST_TRIALS:
            raise Conflict(TOO_MANY)
        same = {one for one, trial in wanted.items() if one in present and _means(trial) == _means(present[one])}
        changing = [trial for one, trial in wanted.items() if one not in same]
        for some in batched(changing, AT_ONCE):
            self.audit.commit(asker.mark(Deed.EDIT_TRIALS, "trials"), [self.store.trial_put(one) for one in some])
        if not changing:
            self.audit.note(asker.mark(Deed.EDIT_TRIALS, "trials"))
        added = len(wanted.keys() - present.keys())
        return Taken(added=added, changed=len(changing) - added, unchanged=len(same))

    def _trial(self, asker: Asker, trial_id: str, text: str, expected: str) -> Trial:
        return Trial(
            trial_id=trial_id or hashlib.sha256(text.encode()).hexdigest()[:20],
            text=redact(text).text,
            expected=expected,
            added_by=asker.officer.username,
            added_at=iso(self.clock()),
        )


def tidy_text(text: str) -> str:
    """Return one line, composed and without what no store takes."""
    return unicodedata.normalize("NFC", " ".join(clean(text).split()))


def _faults(lines: Sequence[int], rows: Sequence[Mapping[str, str]], known: Collection[str]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for line, row in zip(lines, rows, strict=True):
        qid = row.get("qid", "")
        if qid and not _TRIAL_ID.fullmatch(qid):
            yield Fault(line, "qid", NO_TRIAL_ID)
        elif qid and first.setdefault(qid, line) != line:
            yield Fault(line, "qid", TWICE.format(line=first[qid]))
        if row.get("expected_id") not in known:
            yield Fault(line, "expected_id", NO_ENTRY)
        if not 1 <= len(row.get("text", "")) <= MOST_CHARACTERS:
            yield Fault(line, "text", NO_TEXT)


def _means(trial: Trial) -> tuple[str, str]:
    return trial.text, trial.expected
