"""By which path a message may reach a person, and why by none: the table's rows at their edges."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dutydesk.rails import ORDER, RAILS, Path, RailName, Recipient, path_of
from dutydesk.stores.broadcasts import Letter

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
"""22:00 in Vietnam."""
MORNING = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
"""06:00 in Vietnam."""
CONSULTATION, TEMPLATE = RailName.ZALO_CONSULTATION, RailName.ZALO_TEMPLATE


def person(**facts: Any) -> Recipient:
    known: dict[str, Any] = {"platform": "zalo", "last_interaction": NOON - timedelta(hours=1)} | facts
    return Recipient(**known)


@pytest.mark.parametrize(
    ("hours_ago", "way"),
    [
        (1, (CONSULTATION, False)),
        (48, (CONSULTATION, False)),
        (48.01, (CONSULTATION, True)),
        (168, (CONSULTATION, True)),
        (168.01, Letter.SKIPPED_WINDOW),
    ],
)
def test_free_words_are_free_for_two_days_and_end_after_seven(hours_ago: float, way: object) -> None:
    to = person(last_interaction=NOON - timedelta(hours=hours_ago))
    assert shown(path_of(to, template=False, now=NOON)) == way


@pytest.mark.parametrize(
    ("now", "way"),
    [
        (NOON, (TEMPLATE, True)),
        (NIGHT - timedelta(seconds=1), (TEMPLATE, True)),
        (NIGHT, Letter.SKIPPED_WINDOW),
        (MORNING - timedelta(seconds=1), Letter.SKIPPED_WINDOW),
        (MORNING, (TEMPLATE, True)),
    ],
)
def test_a_template_reaches_who_never_wrote_but_not_by_night(now: datetime, way: object) -> None:
    assert shown(path_of(person(last_interaction=None), template=True, now=now)) == way


def test_what_is_free_goes_before_a_template() -> None:
    assert shown(path_of(person(), template=True, now=NOON)) == (CONSULTATION, False)


@pytest.mark.parametrize(
    ("to", "letter"),
    [
        (None, Letter.SKIPPED_GONE),
        (person(unreachable=True), Letter.SKIPPED_GONE),
        (person(opted_out=True), Letter.SKIPPED_OPTED_OUT),
        (person(last_interaction=None), Letter.SKIPPED_WINDOW),
        (person(platform="telegram"), Letter.SKIPPED_WINDOW),
    ],
    ids=["unknown", "gone", "opted_out", "never_wrote", "another_platform"],
)
def test_who_cannot_be_reached_is_passed_by_with_the_reason(to: Recipient | None, letter: Letter) -> None:
    assert path_of(to, template=False, now=NOON) is letter


def test_every_rail_says_since_when_and_from_where_it_is_known() -> None:
    for rail in RAILS.values():
        assert datetime.fromisoformat(rail.known_since)
        assert rail.source
    assert all(RAILS[name].served for name in ORDER)


def shown(way: Path | Letter) -> object:
    return way if isinstance(way, Letter) else (way.rail.name, way.billed)
