"""Many at once, on DynamoDB's own conditions: calls of several workers in every order that a seed gives.

moto's conditional writes are not atomic between threads, so no two of them run together: each worker waits before each
of its calls until a plan drawn from the seed lets it go on.
"""

import random
import threading
from collections import Counter as Tally
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import pytest

from dutydesk.errands import TicketMessage
from dutydesk.errors import Conflict
from dutydesk.stores.tickets import DynamoTicketTable, Tickets
from dutydesk.tickets import BURNT, State
from functions.lookup.tickets.book import DynamoTicketBook
from functions.lookup.tickets.verdict import Did
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.queues import FakeOutlet
from tests.unit.lookup.tickets.conftest import on_dynamodb
from tests.unit.lookup.tickets.counter import CARD, LINE, Counter, explained, pick, take

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

STEPPED = ("get_item", "put_item", "query", "transact_write_items")


class Turns:
    """Lets one worker on at a time, chosen anew at each call."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._changed = threading.Condition()
        self._waiting: set[int] = set()
        self._running = 0
        self._turn: int | None = None

    def run(self, jobs: Iterable[Callable[[], Any]]) -> list[Any]:
        """Run the jobs, each on a thread of its own; return what they returned, or what they raised."""
        results: dict[int, Any] = {}
        work = list(jobs)
        self._running = len(work)

        def one(number: int, job: Callable[[], Any]) -> None:
            _OWN.number = number
            try:
                results[number] = job()
            except Exception as error:  # noqa: BLE001  # looked at by the test
                results[number] = error
            with self._changed:
                self._running -= 1
                self._choose()

        threads = [threading.Thread(target=one, args=each) for each in enumerate(work)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return [results[number] for number in range(len(work))]

    def step(self) -> None:
        """Wait for the turn."""
        with self._changed:
            self._waiting.add(_OWN.number)
            self._choose()
            self._changed.wait_for(lambda: self._turn == _OWN.number, timeout=60)
            self._turn = None
            self._waiting.discard(_OWN.number)

    def _choose(self) -> None:
        if self._turn is None and self._waiting and len(self._waiting) == self._running:
            self._turn = self._random.choice(sorted(self._waiting))
            self._changed.notify_all()


class Stepping:
    """A client of DynamoDB whose calls wait for their turn."""

    def __init__(self, client: "DynamoDBClient", turns: Turns) -> None:
        self._client, self._turns = client, turns

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._client, name)
        if name == "get_paginator":
            return lambda _operation: _Pages(self)
        if name not in STEPPED:
            return found

        def stepped(**arguments: Any) -> Any:
            self._turns.step()
            return found(**arguments)

        return stepped


class _Pages:
    """Everything that a test reads fits into one page."""

    def __init__(self, client: Stepping) -> None:
        self._client = client

    def paginate(self, **arguments: Any) -> list[Any]:
        page = self._client.query(**arguments)
        assert "LastEvaluatedKey" not in page
        return [page]


_OWN = threading.local()


def together(counter: Counter, client: "DynamoDBClient", seed: int, *messages: TicketMessage) -> list[Any]:
    """Have each message taken by a worker of its own, all at the same time; a lost message comes again."""
    turns = Turns(seed)
    stepping = cast("DynamoDBClient", Stepping(client, turns))
    assert isinstance(counter.book, DynamoTicketBook)
    starts = random.Random(seed)
    worker = replace(
        counter,
        book=replace(counter.book, client=stepping),
        tickets=Tickets(DynamoTicketTable(stepping, counter.book.tickets_table)),
        replies=FakeOutlet(),
        start=starts.randrange,
    )

    def job(message: TicketMessage) -> Any:
        while True:
            try:
                return worker.did(message)
            except Conflict:
                continue

    return turns.run([partial(job, one) for one in messages])


@pytest.mark.parametrize("seed", range(6))
def test_many_take_few_places_and_no_number_is_given_twice(seed: int) -> None:
    with dynamodb_in_process() as client:
        counter = on_dynamodb(client)
        counter.change_office(services=(replace(CARD, capacity=4),))
        did = together(counter, client, seed, *(take(f"p{number}") for number in range(9)))
        assert Tally(did) == {Did.TAKEN: 4, Did.REFUSED: 5}
        assert [seat.number for seat in counter.live()] == [1, 2, 3, 4]
        assert len({seat.ticket_id for seat in counter.live()}) == 4


@pytest.mark.parametrize("seed", range(4))
def test_families_and_others_never_exceed_an_hour(seed: int) -> None:
    with dynamodb_in_process() as client:
        counter = on_dynamodb(client)
        counter.change_office(services=(replace(CARD, capacity=5),))
        messages = [take(f"p{number}", people=number % 3 + 1) for number in range(7)]
        did = together(counter, client, seed, *messages)
        taken = [message for message, result in zip(messages, did, strict=True) if result is Did.TAKEN]
        seats = counter.live()
        assert sum(len(counter.ticket(message.person_id).numbers) for message in taken) == len(seats) <= 5
        assert len({seat.number for seat in seats}) == len(seats)
        assert set(did) <= {Did.TAKEN, Did.REFUSED}


@pytest.mark.parametrize("seed", range(6))
def test_a_freed_place_goes_to_one_while_others_give_back_and_move(seed: int) -> None:
    with dynamodb_in_process() as client:
        counter = on_dynamodb(client)
        first, second = counter.book_for("p1"), counter.book_for("p2")
        did = together(
            counter,
            client,
            seed,
            pick(f"y.......{first.ticket_id}", "p1"),
            take("p2", slot="0900", ref=second.ticket_id),
            *(take(f"x{number}") for number in range(5)),
        )
        assert did[:2] == [Did.CANCELLED, Did.MOVED]
        seats = list(counter.tickets.seats(LINE))
        assert explained(seats, 6)
        live = [seat for seat in seats if seat.slot == "0800" and seat.state not in BURNT]
        assert len(live) == did[2:].count(Did.TAKEN) <= 2
        assert len({seat.number for seat in seats}) == len(seats)


@pytest.mark.parametrize("seed", range(4))
def test_copies_at_the_same_time_give_one_number(seed: int) -> None:
    with dynamodb_in_process() as client:
        counter = on_dynamodb(client)
        did = together(counter, client, seed, *[take("p1", event="e1")] * 4)
        assert Tally(did) == {Did.TAKEN: 1, Did.REPEATED: 3}
        assert len(counter.live()) == 1


@pytest.mark.parametrize("seed", range(4))
def test_one_person_with_two_hours_at_once_has_one_number(seed: int) -> None:
    with dynamodb_in_process() as client:
        counter = on_dynamodb(client)
        did = together(counter, client, seed, take("p1"), take("p1", slot="0900"), take("p1", slot="1400"))
        assert Tally(did) == {Did.TAKEN: 1, Did.SHOWN: 2}
        assert len(counter.live()) == 1


@pytest.mark.parametrize("seed", range(4))
def test_an_offer_taken_while_its_time_ends_is_one_persons(seed: int) -> None:
    with dynamodb_in_process() as client:
        counter = on_dynamodb(client)
        counter.change_office(hours="1-5 08:00-09:00", services=(replace(CARD, capacity=1),))
        given = counter.book_for("p0")
        for person in ("w1", "w2"):
            counter.hear(pick("w.tru-so.cccd.20260303..1", person))
            counter.clock.advance(seconds=1)
        counter.hear(pick(f"y.......{given.ticket_id}", "p0"))
        (offer,) = counter.look()
        accept, decline = (button.payload.removeprefix("#so ") for button in offer.buttons)
        together(counter, client, seed, pick(accept, "w1"), pick(decline, "w1"), take("x1"), take("w2"))
        live = [seat for seat in counter.live() if seat.state is State.BOOKED]
        assert len(counter.live()) <= 1
        assert len({seat.number for seat in live}) == len(live)
        assert explained(list(counter.tickets.seats(LINE)), 1)
