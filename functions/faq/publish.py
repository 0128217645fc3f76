"""Publishing a bank: index it, and learn from the bank itself how sure a search over it may be.

Two questions are asked of the fresh index. Its own phrasings, each searched as if it were not in the bank, tell from
which certainty on the first candidate is nearly always right. Messages that no police desk answers tell how near a
stranger comes to this bank. The limits that were fitted over the starter bank move by half of what this bank differs
from it there, within bounds, so that a small or odd bank stays usable.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from functions.faq.index import build
from functions.faq.scope import SURE, WITHIN, chances
from functions.faq.search import Search
from functions.faq.words.strangers import STRANGERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from functions.faq.bank import Entry
    from functions.faq.index import Index

__all__ = ["published"]

_ASKED = 400
"""Phrasings searched at most, evenly taken; 2 to 3 ms each."""
_ENOUGH, _UNTOLD = 30, 0.95
"""Fewer phrasings than these tell nothing; such a bank has to be surer than the starter bank."""
_RIGHT = 0.95
"""The share of first candidates that are right among those the limit lets be sure."""
_STRANGERS_OUT = 0.97
_STARTER_RIGHT, _STARTER_STRANGERS = 0.926, 0.973
"""What the two questions gave for the starter bank, over which the limits were chosen."""
_MOVED = 0.5
_SURE_BOUNDS, _WITHIN_BOUNDS = (0.72, 0.93), (0.88, 0.97)


def published(entries: Sequence[Entry]) -> Index:
    """Return the index of a bank, its limits of certainty set from the bank's own phrasings."""
    index = build(entries)
    search = Search(index)
    right, strange = _nearly_always_right(search, index, entries), _beyond_strangers(search)
    limits = {
        "sure": _moved(SURE, _STARTER_RIGHT, right, _SURE_BOUNDS),
        "within": _moved(WITHIN, _STARTER_STRANGERS, strange, _WITHIN_BOUNDS),
    }
    return replace(index, certainty=limits)


def _nearly_always_right(search: Search, index: Index, entries: Sequence[Entry]) -> float:
    """Return the lowest certainty from which on the bank's own phrasings, left out, find their entry."""
    phrasings = [phrasing for entry in entries if entry.variants for phrasing in entry.phrasings]
    places = [at for at, entry in enumerate(index.phrase_entry) if entries[entry].variants]
    step = max(1, -(-len(phrasings) // _ASKED))
    judged = []
    for text, place in list(zip(phrasings, places, strict=True))[::step]:
        query = search.understood(text)
        found = search.ranked(query, without={place})
        if found:
            judged.append((chances(query, found)[0], found[0].entry == index.entries[index.phrase_entry[place]]))
    if len(judged) < _ENOUGH:
        return _UNTOLD
    judged.sort(reverse=True)
    limit, right = 1.0, 0
    for seen, (chance, is_right) in enumerate(judged, start=1):
        right += is_right
        if right >= _RIGHT * seen:
            limit = chance
    return limit


def _beyond_strangers(search: Search) -> float:
    """Return the chance of being in scope that nearly no stranger reaches."""
    reached = []
    for text in STRANGERS.strip().splitlines():
        query = search.understood(text)
        found = search.ranked(query)
        reached.append(chances(query, found)[1] if found else 0.0)
    return sorted(reached)[int(_STRANGERS_OUT * len(reached))]


def _moved(fitted: float, starter: float, seen: float, bounds: tuple[float, float]) -> float:
    """Return the limit ``fitted``, moved by half of the odds by which ``seen`` differs from ``starter``."""
    odds = _log_odds(fitted) + _MOVED * (_log_odds(seen) - _log_odds(starter))
    return min(max(1 / (1 + math.exp(-odds)), bounds[0]), bounds[1])


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 0.001), 0.999)
    return math.log(kept / (1 - kept))
