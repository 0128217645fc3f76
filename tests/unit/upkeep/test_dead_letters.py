"""Dead letters have a reason beside them and can go back to work, whatever dies on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from moto.core.utils import unix_time_millis

from dutydesk.errors import MalformedEvent
from dutydesk.stores.letters import DynamoLetters, Redrive
from dutydesk.stores.receipts import DynamoReceipts
from functions.upkeep.upkeep import Upkeep
from tests.unit.upkeep.conftest import House


def always() -> bool:
    return True


class Killed(BaseException):
    """The worker is gone."""


@dataclass
class DyingQueue:
    """An SQS client that kills the worker at its n-th call of one kind, before or after doing it."""

    real: Any
    method: str
    at: int
    after: bool

    def __getattr__(self, name: str) -> Any:
        if name != self.method:
            return getattr(self.real, name)

        def call(**what: Any) -> Any:
            self.at -= 1
            if self.at == 0 and not self.after:
                raise Killed
            done = getattr(self.real, name)(**what)
            if self.at == 0:
                raise Killed
            return done

        return call


def test_a_killed_workers_letter_gets_its_reason(house: House) -> None:
    message_id = house.bury("tip-1")
    assert house.dead_letters().give_reasons(always).without == 1
    assert house.item("FAILURE#tips", message_id)["reason"] == "WorkerDied"


def test_the_reason_that_a_worker_wrote_stays(house: House) -> None:
    message_id = house.bury("tip-1")
    DynamoReceipts(house.dynamodb, house.table).note_failure("tips", message_id, "MalformedEvent", now=house.clock())
    assert house.dead_letters().give_reasons(always).without == 0
    assert house.item("FAILURE#tips", message_id)["reason"] == "MalformedEvent"


def test_every_letter_gets_a_reason_also_beyond_one_batch(house: House) -> None:
    ids = [house.bury(f"tip-{number}", group=f"p{number}") for number in range(25)]
    house.dead_letters().give_reasons(always)
    assert all(house.item("FAILURE#tips", message_id) for message_id in ids)


def test_letters_that_are_looked_at_are_still_counted(house: House) -> None:
    for number in range(3):
        house.bury(f"tip-{number}")
    letters = house.dead_letters()
    letters.give_reasons(always)
    assert letters.number() == 3


def test_letters_go_back_in_the_order_and_the_group_they_had(house: House) -> None:
    for number in range(12):
        house.bury(f"tip-{number}", group=f"p{number % 2}")
    redriven = house.dead_letters().redrive(limit=100, time_left=always)
    assert (redriven.moved, redriven.left) == (12, 0)
    back = house.received("tips")
    for person in ("p0", "p1"):
        of_person = [letter["Body"] for letter in back if letter["Attributes"]["MessageGroupId"] == person]
        assert of_person == [f"tip-{number}" for number in range(12) if f"p{number % 2}" == person]


def test_a_letter_goes_back_under_an_id_of_its_own(house: House) -> None:
    """Within five minutes the queue still remembers the first id, and would take the letter for a copy."""
    house.bury("tip-1")
    house.bury("tip-2")
    house.dead_letters().redrive(limit=2, time_left=always)
    first_ids = {"tip-1", "tip-2"}
    new_ids = {letter["Attributes"]["MessageDeduplicationId"] for letter in house.received("tips")}
    assert len(new_ids) == 2
    assert not new_ids & first_ids


def test_a_letter_that_dies_again_can_go_back_again(house: House) -> None:
    for death in range(2):
        house.sqs.send_message(
            QueueUrl=house.queue("tips-dead"),
            MessageBody="tip-1",
            MessageGroupId="p1",
            MessageDeduplicationId=f"death-{death}",
        )
        house.dead_letters().redrive(limit=10, time_left=always)
        assert house.bodies("tips") == ["tip-1"]


def test_the_failure_says_that_the_letter_went_back(house: House) -> None:
    message_id = house.bury("tip-1")
    DynamoReceipts(house.dynamodb, house.table).note_failure("tips", message_id, "KeyError", now=house.clock())
    house.dead_letters().redrive(limit=1, time_left=always)
    assert house.item("FAILURE#tips", message_id)["redriven_at"] == "2026-03-02T05:00:00.000Z"


def test_a_letter_that_nobody_looked_at_gets_its_reason_when_it_goes_back(house: House) -> None:
    message_id = house.bury("tip-1")
    house.dead_letters().redrive(limit=1, time_left=always)
    assert house.item("FAILURE#tips", message_id)["reason"] == "WorkerDied"


def test_no_more_than_the_limit_goes_back(house: House) -> None:
    for number in range(5):
        house.bury(f"tip-{number}", group=f"p{number}")
    redriven = house.dead_letters().redrive(limit=2, time_left=always)
    assert (redriven.moved, redriven.left) == (2, 3)


@pytest.mark.parametrize("method", ["receive_message", "send_message", "delete_message"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", [1, 2])
def test_dying_between_two_steps_loses_no_letter(
    house: House, a_minute_later: Callable[[], None], method: str, at: int, *, after: bool
) -> None:
    everything = {f"tip-{number}" for number in range(4)}
    for body in sorted(everything):
        house.bury(body, group=body)
    with pytest.raises(Killed):
        house.dead_letters(DyingQueue(house.sqs, method, at, after)).redrive(limit=100, time_left=always)
    a_minute_later()
    house.dead_letters().redrive(limit=100, time_left=always)
    assert set(house.bodies("tips")) == everything
    assert house.dead_letters().number() == 0


def test_a_letter_sent_back_twice_around_a_crash_arrives_once(house: House, a_minute_later: Callable[[], None]) -> None:
    house.bury("tip-1")
    with pytest.raises(Killed):
        house.dead_letters(DyingQueue(house.sqs, "send_message", 1, after=True)).redrive(limit=1, time_left=always)
    a_minute_later()
    house.dead_letters().redrive(limit=1, time_left=always)
    assert house.bodies("tips") == ["tip-1"]


@pytest.fixture
def a_minute_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the visibility time-out of the dead letters pass."""
    now = unix_time_millis

    def pass_by() -> None:
        monkeypatch.setattr("moto.sqs.models.unix_time_millis", lambda *moment: now(*moment) + 61_000)

    return pass_by


