"""A version is refused, and says why."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dutydesk.stores.bank import BankEntry, Build
from functions.faq.edition import edition_of, pack
from functions.faq.publishing import reasons
from functions.faq.publishing.publisher import Did
from tests.unit.faq.publishing.press import (
    CARD,
    PASSPORT,
    STAY,
    Press,
    ids,
    questions,
)


def test_a_version_that_answers_worse_is_refused(served: Press) -> None:
    served.add_trials(*questions([PASSPORT, STAY, CARD]))
    served.write(STAY, CARD)
    assert served.publish("v2") is Did.REFUSED
    made = served.version("v2")
    assert (made.build, made.right_now, made.right_before) == (Build.REFUSED, 666, 1000)
    assert made.finished_at
    assert (served.state.live, served.writes("v2")) == ("v1", 0)


def test_the_refusal_says_in_two_languages_what_got_worse(served: Press) -> None:
    served.add_trials(*questions([PASSPORT, STAY]))
    served.write(CARD)
    served.publish("v2")
    vietnamese, english = served.version("v2").reason.split("\n")
    assert "0/2 câu hỏi thử" in vietnamese
    assert "answers 0 of 2 trials" in english
    assert "t0 (passport), t1 (stay)" in vietnamese
    assert "t0 (passport), t1 (stay)" in english
    assert PASSPORT.question not in served.version("v2").reason


def test_a_long_refusal_names_the_first_ten() -> None:
    said = reasons.worse(now=0, before=12, trials=12, lost=[f"t{number}" for number in range(12)])
    assert "t9, … (+2)" in said
    assert "t10" not in said


def test_a_reason_overrides_the_trials(served: Press) -> None:
    served.add_trials(*questions([PASSPORT, STAY]))
    served.write(STAY, CARD)
    assert served.publish("v2", override="hộ chiếu chuyển về tỉnh") is Did.PUBLISHED
    made = served.version("v2")
    assert (served.state.live, made.right_now, made.right_before) == ("v2", 500, 1000)
    assert (made.override, made.reason) == ("hộ chiếu chuyển về tỉnh", "")


@pytest.mark.parametrize(
    ("entries", "now"),
    [pytest.param([PASSPORT, STAY], 500, id="equal"), pytest.param([PASSPORT, STAY, CARD], 1000, id="better")],
)
def test_a_version_that_answers_as_well_or_better_is_published(
    press: Press, entries: list[BankEntry], now: int
) -> None:
    press.write(PASSPORT, STAY)
    press.publish("v1")
    press.add_trials(*questions([PASSPORT, CARD]))
    press.write(*entries)
    assert press.publish("v2") is Did.PUBLISHED
    made = press.version("v2")
    assert (made.right_now, made.right_before) == (now, 500)


def test_trials_of_new_entries_do_not_make_up_for_lost_ones(press: Press) -> None:
    """Two trials of the new entry come out right, and one of the old ones does no more."""
    press.write(PASSPORT, STAY)
    press.publish("v1")
    press.add_trials(*questions([PASSPORT, STAY, CARD, CARD]))
    press.write(STAY, CARD)
    assert press.publish("v2") is Did.REFUSED
    made = press.version("v2")
    assert (made.trials, made.right_now, made.right_before) == (4, 750, 500)
    vietnamese, english = made.reason.split("\n")
    assert "1/2 câu hỏi thử, bản đang dùng đúng 2/2" in vietnamese
    assert "answers 1 of 2 trials, the one in service 2" in english
    assert "t0 (passport)" in english


def test_a_question_that_no_entry_answers_counts_as_before(served: Press) -> None:
    served.add_trials((CARD.question, "card"), ("xin giấy phép nuôi cá sấu ở đâu", "none"))
    served.write(PASSPORT, STAY, CARD, replace(CARD, id="fish", question="Xin giấy phép nuôi cá sấu ở đâu?"))
    assert served.publish("v2") is Did.REFUSED
    assert (served.version("v2").right_now, served.version("v2").right_before) == (500, 1000)
    assert "t1 (none)" in served.version("v2").reason


@pytest.mark.parametrize("live", ["gone", "broken", "other"])
def test_when_what_serves_cannot_be_read_the_version_before_it_is_the_measure(served: Press, live: str) -> None:
    served.add_trials(*questions([PASSPORT, STAY]))
    served.put("broken", b"dutydesk-edition-1\nhalf of it")
    served.put("other", pack(edition_of("another", [CARD])))
    served.set_state(replace(served.state, live=live, history=("lost", "v1", "older")))
    served.write(STAY)
    assert served.publish("v2") is Did.REFUSED
    assert (served.state.live, served.version("v2").right_before) == (live, 1000)


@pytest.mark.parametrize("live", ["", "never-written", "broken"])
def test_nothing_is_worse_than_no_version_or_a_broken_one(press: Press, live: str) -> None:
    press.write(PASSPORT)
    press.set_state(replace(press.state, live=live))
    press.put("broken", b"dutydesk-edition-1\nhalf of it")
    press.add_trials((STAY.question, "stay"))
    assert press.publish("v2") is Did.PUBLISHED
    made = press.version("v2")
    assert (made.right_now, made.right_before) == (0, -1)


def test_without_trials_there_are_no_shares(served: Press) -> None:
    served.write(STAY)
    assert served.publish("v2") is Did.PUBLISHED
    made = served.version("v2")
    assert (made.trials, made.right_now, made.right_before) == (0, -1, -1)


@pytest.mark.parametrize("override", ["", "vẫn dùng"])
@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        pytest.param([], reasons.EMPTY, id="empty"),
        pytest.param([replace(STAY, valid_to="2026-03-01")], reasons.NOTHING_VALID, id="expired"),
        pytest.param([replace(STAY, valid_from="2026-03-03")], reasons.NOTHING_VALID, id="not yet valid"),
    ],
)
def test_a_bank_that_answers_nobody_is_refused_with_or_without_a_reason(
    served: Press, entries: list[BankEntry], reason: str, override: str
) -> None:
    served.write(*entries)
    assert served.publish("v2", override=override) is Did.REFUSED
    made = served.version("v2")
    assert (made.reason, made.entries, made.trials) == (reason, len(entries), 0)
    assert (served.state.live, served.writes("v2")) == ("v1", 0)


def test_before_the_first_entry_there_is_nothing_to_publish(press: Press) -> None:
    assert press.publish("v1") is Did.REFUSED
    assert press.version("v1").reason == reasons.EMPTY


@pytest.mark.parametrize(
    ("hour", "did"), [pytest.param(16, Did.PUBLISHED, id="still"), pytest.param(17, Did.REFUSED, id="no more")]
)
def test_the_day_ends_when_it_ends_in_vietnam(press: Press, hour: int, did: Did) -> None:
    press.clock.now = datetime(2026, 3, 1, hour, 30, tzinfo=UTC)
    press.write(replace(STAY, valid_to="2026-03-01"))
    assert press.publish("v1") is did


def test_one_valid_entry_beside_expired_ones_is_a_bank(press: Press) -> None:
    press.write(STAY, replace(CARD, valid_to="2020-01-01"))
    assert press.publish("v1") is Did.PUBLISHED
    assert ids(press.edition("v1")) == {"stay", "card"}
