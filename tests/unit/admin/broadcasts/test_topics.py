"""The topics that a unit offers to citizens: who defines them, what they must be like, and what is accounted for."""

from typing import Any

import pytest

from dutydesk.stores.content import DynamoContent
from dutydesk.stores.topics import Topic
from functions.admin.broadcasts import topics as rules
from functions.admin.broadcasts.rules import CONTROL, EMPTY, MOVED
from functions.admin.matrix import Role
from tests.unit.admin.banking import before_each, deeds
from tests.unit.admin.broadcasting import OTHER, PATH, UNIT, WISH, furnish
from tests.unit.admin.desk import Answer, TestDesk

FRAUD = {"key": "lua-dao", "name": "Cảnh báo lừa đảo"}
WATER = {"key": "mat-nuoc", "name": "Mất nước"}


@pytest.fixture(autouse=True)
def _units(desk: TestDesk) -> None:
    furnish(desk)


def put(desk: TestDesk, *topics: dict[str, Any], revision: int = 0, username: str = "an", **changes: Any) -> Answer:
    """Replace a unit's topics."""
    body = {"topics": list(topics), "revision": revision} | changes
    return desk.call("PUT", "/admin/topics", body, username=username)


def listed(desk: TestDesk, username: str = "an") -> list[dict[str, Any]]:
    """What an officer reads."""
    answer = desk.call("GET", "/admin/topics", username=username)
    assert answer.status == 200, answer.text
    items: list[dict[str, Any]] = answer.body["items"]
    return items


def seen_by_citizens(desk: TestDesk, unit: str = UNIT) -> tuple[Topic, ...]:
    """What the webhook reads."""
    return DynamoContent(desk.client, desk.tables["content"]).topics(unit)


def test_what_an_editor_defines_is_what_citizens_may_choose_in_that_order(desk: TestDesk) -> None:
    answer = put(desk, WATER, FRAUD)
    assert (answer.status, answer.body) == (200, {"unit": UNIT, "topics": [WATER, FRAUD], "revision": 1})
    assert listed(desk) == [answer.body]
    assert seen_by_citizens(desk) == (Topic(**WATER), Topic(**FRAUD))
    assert deeds(desk) == [("topic.edit", f"topics of {UNIT}", "allowed"), ("topic.read", "topics", "allowed")]


def test_a_unit_that_offers_nothing_is_listed_with_nothing(desk: TestDesk) -> None:
    assert listed(desk) == [{"unit": UNIT, "topics": [], "revision": 0}]


def test_all_topics_are_replaced_at_once_and_only_as_they_were_read(desk: TestDesk) -> None:
    put(desk, WATER)
    assert put(desk, FRAUD).status == 409
    assert put(desk, FRAUD, revision=2).status == 409
    assert seen_by_citizens(desk) == (Topic(**WATER),)
    assert put(desk, FRAUD, revision=1).body["revision"] == 2
    assert put(desk, revision=2).body["topics"] == []
    assert [outcome for *_, outcome in deeds(desk)] == ["allowed", "refused", "refused", "allowed", "allowed"]


def test_of_two_editors_at_the_same_moment_one_is_told_to_read_again(desk: TestDesk) -> None:
    desk.officer("em", roles=("editor",))
    with before_each(desk, "TransactWriteItems", lambda: put(desk, WATER, username="em")):
        answer = put(desk, FRAUD)
    assert (answer.status, answer.body["message"]) == (409, MOVED)
    assert seen_by_citizens(desk) == (Topic(**WATER),)


