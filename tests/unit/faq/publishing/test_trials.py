"""When a trial comes out right."""

from dataclasses import replace

import pytest

from dutydesk.stores.bank import BankEntry, Trial
from functions.faq.edition import Edition, edition_of
from functions.faq.publishing import trials
from functions.faq.publishing.trials import Tried, came_right, hidden_on, tried
from functions.faq.search import Search
from tests.unit.faq.publishing.press import CARD, PASSPORT, STAY, STRANGE

DAY = "2026-03-02"
PAPERS = BankEntry(id="papers", question="Làm hộ chiếu cần giấy tờ gì?", answer="Có.", topic="ho-chieu")
FEE = BankEntry(id="fee", question="Lệ phí làm hộ chiếu là bao nhiêu?", answer="Có.", topic="ho-chieu")


def edition(*entries: BankEntry) -> Edition:
    return edition_of("v1", entries)


def is_right(made: Edition, text: str, expected: str) -> bool:
    return bool(came_right(made, [Trial(trial_id="t", text=text, expected=expected)], day=DAY))


@pytest.mark.parametrize(
    ("text", "expected", "right"),
    [
        pytest.param(PASSPORT.question, "passport", True, id="the answer"),
        pytest.param("lam ho chieu can giay to gi", "passport", True, id="the answer however typed"),
        pytest.param(PASSPORT.question, "stay", False, id="another answer"),
        pytest.param(PASSPORT.question, "gone", False, id="an entry that is not there"),
        pytest.param(PASSPORT.question, "none", False, id="sure, though nothing answers it"),
        pytest.param(STRANGE, "none", True, id="refused as expected"),
        pytest.param(STRANGE, "passport", False, id="refused though there is an answer"),
        pytest.param("", "none", True, id="nothing asked"),
    ],
)
def test_a_trial_is_right_when_the_citizen_would_be_answered_so(text: str, expected: str, *, right: bool) -> None:
    assert is_right(edition(PASSPORT, STAY, CARD), text, expected) is right


@pytest.mark.parametrize(
    ("kind", "expected", "right"),
    [
        ("sure", "papers", True),
        ("sure", "fee", False),
        ("sure", "none", False),
        ("unsure", "papers", True),
        ("unsure", "fee", False),
        ("unsure", "none", True),
        ("none", "papers", False),
        ("none", "fee", False),
        ("none", "none", True),
    ],
)
def test_the_answer_and_the_first_of_the_choices_count(
    monkeypatch: pytest.MonkeyPatch, kind: str, expected: str, *, right: bool
) -> None:
    made = edition(PAPERS, FEE)
    found = Search(made.index).find(PAPERS.question)
    nearest = tuple(replace(found.candidates[0], entry=entry) for entry in ("papers", "fee"))
    judged = replace(found, kind=kind, candidates=nearest)  # type: ignore[arg-type]  # one of the three
    monkeypatch.setattr(Search, "find", lambda *_: judged)
    assert is_right(made, PAPERS.question, expected) is right


@pytest.mark.parametrize(
    ("dates", "right"),
    [
        ({}, True),
        ({"valid_to": DAY}, True),
        ({"valid_from": DAY}, True),
        ({"valid_to": "2026-03-01"}, False),
        ({"valid_from": "2026-03-03"}, False),
    ],
)
def test_an_entry_is_right_only_while_it_holds(dates: dict[str, str], *, right: bool) -> None:
    assert is_right(edition(replace(PASSPORT, **dates), STAY), PASSPORT.question, "passport") is right  # type: ignore[arg-type]  # dates are text


def test_an_expired_entry_does_not_stand_in_the_way_of_the_one_that_follows_it() -> None:
    old = replace(PASSPORT, id="aa-old", valid_to="2026-03-01")
    assert is_right(edition(old, PASSPORT), PASSPORT.question, "passport")


def test_an_entry_of_some_pages_alone_is_tried_like_the_others() -> None:
    made = edition(replace(PASSPORT, pages=("page-1", "page-2")), STAY)
    assert is_right(made, PASSPORT.question, "passport")
    assert hidden_on(made, DAY) == frozenset()


def test_at_most_the_newest_trials_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "MOST", 2)
    known = [
        Trial(trial_id=name, text=STRANGE, expected="none", added_at=f"2026-01-0{day}T00:00:00.000Z")
        for name, day in (("b", 2), ("c", 3), ("a", 1))
    ]
    made = tried(known, edition(PASSPORT), None, day=DAY)
    assert [trial.trial_id for trial in made.trials] == ["b", "c"]
    assert (made.now, made.share(made.now)) == (frozenset("bc"), 1000)


@pytest.mark.parametrize(
    ("now", "before", "is_worse"),
    [("ab", "ab", False), ("ab", "a", False), ("a", "bc", True), ("ab", "bc", False), ("", "a", True)],
)
def test_worse_is_fewer_right_whichever_they_are(now: str, before: str, *, is_worse: bool) -> None:
    found = Tried(trials=(), now=frozenset(now), before=frozenset(before), fair=frozenset("abc"))
    assert found.is_worse is is_worse


def test_what_could_not_come_out_right_before_does_not_count() -> None:
    known = [Trial(trial_id=name, text=STRANGE, expected=name) for name in ("passport", "stay", "none")]
    assert tried(known, edition(PASSPORT, STAY), edition(PASSPORT), day=DAY).fair == {"passport", "none"}
    found = Tried(trials=(), now=frozenset("xyz"), before=frozenset("a"), fair=frozenset("ab"))
    assert (found.is_worse, found.fairly(found.now), found.fairly(found.before), found.fairly(None)) == (True, 0, 1, 0)


@pytest.mark.parametrize(("now", "before"), [(None, None), ("", None), (None, "a")])
def test_what_could_not_be_tried_is_not_worse(now: str | None, before: str | None) -> None:
    sides = (None if side is None else frozenset(side) for side in (now, before))
    assert not Tried(trials=(), now=next(sides), before=next(sides), fair=frozenset("a")).is_worse


def test_one_of_very_many_is_worse_though_the_thousandths_are_equal() -> None:
    names = [f"t{number}" for number in range(2_001)]
    made = tuple(Trial(trial_id=name, text="?", expected="none") for name in names)
    found = Tried(trials=made, now=frozenset(names[2:]), before=frozenset(names[1:]), fair=frozenset(names))
    assert found.share(found.now) == found.share(found.before) == 999
    assert found.is_worse


def test_the_lost_trials_are_named_with_what_they_expect() -> None:
    made = tuple(Trial(trial_id=one, text="?", expected=one.upper()) for one in "abc")
    assert Tried(trials=made, now=frozenset("b"), before=frozenset("ab")).lost() == ["a (A)"]


def test_shares_are_whole_thousandths_rounded_down() -> None:
    made = tuple(Trial(trial_id=one, text="?", expected="none") for one in "abc")
    found = Tried(trials=made, now=frozenset("ab"), before=None)
    assert (found.share(found.now), found.share(found.before), found.share(frozenset())) == (666, -1, 0)
