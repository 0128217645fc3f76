"""Whether the first candidate is the answer, one of a few, or nothing at all.

Two chances are judged from what speaks for the first candidate: that it is right, and that the message is about
anything the bank answers. The weights were fitted once, by logistic regression, on the development questions over
the starter bank; where the limits lie is each bank's own (see ``publish``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from functions.faq.query import Query
    from functions.faq.search import Candidate

__all__ = ["SURE", "WITHIN", "chances", "evidence", "judged"]

SURE, WITHIN = 0.8, 0.8
"""The least chances of being right, and of being in scope, that any bank's limits come down to."""

# likeness, coverage, lead, known, topical, pith, matched, pith with topical, constant
_RIGHT = (1.81, 0.46, 3.48, -0.49, 1.15, 1.77, 0.99, 1.99, -3.69)
_IN_SCOPE = (2.27, 0.10, 1.26, 0.99, 1.87, 1.35, 1.70, 2.57, -4.43)


def evidence(query: Query, candidates: Sequence[Candidate]) -> tuple[float, ...]:
    """Return what speaks for the first candidate, each from 0 to about 1."""
    first = candidates[0]
    lead = first.score - (candidates[1].score if len(candidates) > 1 else 0.0)
    known = max(part.known / part.mass for part in query.parts)
    both = math.sqrt(first.pith * first.topical)
    return first.likeness, first.coverage, lead, known, first.topical, first.pith, first.matched, both, 1.0


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
    return ("sure" if right >= limits.get("sure", SURE) else "unsure"), right


def _chance(weights: Sequence[float], told: Sequence[float]) -> float:
    return 1 / (1 + math.exp(-sum(weight * value for weight, value in zip(weights, told, strict=True))))
