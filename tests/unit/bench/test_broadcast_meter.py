"""What a call is billed as."""

from typing import Any

import pytest

from bench.broadcast_meter import Meter, read_units, size_of, write_units
from bench.broadcast_prices import PRICES

DYNAMODB = "DynamoDB_20120810."


def test_an_item_is_as_large_as_its_names_and_values() -> None:
    item = {"pk": {"S": "a" * 10}, "viết": {"S": "ê"}, "n": {"N": "1234"}, "yes": {"BOOL": True}}
    assert size_of(item) == (2 + 10) + (6 + 2) + (1 + 3) + (3 + 1)


def test_a_list_counts_its_parts() -> None:
    assert size_of({"l": {"L": [{"S": "ab"}, {"S": "c"}]}}) == 1 + 3 + (1 + 2) + (1 + 1)


@pytest.mark.parametrize(
    ("sizes", "consistent", "together", "units"),
    [
        pytest.param([4096], True, False, 1.0, id="a step"),
        pytest.param([4097], True, False, 2.0, id="a step and a byte"),
        pytest.param([100], False, False, 0.5, id="not consistent"),
        pytest.param([100] * 100, False, False, 50.0, id="a batch: each for itself"),
        pytest.param([100] * 100, False, True, 1.5, id="a query: all together"),
        pytest.param([], True, True, 1.0, id="a query that finds nothing"),
    ],
)
def test_reads_are_billed_by_4_kb(sizes: list[int], consistent: bool, together: bool, units: float) -> None:  # noqa: FBT001  # a table
    assert read_units(sizes, consistent=consistent, together=together) == units


def test_writes_are_billed_by_1_kb_and_twice_in_a_transaction() -> None:
    assert (write_units(0), write_units(1024), write_units(1025)) == (1.0, 1.0, 2.0)
    assert write_units(1025, transactional=True) == 4.0


def test_a_batch_is_billed_for_each_item_also_for_those_that_are_not_there() -> None:
    meter = Meter()
    asked: dict[str, Any] = {"RequestItems": {"t": {"Keys": [{}, {}, {}]}}}
    meter.note(DYNAMODB + "BatchGetItem", asked, {"Responses": {"t": [{"pk": {"S": "a" * 5000}}]}})
    assert meter.used == {"dynamodb_read_units": 1.0 + 0.5 + 0.5}


def test_a_transaction_is_billed_by_the_sizes_of_its_items() -> None:
    meter = Meter()
    meter.note(DYNAMODB + "TransactWriteItems", {}, {}, sizes=[19_000, 900, 0])
    assert meter.used == {"dynamodb_write_units": 2.0 * (19 + 1 + 1)}


@pytest.mark.parametrize(
    ("target", "asked", "used"),
    [
        pytest.param(
            "AmazonSQS.SendMessage",
            {"QueueUrl": "http://q.fifo", "MessageBody": "x" * 65_537},
            {"sqs_fifo_requests": 2.0},
            id="64 KB are one request",
        ),
        pytest.param(
            "AmazonSQS.SendMessageBatch",
            {"QueueUrl": "http://q", "Entries": [{"MessageBody": "x"}] * 10},
            {"sqs_requests": 1.0},
            id="ten in one",
        ),
        pytest.param("TrentService.Decrypt", {}, {"kms_requests": 1.0}, id="a key"),
    ],
)
def test_other_services_are_billed_by_request(target: str, asked: dict[str, Any], used: dict[str, float]) -> None:
    meter = Meter()
    meter.note(target, asked, {})
    assert meter.used == used
    assert set(used) <= set(PRICES)
    assert meter.calls == {target: 1}
