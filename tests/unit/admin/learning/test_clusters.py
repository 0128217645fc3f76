"""Questions that ask the same, put together."""

import random
from datetime import timedelta

import pytest

from dutydesk.clock import iso
from dutydesk.stores.questions import ToDo, Why
from functions.admin.learning.clusters import clustered
from tests.fakes.clock import NOON


def question(number: int, words: str, **changes: str | Why) -> ToDo:
    values: dict[str, object] = {
        "asked_id": f"q{number:04}",
        "unit": "quan-mau",
        "page_id": "zalo-quan-mau",
        "text": words,
        "asked_at": iso(NOON + timedelta(minutes=number)),
        "why": Why.UNANSWERED,
        "words": tuple(words.split()),
    }
    return ToDo(**values | changes)  # type: ignore[arg-type]  # as the caller gives them


LICENCE = [
    question(1, "doi giay phep lai xe"),
    question(2, "cap lai ho chieu"),
    question(3, "giay phep lai xe doi dau"),
    question(4, "doi giay phep lai xe het han"),
    question(5, "truot nuoc"),
]


def ids(questions: list[ToDo]) -> list[list[str]]:
    return [[member.asked_id for member in cluster.members] for cluster in clustered(questions)]


def test_what_shares_most_words_is_one_group_and_the_biggest_comes_first() -> None:
    assert ids(LICENCE) == [["q0004", "q0003", "q0001"], ["q0005"], ["q0002"]]


def test_the_order_of_reading_makes_no_difference() -> None:
    questions = [question(number, f"w{number % 7} w{number % 5} w{number % 3}") for number in range(200)]
    expected = clustered(questions)
    for seed in range(5):
        random.Random(seed).shuffle(questions)
        assert clustered(questions) == expected


def test_every_question_is_in_exactly_one_group() -> None:
    questions = [question(number, f"w{number % 7} w{number % 5} w{number % 3}") for number in range(200)]
    members = sorted(member.asked_id for cluster in clustered(questions) for member in cluster.members)
    assert members == [one.asked_id for one in questions]


def test_the_nearest_group_is_joined_and_of_two_as_near_the_older() -> None:
    first, second = question(1, "a b c d"), question(2, "c d e f")
    assert ids([first, second, question(3, "c d e")]) == [["q0003", "q0002"], ["q0001"]]
    assert ids([question(1, "a b x"), question(2, "a b y"), question(3, "a b")])[0] == ["q0003", "q0002", "q0001"]


def test_a_later_question_never_joins_two_groups() -> None:
    groups = ids([question(1, "a b"), question(2, "c d"), question(3, "a b c d")])
    assert groups == [["q0003", "q0001"], ["q0002"]]


@pytest.mark.parametrize("words", ["", "   "])
def test_a_question_without_telling_words_is_like_the_same_text_alone(words: str) -> None:
    questions = [question(1, words, text="À ờ"), question(2, words, text="a o"), question(3, words, text="hở")]
    assert ids(questions) == [["q0002", "q0001"], ["q0003"]]


def test_a_group_tells_why_what_and_which_entries_came_near() -> None:
    asked = [
        question(number, "doi bang lai", text=text, why=why, entry=entry)
        for number, (text, why, entry) in enumerate(
            [
                ("đổi bằng", Why.DENIED, "b"),
                ("doi bang", Why.DENIED, "a"),
                ("x1", Why.UNANSWERED, "b"),
                ("x2", Why.UNANSWERED, ""),
                ("x3", Why.HANDED_OFF, "c"),
                ("x4", Why.UNANSWERED, "d"),
                ("x5", Why.UNANSWERED, "a"),
                ("x4", Why.UNANSWERED, "a"),
            ]
        )
    ]
    (cluster,) = clustered(asked)
    assert cluster.why == (("denied", 2), ("handed_off", 1), ("unanswered", 5))
    assert cluster.texts == ("x4", "x5", "x3", "x2", "x1")
    assert cluster.nearest == (("a", 3), ("b", 2), ("c", 1))


def test_two_thousand_long_questions_take_no_time_to_speak_of() -> None:
    """Words beyond the first few dozen do not count, however long the message."""
    letters = random.Random(7)
    texts = [" ".join(f"w{letters.randrange(300)}" for _ in range(400)) for _ in range(2_000)]
    groups = clustered([question(number, text) for number, text in enumerate(texts)])
    assert sum(len(group.members) for group in groups) == 2_000


def test_nothing_is_no_group() -> None:
    assert clustered([]) == ()
