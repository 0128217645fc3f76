"""A bank of another domain, of other sizes, without variants, with long answers: certainty stays sensible."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bench.faq_eval import NONE, Question, questions_from_csv
from functions.faq.bank import Entry, entries_from_csv
from functions.faq.index_file import dump, load
from functions.faq.publish import published
from functions.faq.search import Found, Search

DATA = Path(__file__).parents[2] / "data"
LIBRARY = entries_from_csv((DATA / "library_bank.csv").read_text(encoding="utf-8"))
QUESTIONS = questions_from_csv((DATA / "library_questions.csv").read_text(encoding="utf-8"))
INSIDE = [question for question in QUESTIONS if question.expected != NONE]
OUTSIDE = [question for question in QUESTIONS if question.expected == NONE]


def found(entries: Sequence[Entry], questions: Sequence[Question]) -> list[tuple[Question, Found]]:
    search = Search(load(dump(published(entries))))
    return [(question, search.find(question.text)) for question in questions]


def right(question: Question, result: Found) -> bool:
    return bool(result.candidates) and result.candidates[0].entry == question.expected


def share(values: Sequence[bool]) -> float:
    return sum(values) / max(len(values), 1)


BANKS = {
    "a library": LIBRARY,
    "a library of 20 entries": LIBRARY[:20],
    "a library without variants": [replace(entry, variants=()) for entry in LIBRARY],
    "a library with long answers": [replace(entry, answer=" ".join([entry.answer] * 400)) for entry in LIBRARY],
}


@pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)
def test_what_a_library_answers_is_found_and_seldom_wrong_while_sure(bank: Sequence[Entry]) -> None:
    ids = {entry.id for entry in bank}
    results = found(bank, [question for question in INSIDE if question.expected in ids])
    sure = [right(question, result) for question, result in results if result.kind == "sure"]
    assert share([right(question, result) for question, result in results]) >= 0.9
    assert len(sure) >= 0.5 * len(results)
    assert share(sure) >= 0.95


@pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)
def test_what_a_library_does_not_answer_is_refused(bank: Sequence[Entry]) -> None:
    assert share([result.kind == "none" for _, result in found(bank, OUTSIDE)]) >= 0.9


def test_the_limits_of_certainty_are_each_bank_s_own() -> None:
    limits = {tuple(sorted(published(bank).certainty.items())) for bank in BANKS.values()}
    assert len(limits) >= 3
