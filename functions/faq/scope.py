"""Whether the first candidate is the answer, one of a few, or nothing at all.

Two chances are judged from what speaks for the first candidate: that it is right, and that the message is about
anything the bank answers. The weights are fitted by ``bench.faq_fit`` over banks of many, few and no variants; where
the limits lie is each bank's own (see ``publish``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from functions.faq.compare import Signs
from functions.faq.weights import IN_SCOPE, RANK, RIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from functions.faq.query import Query
    from functions.faq.search import Candidate

__all__ = ["EVIDENCE", "SURE", "WITHIN", "chances", "evidence", "judged", "score"]

SURE, WITHIN = 0.81, 0.93
"""The chances of being right, and of being in scope, that are enough over the starter bank.

Chosen on the questions that were least seen while the search was written: of those answered as sure about 5 in 100 are
wrong, of those out of scope 95 in 100 are refused (see decision 0010).
"""

EVIDENCE = (*Signs._fields, "lead", "known", "about", "strength", "strange", "nearer", "one")
"""What is weighed of a result: the signs of the first candidate, its lead over the second, the share of the message
that the bank knows, whether pith and matters agree, its score, how like a stranger's message it is and by how much
less so than to the entry's nearest phrasing, and a constant."""
_CLEAR_LEAD, _STRONG = 4.0, 15.0
_SURER_WHEN_LONG = 0.06
"""A long message tells a story in which much is found that was not asked."""


def score(signs: Signs) -> float:
    """Return what the signs of a candidate weigh together."""
    return sum([weight * sign for weight, sign in zip(_RANK, signs, strict=True)])


def evidence(query: Query, candidates: Sequence[Candidate]) -> tuple[float, ...]:
    """Return what speaks for the first of at least one candidate, each from 0 to about 1, as ``EVIDENCE`` names it."""
    first = candidates[0]
    lead = first.score - (candidates[1].score if len(candidates) > 1 else 0.0)
    known = max(part.known / part.mass for part in query.parts)
    about = math.sqrt(first.signs.pith * first.signs.topical)
    strange = query.grammed.strange
    nearer = first.spelled_like - strange
    return *first.signs, min(lead / _CLEAR_LEAD, 1.0), known, about, first.score / _STRONG, strange, nearer, 1.0


def chances(query: Query, candidates: Sequence[Candidate]) -> tuple[float, float]:
    """Return the chance that the first of at least one candidate is right, and that the message is in scope."""
    told = evidence(query, candidates)
    return _chance(_RIGHT, told), _chance(_IN_SCOPE, told)


def judged(
    query: Query, candidates: Sequence[Candidate], limits: Mapping[str, float]
) -> tuple[Literal["sure", "unsure", "none"], float]:
    """Return the kind of result, and the chance that the first candidate is right."""
    if not candidates:
        return "none", 0.0
    right, within = chances(query, candidates)
    if within < limits.get("within", WITHIN):
        return "none", right
    sure = limits.get("sure", SURE) + (_SURER_WHEN_LONG if len(query.parts) > 1 else 0.0)
    return ("sure" if right >= sure else "unsure"), right


def _chance(weights: Sequence[float], told: Sequence[float]) -> float:
    return 1 / (1 + math.exp(-sum([weight * value for weight, value in zip(weights, told, strict=True)])))


_RANK = tuple(RANK.get(name, 0.0) for name in Signs._fields)
_RIGHT = tuple(RIGHT.get(name, 0.0) for name in EVIDENCE)
_IN_SCOPE = tuple(IN_SCOPE.get(name, 0.0) for name in EVIDENCE)
