"""A draft becomes the version that serves."""

from dataclasses import replace
from typing import Any

import pytest

from dutydesk.stores.bank import HISTORY_KEPT, BankState, Build
from functions.faq.publishing import reasons
from functions.faq.publishing.publisher import Did
from functions.faq.search import Search
from tests.faults.sabotage import Interruption
from tests.unit.faq.publishing.press import (
    CARD,
    PASSPORT,
    READ_AGAIN,
    STAY,
    STRANGE,
    Press,
)


def test_a_draft_is_published_and_answers(press: Press) -> None:
    press.write(PASSPORT, STAY, CARD)
    assert press.publish("v1") is Did.PUBLISHED
    edition = press.edition("v1")
    assert edition.version == press.state.live == "v1"
    assert Search(edition.index).find(STAY.question).candidates[0].entry == STAY.id
    assert edition.answers[STAY.id].answer == STAY.answer


def test_the_version_says_what_was_made_of_it(press: Press) -> None:
    press.write(PASSPORT, STAY, draft="d7")
    press.add_trials((PASSPORT.question, "passport"), (STRANGE, "none"), (STAY.question, "passport"))
    press.publish("v1")
    made = press.version("v1")
    assert (made.build, made.draft, made.revision, made.entries) == (Build.PUBLISHED, "d7", 1, 2)
    assert (made.trials, made.right_now, made.right_before) == (3, 666, -1)
    assert (made.finished_at, made.reason, made.by) == ("2026-03-02T05:00:00.000Z", "", "an")


def test_the_version_before_moves_into_the_history(served: Press) -> None:
    served.publish("v2")
    served.publish("v3")
    assert (served.state.live, served.state.history) == ("v3", ("v2", "v1"))


def test_the_history_is_bounded(served: Press) -> None:
    many = tuple(f"old{number}" for number in range(HISTORY_KEPT))
    served.set_state(replace(served.state, history=many))
    served.publish("v2")
    assert served.state.history == ("v1", *many[:-1])


def test_the_history_names_each_version_once(served: Press) -> None:
    """After a rollback to ``old`` it is in the history still."""
    served.set_state(replace(served.state, live="old", history=("v1", "old", "older")))
    served.publish("v2")
    assert served.state.history == ("old", "v1", "older")


def test_a_state_that_names_only_the_draft_is_enough(press: Press) -> None:
    press.write(PASSPORT)
    press.dynamodb.update_item(
        TableName=press.table, Key={"pk": {"S": "BANK"}, "sk": {"S": "STATE"}}, UpdateExpression="REMOVE live, history"
    )
    assert press.publish("v1") is Did.PUBLISHED
    assert press.state == BankState(draft="d1", revision=1, live="v1")


def test_what_editors_do_while_a_version_is_built_stays_done(served: Press) -> None:
    busy = Interruption(READ_AGAIN + 1)
    busy.interrupt = lambda: served.edit(replace(STAY, answer="Mới"))
    assert served.publisher(busy).publish(served.ask("v2")) is Did.PUBLISHED
    assert busy.struck
    assert (served.state.revision, served.version("v2").revision) == (2, 1)
    assert served.edition("v2").answers["stay"].answer == STAY.answer


@pytest.mark.parametrize("build", [Build.PUBLISHED, Build.REFUSED, Build.FAILED])
def test_a_version_that_has_ended_is_left_alone(served: Press, build: Build) -> None:
    before, asked = served.state, served.ask("v2", build=build)
    assert served.publisher().publish(asked) is Did.NOTHING
    assert (served.state, served.version("v2").finished_at, served.writes("v2")) == (before, "", 0)


def test_a_version_that_nobody_asked_for_is_nothing_to_do(served: Press) -> None:
    assert served.publisher().publish("v9") is Did.NOTHING
    assert (served.state.live, served.writes("v9")) == ("v1", 0)


def test_a_version_given_up_says_so_without_its_cause_in_words(served: Press) -> None:
    served.ask("v2")
    served.publisher().give_up("v2", "ClientError")
    made = served.version("v2")
    assert (made.build, made.reason) == (Build.FAILED, reasons.broken_off("ClientError"))
    assert made.finished_at
    assert served.state.live == "v1"


def test_a_version_that_has_ended_is_not_given_up(served: Press) -> None:
    served.publisher().give_up("v1", "ClientError")
    served.publisher().give_up("v9", "ClientError")
    assert served.version("v1").build is Build.PUBLISHED
    assert served.bank.version("v9") is None


def test_everything_is_read_as_last_written(served: Press) -> None:
    reads: list[bool] = []
    asked = served.ask("v2")

    def note(params: dict[str, Any], **_: Any) -> None:
        reads.append(params["ConsistentRead"])

    for operation in ("GetItem", "Query"):
        served.dynamodb.meta.events.register(f"provide-client-params.dynamodb.{operation}", note)
    served.publisher().publish(asked)
    assert reads == [True] * 5
