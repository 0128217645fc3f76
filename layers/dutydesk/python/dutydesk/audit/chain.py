"""A hash chain: each entry's hash covers its own words and the hash before, so the past cannot be rewritten quietly."""

import dataclasses
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is to be accounted for: ids and fixed words only, never a text that somebody wrote."""

    officer: str
    action: str
    target: str
    outcome: str
    source_ip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry in its place; ``at`` is ISO-8601.

    ``entry_id`` is random, so that two like deeds of one moment are two entries.
    """

    officer: str
    seq: int
    entry_id: str
    at: str
    action: str
    target: str
    outcome: str
    source_ip: str
    prev: str
    hash: str

    def plain(self) -> dict[str, Any]:
        """The entry as plain values."""
        return dataclasses.asdict(self)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where a chain does not hold, and what was done there."""

    seq: int
    kind: str


RETAIN = "function:retain"
"""The chain of what erases at night; no officer's name holds a colon."""

OVERWRITTEN = "overwritten"
REMOVED = "removed"
CUT_OFF = "cut off"


def genesis(officer: str) -> str:
    """The hash before the first entry: differs by officer, so that a chain cannot be passed off as another's."""
    return hashlib.sha256(f"OFFICER#{officer}".encode("utf-8", "surrogatepass")).hexdigest()


def sealed(mark: Mark, *, seq: int, at: str, prev: str) -> Entry:
    """Return the entry for ``mark`` behind the entry whose hash is ``prev``."""
    entry = Entry(**dataclasses.asdict(mark), seq=seq, entry_id=secrets.token_hex(8), at=at, prev=prev, hash="")
    return dataclasses.replace(entry, hash=_hash(entry))


def entry_from(plain: dict[str, Any]) -> Entry:
    """Read an entry back; keys of the table are left out."""
    return Entry(**{field.name: plain[field.name] for field in dataclasses.fields(Entry)})


def verify_chain(officer: str, entries: Sequence[Entry], *, head: tuple[int, str] | None = None) -> Fault | None:
    """Return the first fault of one officer's whole chain, or None when it holds.

    Args:
        officer: whose chain it should be.
        entries: all entries as stored, in order of ``seq``.
        head: place and hash of an entry known from elsewhere (a digest kept out of reach); without it a chain that
            was cut off at the end, or rewritten from some place to the end, cannot be told from a shorter one.
    """
    walk = Walk(officer, known=dict([head]) if head is not None else {})
    for entry in entries:
        if (fault := walk.step(entry)) is not None:
            return fault
    return walk.end()


class Walk:
    """Walks one officer's chain entry by entry, from its beginning or from where an earlier walk stood.

    ``known`` are hashes by place, kept out of reach (see ``dutydesk.audit.digests``): the chain must still hold them.
    """

    def __init__(self, officer: str, *, known: Mapping[int, str], place: int = 0, prev: str = "") -> None:
        self.place = place
        self.prev = prev or genesis(officer)
        self._officer = officer
        self._known = known

    def step(self, entry: Entry) -> Fault | None:
        """Go on to the next entry as stored; return what is wrong with it."""
        place = self.place + 1
        if entry.seq != place:
            return Fault(place, REMOVED)
        if entry.officer != self._officer or entry.prev != self.prev or entry.hash != _hash(entry):
            return Fault(place, OVERWRITTEN)
        if self._known.get(place, entry.hash) != entry.hash:
            return Fault(place, OVERWRITTEN)
        self.place, self.prev = place, entry.hash
        return None

    def end(self) -> Fault | None:
        """Say that there are no more entries; return what is missing behind the last."""
        if max(self._known, default=0) > self.place:
            return Fault(self.place + 1, CUT_OFF)
        return None


def _hash(entry: Entry) -> str:
    """``sha256(prev + canonical JSON)`` over everything but the hash itself."""
    words = {name: value for name, value in entry.plain().items() if name not in {"hash", "prev"}}
    canonical = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256((entry.prev + canonical).encode()).hexdigest()
