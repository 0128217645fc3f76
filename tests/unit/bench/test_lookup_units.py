"""What an attempt is billed as, by the bench's own scales."""

from collections.abc import Iterator

import pytest

from bench.lookup_desk import Fate, Room
from bench.lookup_units import Bill, measure
from bench.lookup_weighing import Weighed
from tests.unit.bench.lookup_in_process import ground_in_process

READ = Weighed(call="GetItem", item="EVENT lookup", size=0, read_units=0.5)
WRITE = Weighed(call="PutItem", item="ASKED", size=512, write_units=1.0)


@pytest.fixture(name="room")
def _room() -> Iterator[Room]:
    with ground_in_process() as ground:
        yield Room.on(ground)


def test_an_attempt_keeps_to_its_budget_after_a_cold_start_and_all_fates_cost_the_same(room: Room) -> None:
    bill = measure(room, room.invite(1))
    assert (bill.read_units, bill.write_units, bill.different) == (3.0, 8.0, 0)
    assert [one.item for one in bill.items[Fate.HIT] if one.call == "TransactWriteItems"] == [
        "EVENT lookup",
        "PERSON TRY",
    ]


def test_the_bill_is_told_item_by_item_for_every_fate(room: Room) -> None:
    bill = measure(room, room.invite(1))
    head, *rows = bill.rows()
    assert all(fate in head for fate in Fate)
    assert len(rows) == len(bill.items[Fate.MISS])
    assert all(len(row) == len(head) for row in rows)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param([READ, WRITE, WRITE], id="one more call"),
        pytest.param([WRITE, READ], id="another order"),
        pytest.param([READ, Weighed(call="PutItem", item="ASKED", size=500, write_units=1.0)], id="a smaller item"),
        pytest.param([READ, Weighed(call="PutItem", item="ASKED", size=512, write_units=2.0)], id="another price"),
    ],
)
def test_a_fate_that_differs_is_counted(other: list[Weighed]) -> None:
    bill = Bill(items={Fate.HIT: [READ, WRITE], Fate.MISS: other, Fate.WRONG: [READ, WRITE]})
    assert bill.different == 1


def test_the_dearest_fate_is_the_price() -> None:
    bill = Bill(items={Fate.HIT: [READ, WRITE], Fate.MISS: [READ, READ]})
    assert (bill.read_units, bill.write_units) == (1.0, 1.0)
