"""The board of tips: when each was posted and first seen."""

import pytest

from bench.tips import Board


@pytest.fixture(name="board")
def _board() -> Board:
    board = Board()
    for mark in ("tin-a", "tin-b"):
        board.post(mark)
    return board


def test_a_tip_is_seen_once_at_its_first_sighting(board: Board) -> None:
    at = board.posted["tin-a"]
    assert board.see([{"summary": "tin-a có người đổ rác"}], at + 1)
    assert not board.see([{"summary": "tin-a có người đổ rác"}], at + 9)
    assert board.waits() == [pytest.approx(1)]


def test_cases_of_others_are_not_taken_for_ours(board: Board) -> None:
    assert not board.see([{"summary": "mất trộm xe máy"}, {"summary": ""}, {"summary": "tin-c rác"}], 1.0)
    assert board.missing() == 2


def test_what_nobody_saw_is_missing(board: Board) -> None:
    board.see([{"summary": "tin-b rác"}], board.posted["tin-b"])
    assert board.missing() == 1


def test_the_rate_counts_from_the_first_post_to_the_last_sighting(board: Board) -> None:
    first = min(board.posted.values())
    board.see([{"summary": "tin-a"}], first + 1)
    board.see([{"summary": "tin-b"}], first + 4)
    assert board.per_second() == pytest.approx(0.5)
