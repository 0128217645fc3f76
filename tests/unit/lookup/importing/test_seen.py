"""Which numbers a file has named, in little memory."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from functions.lookup.importing.checking import Progress
from functions.lookup.importing.seen import Seen
from tests.unit.lookup.importing.counter import INDEX, invented

MARKS = st.integers(2, 2**64 - 1).map(lambda mark: f"{mark:016x}" + "0" * 16)


@given(digests=st.lists(MARKS | st.sampled_from(["0" * 32, "f" * 16 + "0" * 16]), max_size=50), cut=st.integers(0, 50))
def test_it_says_what_a_dictionary_says_also_after_a_rest(digests: list[str], cut: int) -> None:
    seen = Seen()
    expected: dict[str, int] = {}
    for line, digest in enumerate(digests, start=2):
        if line == cut:
            seen = Seen.unpack(seen.pack())
        assert seen.first(digest, line) == expected.setdefault(digest, line)
    assert len(seen) == len(expected)


def test_a_hundred_thousand_numbers_take_a_few_megabytes() -> None:
    digests = [INDEX.digest(invented(number)) for number in range(100_000)]
    tracemalloc.start()
    seen = Seen()
    for line, digest in enumerate(digests, start=2):
        assert seen.first(digest, line) == line
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert all(seen.first(digest, 1) == line for line, digest in enumerate(digests, start=2))
    assert peak < 6 * 2**20


def test_how_far_a_check_has_come_is_read_as_it_was_written() -> None:
    progress = Progress(etag="e", at=7, line=3, rows=2)
    progress.fault(2, "status", "lạ\n")
    progress.seen.first(INDEX.digest(invented(1)), 2)
    again = Progress.unpack(progress.pack(), etag="e")
    assert (again.at, again.line, again.rows, again.found, again.faults) == (7, 3, 2, 1, progress.faults)
    assert again.seen.first(INDEX.digest(invented(1)), 9) == 2


def test_how_far_the_check_of_another_file_has_come_is_nothing() -> None:
    progress = Progress(etag="e", at=7, line=3, rows=2)
    assert Progress.unpack(progress.pack(), etag="f").rows == 0
    assert Progress.unpack(b"", etag="f").line == 0
