"""The shelf serves the live version, or the best before it, and says when it could not."""

from functools import cache

import pytest

from dutydesk.stores.bank import BankState
from functions.faq.edition import edition_of, pack
from functions.faq.shelf import CHECK_EVERY_S, PATIENCE_S, UNTIL_THE_FIRST_S, Shelf
from functions.faq.source import Source
from tests.unit.faq.desk import ENTRIES


@cache
def packed(version: str) -> bytes:
    return pack(edition_of(version, ENTRIES[:2]))


class Gone(Exception):
    """What a store raises."""


class FakeSource:
    """The ``Source`` port; ``slow_s`` is what each file takes."""

    def __init__(self, *versions: str, live: str = "", history: tuple[str, ...] = ()) -> None:
        self.found = BankState(live=live, history=history)
        self.files = {version: packed(version) for version in versions}
        self.states = 0
        self.read: list[str] = []
        self.down = False
        self.now = 1000.0
        self.slow_s = 0.0

    def state(self) -> BankState:
        self.states += 1
        if self.down:
            raise Gone
        return self.found

    def file(self, version: str) -> bytes:
        self.read.append(version)
        self.now += self.slow_s
        if version not in self.files:
            raise Gone
        return self.files[version]


_: Source = FakeSource()


class Watched:
    """A shelf over a source, what it served last and what it reported."""

    def __init__(self, source: FakeSource) -> None:
        self.source = source
        self.reported: list[tuple[str, str]] = []
        self.shelf = Shelf(source, broken=self._note, monotonic=lambda: source.now)

    def serves(self, *, after_s: float = 0) -> str:
        """Return the version that serves, '' for none."""
        self.source.now += after_s
        serving = self.shelf.serving()
        return serving.version if serving else ""

    def _note(self, version: str, reason: str) -> None:
        self.reported.append((version, reason))


def test_the_live_version_is_served() -> None:
    shelf = Watched(FakeSource("v1", "v2", live="v2", history=("v1",)))
    assert shelf.serves() == "v2"
    assert (shelf.source.read, shelf.reported) == (["v2"], [])


def test_the_state_is_read_at_most_every_half_minute() -> None:
    shelf = Watched(FakeSource("v1", live="v1"))
    for _ in range(20):
        shelf.serves(after_s=CHECK_EVERY_S / 10)
    assert shelf.source.states == 2
    assert shelf.source.read == ["v1"]


def test_a_new_version_serves_within_half_a_minute() -> None:
    shelf = Watched(FakeSource("v1", "v2", live="v1"))
    shelf.serves()
    shelf.source.found = BankState(live="v2", history=("v1",))
    assert shelf.serves(after_s=CHECK_EVERY_S - 0.1) == "v1"
    assert shelf.serves(after_s=0.2) == "v2"


def test_a_rollback_serves_the_older_version() -> None:
    shelf = Watched(FakeSource("v1", "v2", live="v2"))
    shelf.serves()
    shelf.source.found = BankState(live="v1", history=("v2", "v1"))
    assert shelf.serves(after_s=CHECK_EVERY_S) == "v1"


def test_before_the_first_publication_it_looks_often_and_reports_nothing() -> None:
    shelf = Watched(FakeSource("v1"))
    assert shelf.serves() == ""
    shelf.source.found = BankState(live="v1")
    assert shelf.serves(after_s=UNTIL_THE_FIRST_S - 0.1) == ""
    assert shelf.serves(after_s=0.2) == "v1"
    assert shelf.reported == []


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        pytest.param(None, "Gone", id="missing"),
        pytest.param(b"", "BrokenIndex", id="empty"),
        pytest.param(packed("v3")[:-1], "BrokenIndex", id="cut short"),
        pytest.param(packed("v1"), "BrokenIndex", id="another version's"),
        pytest.param(b"<Error>AccessDenied</Error>", "BrokenIndex", id="something else"),
    ],
)
def test_a_broken_live_version_is_reported_and_the_one_before_serves(file: bytes | None, reason: str) -> None:
    source = FakeSource("v1", "v2", live="v3", history=("v2", "v1"))
    if file is not None:
        source.files["v3"] = file
    shelf = Watched(source)
    assert shelf.serves() == "v2"
    assert shelf.reported == [("v3", reason)]


def test_the_last_good_one_in_memory_serves_without_being_read_again() -> None:
    shelf = Watched(FakeSource("v1", live="v1"))
    shelf.serves()
    shelf.source.found = BankState(live="v2", history=("v1",))
    assert shelf.serves(after_s=CHECK_EVERY_S) == "v1"
    assert shelf.source.read == ["v1", "v2"]


def test_a_version_newer_than_the_one_in_memory_is_preferred() -> None:
    shelf = Watched(FakeSource("v1", "v2", live="v1"))
    shelf.serves()
    shelf.source.found = BankState(live="v3", history=("v2", "v1"))
    assert shelf.serves(after_s=CHECK_EVERY_S) == "v2"


def test_what_is_in_memory_serves_when_no_version_can_be_loaded() -> None:
    shelf = Watched(FakeSource("v1", live="v1"))
    shelf.serves()
    shelf.source.found = BankState(live="v9", history=("v8", "v7"))
    assert shelf.serves(after_s=CHECK_EVERY_S) == "v1"


def test_a_broken_version_is_reported_once_a_check_until_it_is_whole() -> None:
    shelf = Watched(FakeSource("v1", live="v2", history=("v1",)))
    for _ in range(5):
        shelf.serves(after_s=1)
    assert len(shelf.reported) == 1
    shelf.serves(after_s=CHECK_EVERY_S)
    assert len(shelf.reported) == 2
    shelf.source.files["v2"] = packed("v2")
    assert shelf.serves(after_s=CHECK_EVERY_S) == "v2"
    assert len(shelf.reported) == 2


def test_with_nothing_that_can_be_loaded_there_is_no_bank() -> None:
    shelf = Watched(FakeSource(live="v2", history=("v1",)))
    assert shelf.serves() == ""
    assert shelf.reported == [("v2", "Gone")]


def test_a_table_that_does_not_answer_leaves_what_is_in_memory() -> None:
    shelf = Watched(FakeSource("v1", live="v1"))
    shelf.serves()
    shelf.source.down = True
    assert shelf.serves(after_s=CHECK_EVERY_S) == "v1"
    assert shelf.reported == []


def test_a_table_that_does_not_answer_at_a_cold_start_is_reported_and_soon_asked_again() -> None:
    shelf = Watched(FakeSource("v1", live="v1"))
    shelf.source.down = True
    assert shelf.serves() == ""
    assert shelf.reported == [("", "Gone")]
    shelf.source.down = False
    assert shelf.serves(after_s=UNTIL_THE_FIRST_S) == "v1"


def test_a_slow_library_keeps_no_message_waiting_for_long() -> None:
    source = FakeSource(live="v9", history=tuple(f"v{number}" for number in range(8, 0, -1)))
    source.slow_s = PATIENCE_S / 1.5
    shelf = Watched(source)
    assert shelf.serves() == ""
    assert source.read == ["v9", "v8"]
