"""Whatever comes of an attempt: the same calls, with items of the same sizes, at the same price."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from dutydesk.stores.offices import DynamoOffices, office_item
from dutydesk.text import catalogue_lookup as catalogue
from functions.lookup.cards import Status
from functions.lookup.status.rules import NUMBERS_A_DAY, PAGE_A_DAY
from functions.lookup.status.store import DynamoLookupBook
from tests.fakes.aws import dynamodb_in_process
from tests.unit.lookup.status.conftest import on_dynamodb
from tests.unit.lookup.status.desk import (
    BORN_TYPED,
    NUMBER,
    OFFICE,
    PAGE,
    WRONG_TYPED,
    TestDesk,
    ask,
    invented_number,
    slot,
)
from tests.unit.lookup.status.recording import Call, RecordingClient

MOST_READ_UNITS, MOST_WRITE_UNITS = 3, 8
READ_TOGETHER = ("LIVE #", "CARD #", "PERSON TRY", "ASKED #")
SENT = (198, 98, 246, 143, 589, 1355)
UNKNOWN = invented_number(999)
_serial = count(1)


@dataclass
class Metered:
    """A desk on moto whose calls are written down."""

    desk: TestDesk
    client: RecordingClient

    def attempt(self, words: str, *, person: str = "p1", event_length: int = 20) -> tuple[str, list[Call]]:
        """Make an attempt; return what was said, and the calls."""
        self.client.calls.clear()
        message = ask(words, person=person, event=f"zalo:user_send_text:1:{next(_serial):0{event_length}}")
        return self.desk.said(message), list(self.client.calls)


@pytest.fixture
def metered() -> Iterator[Metered]:
    with dynamodb_in_process() as real:
        desk = on_dynamodb(real)
        client = RecordingClient(real)
        assert isinstance(desk.book, DynamoLookupBook)
        desk.book = replace(desk.book, client=client)  # type: ignore[arg-type]  # records and passes on
        desk.holds(slot())
        yield Metered(desk, client)


def locked(desk: TestDesk) -> None:
    for _ in range(5):
        desk.tries(born=WRONG_TYPED)


def person_capped(desk: TestDesk) -> None:
    for serial in range(NUMBERS_A_DAY):
        desk.tries(number=invented_number(100 + serial))


def page_capped(desk: TestDesk) -> None:
    assert isinstance(desk.book, DynamoLookupBook)
    day = (desk.clock() + timedelta(hours=7)).date().isoformat()
    item: dict[str, Any] = {
        "pk": {"S": f"PAGE#{PAGE}#{day}"},
        "sk": {"S": "#"},
        "tries": {"N": str(PAGE_A_DAY)},
    }
    desk.book.client.put_item(TableName=desk.book.idcards_table, Item=item)


def besieged(desk: TestDesk) -> None:
    for stranger in range(10):
        desk.tries(person=f"x{stranger}", born=WRONG_TYPED)


def known(desk: TestDesk) -> None:
    desk.tries()


def nothing(_desk: TestDesk) -> None:
    """Leave the table as it is."""


HIT, WRONG, MISS = f"{NUMBER} {BORN_TYPED}", f"{NUMBER} {WRONG_TYPED}", f"{UNKNOWN} {BORN_TYPED}"
OUTCOMES = [
    pytest.param(nothing, HIT, False, id="hit"),
    pytest.param(nothing, WRONG, True, id="wrong date"),
    pytest.param(nothing, MISS, True, id="miss"),
    pytest.param(locked, HIT, True, id="locked, right date"),
    pytest.param(locked, WRONG, True, id="locked, wrong date"),
    pytest.param(person_capped, HIT, True, id="too many numbers"),
    pytest.param(page_capped, HIT, True, id="the page is asked too much"),
    pytest.param(besieged, HIT, True, id="slowed"),
    pytest.param(known, HIT, False, id="known, right date"),
    pytest.param(known, WRONG, True, id="known, wrong date"),
]


@pytest.mark.parametrize(("before", "words", "learns_nothing"), OUTCOMES)
def test_every_outcome_makes_the_same_calls_with_items_of_the_same_sizes_at_the_same_price(
    metered: Metered, before: Callable[[TestDesk], None], words: str, *, learns_nothing: bool
) -> None:
    before(metered.desk)
    said, calls = metered.attempt(words)
    assert (said == catalogue.NOT_FOUND) is learns_nothing
    noted = "ASKED KNOWN" if before is known else "ASKED #"
    assert calls == [
        Call(name="get_item", items=("EVENT lookup",), sent_bytes=58, read_units=0.5),
        Call(name="update_item", items=("PERSON ASKING",), sent_bytes=SENT[0], write_units=1),
        Call(name="update_item", items=("PAGE #",), sent_bytes=SENT[1], write_units=1),
        Call(name="update_item", items=("DAY #",), sent_bytes=SENT[2], write_units=1),
        Call(name="batch_get_item", items=READ_TOGETHER, sent_bytes=SENT[3], read_units=2.0),
        Call(name="put_item", items=(noted,), sent_bytes=SENT[4], write_units=1),
        Call(name="transact_write_items", items=("EVENT lookup", "PERSON TRY"), sent_bytes=SENT[5], write_units=4),
    ]
    assert sum(call.read_units for call in calls) <= MOST_READ_UNITS
    assert sum(call.write_units for call in calls) <= MOST_WRITE_UNITS


def test_the_offices_of_a_cold_start_still_fit_into_three_read_units(metered: Metered) -> None:
    client, desk = metered.client, metered.desk
    client.real.put_item(TableName="dutydesk-test-content", Item=office_item(OFFICE))
    offices = DynamoOffices(client, "dutydesk-test-content")  # type: ignore[arg-type]  # records and passes on
    desk.offices = offices  # type: ignore[assignment]  # the real one
    said, calls = metered.attempt(HIT)
    assert OFFICE.name in said
    assert sum(call.read_units for call in calls) == MOST_READ_UNITS
    assert "query" not in [call.name for call in metered.attempt(MISS)[1]]


@pytest.mark.parametrize("length", [20, 107, 300], ids=["usual", "the longest of Zalo", "an absurd one"])
def test_the_receipts_of_all_answers_are_equally_large_whatever_the_events_key(metered: Metered, length: int) -> None:
    receipts = {metered.attempt(words, event_length=length)[1][-1].sent_bytes for words in (HIT, WRONG, MISS)}
    metered.desk.holds(slot(Status.PRINTED))
    receipts.add(metered.attempt(HIT, event_length=length)[1][-1].sent_bytes)
    assert len(receipts) == 1
    assert sum(call.write_units for call in metered.attempt(HIT, event_length=min(length, 107))[1]) <= MOST_WRITE_UNITS


def test_a_long_address_leaves_lines_out_and_never_makes_a_receipt_larger(metered: Metered) -> None:
    long = replace(OFFICE, address="đường Mẫu " * 60)
    metered.desk.offices.offices = (long,)
    said, calls = metered.attempt(HIT)
    assert said.startswith("Thẻ căn cước đã có")
    assert catalogue.BRING in said
    assert "đường Mẫu" not in said
    assert calls[-1].write_units == 4


def test_every_short_text_fits_into_the_room_that_is_always_there() -> None:
    texts = [catalogue.NOT_FOUND, catalogue.HANDED_OVER, catalogue.RETURNED]
    assert all(len(text.encode()) <= catalogue.SHORT_BYTES for text in texts)
    button = catalogue.WATCH_BUTTON
    with_button = len((catalogue.NOT_READY + button.title + button.payload).encode()) + 30
    assert with_button <= catalogue.SHORT_BYTES


def test_a_message_of_the_dialogue_before_the_attempt_costs_half_a_read_and_two_writes(metered: Metered) -> None:
    said, calls = metered.attempt(NUMBER)
    assert said == catalogue.ASK_DATE
    assert (sum(call.read_units for call in calls), sum(call.write_units for call in calls)) == (0.5, 2)