class TestOrders:
    """What upkeep may be asked to do."""

    def upkeep(self, house: House, told: list[tuple[str, int, str]] | None = None) -> Upkeep:
        figures = told if told is not None else []
        return Upkeep(
            due=house.due(),
            dead_letters={"tips": house.dead_letters()},
            letters=DynamoLetters(house.dynamodb, house.table),
            clock=house.clock,
            measure=lambda *figure: figures.append(figure),
        )

    def test_a_redrive_says_what_it_did(self, house: House) -> None:
        house.bury("tip-1")
        done = self.upkeep(house).do({"do": "redrive", "queue": "tips"}, always)
        assert done == {"queue": "tips", "moved": 1, "left": 0}

    def test_the_minute_counts_dead_letters_and_gives_reasons(self, house: House) -> None:
        message_id = house.bury("tip-1")
        told: list[tuple[str, int, str]] = []
        assert self.upkeep(house, told).do({"do": "minute"}, always) == {
            "due": 0,
            "redriven": 0,
            "dead_tips": 1,
            "letters": 1,
        }
        assert told == [("DeadLetters", 1, "tips")]
        assert house.item("FAILURE#tips", message_id)["reason"] == "WorkerDied"

    def test_a_queue_that_cannot_be_read_does_not_stop_what_is_due(self, house: House) -> None:
        house.put_due("alert", "01HCASE", house.clock(), {"case_id": "01HCASE", "unit": "u", "attempt": 0})
        upkeep = self.upkeep(house)
        house.sqs.delete_queue(QueueUrl=house.queue("tips-dead"))
        with pytest.raises(ExceptionGroup):
            upkeep.do({"do": "minute"}, always)
        assert len(house.alerts.calls) == 1

    @pytest.mark.parametrize(
        "order",
        [
            {},
            {"do": "dance"},
            {"do": "redrive"},
            {"do": "redrive", "queue": "cases"},
            {"do": "redrive", "queue": ["tips"]},
            {"do": "redrive", "queue": "tips", "limit": 0},
            {"do": "redrive", "queue": "tips", "limit": "5"},
            {"do": "redrive", "queue": "tips", "limit": True},
        ],
        ids=str,
    )
    def test_anything_else_is_refused_and_changes_nothing(self, house: House, order: dict[str, Any]) -> None:
        house.bury("tip-1")
        with pytest.raises(MalformedEvent):
            self.upkeep(house).do(order, always)
        assert house.bodies("tips-dead") == ["tip-1"]


