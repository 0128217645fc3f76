"""Digests: where every officer's chain ended on a day, kept in a locked bucket, each chained to the one before.

A chain alone cannot tell that it was cut off, or rewritten to its end. A digest can: it names the last place and hash
of every chain, and lies where nobody can change or delete it. Digests are chained by hash, so that none can be left
out; the last one's hash is kept in ``audit``, since the writer of digests can read none.

===========  =======================  ==================  ================================================
Item         pk                       sk                  Purpose
===========  =======================  ==================  ================================================
Digest       ``DIGESTS``              ``<at>``            its hash, and the officers it names
===========  =======================  ==================  ================================================
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dutydesk.audit.chain import OVERWRITTEN, REMOVED

FOLDER = "digests"
REGISTER = "DIGESTS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The heads (place and hash) of all chains at a moment (ISO-8601); ``prev`` is empty for the very first."""

    at: str
    prev: str
    heads: Mapping[str, tuple[int, str]]
    hash: str

    @property
    def key(self) -> str:
        """Where in the bucket it lies."""
        return digest_key(self.at)


@dataclass(frozen=True, slots=True)
class DigestFault:
    """A digest (by its key, or by its hash when it is gone) that is not as it was written."""

    digest: str
    kind: str


def digest_key(at: str) -> str:
    """Where in the bucket the digest of a moment lies; text order is time order."""
    return f"{FOLDER}/{at}.json"


def digest_of(heads: Mapping[str, tuple[int, str]], *, at: str, prev: str) -> Digest:
    """Make a digest behind the one whose hash is ``prev``."""
    unsealed = Digest(at=at, prev=prev, heads=dict(sorted(heads.items())), hash="")
    return dataclasses.replace(unsealed, hash=_hash(unsealed))


def digest_bytes(digest: Digest) -> bytes:
    """Write a digest."""
    return json.dumps(dataclasses.asdict(digest), separators=(",", ":"), ensure_ascii=True).encode()


def digest_from(content: bytes) -> Digest:
    """Read a digest; raise ``ValueError`` when the content is none."""
    try:
        plain: dict[str, Any] = json.loads(content)
        heads = {str(name): (int(place), str(digest)) for name, (place, digest) in plain["heads"].items()}
        return Digest(at=str(plain["at"]), prev=str(plain["prev"]), heads=heads, hash=str(plain["hash"]))
    except (KeyError, TypeError, AttributeError) as unread:
        raise ValueError("not a digest") from unread


class Known:
    """What the digests say, all of them together."""

    def __init__(self, digests: Iterable[tuple[str, Digest | None]], *, from_the_first: bool = True) -> None:
        """Take the digests as stored, oldest first, each with its key; None stands for one that cannot be read."""
        linked = from_the_first
        self.faults: list[DigestFault] = []
        self.number = 0
        self.latest = ""
        self._heads: dict[str, dict[int, str]] = {}
        seen: set[str] = {""}
        for key, digest in digests:
            self.number += 1
            if digest is None or digest.hash != _hash(digest) or digest.key != key:
                self.faults.append(DigestFault(key, OVERWRITTEN))
                continue
            if linked and digest.prev not in seen:
                self.faults.append(DigestFault(digest.prev, REMOVED))
            linked = True
            seen.add(digest.hash)
            self.latest = digest.at
            for officer, (place, head) in digest.heads.items():
                self._take(key, officer, place, head)
        self._seen = seen

    @property
    def officers(self) -> frozenset[str]:
        """Everybody whose chain a digest names."""
        return frozenset(self._heads)

    def of(self, officer: str) -> Mapping[int, str]:
        """Return the hashes by place that one officer's chain must hold."""
        return self._heads.get(officer, {})

    def has(self, digest_hash: str) -> bool:
        """Whether a digest of this hash is there."""
        return digest_hash in self._seen

    def _take(self, key: str, officer: str, place: int, head: str) -> None:
        if place and self._heads.setdefault(officer, {}).setdefault(place, head) != head:
            self.faults.append(DigestFault(key, OVERWRITTEN))


def _hash(digest: Digest) -> str:
    words = {"at": digest.at, "prev": digest.prev, "heads": {name: list(head) for name, head in digest.heads.items()}}
    canonical = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
