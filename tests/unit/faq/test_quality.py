"""What search promises on questions that nobody had read when it was written; see decision 0010."""

from pathlib import Path
from typing import Any

import pytest

from bench.faq_eval import Question, evaluate, questions_from_csv
from dutydesk.text.fold import fold
from functions.faq.bank import entries_from_csv
from infra.building import ROOT

BANK = ROOT / "operate" / "banks" / "starter.csv"
UNSEEN = ROOT / "tests" / "data" / "faq_unseen.csv"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(name="figures", scope="module")
def _figures() -> dict[str, Any]:
    return evaluate(entries_from_csv(_read(BANK)), questions_from_csv(_read(UNSEEN)))


def test_it_finds_more_than_plain_engines_do(figures: dict[str, Any]) -> None:
    ours = figures["all"]["top1"]
    assert ours >= 0.86
    assert all(ours >= engine["all"] + 0.06 for engine in figures["baselines"].values())


def test_what_it_is_sure_of_is_right_and_often_enough(figures: dict[str, Any]) -> None:
    assert figures["all"]["sure"] >= 0.6
    assert figures["all"]["wrong_while_sure"] <= 0.05


def test_what_is_out_of_scope_is_refused(figures: dict[str, Any]) -> None:
    assert figures["none"]["refused"] >= 0.95


def test_a_question_without_its_marks_is_found_as_often() -> None:
    marked = [one for one in questions_from_csv(_read(UNSEEN)) if one.form == "accented"]
    bare = [Question(expected=one.expected, form="bare", text=fold(one.text)) for one in marked]
    told = evaluate(entries_from_csv(_read(BANK)), [*marked, *bare])
    assert told["accented"]["top1"] - told["bare"]["top1"] <= 0.02
