"""One behaviour for the ports in memory and on AWS."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dutydesk.clock import iso
from dutydesk.stores.card_imports import upload_key
from functions.lookup.cards import Card, Slot, Status
from functions.lookup.importing.shelf import DynamoShelf, Shelf
from functions.lookup.importing.turns import HELD, LostTurn, Phase, Turn, Turns, taken
from functions.lookup.importing.uploads import Gone, Replaced, S3Uploads, Uploads
from tests.fakes.card_imports import FakeShelf, FakeTurns, FakeUploads
from tests.fakes.clock import NOON
from tests.unit.lookup.importing.counter import BUCKET, INDEX, UNIT, Counter, invented

KINDS = ("fake", "real")


@pytest.fixture(params=KINDS)
def turns(request: pytest.FixtureRequest, counter: Counter) -> Turns:
    return FakeTurns() if request.param == "fake" else counter.turns


@pytest.fixture(params=KINDS)
def shelf(request: pytest.FixtureRequest, counter: Counter) -> Shelf:
    real = DynamoShelf(counter.dynamodb, counter.tables["idcards"], counter.pauses.append)
    return FakeShelf() if request.param == "fake" else real


type Post = Callable[[bytes], None]


@pytest.fixture(params=KINDS)
def posted(request: pytest.FixtureRequest, counter: Counter) -> tuple[Uploads, Post]:
    """The uploads, and what puts a file of import ``i1`` there."""
    if request.param == "fake":
        fake = FakeUploads()
        return fake, lambda data: fake.files.update({(UNIT, "i1"): data})
    return S3Uploads(
        counter.s3, BUCKET
    ), lambda data: counter.s3.put_object(Bucket=BUCKET, Key=upload_key(UNIT, "i1"), Body=data) and None


def turn(holder: str = "t1", **changes: object) -> Turn:
    first = taken(None, UNIT, "i1", token=holder, now=NOON)
    return replace(first, **changes)  # type: ignore[arg-type]  # fields of a turn


def test_a_turn_is_kept_as_it_was_written(turns: Turns) -> None:
    assert turns.now() is None
    full = turn(phase=Phase.WRITE, number=3, etag="e", at=9, line=4, rows=2, added=1, changed=1, cursor="c")
    assert turns.take(full, before=None)
    assert turns.now() == full


def test_of_two_who_have_read_the_same_one_takes_the_turn(turns: Turns) -> None:
    assert turns.take(turn("t1"), before=None)
    assert not turns.take(turn("t2"), before=None)
    assert turns.take(turn("t3"), before=turn("t1"))
    assert not turns.take(turn("t4"), before=turn("t1"))
    assert turns.now() == turn("t3")


def test_who_has_lost_the_turn_neither_saves_nor_shows_nor_leaves(turns: Turns) -> None:
    turns.take(turn("t1"), before=None)
    turns.take(turn("t2"), before=turn("t1"))
    with pytest.raises(LostTurn):
        turns.save(turn("t1", rows=9))
    with pytest.raises(LostTurn):
        turns.show(turn("t1", number=1))
    turns.leave(turn("t1"))
    assert (turns.now(), turns.live()) == (turn("t2"), 0)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_only_the_next_number_is_shown(turns: Turns, number: int) -> None:
    turns.take(turn(), before=None)
    turns.show(turn(number=1, phase=Phase.TIDY))
    assert (turns.live(), turns.now()) == (1, turn(number=1, phase=Phase.TIDY))
    with pytest.raises(LostTurn):
        turns.show(turn(number=number))
    turns.show(turn(number=2))
    assert turns.live() == 2


def test_a_turn_that_is_left_is_nobodys(turns: Turns) -> None:
    turns.take(turn(), before=None)
    turns.leave(turn())
    assert turns.now() is None
    turns.leave(turn())


def test_a_turn_is_gone_on_with_where_it_stood() -> None:
    before = turn(rows=7, attempts=2)
    again = taken(before, UNIT, "i1", token="t2", now=NOON + HELD)
    assert (again.rows, again.attempts, again.token, again.held_until) == (7, 3, "t2", iso(NOON + 2 * HELD))
    assert taken(before, UNIT, "i2", token="t2", now=NOON).rows == 0


def card(number: int, **changes: int) -> Card:
    slot = Slot(
        v=changes.get("v", 1), birth="b", status=Status.PRINTED, unit=UNIT, office="q1", day="", until=2_000_000_000
    )
    return Card(digest=INDEX.digest(invented(number)), a=slot)


def test_cards_are_found_written_over_and_removed(shelf: Shelf) -> None:
    cards = [card(number) for number in range(130)]
    shelf.write(cards)
    shelf.write([card(1, v=2)])
    found = shelf.find([one.digest for one in cards] + [INDEX.digest("none")])
    assert found == {one.digest: one for one in cards} | {card(1).digest: card(1, v=2)}
    shelf.remove([card(1).digest, INDEX.digest("none")])
    assert card(1).digest not in shelf.find([card(1).digest])
    shelf.write([])
    shelf.remove([])
    assert shelf.find([]) == {}


def test_all_cards_are_gone_over_once_from_anywhere_on(shelf: Shelf) -> None:
    shelf.write([card(number) for number in range(5)])
    seen: list[str] = []
    places = [""]
    for place, cards in shelf.all(""):
        seen += [one.digest for one in cards]
        places.append(place)
    assert sorted(seen) == sorted(card(number).digest for number in range(5))
    assert places[-1] == ""
    for place in places[:-1]:
        rest = [one.digest for _, cards in shelf.all(place) for one in cards]
        assert rest == seen[len(seen) - len(rest) :]


def test_an_upload_is_read_in_parts(posted: tuple[Uploads, Post]) -> None:
    uploads, post = posted
    post(b"0123456789")
    upload = uploads.look(UNIT, "i1")
    assert upload.size == 10
    assert [uploads.read(upload, at, 4) for at in (0, 4, 8, 10, 99)] == [b"0123", b"4567", b"89", b"", b""]


def test_another_file_in_its_place_is_noticed(posted: tuple[Uploads, Post]) -> None:
    uploads, post = posted
    post(b"0123456789")
    upload = uploads.look(UNIT, "i1")
    post(b"9876543210")
    with pytest.raises(Replaced):
        uploads.read(upload, 0, 4)


def test_what_is_not_there_is_gone(posted: tuple[Uploads, Post]) -> None:
    uploads, post = posted
    with pytest.raises(Gone):
        uploads.look(UNIT, "i1")
    post(b"0123456789")
    upload = uploads.look(UNIT, "i1")
    uploads.remove(UNIT, "i1")
    with pytest.raises(Gone):
        uploads.read(upload, 0, 4)
    uploads.remove(UNIT, "i1")


def test_what_a_check_keeps_is_there_until_the_upload_is_removed(posted: tuple[Uploads, Post]) -> None:
    uploads, _ = posted
    assert uploads.kept("i1") == b""
    uploads.keep("i1", b"a")
    uploads.keep("i1", b"b")
    assert uploads.kept("i1") == b"b"
    uploads.remove(UNIT, "i1")
    assert uploads.kept("i1") == b""