@pytest.mark.parametrize(
    ("topics", "place", "reason"),
    [
        ([FRAUD | {"key": "Lừa đảo"}], "topics.0.key", rules.NO_SLUG),
        ([FRAUD | {"key": "a" * 41}], "topics.0.key", rules.NO_SLUG),
        ([FRAUD | {"key": "-a"}], "topics.0.key", rules.NO_SLUG),
        ([FRAUD | {"name": "  "}], "topics.0.name", EMPTY),
        ([FRAUD | {"name": "ă" * 41}], "topics.0.name", rules.TOO_LONG),
        ([FRAUD | {"name": "a\x07b"}], "topics.0.name", CONTROL),
        ([FRAUD | {"name": "…"}], "topics.0.name", rules.NO_WORD),
        ([FRAUD, WATER | {"name": "CANH BAO, LUA DAO"}], "topics.1", rules.TWICE),
        ([FRAUD, WATER | {"key": "lua-dao"}], "topics.1", rules.TWICE),
        ([FRAUD, WATER | {"name": "Lừa đảo"}], "topics.1", rules.TWICE),
        ([{"key": f"t{n}", "name": f"Chủ đề {n}"} for n in range(9)], "topics", rules.TOO_MANY),
    ],
    ids=[
        "key with marks",
        "long key",
        "key that begins with a hyphen",
        "no name",
        "long name",
        "control character",
        "name without a word",
        "names that read alike",
        "key twice",
        "a name that reads like a key",
        "nine",
    ],
)
def test_topics_that_citizens_could_not_choose_are_refused_in_both_languages(
    desk: TestDesk, topics: list[dict[str, Any]], place: str, reason: str
) -> None:
    answer = put(desk, *topics)
    assert (answer.status, f"{place}: {reason}" in answer.body["message"]) == (400, True), answer.text
    assert " / " in reason
    assert seen_by_citizens(desk) == ()
    assert [outcome for *_, outcome in deeds(desk)] == ["refused"]


def test_a_name_is_counted_in_characters_after_nfc_and_stored_so(desk: TestDesk) -> None:
    assert put(desk, {"key": "a", "name": "ă" * 40}).body["topics"][0]["name"] == "ă" * 40


def test_nobody_defines_topics_of_another_unit_and_nobody_reads_them(desk: TestDesk) -> None:
    assert put(desk, FRAUD, unit=OTHER).status == 403
    assert seen_by_citizens(desk, OTHER) == ()
    assert [item["unit"] for item in listed(desk)] == [UNIT]
    assert ("topic.edit", "topics", "denied") in deeds(desk)


def test_an_officer_of_two_units_says_whose_they_are(desk: TestDesk) -> None:
    desk.officer("an", roles=("editor",), units=(UNIT, OTHER))
    assert put(desk, FRAUD).status == 400
    assert put(desk, FRAUD, unit=OTHER).body["unit"] == OTHER
    assert [(item["unit"], item["revision"]) for item in listed(desk)] == [(UNIT, 0), (OTHER, 1)]


@pytest.mark.parametrize("role", list(Role))
def test_editors_and_administrators_define_and_every_officer_reads(desk: TestDesk, role: Role) -> None:
    desk.officer("em", roles=(role,))
    may = role in {Role.EDITOR, Role.ADMINISTRATOR}
    assert put(desk, FRAUD, username="em").status == (200 if may else 403)
    assert listed(desk, "em")[0]["revision"] == int(may)
    assert [outcome for *_, outcome in deeds(desk, "em")] == ["allowed" if may else "denied", "allowed"]


def test_nothing_is_defined_when_the_audit_takes_nothing(desk: TestDesk) -> None:
    desk.client.delete_table(TableName=desk.tables["audit"])
    assert put(desk, FRAUD).status == 503
    assert desk.call("GET", "/admin/topics").status == 503
    assert seen_by_citizens(desk) == ()


def test_a_topic_and_a_tag_name_an_audience_and_a_ward_is_all_its_pages(desk: TestDesk) -> None:
    """`audience.units` stands for the pages of a ward; nothing else is needed to mean a ward."""
    desk.officer("an", roles=("editor",), units=(UNIT, OTHER))
    segments = ["tag:to-5", "topic:lua-dao"]
    wish = {**WISH, "unit": UNIT, "audience": {"units": [OTHER], "segments": segments}}
    answer = desk.call("POST", PATH, wish)
    assert answer.status == 201, answer.text
    assert answer.body["audience"]["pages"] == [f"zalo-{OTHER}"]
    assert answer.body["audience"]["segments"] == segments
