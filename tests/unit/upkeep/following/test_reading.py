"""A list longer than can be read is read in parts, and nobody who can be seen is passed over."""

from datetime import date, timedelta

import pytest

from dutydesk.platforms.zalo.directory import LAST_OFFSET, Listed
from functions.upkeep.following.reading import Reading
from functions.upkeep.following.segments import EARLIEST, EVERYBODY, Segment
from tests.fakes.clock import NOON
from tests.unit.upkeep.following.platform import TOKEN, FakeDirectory, crowd

TODAY = date(2026, 3, 2)
MOST_CALLS = 5_000


def read_all(directory: FakeDirectory) -> tuple[Reading, set[str]]:
    """Read to the end; return the last state and whom it showed."""
    reading, seen = Reading(page_id="p").begun(NOON), set[str]()
    for _ in range(MOST_CALLS):
        segment = reading.segments[0]
        listed = directory.followers(access_token=TOKEN, offset=reading.offset, between=segment.between)
        if reading.is_too_long(listed):
            reading = reading.cut(listed)
            continue
        seen.update(listed.user_ids)
        reading = reading.read(listed, added=0, mended=0)
        if not reading.is_under_way:
            return reading, seen
    raise AssertionError("it never ends")


def days(number: int) -> list[date]:
    return [TODAY - timedelta(days=back) for back in range(number)]


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 9_950, 9_951, 10_000], ids=str)
def test_a_list_that_can_be_read_is_read_whole_in_as_few_calls_as_there_are_fifties(count: int) -> None:
    directory = FakeDirectory(crowd(count, [None]))
    _, seen = read_all(directory)
    assert seen == set(directory.people)
    assert len(directory.offsets) == max(1, -(-count // 50))


@pytest.mark.parametrize(("count", "spread"), [(10_001, 2), (25_000, 40), (31_000, 3_000)], ids=["2", "40", "3000"])
def test_a_longer_list_is_read_by_days_and_everybody_is_found(count: int, spread: int) -> None:
    directory = FakeDirectory(crowd(count, days(spread)))
    last, seen = read_all(directory)
    assert seen == set(directory.people)
    assert (last.found, last.missed) == (count, 0)
    assert max(directory.offsets) <= LAST_OFFSET
    assert len(directory.offsets) < count / 50 * 1.2 + 60


def test_of_a_day_with_more_than_can_be_read_the_others_are_counted_as_missed() -> None:
    directory = FakeDirectory(crowd(12_000, [TODAY]))
    last, seen = read_all(directory)
    assert len(seen) == 10_000
    assert last.missed == 2_000


def test_people_who_are_in_no_days_are_looked_for_among_the_first_of_everybody() -> None:
    quiet = crowd(4_000, [None])
    busy = {"9" + user: day for user, day in crowd(8_000, days(10)).items()}
    directory = FakeDirectory(quiet | busy)
    last, seen = read_all(directory)
    assert set(directory.people) == seen
    assert last.missed == 2_000, "at the most: how many of the first were in the days as well, nobody can tell"


def test_when_the_days_show_everybody_nobody_is_read_twice() -> None:
    directory = FakeDirectory(crowd(12_000, days(2)))
    read_all(directory)
    assert len(directory.offsets) < 12_000 / 50 + 60


def test_somebody_who_leaves_the_list_hides_nobody_behind() -> None:
    directory = FakeDirectory(crowd(500, [None]))
    left = list(directory.people)[:3]

    def leave(number: int) -> None:
        if number == 4:
            for user in left:
                del directory.people[user]

    directory.before = leave
    last, seen = read_all(directory)
    assert set(directory.people) <= seen
    assert (last.found, last.missed) == (497, 0)


def test_the_last_answer_of_a_list_begins_where_the_platform_allows_it_whoever_left() -> None:
    directory = FakeDirectory(crowd(12_000, [TODAY]))

    def leave(_number: int) -> None:
        if directory.offsets and directory.offsets[-1] == 9_850 and len(directory.people) == 12_000:
            for user in list(directory.people)[:23]:
                del directory.people[user]

    directory.before = leave
    _, seen = read_all(directory)
    assert directory.offsets.count(LAST_OFFSET) >= 1
    assert set(list(directory.people)[:10_000]) <= seen


def test_somebody_who_writes_meanwhile_is_still_ahead() -> None:
    """Parts go from the oldest day on; who writes moves to today, the last of them."""
    directory = FakeDirectory(crowd(20_000, days(400)))
    movers = [user for user, day in directory.people.items() if day and day < TODAY - timedelta(days=200)][:40]

    def write(number: int) -> None:
        if number >= 30 and movers:
            directory.people[movers.pop()] = TODAY

    directory.before = write
    everybody = set(directory.people)
    _, seen = read_all(directory)
    assert seen == everybody


def test_an_answer_that_is_empty_ends_a_list_whatever_its_total_says() -> None:
    reading = Reading(page_id="p").begun(NOON)
    assert not reading.read(Listed(total=400, length=0, user_ids=()), added=0, mended=0).is_under_way


def test_segments_are_halved_down_to_a_day_without_gap_or_overlap() -> None:
    parts = [Segment(first=EARLIEST, last=TODAY)]
    while any(part.halves() for part in parts):
        parts = [half for part in parts for half in (part.halves() or (part,))]
    covered = [part.first for part in parts if part.first]
    assert all(part.first == part.last for part in parts)
    assert covered == [EARLIEST + timedelta(days=number) for number in range((TODAY - EARLIEST).days + 1)]


@pytest.mark.parametrize("segment", [EVERYBODY, Segment(first=EARLIEST, last=TODAY)], ids=["everybody", "days"])
def test_a_segment_is_read_as_it_was_kept(segment: Segment) -> None:
    assert Segment.of(segment.plain()) == segment
