"""An import that is cut short anywhere, delivered twice, overtaken, refused or throttled."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from dutydesk.stores.card_imports import ImportState, upload_key
from functions.lookup.importing import checking, importer, lines, writing
from functions.lookup.importing.importer import MOST_ATTEMPTS
from functions.lookup.importing.ports import Outcome
from functions.lookup.importing.shelf import MOST_ATTEMPTS as MOST_TRIES
from functions.lookup.importing.shelf import TooBusy
from functions.lookup.importing.turns import LostTurn, Phase
from tests.faults.sabotage import Interruption, Killed, Saboteur, throttled
from tests.unit.lookup.importing.counter import BUCKET, UNIT, Counter, invented, row, sheet

BEFORE = [row(1), row(2), row(3)]
AFTER = [row(1, status="ready"), row(3), row(4), row(2, status="returned")]
SEEN_BEFORE = ["processing", "processing", "processing", "-"]
SEEN_AFTER = ["ready", "returned", "processing", "processing"]


def never() -> bool:
    return False


def every_call() -> list[Any]:
    """Every call in the long form, every fourth in the short one."""
    return [pytest.param(at, id=str(at), marks=[pytest.mark.long] if at % 4 else []) for at in range(1, 31)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of a few rows takes several parts, groups and saves."""
    monkeypatch.setattr(writing, "GROUP", 2)
    monkeypatch.setattr(importer, "ROWS_BETWEEN_SAVES", 2)
    monkeypatch.setattr(checking, "BETWEEN_LOOKS", 1)
    monkeypatch.setattr(lines, "PART_BYTES", 64)


def assert_all_or_nothing(counter: Counter) -> None:
    live, seen = counter.live(), counter.shown([1, 2, 3, 4])
    assert seen == (SEEN_AFTER if live == 2 else SEEN_BEFORE), live


def assert_done(counter: Counter, import_id: str = "i2") -> None:
    done = counter.record(import_id)
    assert (done.state, done.rows, done.added, done.changed, done.unchanged) == (ImportState.SHOWN, 4, 1, 2, 1)
    assert counter.shown([1, 2, 3, 4]) == SEEN_AFTER
    assert (counter.live(), counter.turns.now(), counter.due(), counter.objects()) == (2, None, {}, [])


def test_every_call_of_an_import_is_struck_below(counter: Counter) -> None:
    """The strikes below reach behind the last call, however many there are of them."""
    counter.bring("i1", *BEFORE)
    watched = Saboteur()
    counter.deliver(counter.upload("i2", sheet(*AFTER)), saboteur=watched)
    assert_done(counter)
    assert watched.calls < 30, watched.names


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("at", every_call())
def test_killed_at_any_call_it_is_all_or_nothing_and_the_next_delivery_finishes(
    counter: Counter, at: int, moment: str
) -> None:
    counter.bring("i1", *BEFORE)
    counter.upload("i2", sheet(*AFTER))
    try:
        counter.deliver("i2", saboteur=Saboteur(at, moment=moment))
    except Killed:
        assert_all_or_nothing(counter)
    counter.revive()
    counter.deliver("i2")
    assert_done(counter)
    counter.deliver("i2")
    assert_done(counter)


@pytest.mark.parametrize("at", every_call())
def test_killed_while_it_is_refused_it_is_refused_at_the_next_delivery(counter: Counter, at: int) -> None:
    counter.bring("i1", *BEFORE)
    counter.upload("i2", sheet(*AFTER, row(4)))
    for moment in ("before", "after"):
        try:
            counter.deliver("i2", saboteur=Saboteur(at, moment=moment))
        except Killed:
            counter.revive()
    counter.deliver("i2")
    assert (counter.record("i2").state, counter.record("i2").faults) == (ImportState.REFUSED, 2)
    assert (counter.shown([1, 2, 3, 4]), counter.live()) == (SEEN_BEFORE, 1)
    assert (counter.objects(), counter.turns.now(), counter.due()) == (["reports/i2.csv"], None, {})


