"""Who is in which segment: one behaviour, over the fake and over DynamoDB; and the topics of a unit."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from dutydesk.errors import NotFound
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.identities import DynamoIdentities, Identities, Identity
from dutydesk.stores.items import from_item, key
from dutydesk.stores.segments import Wishes, decision, tag_segment, topic_segment
from dutydesk.stores.topics import Topic, said_as, topics_item
from tests.fakes.people import FakeIdentities
from tests.fakes.tables import PREFIX

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PERSON = Identity(person_id="p1", platform="zalo", page_id="zalo-mau", oa_id="77", user_id="9007199254740993")
FRAUD, WATER = topic_segment("lua-dao"), topic_segment("mat-nuoc")
TABLE = PREFIX + "identities"


@pytest.fixture(name="identities", params=["fake", "dynamodb"])
def _identities(request: pytest.FixtureRequest, dynamodb: "DynamoDBClient") -> Identities:
    known: Identities = FakeIdentities() if request.param == "fake" else DynamoIdentities(dynamodb, TABLE)
    known.note(PERSON, at=NOW)
    return known


def test_a_person_is_in_the_segments_decided_on_and_in_no_other(identities: Identities) -> None:
    assert identities.decide("p1", FRAUD, on=True, at=NOW).segments == {FRAUD}
    assert identities.decide("p1", WATER, on=True, at=NOW).segments == {FRAUD, WATER}
    assert identities.decide("p1", FRAUD, on=False, at=NOW + timedelta(seconds=1)).segments == {WATER}


def test_the_last_segment_can_be_left_and_entered_again(identities: Identities) -> None:
    for second, on in enumerate((True, False, True)):
        wishes = identities.decide("p1", FRAUD, on=on, at=NOW + timedelta(seconds=second))
        assert wishes.segments == ({FRAUD} if on else set())


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_of_decisions_the_latest_made_holds_in_whatever_order_they_come(
    identities: Identities, order: tuple[int, ...]
) -> None:
    made = [(True, NOW), (False, NOW + timedelta(seconds=1)), (True, NOW + timedelta(seconds=2))]
    for on, at in [made[number] for number in (*order, *order)]:
        wishes = identities.decide("p1", FRAUD, on=on, at=at)
    assert wishes.segments == {FRAUD}


def test_of_two_decisions_of_one_moment_the_first_stands(identities: Identities) -> None:
    identities.decide("p1", FRAUD, on=True, at=NOW)
    assert identities.decide("p1", FRAUD, on=False, at=NOW).segments == {FRAUD}


def test_a_later_decision_about_one_segment_keeps_none_about_another_from_coming(identities: Identities) -> None:
    identities.decide("p1", FRAUD, on=True, at=NOW + timedelta(days=1))
    assert identities.decide("p1", WATER, on=True, at=NOW).segments == {FRAUD, WATER}


def test_a_note_tells_what_the_person_wishes_and_changes_none_of_it(identities: Identities) -> None:
    identities.decide("p1", FRAUD, on=True, at=NOW)
    identities.choose("p1", opted_out=True, at=NOW)
    wishes = identities.note(PERSON, at=NOW + timedelta(days=1))
    assert wishes == Wishes(opted_out=True, segments=frozenset({FRAUD}))


def test_nobody_unknown_is_put_anywhere(identities: Identities) -> None:
    with pytest.raises(NotFound):
        identities.decide("p9", FRAUD, on=True, at=NOW)
    assert identities.get("p9") is None


def test_a_tag_that_comes_beside_a_choice_loses_neither(dynamodb: "DynamoDBClient") -> None:
    """They are written by two functions, each without reading."""
    identities = DynamoIdentities(dynamodb, TABLE)
    identities.note(PERSON, at=NOW)
    by_officer = decision(TABLE, "p1", tag_segment("to-5"), on=True, at=NOW)
    identities.decide("p1", FRAUD, on=True, at=NOW)
    dynamodb.update_item(**by_officer)
    item = from_item(dynamodb.get_item(TableName=TABLE, Key=key("PERSON#p1"))["Item"])
    assert item["segments"] == [tag_segment("to-5"), FRAUD]


def test_a_units_topics_come_in_the_editors_order(dynamodb: "DynamoDBClient") -> None:
    topics = (Topic(key="mat-nuoc", name="Mất nước"), Topic(key="lua-dao", name="Cảnh báo lừa đảo"))
    dynamodb.put_item(TableName=PREFIX + "content", Item=topics_item("phuong-mau-1", topics, revision=1))
    content = DynamoContent(dynamodb, PREFIX + "content")
    assert content.topics("phuong-mau-1") == topics
    assert content.topics("phuong-mau-2") == ()


@pytest.mark.parametrize("text", ["An ninh, trật tự", "AN NINH - TRAT TU", "  an  ninh…trật tự! "])
def test_names_that_read_alike_are_one(text: str) -> None:
    assert said_as(text) == "an ninh trat tu"