class TestWhatOfficersSee:
    """What upkeep writes down for the console, and what it is asked from there."""

    def upkeep(self, house: House) -> Upkeep:
        return TestOrders().upkeep(house)

    def letters(self, house: House) -> DynamoLetters:
        return DynamoLetters(house.dynamodb, house.table)

    def ask(self, house: House, queue: str = "tips", at: str = "2026-03-02T04:59:00.000Z") -> Redrive:
        asked = Redrive(queue=queue, asked_at=at, asked_by="chu")
        house.dynamodb.transact_write_items(TransactItems=[self.letters(house).ask(asked)])
        return asked

    def test_the_minute_writes_how_many_since_when_and_why(self, house: House) -> None:
        failures = DynamoReceipts(house.dynamodb, house.table)
        for number, reason in enumerate(("KeyError", "KeyError", "Unavailable")):
            message_id = house.bury(f"tip-{number}", group=f"p{number}")
            failures.note_failure("tips", message_id, reason, now=house.clock())
        house.clock.advance(minutes=7)
        self.upkeep(house).do({"do": "minute"}, always)
        seen = self.letters(house).read()
        assert seen.seen_at == "2026-03-02T05:07:00.000Z"
        (tips,) = seen.held
        assert (tips.queue, tips.waiting, tips.oldest) == ("tips", 3, "2026-03-02T05:00:00.000Z")
        assert tips.reasons == {"KeyError": 2, "Unavailable": 1}

    def test_no_word_of_a_letter_is_written_down(self, house: House) -> None:
        house.bury("Xe máy bị mất")
        self.upkeep(house).do({"do": "minute"}, always)
        assert "Xe máy" not in str(house.dynamodb.scan(TableName=house.table)["Items"])

    def test_a_queue_that_cannot_be_counted_is_shown_as_unknown(self, house: House) -> None:
        upkeep = self.upkeep(house)
        house.sqs.delete_queue(QueueUrl=house.queue("tips-dead"))
        with pytest.raises(ExceptionGroup):
            upkeep.do({"do": "minute"}, always)
        (tips,) = self.letters(house).read().held
        assert tips.waiting is None

    def test_what_an_administrator_asked_for_is_done_once(self, house: House) -> None:
        house.bury("tip-1")
        self.ask(house)
        assert self.upkeep(house).do({"do": "minute"}, always)["redriven"] == 1
        done = self.letters(house).read().redrives["tips"]
        assert (done.asked_by, done.moved, done.left) == ("chu", 1, 0)
        assert done.done_at == "2026-03-02T05:00:00.000Z"
        house.bury("tip-2")
        assert self.upkeep(house).do({"do": "minute"}, always)["redriven"] == 0
        assert house.bodies("tips") == ["tip-1"]

    def test_what_is_asked_for_anew_meanwhile_is_not_taken_for_done(self, house: House) -> None:
        asked = self.ask(house)
        self.ask(house, at="2026-03-02T05:00:30.000Z")
        self.letters(house).done(asked, moved=1, left=0, at=house.clock())
        assert self.letters(house).read().redrives["tips"].done_at == ""

    def test_a_queue_that_upkeep_does_not_know_changes_nothing(self, house: House) -> None:
        self.ask(house, queue="nowhere")
        assert self.upkeep(house).do({"do": "minute"}, always)["redriven"] == 0

    def test_with_its_time_over_a_redrive_waits_for_the_next_minute(self, house: House) -> None:
        house.bury("tip-1")
        self.ask(house)
        assert self.upkeep(house).do({"do": "minute"}, lambda: False)["redriven"] == 0
        assert self.letters(house).read().redrives["tips"].done_at == ""
