"""The computed table of identities: as a broadcast reads the real one."""

from typing import Any

import pytest

from bench.broadcast_cloud import IDENTITIES
from bench.broadcast_crowd import PAGE_BYTES, Identities
from bench.broadcast_meter import size_of
from dutydesk.stores.identities import page_shard
from local.platforms.crowd import COUNT_MAX

PAGE, PEOPLE = "zalo-quan-mau", 9_000


@pytest.fixture(name="crowd", scope="module")
def _crowd() -> Identities:
    return Identities(page_id=PAGE, oa_id="4318000000000104739", count=PEOPLE)


def _read(crowd: Identities, shard: str, *, after: str = "") -> list[list[dict[str, Any]]]:
    """Read a shard to its end, page by page, as the paginator does."""
    values = {":shard": {"S": page_shard(PAGE, shard)}} | ({":after": {"S": after}} if after else {})
    asked: dict[str, Any] = {"TableName": IDENTITIES, "ExpressionAttributeValues": values}
    pages = []
    while True:
        answer = crowd.answer("Query", asked)
        pages.append(answer["Items"])
        if "LastEvaluatedKey" not in answer:
            return pages
        asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def test_the_shards_hold_everybody_once_in_order_and_no_page_is_too_large(crowd: Identities) -> None:
    people = []
    for shard in "0123":
        pages = _read(crowd, shard)
        mine = [item["person_id"]["S"] for page in pages for item in page]
        assert mine == sorted(mine)
        assert all(sum(map(size_of, page)) <= PAGE_BYTES for page in pages)
        people += mine
    assert len(people) == len(set(people)) == PEOPLE


def test_reading_goes_on_behind_a_person(crowd: Identities) -> None:
    (everybody,) = _read(crowd, "2")
    (rest,) = _read(crowd, "2", after=everybody[9]["person_id"]["S"])
    assert rest == everybody[10:]


def test_a_long_shard_takes_several_pages() -> None:
    pages = _read(Identities(page_id=PAGE, oa_id="1", count=5 * PEOPLE), "1")
    assert len(pages) > 1


def test_people_are_those_of_the_simulated_crowd_and_cost_what_their_whole_items_weigh(crowd: Identities) -> None:
    person = _read(crowd, "0")[0][0]["person_id"]["S"]
    names = {"#pk": "pk", "#user_id": "user_id"}
    wanted = {"Keys": [{"pk": {"S": f"PERSON#{person}"}, "sk": {"S": "#"}}], "ExpressionAttributeNames": names}
    asked = {"RequestItems": {IDENTITIES: wanted}}
    answer = crowd.answer("BatchGetItem", asked)
    (item,) = answer["Responses"][IDENTITIES]
    assert set(item) == {"pk", "user_id"}
    assert int(item["user_id"]["S"][-8:]) < PEOPLE < COUNT_MAX
    (billed,) = crowd.billed("BatchGetItem", asked, answer)["Responses"][IDENTITIES]
    assert size_of(billed) > size_of(item)


def test_who_is_not_there_is_left_out_of_a_batch(crowd: Identities) -> None:
    wanted = {"Keys": [{"pk": {"S": "PERSON#pabc"}, "sk": {"S": "#"}}], "ExpressionAttributeNames": {"#pk": "pk"}}
    assert crowd.answer("BatchGetItem", {"RequestItems": {IDENTITIES: wanted}})["Responses"] == {IDENTITIES: []}


def test_what_no_broadcast_asks_is_refused(crowd: Identities) -> None:
    with pytest.raises(ValueError, match="Scan"):
        crowd.answer("Scan", {})
