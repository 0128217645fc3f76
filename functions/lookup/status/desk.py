"""The lookup dialogue: every message is answered once, and an attempt at a fixed delay."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dutydesk.clock import VIETNAM, Clock
from dutydesk.errands import LookupMessage, LookupWish
from dutydesk.errors import Conflict
from dutydesk.messages import Button, Reply
from dutydesk.queues import Outlet, enqueue_reply
from dutydesk.text import catalogue_lookup as catalogue
from functions.lookup.status.attempt import Attempts
from functions.lookup.status.book import LookupBook
from functions.lookup.status.reading import Reading, read_words
from functions.lookup.status.room import reply_to
from functions.lookup.status.sealing import Opener
from functions.lookup.watching import Watching

ANSWER_AFTER_S = 1.0
"""An attempt is answered so long after its work began, or twice as long, or thrice: never as soon as it is known."""


class Did(StrEnum):
    """What became of a message; the same word for every attempt, since this is logged."""

    ATTEMPTED = "attempted"
    PROMPTED = "prompted"
    STOPPED = "stopped"
    WATCHED = "watched"
    UNWATCHED = "unwatched"
    CHECKED = "checked"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupDesk:
    """Takes one message of one citizen who asks for a card."""

    book: LookupBook
    attempts: Attempts
    watching: Watching
    opener: Opener
    replies: Outlet[Reply]
    clock: Clock
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]

    def accept(self, message: LookupMessage) -> Did:
        """Commit what the message changes, then enqueue what it owes; a copy only enqueues again.

        Raises:
            MalformedEvent: the words were sealed for somebody else.
            Conflict: others kept trying this number; nothing has been answered.
            Exception: a store or a queue refused; taking the message again completes it.
        """
        began_s = self.monotonic()
        if message.wish is LookupWish.CHECK:
            self.watching.check(message.person_id)
            return Did.CHECKED
        owed = self.book.owed(message.event_key)
        if owed is None:
            did, owed = self._handled(message)
        else:
            did = Did.REPEATED
        if did is Did.ATTEMPTED:
            self._wait(began_s)
        for reply in owed:
            enqueue_reply(self.replies, reply)
        if did is Did.WATCHED:
            self.watching.check(message.person_id)  # it may have become ready since the answer
        return did

    def _handled(self, message: LookupMessage) -> tuple[Did, tuple[Reply, ...]]:
        match message.wish:
            case LookupWish.ASK:
                return self._asked(message)
            case LookupWish.CANCEL:
                self.book.stop(message.person_id)
                return self._say(message, Did.STOPPED, catalogue.STOPPED, catalogue.LOOKUP_BUTTON)
            case LookupWish.WATCH:
                return self._watch(message)
        self.watching.unwatch(message.person_id)
        return self._say(message, Did.UNWATCHED, catalogue.NOT_WATCHING, catalogue.LOOKUP_BUTTON)

    def _asked(self, message: LookupMessage) -> tuple[Did, tuple[Reply, ...]]:
        """Make an attempt once number and date are known, and ask for what is missing until then."""
        words = self.opener.open(message.sealed, message.person_id)
        reading = read_words(words, self.clock().astimezone(VIETNAM).date())
        if reading.number_unclear or not reading.has_digits:
            return self._say(message, Did.PROMPTED, _prompt(message, reading, asks_about=False))
        digest = self.attempts.index.digest(reading.number) if reading.number else ""
        digest = self.book.asking(message.person_id, digest)
        if not digest or reading.born is None:
            return self._say(message, Did.PROMPTED, _prompt(message, reading, asks_about=bool(digest)))
        attempted = self.attempts.make(message, digest, reading.born)
        return Did.REPEATED if attempted.outcome is None else Did.ATTEMPTED, attempted.replies

    def _watch(self, message: LookupMessage) -> tuple[Did, tuple[Reply, ...]]:
        """Keep the wish about the number whose date this person gave last; of others nobody is told anything."""
        digest = self.book.answered(message.person_id)
        if not digest:
            return self._say(message, Did.PROMPTED, catalogue.NOTHING_TO_WATCH, catalogue.LOOKUP_BUTTON)
        self.watching.watch(message.person_id, digest)
        return self._say(message, Did.WATCHED, catalogue.WATCHING, catalogue.UNWATCH_BUTTON)

    def _say(self, message: LookupMessage, did: Did, text: str, *buttons: Button) -> tuple[Did, tuple[Reply, ...]]:
        """Commit an answer that depends on the words alone."""
        replies = (reply_to(message, text, self.clock(), buttons),)
        try:
            self.book.commit(message, replies)
        except Conflict:
            return Did.REPEATED, self.book.owed(message.event_key, surely=True) or replies
        return did, replies

    def _wait(self, began_s: float) -> None:
        took_s = self.monotonic() - began_s
        self.sleep(max(1, math.ceil(took_s / ANSWER_AFTER_S)) * ANSWER_AFTER_S - took_s)


def _prompt(message: LookupMessage, reading: Reading, *, asks_about: bool) -> str:
    """Say what is missing, in words that depend on what was typed and on nothing that anybody's card says."""
    if not reading.has_digits:
        return catalogue.TYPE_IT if message.shows else catalogue.ASK_BOTH
    if reading.number_unclear:
        return catalogue.NUMBER_UNCLEAR
    if asks_about:
        return catalogue.DATE_UNCLEAR if reading.born_unclear else catalogue.ASK_DATE
    return catalogue.ASK_NUMBER if reading.born else catalogue.NUMBER_UNCLEAR
