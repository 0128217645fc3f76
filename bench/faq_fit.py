"""``python -m bench.faq_fit KB QUESTIONS …``: fit the weights of search, and show what they do elsewhere.

Three logistic regressions, each with a penalty on large weights: the expected entry against the others of its short
list (``RANK``), a right first candidate against a wrong one (``RIGHT``), a question in scope against one that is not
(``IN_SCOPE``). Each question is searched in the bank with at most five variants an entry, with two, and with none,
so that the weights count neither on variants nor on those that were added after the questions were seen.

With ``--across``, each set is first judged by weights and limits fitted on the others alone. Then the weights fitted on
all are printed as ``functions/faq/weights.py`` holds them, and the limits as ``functions/faq/scope.py`` does. Give the
set that was least seen while the search was written last: it alone sets the limits, and it counts twice.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from dataclasses import dataclass, replace
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING

from bench.faq_eval import NONE, questions_from_csv
from functions.faq.bank import entries_from_csv
from functions.faq.compare import Signs
from functions.faq.index import build
from functions.faq.scope import EVIDENCE, evidence
from functions.faq.search import Candidate, Search

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.faq_eval import Question
    from functions.faq.bank import Entry
    from functions.faq.query import Query

    type Row = tuple[float, ...]

_VARIANTS = (5, 2, 0)
_RIVALS = 3
_PENALTY, _RANK_PENALTY = 0.003, 0.0005
_ROUNDS, _STEP = 160, 0.12
_REFUSED, _WRONG = 0.97, 0.025
"""The share of what is out of scope that the limits refuse, and of sure answers that they let be wrong."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question, searched in one bank."""

    question: Question
    variants: int
    query: Query
    candidates: Sequence[Candidate]

    def ranked(self, rank: Row) -> Case:
        """Return the case with its candidates ordered by the weights ``rank``."""
        scored = [replace(found, score=sum(map(mul, rank, found.signs))) for found in self.candidates]
        return replace(self, candidates=sorted(scored, key=lambda found: -found.score))

    @property
    def is_right(self) -> bool:
        """Whether the first candidate is the expected entry."""
        return bool(self.candidates) and self.candidates[0].entry == self.question.expected


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted weights, and the limits from which on a result is within scope, and sure."""

    rank: Row
    right: Row
    in_scope: Row
    within: float = 0.0
    sure: float = 0.0


def main() -> None:
    """Print the cross-fitted figures and the weights."""
    parser = argparse.ArgumentParser(prog="python -m bench.faq_fit", description="Fit the weights of search.")
    parser.add_argument("kb", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--across", action="store_true", help="judge each set by the others first")
    asked = parser.parse_args()
    entries = entries_from_csv(asked.kb.read_text(encoding="utf-8"))
    sets = [_cases(entries, questions_from_csv(path.read_text(encoding="utf-8"))) for path in asked.questions]
    for at, path in enumerate(asked.questions if asked.across else ()):
        print(f"{path.name}, judged by what the others taught")
        _show(sets[at], _fitted([one for other, one in enumerate(sets) if other != at]))
    both = _fitted(sets)
    for name, fields, weights in (
        ("RANK", Signs._fields, both.rank), ("RIGHT", EVIDENCE, both.right), ("IN_SCOPE", EVIDENCE, both.in_scope),
    ):  # fmt: skip
        print(f"{name} = {dict(zip(fields, [round(weight, 2) for weight in weights], strict=True))}")
    print(f"SURE, WITHIN = {both.sure:.2f}, {both.within:.2f}")


def _cases(entries: Sequence[Entry], questions: Sequence[Question]) -> list[Case]:
    cases = []
    for variants in _VARIANTS:
        search = Search(build([replace(entry, variants=entry.variants[:variants]) for entry in entries]))
        for question in questions:
            query = search.understood(question.text)
            cases.append(Case(question, variants, query, search.ranked(query)))
    return cases


def _fitted(sets: Sequence[Sequence[Case]]) -> Fit:
    """Fit on all sets, the last one counting twice and setting the limits."""
    cases = [case for one in (*sets, sets[-1]) for case in one]
    last = {id(case.question) for case in sets[-1]}
    pairs = [pair for case in cases for pair in _pairs(case)]
    rank = _logistic(pairs, [1.0] * len(pairs), _RANK_PENALTY)
    found = [case.ranked(rank) for case in cases if case.candidates]
    told = [evidence(case.query, case.candidates) for case in found]
    fit = Fit(
        rank,
        _logistic(told, [float(case.is_right) for case in found], _PENALTY),
        _logistic(told, [float(case.question.expected != NONE) for case in found], _PENALTY),
    )
    judged = [
        (case, row)
        for case, row in zip(found, told, strict=True)
        if case.variants == _VARIANTS[0] and id(case.question) in last
    ]
    return _limited(fit, judged)


def _pairs(case: Case) -> Iterable[Row]:
    """Yield, for the expected entry and each of its nearest rivals, by how much its signs are better."""
    wanted = next((found for found in case.candidates if found.entry == case.question.expected), None)
    rivals = [found for found in case.candidates if found is not wanted][:_RIVALS] if wanted else []
    for rival in rivals:
        yield tuple(mine - theirs for mine, theirs in zip(wanted.signs, rival.signs, strict=True)) if wanted else ()


def _logistic(rows: Sequence[Row], labels: Sequence[float], penalty: float) -> Row:
    """Return the weights of a logistic regression, found by Adam over all rows at once; a last column of 1 is free."""
    size = len(rows[0])
    weights, mean, spread = [0.0] * size, [0.0] * size, [0.0] * size
    penalties = [penalty] * (size - 1) + [0.0 if all(row[-1] == 1.0 for row in rows) else penalty]
    columns = list(zip(*rows, strict=True))
    for at in range(1, _ROUNDS + 1):
        missed = [
            1 / (1 + math.exp(-sum(map(mul, weights, row)))) - label for row, label in zip(rows, labels, strict=True)
        ]
        for i, column in enumerate(columns):
            slope = sum(map(mul, missed, column)) / len(rows) + penalties[i] * weights[i]
            mean[i] = 0.9 * mean[i] + 0.1 * slope
            spread[i] = 0.99 * spread[i] + 0.01 * slope * slope
            step = _STEP * (1.0 if at < _ROUNDS / 2 else 0.25)
            weights[i] -= step * (mean[i] / (1 - 0.9**at)) / (math.sqrt(spread[i] / (1 - 0.99**at)) + 1e-9)
    return tuple(weights)


def _limited(fit: Fit, told: Sequence[tuple[Case, Row]]) -> Fit:
    """Return the fit with its limits, set over the bank as it is."""
    strange = sorted(_chance(fit.in_scope, row) for case, row in told if case.question.expected == NONE)
    within = strange[int(_REFUSED * len(strange))] + 0.005 if strange else 0.5
    inside = [(_chance(fit.right, row), case.is_right) for case, row in told if _chance(fit.in_scope, row) >= within]
    sure, wrong = 1.0, 0
    for seen, (chance, is_right) in enumerate(sorted(inside, key=lambda judged: -judged[0]), start=1):
        wrong += not is_right
        if wrong <= _WRONG * seen:
            sure = chance
    return replace(fit, within=within, sure=sure)


def _chance(weights: Row, told: Row) -> float:
    return 1 / (1 + math.exp(-sum(map(mul, weights, told))))


def _show(cases: Iterable[Case], fit: Fit) -> None:
    counts: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for case in (case.ranked(fit.rank) for case in cases):
        told = evidence(case.query, case.candidates) if case.candidates else ()
        is_within = bool(told) and _chance(fit.in_scope, told) >= fit.within
        is_sure = is_within and _chance(fit.right, told) >= fit.sure
        form = case.question.form if case.question.expected != NONE else NONE
        outcome = (1, case.is_right, is_sure, is_sure and not case.is_right, not is_within)
        for name in {form, "all" if form != NONE else NONE}:
            count = counts[-case.variants, name]
            count[:] = [sum(pair) for pair in zip(count, outcome, strict=True)]
    for (variants, form), (size, right, sure, wrong, refused) in sorted(counts.items()):
        print(
            f"  variants {-variants:4} {form:9} n {size:3}  top1 {right / size:.3f}  sure {sure / size:.3f}"
            f"  wrong_while_sure {wrong / max(sure, 1):.3f}  refused {refused / size:.3f}"
        )


if __name__ == "__main__":
    main()
