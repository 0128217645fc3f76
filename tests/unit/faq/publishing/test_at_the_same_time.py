"""What others do while a version is being built."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dutydesk.errors import Conflict
from dutydesk.stores.bank import Build, version_item
from functions.faq.publishing import reasons
from functions.faq.publishing.publisher import Did
from tests.faults.sabotage import Interruption, Saboteur
from tests.unit.faq.publishing.press import (
    CALLS,
    CARD,
    EVERY_CALL,
    PASSPORT,
    READ_AGAIN,
    STAY,
    Press,
    assert_serves_v2,
    ids,
    questions,
)


def test_a_draft_that_moves_while_it_is_read_is_read_again(press: Press) -> None:
    press.write(PASSPORT)
    busy = Interruption(READ_AGAIN)
    busy.interrupt = lambda: press.write(STAY, CARD, draft="d2")
    assert press.publisher(busy).publish(press.ask("v1")) is Did.PUBLISHED
    assert busy.struck == ["dynamodb.get_item"]
    assert ids(press.edition("v1")) == {"stay", "card"}
    assert (press.version("v1").draft, press.version("v1").revision) == ("d2", 2)


def test_a_draft_that_never_stands_still_is_left_to_the_next_delivery(press: Press) -> None:
    press.write(PASSPORT)

    class Busy(Interruption):
        def call(self, service: str, name: str, carry_out: Callable[[], Any]) -> Any:
            press.edit(STAY)
            return super().call(service, name, carry_out)

    with pytest.raises(Conflict):
        press.publisher(Busy()).publish(press.ask("v1"))
    assert press.pauses == [1, 2, 3, 4]
    assert (press.version("v1").build, press.state.live) == (Build.BUILDING, "")
    assert press.publisher().publish("v1") is Did.PUBLISHED


def test_a_version_is_tried_against_what_serves_when_it_takes_over(press: Press) -> None:
    """v1 answers nothing of the trials, v2 all; the editors go forward to v2 while v3 is tried against v1."""
    press.write(CARD)
    press.publish("v1")
    press.write(PASSPORT, STAY)
    press.publish("v2", override="vẫn dùng")
    press.add_trials(*questions([PASSPORT, STAY]))
    press.write(CARD, STAY)
    press.set_state(replace(press.state, live="v1", history=()))
    last = Interruption(len(CALLS))
    last.interrupt = lambda: press.set_state(replace(press.state, live="v2", history=()))
    assert press.publisher(last).publish(press.ask("v3")) is Did.REFUSED
    assert last.struck == ["dynamodb.transact_write_items"]
    assert press.state.live == "v2"
    made = press.version("v3")
    assert (made.build, made.right_now, made.right_before) == (Build.REFUSED, 500, 1000)


@pytest.mark.parametrize("override", ["", "vẫn dùng"])
@pytest.mark.parametrize("at", EVERY_CALL)
def test_a_publication_never_undoes_a_rollback_made_while_it_was_built(served: Press, at: int, override: str) -> None:
    served.add_trials(*questions([PASSPORT]))
    served.publish("v2")
    slow = Interruption(at)
    slow.interrupt = lambda: served.set_state(replace(served.state, live="v1", history=()))
    assert served.publisher(slow).publish(served.ask("v3", override=override)) is Did.REFUSED
    assert slow.struck
    assert (served.state.live, served.state.history) == ("v1", ())
    made = served.version("v3")
    assert (made.build, made.reason) == (Build.REFUSED, reasons.ROLLED_BACK)


def test_a_publication_asked_for_after_a_rollback_serves(served: Press) -> None:
    served.publish("v2")
    served.set_state(replace(served.state, live="v1", history=()))
    assert served.publish("v3") is Did.PUBLISHED
    assert (served.state.live, served.state.history) == ("v3", ("v1",))


def test_a_version_asked_for_before_it_was_noted_what_served_is_published(served: Press) -> None:
    served.publish("v2")
    asked = served.version("v1")
    served.dynamodb.put_item(
        TableName=served.table,
        Item=version_item(replace(asked, version="v3", build=Build.BUILDING, was_live="")),
    )
    served.set_state(replace(served.state, live="v1", history=()))
    assert served.publisher().publish("v3") is Did.PUBLISHED


@pytest.mark.parametrize("at", EVERY_CALL)
def test_two_deliveries_at_once_publish_once(moved_on: Press, at: int) -> None:
    outcomes: list[Did] = []
    slow = Interruption(at)
    slow.interrupt = lambda: outcomes.append(moved_on.publisher().publish("v2"))
    outcomes.append(moved_on.publisher(slow).publish(moved_on.ask("v2")))
    assert sorted(outcomes) == [Did.NOTHING, Did.PUBLISHED]
    assert_serves_v2(moved_on)


@pytest.mark.parametrize("at", EVERY_CALL)
def test_two_deliveries_of_different_drafts_agree_on_one_file(moved_on: Press, at: int) -> None:
    slow = Interruption(at)

    def overtake() -> None:
        moved_on.edit(replace(PASSPORT, id="later", question="Làm lý lịch tư pháp ở đâu?"))
        moved_on.publisher().publish("v2")

    slow.interrupt = overtake
    moved_on.publisher(slow).publish(moved_on.ask("v2"))
    assert_serves_v2(moved_on)
    assert moved_on.version("v2").entries == len(ids(moved_on.edition("v2")))


@pytest.mark.parametrize("at", EVERY_CALL)
def test_a_late_older_version_never_replaces_a_newer_one(moved_on: Press, at: int) -> None:
    slow = Interruption(at)

    def overtake() -> None:
        moved_on.publish("v3")

    slow.interrupt = overtake
    assert moved_on.publisher(slow).publish(moved_on.ask("v2", override="vẫn dùng")) is Did.REFUSED
    assert (moved_on.state.live, moved_on.state.history) == ("v3", ("v1",))
    made = moved_on.version("v2")
    assert (made.build, made.reason) == (Build.REFUSED, reasons.SUPERSEDED)
    assert moved_on.publisher().publish("v2") is Did.NOTHING


@pytest.mark.parametrize("at", EVERY_CALL)
def test_a_newer_version_follows_an_older_one_that_finishes_first(moved_on: Press, at: int) -> None:
    slow = Interruption(at)

    def finish() -> None:
        moved_on.publish("v2")

    slow.interrupt = finish
    assert moved_on.publisher(slow).publish(moved_on.ask("v3")) is Did.PUBLISHED
    assert (moved_on.state.live, moved_on.state.history) == ("v3", ("v2", "v1"))
    for version in ("v2", "v3"):
        assert moved_on.version(version).build is Build.PUBLISHED
        assert moved_on.writes(version) == 1


def test_of_two_first_versions_the_newer_one_serves(press: Press) -> None:
    press.write(PASSPORT)
    slow = Interruption(len(CALLS) - 1)

    def overtake() -> None:
        press.publish("v3")

    slow.interrupt = overtake
    assert press.publisher(slow).publish(press.ask("v2")) is Did.REFUSED
    assert slow.struck == ["dynamodb.transact_write_items"]
    assert (press.state.live, press.state.history) == ("v3", ())


def test_a_version_that_another_one_outdid_is_refused_after_all(moved_on: Press) -> None:
    """v3 is as good as v1; v2, better than both, finishes first."""
    moved_on.write(PASSPORT, STAY)
    slow = Interruption(len(CALLS))

    def outdo() -> None:
        moved_on.write(PASSPORT, STAY, CARD, draft="d3")
        moved_on.publish("v2")

    slow.interrupt = outdo
    assert moved_on.publisher(slow).publish(moved_on.ask("v3")) is Did.REFUSED
    assert (moved_on.state.live, moved_on.state.history) == ("v2", ("v1",))
    assert moved_on.version("v3").right_before == 1000


def test_a_race_that_is_always_lost_is_given_up_without_a_change(moved_on: Press) -> None:
    class Rival(Saboteur):
        def call(self, service: str, name: str, carry_out: Callable[[], Any]) -> Any:
            if name == "transact_write_items":
                rest = [one for one in (*moved_on.state.history, moved_on.state.live) if one != "v1"]
                moved_on.set_state(replace(moved_on.state, live="v1", history=(f"r{len(rest)}", *rest)))
            return super().call(service, name, carry_out)

    with pytest.raises(Conflict):
        moved_on.publisher(Rival()).publish(moved_on.ask("v2"))
    assert moved_on.pauses == [1, 2, 3, 4]
    assert (moved_on.version("v2").build, moved_on.state.live, moved_on.writes("v2")) == (Build.BUILDING, "v1", 1)
    assert moved_on.publisher().publish("v2") is Did.PUBLISHED


def test_a_version_that_ended_meanwhile_is_left_as_it_ended(moved_on: Press) -> None:
    meanwhile = Interruption(len(CALLS))
    meanwhile.interrupt = lambda: moved_on.publisher().give_up("v2", "Error")
    assert moved_on.publisher(meanwhile).publish(moved_on.ask("v2")) is Did.NOTHING
    assert (moved_on.version("v2").build, moved_on.state.live) == (Build.FAILED, "v1")
