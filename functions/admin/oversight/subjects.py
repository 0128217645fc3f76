"""Whom an audit entry is about, read out of its target; what names nobody is about nobody. Pure.

A target names cases after the word ``case``, one or several; a person id is known by its shape wherever it stands.
"""

import re
from dataclasses import dataclass

from functions.admin.chain import Entry

CASE, PERSON, OTHER = "case", "person", "other"
_DONE = frozenset({"allowed", "repeated"})
_CASES = re.compile(r"\bcase((?: [0-9A-HJKMNP-TV-Z]{26})+)")
_PERSON = re.compile(r"\bp[0-9a-f]{32}\b")
_OTHERS = ("broadcast.read", "cards.", "counter.", "reveal.", "todo.list")
"""Deeds that show what is somebody's without naming a case or a person; the target is then the subject."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What somebody saw: a case, a person, or something else by the words of its entry."""

    kind: str
    subject_id: str


def subjects_of(entry: Entry) -> tuple[Subject, ...]:
    """Return whom an entry shows to have been seen; nobody for what was denied or refused."""
    if entry.outcome not in _DONE:
        return ()
    cases = [one for some in _CASES.findall(entry.target) for one in some.split()]
    found = [Subject(CASE, one) for one in cases] + [Subject(PERSON, one) for one in _PERSON.findall(entry.target)]
    if not found and entry.action.startswith(_OTHERS):
        found = [Subject(OTHER, entry.target)]
    return tuple(dict.fromkeys(found))
