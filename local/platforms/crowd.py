"""A crowd: thousands of followers of one page at some forty bytes each, for broadcasts.

Nobody's texts are kept, only how many messages each member has, the ids of the last few, and for each distinct text who
got it and who got it again. Everything follows from the page, the count and the seed, so that two runs meet the same
people.
"""

import hashlib
import random
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from local.platforms.conversation import ID_BYTES, Conversation

COUNT_MAX = 500_000
SEED_MAX = 9_999
LAST_KEPT = 3
TEXTS_MAX = 1_000
"""Distinct texts told apart; two bits a member each."""

_INDEX_DIGITS = 8


class Standing(StrEnum):
    """How a member stands with the page; one letter each, so that a crowd's standings are one text."""

    REACHABLE = "r"
    OUTSIDE_WINDOW = "o"
    BLOCKED = "b"
    NOT_FOLLOWING = "n"


class _Text:
    """Who got one text, and who got it more than once."""

    __slots__ = ("again", "digest", "got", "messages", "recipients")

    def __init__(self, text: str, members: int) -> None:
        self.digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self.messages = 0
        self.recipients = 0
        self.got = bytearray(members // 8 + 1)
        self.again = bytearray(members // 8 + 1)

    def count(self, index: int) -> None:
        place, bit = index >> 3, 1 << (index & 7)
        self.messages += 1
        if self.got[place] & bit:
            self.again[place] |= bit
        else:
            self.got[place] |= bit
            self.recipients += 1

    def repeated(self) -> int:
        """Return the members who got the text again, as bits of one number."""
        return int.from_bytes(self.again)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The fractions of a crowd whom a page cannot reach, each 0 to 1, together at most 1; counts are rounded."""

    outside_window: float = 0
    blocked: float = 0
    not_following: float = 0


class Crowd:
    """Members 0 to ``count`` - 1 of one page's crowd."""

    def __init__(
        self,
        page_id: str,
        *,
        count: int,
        seed: int,
        shares: Shares,
        interacted_at: datetime,
        silent_since: datetime,
        silent_days: int = 0,
    ) -> None:
        self.page_id = page_id
        self.count = count
        self.seed = seed
        self.met: set[int] = set()
        self.total_messages = 0
        self.untold_messages = 0
        self.refused: Counter[int] = Counter()
        page_number = int.from_bytes(hashlib.sha256(page_id.encode()).digest()[:4]) % 10**6
        self._prefix = f"8{page_number:06d}{seed:04d}"
        self._standings = _dealt(count, seed, shares)
        self._interacted_at = interacted_at
        self._silent_since = silent_since
        self.silent_days = silent_days
        self._messages = array("I", bytes(4 * count))
        self._promoted_on = array("I", bytes(4 * count))
        self._last = bytearray(count * LAST_KEPT * ID_BYTES)
        self._texts: dict[str, _Text] = {}

    def user_id(self, index: int) -> str:
        """Return a member's id: nineteen digits, below 2^63."""
        return f"{self._prefix}{index:0{_INDEX_DIGITS}d}"

    def index_of(self, user_id: str) -> int | None:
        """Return whose id this is, or None when it is nobody's here."""
        if len(user_id) != len(self._prefix) + _INDEX_DIGITS or not user_id.startswith(self._prefix):
            return None
        number = user_id[len(self._prefix) :]
        if not (number.isascii() and number.isdigit()):
            return None
        index = int(number)
        return index if index < self.count else None

    def standing(self, index: int) -> str:
        """Return a member's letter of ``Standing``."""
        return chr(self._standings[index])

    def standings(self, offset: int, limit: int) -> str:
        """Return the letters of members in a row."""
        return self._standings[offset : offset + limit].decode()

    def counts(self) -> dict[str, int]:
        """Return how many members stand in each way."""
        return {standing.name.lower(): self._standings.count(standing.encode()) for standing in Standing}

    def first(self, standing: Standing) -> int | None:
        """Return the first member who stands so, or None."""
        index = self._standings.find(standing.encode())
        return None if index < 0 else index

    def followers(self) -> int:
        """Return how many members follow the page and have no conversation of their own."""
        strangers = sum(self.standing(index) == Standing.NOT_FOLLOWING for index in self.met)
        return self.count - self._standings.count(Standing.NOT_FOLLOWING.encode()) - len(self.met) + strangers

    def interacted_at(self, index: int) -> datetime:
        """Return when a member last wrote to the page."""
        if self._standings[index] != ord(Standing.OUTSIDE_WINDOW):
            return self._interacted_at
        return self._silent_since - timedelta(days=index % (self.silent_days + 1))

    def promoted_on(self, index: int) -> int:
        """Return the ordinal of the day of a member's last promotion, 0 for never."""
        return self._promoted_on[index]

    def promote(self, index: int, day: int) -> None:
        """Note that a member got a promotion on this day."""
        self._promoted_on[index] = day

    def keep(self, index: int, message_id: str, text: str) -> None:
        """Put one message into a member's inbox; ``message_id`` is one of ``new_message_id``."""
        before = self._messages[index]
        self._messages[index] = before + 1
        place = (index * LAST_KEPT + before % LAST_KEPT) * ID_BYTES
        self._last[place : place + ID_BYTES] = bytes.fromhex(message_id)
        self.total_messages += 1
        known = self._texts.get(text)
        if known is None:
            if len(self._texts) >= TEXTS_MAX:
                self.untold_messages += 1
                return
            known = self._texts[text] = _Text(text, self.count)
        known.count(index)

    def inbox(self, index: int) -> tuple[int, list[str]]:
        """Return how many messages a member has, and the ids of the last ``LAST_KEPT``, oldest first."""
        total = self._messages[index]
        numbers = range(max(0, total - LAST_KEPT), total)
        places = [(index * LAST_KEPT + number % LAST_KEPT) * ID_BYTES for number in numbers]
        return total, [self._last[place : place + ID_BYTES].hex() for place in places]

    def conversation(self, index: int) -> Conversation:
        """Return a member as a conversation in which nothing was said."""
        standing = self.standing(index)
        return Conversation(
            page_id=self.page_id,
            user_id=self.user_id(index),
            follows=standing != Standing.NOT_FOLLOWING,
            has_left=standing == Standing.NOT_FOLLOWING,
            has_blocked=standing == Standing.BLOCKED,
            interacted_at=self.interacted_at(index),
            promoted_on=self.promoted_on(index),
        )

    def unmet(self, standings: frozenset[str]) -> Iterator[int]:
        """Yield the members of these standings who have no conversation of their own."""
        letters = {ord(letter) for letter in standings}
        return (i for i, letter in enumerate(self._standings) if letter in letters and i not in self.met)

    def tally(self) -> dict[str, object]:
        """Return what arrived: totals, repeats, and counts by the digest of each text."""
        repeated = 0
        for text in self._texts.values():
            repeated |= text.repeated()
        return {
            "count": self.count,
            "total_messages": self.total_messages,
            "recipients": self.count - self._messages.count(0),
            "duplicates": repeated.bit_count(),
            "texts": {
                text.digest: {
                    "messages": text.messages,
                    "recipients": text.recipients,
                    "duplicates": text.repeated().bit_count(),
                }
                for text in self._texts.values()
            },
            "untold_messages": self.untold_messages,
            "refused": {str(code): count for code, count in sorted(self.refused.items())},
        }


def _dealt(count: int, seed: int, shares: Shares) -> bytearray:
    """Deal the standings out: exact counts, in an order that follows from the seed."""
    dealt = bytearray()
    for standing, share in (
        (Standing.OUTSIDE_WINDOW, shares.outside_window),
        (Standing.BLOCKED, shares.blocked),
        (Standing.NOT_FOLLOWING, shares.not_following),
    ):
        dealt += standing.encode() * min(round(count * share), count - len(dealt))
    dealt += Standing.REACHABLE.encode() * (count - len(dealt))
    random.Random(seed).shuffle(dealt)  # noqa: S311  (dealing out demo people, not secrets)
    return dealt
