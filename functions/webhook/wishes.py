"""What a text wishes of an errand: a phrase that says so, and nothing beside it that asks how things are done."""

from functools import cache

from functions.webhook.errand_words import CHOICES, LOOKUPS, PROCEDURES, TICKETS
from functions.webhook.phrases import Phrasebook
from functions.webhook.reading import STOP, Reading, read

_MOST_WORDS = 24
"""A wish is short; who writes more tells a story, or asks."""

_TICKETS = [wish for wish, _ in TICKETS]
_NO_TICKET = frozenset(["how", "other_numbers"])
_NO_LOOKUP = _NO_TICKET | {"other_papers"}


def wishes_lookup(text: str) -> bool:
    """Say whether these words ask how far a card is."""
    return bool(_wishes(text, _lookups(), _NO_LOOKUP))


def ticket_wish(text: str) -> str | None:
    """Return what these words want of the desk that gives out numbers, by its name in ``TicketWish``; None for nothing.

    The rarer wish counts first: who wants to give a number back says that it is one.
    """
    return min(_wishes(text, _tickets(), _NO_TICKET), key=_TICKETS.index, default=None)


def asks_how(text: str) -> bool:
    """Say whether a text asks about a procedure, or is about something that errands are not for."""
    return next(_procedures().find(read(text)), None) is not None


def words_in(text: str) -> int:
    """Return how many words ``text`` has; of a very long one, those that are read."""
    return _words(read(text))


def _wishes(text: str, book: Phrasebook[str], otherwise: frozenset[str]) -> set[str]:
    """Return the wishes of ``book`` in ``text``; none beside what is said ``otherwise``.

    What stands within a wish belongs to it ("cccd sao rồi").
    """
    reading = read(text)
    if _words(reading) > _MOST_WORDS:
        return set()
    found = list(book.find(reading))
    covered = {at for wish in found for at in range(wish.start, wish.end)}
    others = (other for other in _procedures().find(reading) if other.label in otherwise) if found else ()
    if any(not covered.issuperset(range(other.start, other.end)) for other in others):
        return set()
    return {wish.label for wish in found}


def _words(reading: Reading) -> int:
    return sum(word != STOP for word in reading.bare)


@cache
def _lookups() -> Phrasebook[str]:
    """Built on first use, as the others are: a cold start need not wait for them."""
    return Phrasebook(LOOKUPS, CHOICES)


@cache
def _tickets() -> Phrasebook[str]:
    return Phrasebook(TICKETS, CHOICES)


@cache
def _procedures() -> Phrasebook[str]:
    return Phrasebook(PROCEDURES, CHOICES)
