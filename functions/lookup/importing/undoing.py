"""Taking back what an import has written that will never be shown: its number is the next one's."""

from collections.abc import Iterator
from dataclasses import replace

from functions.lookup.cards import Card
from functions.lookup.importing.shelf import Shelf


def undo(shelf: Shelf, number: int, *, after: str) -> Iterator[str]:
    """Empty every slot with this number, from the place ``after`` on; yield each time where to go on, "" at the end."""
    for following, cards in shelf.all(after):
        written = [card for card in cards if number in _numbers(card)]
        kept = [_without(card, number) for card in written if _numbers(card) != {number}]
        shelf.write(kept)
        shelf.remove([card.digest for card in written if _numbers(card) == {number}])
        yield following


def _without(card: Card, number: int) -> Card:
    if card.a is not None and card.a.v == number:
        return replace(card, a=None)
    return replace(card, b=None)


def _numbers(card: Card) -> set[int]:
    return {slot.v for slot in (card.a, card.b) if slot is not None}