@pytest.mark.usefixtures("small")
def test_when_there_is_never_time_it_still_gets_to_its_end(counter: Counter) -> None:
    counter.bring("i1", *BEFORE)
    counter.upload("i2", sheet(*AFTER))
    outcomes = []
    while not counter.record("i2").has_ended or counter.turns.now():
        outcomes.append(counter.deliver("i2", time_left=never))
        assert_all_or_nothing(counter)
        if outcomes[-1] is Outcome.SUSPENDED:
            assert counter.due()["i2"]["what"] == {"unit": UNIT, "import_id": "i2"}
        assert len(outcomes) < 20
    assert outcomes.count(Outcome.SUSPENDED) > 4
    assert_done(counter)


@pytest.mark.usefixtures("small")
def test_a_fault_is_found_across_an_interruption(counter: Counter) -> None:
    counter.upload("i1", sheet(row(1), row(2).replace("processing", "?"), row(3), row(1)))
    while not counter.record("i1").has_ended:
        counter.deliver("i1", time_left=never)
    assert [one[:2] for one in counter.faults("i1")] == [(3, "status"), (5, "card_number"), (5, "receipt_number")]
    assert counter.objects() == ["reports/i1.csv"]


@pytest.mark.usefixtures("small")
def test_killed_again_and_again_between_interruptions_it_still_gets_there(counter: Counter) -> None:
    counter.bring("i1", *BEFORE)
    counter.upload("i2", sheet(*AFTER))
    for at in range(1, 200):
        strike_at = 5 + at % 11 if at % 3 else 0
        try:
            counter.deliver("i2", time_left=never, saboteur=Saboteur(strike_at, moment="after"))
        except Killed:
            counter.revive()
        assert_all_or_nothing(counter)
        if counter.record("i2").has_ended and counter.turns.now() is None:
            break
    counter.deliver("i2")
    assert_done(counter)


def test_a_delivery_while_another_is_at_work_waits(counter: Counter) -> None:
    counter.upload("i1", sheet(*BEFORE))
    with pytest.raises(Killed):
        counter.deliver("i1", saboteur=Saboteur(6))
    assert counter.deliver("i1") is Outcome.WAITING
    assert "i1" in counter.due()


@pytest.mark.parametrize("at", every_call())
def test_a_second_delivery_at_any_moment_harms_nothing(counter: Counter, at: int) -> None:
    counter.bring("i1", *BEFORE)
    counter.upload("i2", sheet(*AFTER))
    other = Interruption(at)

    def delivered_again() -> None:
        counter.deliver("i2")

    other.interrupt = delivered_again
    counter.deliver("i2", saboteur=other)
    counter.revive()
    counter.deliver("i2")
    assert_done(counter)


@pytest.mark.parametrize("at", every_call())
def test_a_second_import_at_any_moment_waits_for_its_turn(counter: Counter, at: int) -> None:
    """Whichever of the two comes first, both are shown, one after the other, and neither half."""
    counter.bring("i1", row(1))
    counter.upload("i2", sheet(row(1, status="ready"), row(2)))
    counter.upload("i3", sheet(row(3), row(4)))
    other, outcomes = Interruption(at), []
    other.interrupt = lambda: outcomes.append(counter.deliver("i3"))
    outcomes.append(counter.deliver("i2", saboteur=other))
    for _ in range(3):
        counter.revive()
        outcomes += [counter.deliver(waiting) for waiting in counter.due()]
    outcomes.append(counter.deliver("i3"))
    assert [counter.record(one).state for one in ("i2", "i3")] == [ImportState.SHOWN] * 2
    assert (counter.shown([1, 2, 3, 4]), counter.live()) == (["ready", "processing", "processing", "processing"], 3)
    assert outcomes.count(Outcome.SHOWN) == 2
    assert (counter.turns.now(), counter.due(), counter.objects()) == (None, {}, [])


