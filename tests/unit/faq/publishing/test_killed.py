"""A delivery that ends between two calls, and the next one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dutydesk.stores.bank import Build
from functions.faq.publishing.publisher import Did
from tests.faults.sabotage import Killed, Saboteur
from tests.unit.faq.publishing.press import CALLS, CARD, EVERY_CALL, PASSPORT, Press, assert_serves_v2, ids


def test_the_calls_are_these(moved_on: Press) -> None:
    seen: list[str] = []

    class Listener(Saboteur):
        def call(self, service: str, name: str, carry_out: Callable[[], Any]) -> Any:
            seen.append(f"{service}.{name}")
            return super().call(service, name, carry_out)

    assert moved_on.publisher(Listener()).publish(moved_on.ask("v2")) is Did.PUBLISHED
    assert seen == CALLS
    assert_serves_v2(moved_on)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("at", EVERY_CALL)
def test_killed_at_any_call_the_next_delivery_finishes(moved_on: Press, at: int, moment: str) -> None:
    with pytest.raises(Killed):
        moved_on.publisher(Saboteur(at, moment=moment)).publish(moved_on.ask("v2"))
    was_done = at == len(CALLS) and moment == "after"
    assert moved_on.state.live == ("v2" if was_done else "v1")
    assert moved_on.publisher().publish("v2") is (Did.NOTHING if was_done else Did.PUBLISHED)
    assert_serves_v2(moved_on)
    assert moved_on.publisher().publish("v2") is Did.NOTHING
    assert_serves_v2(moved_on)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("at", EVERY_CALL)
def test_what_serves_is_of_the_revision_that_the_version_names(moved_on: Press, at: int, moment: str) -> None:
    """The draft moves on between a killed delivery and the next: the file that lies there already is the version."""
    with pytest.raises(Killed):
        moved_on.publisher(Saboteur(at, moment=moment)).publish(moved_on.ask("v2"))
    was_written = moved_on.writes("v2") == 1
    moved_on.edit(replace(PASSPORT, id="later", question="Làm lý lịch tư pháp ở đâu?"))
    moved_on.publisher().publish("v2")
    assert_serves_v2(moved_on)
    assert (moved_on.version("v2").revision, "later" in ids(moved_on.edition("v2"))) == (
        (2, False) if was_written else (3, True)
    )
    assert moved_on.version("v2").entries == len(ids(moved_on.edition("v2")))


def test_a_refusal_interrupted_is_a_refusal_at_the_next_delivery(moved_on: Press) -> None:
    moved_on.write(CARD)
    asked = moved_on.ask("v2")
    for moment in ("before", "after"):
        with pytest.raises(Killed):
            moved_on.publisher(Saboteur(1, only="dynamodb", moment=moment)).publish(asked)
    with pytest.raises(Killed):
        moved_on.publisher(Saboteur(4, only="dynamodb", moment="before")).publish(asked)
    assert moved_on.version("v2").build is Build.BUILDING
    assert moved_on.publisher().publish(asked) is Did.REFUSED
    assert moved_on.publisher().publish(asked) is Did.NOTHING
    assert (moved_on.state.live, moved_on.writes("v2")) == ("v1", 0)
