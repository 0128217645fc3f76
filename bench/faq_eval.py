"""``python -m bench.faq_eval KB QUESTIONS [--json]``: what search makes of a question set, beside plain engines.

``KB`` has the columns ``id,question,variants,answer,topic`` and maybe more; ``QUESTIONS`` has ``qid,expected_id,
form,text`` with ``none`` as the expected id of what is out of scope. The bank is indexed alone, dumped and loaded
as it would be when published, and every question is searched.

* ``top1``, ``top3``: the expected entry is first, or among the first three, however certain the search is;
  baselines never refuse, so this is what compares.
* ``sure``: answered at once, of all questions. ``wrong_while_sure``: of the sure ones.
* ``refused``: nothing was offered, not even a choice.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.faq_baselines import engines
from bench.figures import percentile
from functions.faq.bank import entries_from_csv
from functions.faq.index_file import dump, load
from functions.faq.publish import published
from functions.faq.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from functions.faq.bank import Entry
    from functions.faq.search import Found

__all__ = ["Question", "evaluate", "questions_from_csv"]

NONE = "none"
"""The expected id, and the form, of a question that is out of scope."""
_REPEATS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a set; ``expected`` is an entry's id, or ``none``."""

    expected: str
    form: str
    text: str


def main() -> int:
    """Print the figures; 2 when a file cannot be read as what it should be."""
    asked = _arguments()
    try:
        entries = entries_from_csv(asked.kb.read_text(encoding="utf-8"))
        questions = questions_from_csv(asked.questions.read_text(encoding="utf-8"))
    except (OSError, ValueError) as unread:
        print(f"faq-eval: {unread}", file=sys.stderr)
        return 2
    figures = evaluate(entries, questions)
    print(json.dumps(figures) if asked.json else _table(figures))
    return 0


def questions_from_csv(text: str) -> list[Question]:
    """Read a question set.

    Raises:
        ValueError: a column is missing.
    """
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines(keepends=True))
    if not {"expected_id", "form", "text"} <= set(rows.fieldnames or ()):
        raise ValueError("a question set has the columns qid,expected_id,form,text")
    return [
        Question(expected=row["expected_id"].strip(), form=row["form"].strip(), text=row["text"] or "") for row in rows
    ]


def evaluate(entries: Sequence[Entry], questions: Sequence[Question]) -> dict[str, Any]:
    """Return the figures by form, ``all`` for what is in scope, the baselines' top-1, and the time of a search."""
    search = Search(load(dump(published(entries))))
    found: list[Found] = []
    times: list[float] = []
    for question in questions:
        result, took = _timed(search.find, question.text)
        found.append(result)
        times.append(took)
    figures: dict[str, Any] = {
        form: _told([(questions[at], found[at]) for at in numbers]) for form, numbers in _forms(questions).items()
    }
    with engines(entries) as baselines:
        figures["baselines"] = {name: _top1(engine, questions) for name, engine in baselines.items()}
    figures["p50_ms"] = round(percentile(times, 50), 3) if times else 0.0
    figures["p99_ms"] = round(percentile(times, 99), 3) if times else 0.0
    return figures


def _timed(find: Callable[[str], Found], text: str) -> tuple[Found, float]:
    """Search a few times; return the result, and the least time in ms, for other programs only ever add to it."""
    times = []
    for _ in range(_REPEATS):
        started = time.perf_counter()
        result = find(text)
        times.append((time.perf_counter() - started) * 1_000)
    return result, min(times)


def _forms(questions: Sequence[Question]) -> dict[str, list[int]]:
    forms: defaultdict[str, list[int]] = defaultdict(list)
    for at, question in enumerate(questions):
        if question.expected == NONE:
            forms[NONE].append(at)
        else:
            forms[question.form].append(at)
            forms["all"].append(at)
    return {form: forms[form] for form in sorted(forms, key=lambda form: (form in {NONE, "all"}, form))}


def _told(answered: Sequence[tuple[Question, Found]]) -> dict[str, float]:
    size = len(answered)
    right = [_rank(question, [c.entry for c in found.candidates]) for question, found in answered]
    sure = [rank for rank, (_, found) in zip(right, answered, strict=True) if found.kind == "sure"]
    refused = sum(found.kind == "none" for _, found in answered)
    told = {
        "top1": sum(rank == 0 for rank in right) / size,
        "top3": sum(rank >= 0 for rank in right) / size,
        "sure": len(sure) / size,
        "wrong_while_sure": sum(rank != 0 for rank in sure) / len(sure) if sure else 0.0,
        "refused": refused / size,
    }
    if answered[0][0].expected == NONE:
        told |= {"top1": refused / size, "top3": refused / size}
    return {name: round(value, 4) for name, value in told.items()} | {"n": size}


def _rank(question: Question, ids: Sequence[str]) -> int:
    return ids.index(question.expected) if question.expected in ids else -1


def _top1(engine: Callable[[str], list[str]], questions: Sequence[Question]) -> dict[str, float]:
    firsts = [engine(question.text)[:1] for question in questions]
    return {
        form: round(sum(firsts[at] == [questions[at].expected] for at in numbers) / len(numbers), 4)
        for form, numbers in _forms(questions).items()
        if form != NONE
    }


def _table(figures: dict[str, Any]) -> str:
    columns = ("n", "top1", "top3", "sure", "wrong_while_sure", "refused")
    baselines = figures["baselines"]
    lines = [f"{'form':12}" + "".join(f"{column:>18}" for column in columns) + "".join(f"{n:>13}" for n in baselines)]
    for form, told in figures.items():
        if not isinstance(told, dict) or form == "baselines":
            continue
        cells = "".join(f"{told[column]:>18}" if column == "n" else f"{told[column]:>18.3f}" for column in columns)
        beside = "".join(
            f"{baseline[form]:>13.3f}" if form in baseline else f"{'':>13}" for baseline in baselines.values()
        )
        lines.append(f"{form:12}{cells}{beside}")
    lines.append(f"search p50 {figures['p50_ms']:.2f} ms, p99 {figures['p99_ms']:.2f} ms; baselines: top1")
    lines.append("none: out of scope; top1 is what was refused there, and any sure answer is wrong")
    return "\n".join(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.faq_eval", description="Search, measured on a question set.")
    parser.add_argument("kb", type=Path, help="the bank: id,question,variants,answer,topic")
    parser.add_argument("questions", type=Path, help="the questions: qid,expected_id,form,text")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