def test_who_waits_wakes_the_one_before_that_everybody_has_forgotten(counter: Counter) -> None:
    counter.upload("i1", sheet(row(1)))
    with pytest.raises(Killed):
        counter.deliver("i1", saboteur=Saboteur(8))
    counter.dynamodb.delete_item(
        TableName=counter.tables["receipts"], Key={"pk": {"S": "DUE#import#i1"}, "sk": {"S": "#"}}
    )
    counter.upload("i2", sheet(row(2)))
    counter.revive()
    assert counter.deliver("i2") is Outcome.WAITING
    assert set(counter.due()) == {"i1", "i2"}
    assert [counter.deliver("i1"), counter.deliver("i2")] == [Outcome.SHOWN] * 2


def test_who_has_lost_its_turn_writes_nothing_more_of_it(counter: Counter) -> None:
    counter.bring("i1", *BEFORE)
    counter.upload("i2", sheet(*AFTER))
    other = Interruption(12)

    def overtaken() -> None:
        counter.revive()
        counter.deliver("i2")

    other.interrupt = overtaken
    with pytest.raises(LostTurn):
        counter.deliver("i2", saboteur=other)
    assert_done(counter)


def denied(_operation: str) -> ClientError:
    return ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "x")


@pytest.mark.parametrize("error", [denied, throttled], ids=["denied", "throttled"])
@pytest.mark.parametrize("service", ["s3", "dynamodb"])
def test_a_service_that_refuses_for_a_while_only_delays_it(
    counter: Counter, service: str, error: Callable[[str], ClientError]
) -> None:
    counter.bring("i1", *BEFORE)
    counter.upload("i2", sheet(*AFTER))
    for at in range(1, 25):
        try:
            counter.deliver("i2", saboteur=Saboteur(at, only=service, error=error, times=2))
        except ClientError:
            counter.revive()
        assert_all_or_nothing(counter)
    counter.deliver("i2")
    assert_done(counter)


class Reluctant:
    """DynamoDB that leaves out the last entry of every batch, so many times."""

    def __init__(self, client: Any, times: int) -> None:
        self._client, self.times = client, times

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def batch_write_item(self, RequestItems: dict[str, Any]) -> Any:  # noqa: N803  # boto3's name
        if self.times <= 0:
            return self._client.batch_write_item(RequestItems=RequestItems)
        self.times -= 1
        ((table, changes),) = RequestItems.items()
        if changes[:-1]:
            self._client.batch_write_item(RequestItems={table: changes[:-1]})
        return {"UnprocessedItems": {table: changes[-1:]}}

    def batch_get_item(self, RequestItems: dict[str, Any]) -> Any:  # noqa: N803  # boto3's name
        if self.times <= 0:
            return self._client.batch_get_item(RequestItems=RequestItems)
        self.times -= 1
        ((table, asked),) = RequestItems.items()
        found: dict[str, Any] = {"Responses": {table: []}}
        if asked["Keys"][:-1]:
            found = self._client.batch_get_item(RequestItems={table: asked | {"Keys": asked["Keys"][:-1]}})
        return found | {"UnprocessedKeys": {table: asked | {"Keys": asked["Keys"][-1:]}}}


def test_what_dynamodb_leaves_out_is_read_and_written_again(counter: Counter) -> None:
    counter.bring("i1", *BEFORE)
    counter.dynamodb = Reluctant(counter.dynamodb, times=3)  # type: ignore[assignment]  # a client all the same
    counter.bring("i2", *AFTER)
    assert_done(counter)
    assert counter.pauses == [1, 2, 3]


def test_what_dynamodb_never_takes_ends_the_delivery_and_not_the_import(counter: Counter) -> None:
    counter.bring("i1", *BEFORE)
    counter.upload("i2", sheet(*AFTER))
    healthy = counter.dynamodb
    counter.dynamodb = Reluctant(healthy, times=MOST_TRIES)  # type: ignore[assignment]  # a client all the same
    with pytest.raises(TooBusy):
        counter.deliver("i2")
    assert_all_or_nothing(counter)
    counter.dynamodb = healthy
    counter.revive()
    counter.deliver("i2")
    assert_done(counter)


