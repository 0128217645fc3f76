"""An edition: one published version of the bank, everything that serving it needs, as one file.

The file is a line that names its format, a line with the SHA-256 of all that follows, a line of JSON (the version and
its answers) and the index (see ``index_file``). So a file that is cut short, changed or of another format is known for
broken before anything of it is used.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.faq.bank import Entry
from functions.faq.index_file import BrokenIndex, dump, load
from functions.faq.publish import published

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dutydesk.stores.bank import BankEntry
    from functions.faq.index import Index

__all__ = ["Answer", "BrokenIndex", "Edition", "edition_of", "pack", "unpack"]

_MAGIC = b"dutydesk-edition-1\n"
_SIDES = ("papers", "fee", "time", "place", "who")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one entry says to citizens, and when and where it may be said.

    Dates are ``YYYY-MM-DD``, both days included, or empty; no page means every page.
    """

    id: str
    question: str
    answer: str = ""
    source: str = ""
    papers: str = ""
    fee: str = ""
    time: str = ""
    place: str = ""
    who: str = ""
    valid_from: str = ""
    valid_to: str = ""
    pages: tuple[str, ...] = ()
    owner_unit: str = ""

    def may_be_shown(self, *, on: str, page_id: str) -> bool:
        """Say whether it holds on this day of Vietnam (``YYYY-MM-DD``) and belongs to this page."""
        begun = not self.valid_from or self.valid_from <= on
        over = bool(self.valid_to) and self.valid_to < on
        return begun and not over and (not self.pages or page_id in self.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A version of the bank: an answer for each entry of its index, and for no other."""

    version: str
    answers: Mapping[str, Answer]
    index: Index


def edition_of(version: str, entries: Sequence[BankEntry]) -> Edition:
    """Build the edition of these entries; the same entries, in any order, always give the same bytes when packed.

    Raises:
        ValueError: two entries have one id.
    """
    ordered = sorted(entries, key=lambda entry: entry.id)
    answers = {entry.id: _answer(entry) for entry in ordered}
    if len(answers) != len(ordered):
        raise ValueError("two entries have one id")
    return Edition(version=version, answers=answers, index=published([_searched(entry) for entry in ordered]))


def pack(edition: Edition) -> bytes:
    """Return the edition as the bytes of one file."""
    names = [field.name for field in dataclasses.fields(Answer)]
    head = {
        "version": edition.version,
        "fields": names,
        "answers": [[getattr(answer, name) for name in names] for answer in edition.answers.values()],
    }
    body = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + dump(edition.index)
    return _MAGIC + _sum(body) + body


def unpack(data: bytes) -> Edition:
    """Read what ``pack`` wrote.

    Fields that a newer release added are passed over.

    Raises:
        BrokenIndex: the bytes are of another format, cut short, or damaged.
    """
    start = len(_MAGIC) + len(_sum(b""))
    body = data[start:]
    if data[:start] != _MAGIC + _sum(body):
        raise BrokenIndex("not an edition, or a damaged one")
    try:
        end = body.index(b"\n")
        head = json.loads(body[:end])
        names, known = head["fields"], {field.name for field in dataclasses.fields(Answer)}
        answers = [_read(dict(zip(names, row, strict=True)), known) for row in head["answers"]]
        edition = Edition(
            version=head["version"], answers={one.id: one for one in answers}, index=load(body[end + 1 :])
        )
    except (ValueError, KeyError, TypeError) as broken:
        raise BrokenIndex("the edition is damaged") from broken
    if set(edition.answers) != set(edition.index.entries):
        raise BrokenIndex("the edition does not agree with itself")
    return edition


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n"


def _read(row: dict[str, Any], known: set[str]) -> Answer:
    return Answer(**{name: value for name, value in row.items() if name in known} | {"pages": tuple(row["pages"])})


def _answer(entry: BankEntry) -> Answer:
    return Answer(
        id=entry.id,
        question=entry.question,
        answer=entry.answer,
        source=entry.legal_source,
        papers=entry.papers,
        fee=entry.fee,
        time=entry.time,
        place=entry.place,
        who=entry.who,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        pages=entry.pages,
        owner_unit=entry.owner_unit,
    )


def _searched(entry: BankEntry) -> Entry:
    return Entry(
        id=entry.id,
        question=entry.question,
        variants=entry.variants,
        answer=entry.answer,
        topic=entry.topic,
        details={side: text for side in _SIDES if (text := getattr(entry, side))},
    )
