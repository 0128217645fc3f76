"""Reading broadcasts: the list, one with its books, who got it, and what a code names."""

import re
from dataclasses import dataclass, replace

from dutydesk.clock import Clock
from dutydesk.errors import NotFound, RejectedInput
from dutydesk.ids import as_code
from dutydesk.stores.broadcasts import Kind, Letter, State
from functions.admin.access import Access, Asker
from functions.admin.broadcasts import rules
from functions.admin.broadcasts.articles import words_of
from functions.admin.broadcasts.articles_reading import PAGES_AT_ONCE, followers_told, steps_by_page
from functions.admin.broadcasts.owned import NO_SUCH_BROADCAST, target_of
from functions.admin.broadcasts.progress import DynamoLedgers, Progress, progress_of
from functions.admin.broadcasts.store import Coded, DynamoBroadcasts, Kept
from functions.admin.matrix import Deed

CHUNKS_AT_ONCE = 4
"""Chunks in one page of recipients: 3,600 people at the most, below half a megabyte."""
NO_SUCH_CODE = "no such code"

_PLACE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[0-9A-Za-z_-]{1,64}")
_PATH = re.compile(r"[ -}]{1,400}")


@dataclass(frozen=True, slots=True)
class Listing:
    """Some broadcasts, newest first, and the place behind which the next ones begin (empty when there are none)."""

    broadcasts: tuple[Kept, ...]
    following: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """What became of one person, or of one page with an article, as a letter and in words."""

    person_id: str
    letter: str
    words: str
    page_id: str = ""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Some recipients, in the order of sending, and the path behind which the next ones begin."""

    recipients: tuple[Recipient, ...]
    following: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Every method decides through ``access`` first."""

    access: Access
    store: DynamoBroadcasts
    ledgers: DynamoLedgers
    clock: Clock

    def page(self, asker: Asker, *, cursor: str = "", limit: int = 20) -> Listing:
        """Return up to ``limit`` broadcasts of all own units; raise ``RejectedInput`` for a cursor that is not ours."""
        if cursor and not _PLACE.fullmatch(cursor):
            raise RejectedInput("cursor: not one of ours")
        units = self.access.units(asker, Deed.LIST_BROADCASTS, "broadcasts")
        found = self.store.newest(units, before=cursor, most=limit + 1)
        following = found[limit - 1][0] if len(found) > limit else ""
        return Listing(tuple(kept for _place, kept in found[:limit]), following)

    def read(self, asker: Asker, broadcast_id: str) -> tuple[Kept, Progress]:
        """Return a broadcast and its books as they are now; raise ``NotFound`` when absent or another unit's."""
        kept = self._found(asker, broadcast_id)
        return kept, self.progress(kept)

    def progress(self, kept: Kept) -> Progress:
        """Add up the books."""
        broadcast = kept.broadcast
        progress = progress_of(broadcast, self.ledgers.books(broadcast.broadcast_id), self.clock())
        if broadcast.kind is not Kind.ARTICLE:
            return progress
        return replace(progress, followers=followers_told(steps_by_page(self.ledgers, broadcast.broadcast_id)))

    def recipients(self, asker: Asker, broadcast_id: str, *, cursor: str = "") -> Recipients:
        """Return what became of some thousand people behind the cursor.

        Raises:
            NotFound: absent or another unit's.
            RejectedInput: the cursor is none of ours.
        """
        if cursor and not _PATH.fullmatch(cursor):
            raise RejectedInput("cursor: not one of ours")
        kept = self._found(asker, broadcast_id)
        never = kept.broadcast.state is State.CANCELLED and not kept.broadcast.apps
        is_article = kept.broadcast.kind is Kind.ARTICLE
        at_once = PAGES_AT_ONCE if is_article else CHUNKS_AT_ONCE
        found = self.ledgers.chunks(broadcast_id, after=cursor, most=at_once + 1)
        steps = steps_by_page(self.ledgers, broadcast_id) if is_article else {}
        recipients: list[Recipient] = []
        for chunk, letters in found[:at_once]:
            for person, letter in zip(chunk.people, letters, strict=True):
                shown = Letter.SKIPPED_CANCELLED if never and letter == Letter.PENDING else letter
                if is_article:
                    page_id = chunk.key.page_id
                    recipients.append(Recipient("", str(shown), words_of(shown, steps.get(page_id)), page_id))
                else:
                    recipients.append(Recipient(person, str(shown), rules.LETTERS.get(shown, "")))
        more = len(found) > at_once
        return Recipients(tuple(recipients), found[at_once - 1][0].key.path if more else "")

    def coded(self, asker: Asker, code: str) -> Coded:
        """Return which broadcast a code names, as typed by a citizen, whichever unit's it is.

        Raises:
            NotFound: no broadcast that has begun has this code, nor one of the asker's units.
        """
        with self.access.changing(asker, Deed.READ_BROADCAST, "broadcast code") as units:
            plain = as_code(code)
            coded = self.store.coded(plain) if plain else None
            if coded is None or not (coded.started_at or coded.unit in units):
                raise NotFound(NO_SUCH_CODE)
        return coded

    def _found(self, asker: Asker, broadcast_id: str) -> Kept:
        return self.access.found(
            asker,
            Deed.READ_BROADCAST,
            target_of(broadcast_id),
            lambda: self.store.get(broadcast_id),
            otherwise=NO_SUCH_BROADCAST,
        )