def half_written(counter: Counter) -> None:
    """Leave an import in the middle of writing."""
    counter.bring("i1", *BEFORE)
    counter.upload("i2", sheet(*AFTER))
    while (turn := counter.turns.now()) is None or turn.rows < 2:
        counter.deliver("i2", time_left=never)
    assert turn.phase is Phase.WRITE
    assert any(slot.get("v") == 2 for one in counter.items("idcards") for slot in (one.get("a", {}), one.get("b", {})))


def assert_taken_back(counter: Counter) -> None:
    assert counter.record("i2").state is ImportState.FAILED
    assert counter.record("i2").reason
    assert (counter.shown([1, 2, 3, 4]), counter.live()) == (SEEN_BEFORE, 1)
    assert (counter.turns.now(), counter.due(), counter.objects()) == (None, {}, [])
    counter.bring("i3", row(5))
    assert counter.shown([1, 2, 3, 4, 5]) == [*SEEN_BEFORE, "processing"]


@pytest.mark.usefixtures("small")
def test_what_was_written_of_a_file_that_is_gone_is_never_shown(counter: Counter) -> None:
    half_written(counter)
    counter.s3.delete_object(Bucket=BUCKET, Key=upload_key(UNIT, "i2"))
    assert counter.deliver("i2") is Outcome.FAILED
    assert_taken_back(counter)


@pytest.mark.usefixtures("small")
def test_what_was_written_of_a_file_that_was_replaced_is_never_shown(counter: Counter) -> None:
    half_written(counter)
    counter.s3.put_object(Bucket=BUCKET, Key=upload_key(UNIT, "i2"), Body=sheet(*AFTER, row(7)))
    assert counter.deliver("i2") is Outcome.FAILED
    assert_taken_back(counter)


@pytest.mark.usefixtures("small")
def test_an_office_that_closes_meanwhile_fails_it(counter: Counter) -> None:
    half_written(counter)
    counter.dynamodb.delete_item(
        TableName=counter.tables["content"], Key={"pk": {"S": f"OFFICES#{UNIT}"}, "sk": {"S": "q1"}}
    )
    assert counter.deliver("i2") is Outcome.FAILED
    counter.add_office("q1", "Công an Quận Mẫu")
    assert_taken_back(counter)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("at", every_call())
def test_killed_while_it_is_taken_back_the_rest_is_taken_back_later(counter: Counter, at: int) -> None:
    half_written(counter)
    counter.s3.delete_object(Bucket=BUCKET, Key=upload_key(UNIT, "i2"))
    for moment in ("before", "after"):
        try:
            counter.deliver("i2", saboteur=Saboteur(at, moment=moment))
        except Killed:
            counter.revive()
    counter.deliver("i2")
    assert_taken_back(counter)


@pytest.mark.usefixtures("small")
def test_an_import_that_kills_every_delivery_fails_in_the_end(counter: Counter) -> None:
    half_written(counter)
    killed = 0
    while (turn := counter.turns.now()) and turn.phase is Phase.WRITE:
        with pytest.raises(Killed):
            counter.deliver("i2", saboteur=Saboteur(1, only="s3"))
        killed += 1
        counter.revive()
        assert killed <= MOST_ATTEMPTS + 1
    assert killed == MOST_ATTEMPTS + 1
    counter.deliver("i2")
    assert_taken_back(counter)


def test_a_file_that_is_replaced_while_it_is_checked_is_refused_as_such(counter: Counter) -> None:
    counter.upload("i1", sheet(row(1)))
    other = Interruption(9)

    def replaced() -> None:
        counter.s3.put_object(Bucket=BUCKET, Key=upload_key(UNIT, "i1"), Body=sheet(row(2), row(3)))

    other.interrupt = replaced
    assert counter.deliver("i1", saboteur=other) is Outcome.FAILED
    assert (counter.shown([1, 2]), counter.live()) == (["-", "-"], 0)


def test_a_record_never_names_a_card(counter: Counter) -> None:
    counter.bring("i1", row(1), "=cmd")
    assert invented(1) not in str(counter.items("content"))
