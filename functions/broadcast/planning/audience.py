"""Whom a broadcast is meant for, as one question per person, asked in the order of person ids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dutydesk.rails import Recipient
from dutydesk.stores.audiences import named
from dutydesk.stores.broadcasts import SENT, Letter

SHARDS = ("0", "1", "2", "3")
"""Each page's followers stand in so many partitions of the index."""

HAVE_IT = SENT | {Letter.UNKNOWN}
"""Who got an earlier broadcast, as far as anybody can tell: who is unknown is not bothered twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """Somebody a page can write to, without saying who it is.

    ``link`` is the same for one person's ids on several pages of an app, as far as it is known; else empty.
    """

    person_id: str
    recipient: Recipient
    segments: frozenset[str] = frozenset()
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """The wish. ``pages`` are ids of ours; ``segments`` are tags (``tag:…``) and topics (``topic:…``), any of which.

    ``got`` names an earlier broadcast that the person must have received, ``not_got`` those of which it must be none.
    """

    pages: tuple[str, ...]
    segments: frozenset[str] = frozenset()
    got: str = ""
    not_got: tuple[str, ...] = ()
    excluded: frozenset[str] = frozenset()

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Audience":
        """Read what the admin API has checked and stored."""
        return cls(
            pages=tuple(plain.get("pages", ())),
            segments=frozenset(plain.get("segments", ())),
            got=plain.get("got", ""),
            not_got=named(plain.get("not_got", ())),
            excluded=frozenset(plain.get("excluded", ())),
        )


class Followers(Protocol):
    """Where followers are read, a stretch at a time."""

    def of(self, page_id: str, shard: str, *, after: str = "") -> Iterator[Follower]:
        """Yield the page's people of this shard behind ``after``, in the order of their ids."""


class Past(Protocol):
    """What earlier broadcasts did."""

    def outcomes(self, broadcast_id: str, page_id: str, shard: str, *, after: str = "") -> Iterator[tuple[str, str]]:
        """Yield person and letter of an earlier broadcast behind ``after``, in the order of person ids."""

    def of_page(self, page_id: str, *, since: str) -> tuple[str, ...]:
        """Return the ids of the page's broadcasts that began at that moment (ISO-8601) or later."""


class Choice(Protocol):
    """Who is meant of each page and shard."""

    @property
    def followers(self) -> Followers:
        """Where a page's people are read."""

    def of(self, page_id: str, shard: str, *, after: str = "") -> "Iterator[Meant]":
        """Yield the audience behind ``after``, in the order of recipients' ids, in constant memory."""


@dataclass(slots=True)
class _Column:
    """One earlier broadcast beside the followers: both are sorted, so each is read once."""

    outcomes: Iterator[tuple[str, str]]
    _at: tuple[str, str] | None = None
    _began: bool = False

    def letter_of(self, person_id: str) -> str:
        """Return what became of this person; persons must be asked for in order."""
        if not self._began:
            self._at, self._began = next(self.outcomes, None), True
        while self._at is not None and self._at[0] < person_id:
            self._at = next(self.outcomes, None)
        return self._at[1] if self._at is not None and self._at[0] == person_id else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A person of the audience; ``letter`` is pending, or says why the broadcast passes this person by."""

    follower: Follower
    letter: Letter = Letter.PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Picks the people of one page and shard. ``lately`` are broadcasts that count towards the cap of ``most``."""

    audience: Audience
    followers: Followers
    past: Past
    lately: tuple[str, ...] = ()
    most: int = 0
    """How many broadcasts a person gets within the cap's time; 0 is no cap."""

    def of(self, page_id: str, shard: str, *, after: str = "") -> Iterator[Meant]:
        """Yield the audience behind ``after``, in the order of person ids, in constant memory."""
        had = self._column(self.audience.got, page_id, shard, after)
        had_not = [self._column(one, page_id, shard, after) for one in self.audience.not_got]
        lately = [self._column(one, page_id, shard, after) for one in self.lately] if self.most else []
        for follower in self.followers.of(page_id, shard, after=after):
            person = follower.person_id
            got = had is None or had.letter_of(person) in HAVE_IT
            not_got = not _count(had_not, person)
            often = _count(lately, person) >= self.most > 0
            if not (got and not_got and self._wanted(follower)):
                continue
            yield Meant(follower=follower, letter=_letter(follower.recipient, often=often))

    def _wanted(self, follower: Follower) -> bool:
        if follower.person_id in self.audience.excluded:
            return False
        return not self.audience.segments or not self.audience.segments.isdisjoint(follower.segments)

    def _column(self, broadcast_id: str, page_id: str, shard: str, after: str) -> _Column | None:
        return _Column(self.past.outcomes(broadcast_id, page_id, shard, after=after)) if broadcast_id else None


def _letter(to: Recipient, *, often: bool) -> Letter:
    if to.opted_out:
        return Letter.SKIPPED_OPTED_OUT
    if to.unreachable:
        return Letter.SKIPPED_GONE
    return Letter.SKIPPED_OFTEN if often else Letter.PENDING


def _count(columns: Iterable[_Column | None], person_id: str) -> int:
    return sum(column is not None and column.letter_of(person_id) in HAVE_IT for column in columns)
