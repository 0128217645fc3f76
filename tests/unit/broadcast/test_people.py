"""Reading many people: each once, in as few calls as the table allows, and nobody dropped in silence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk.errors import Unavailable
from functions.broadcast.sending.people import TRIES, DynamoAddressees
from tests.unit.broadcast.town import IDENTITIES, PAGES, Town

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ONE = next(iter(PAGES))


class Throttled:
    """A table that leaves all but the first key of a call unread, for as long as it is told."""

    def __init__(self, client: "DynamoDBClient", calls: int) -> None:
        self.client, self.left, self.sizes = client, calls, list[int]()

    def batch_get_item(self, **what: Any) -> Any:
        ((table, asked),) = what["RequestItems"].items()
        keys = asked["Keys"]
        self.sizes.append(len(keys))
        if self.left == 0:
            return self.client.batch_get_item(**what)
        self.left -= 1
        first: Any = {table: {**asked, "Keys": keys[:1]}}
        answer = self.client.batch_get_item(RequestItems=first)
        return {**answer, "UnprocessedKeys": {table: {**asked, "Keys": keys[1:]}} if keys[1:] else {}}


@pytest.fixture(name="town")
def _town(dynamodb: "DynamoDBClient") -> Town:
    return Town(dynamodb)


def addressees(client: Any, pauses: list[int] | None = None) -> DynamoAddressees:
    noted: list[int] = [] if pauses is None else pauses
    return DynamoAddressees(client, IDENTITIES, ThreadPoolExecutor(3), noted.append)


def test_many_are_read_in_hundreds_and_found_with_what_the_rails_ask(town: Town) -> None:
    people = [town.follows(ONE, f"u{number}") for number in range(230)]
    out = town.follows(ONE, "u3", opted_out=True)
    client = Throttled(town.dynamodb, 0)
    found = addressees(client).of([*people, "p" + "f" * 32])
    assert set(found) == set(people)
    assert sorted(client.sizes) == [31, 100, 100]
    assert found[out].recipient.opted_out
    one = found[people[0]]
    assert (one.user_id, one.recipient.platform, one.recipient.follower) == ("u0", "zalo", True)
    assert one.recipient.last_interaction == town.clock() - timedelta(hours=1)
    assert "u0" not in repr(one)


def test_what_the_table_leaves_unread_is_asked_for_again(town: Town) -> None:
    people = [town.follows(ONE, f"u{number}") for number in range(5)]
    pauses: list[int] = []
    client = Throttled(town.dynamodb, 3)
    assert set(addressees(client, pauses).of(people)) == set(people)
    assert client.sizes == [5, 4, 3, 2]
    assert pauses == [1, 2, 3]


def test_a_table_that_leaves_them_unread_for_good_drops_nobody_in_silence(town: Town) -> None:
    people = [town.follows(ONE, f"u{number}") for number in range(TRIES + 2)]
    with pytest.raises(Unavailable):
        addressees(Throttled(town.dynamodb, TRIES + 1)).of(people)
