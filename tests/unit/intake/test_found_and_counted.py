"""What intake lets a case be found by, and what it counts, together with what it takes in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk.clock import iso
from dutydesk.errors import Conflict
from dutydesk.messages import Emergency, Intent
from dutydesk.stores.cases import case_item
from dutydesk.stores.figure_sums import Sums, summed
from dutydesk.stores.figures import Cell, DynamoFigures, day_of
from dutydesk.stores.items import from_item
from dutydesk.stores.search import AT_ONCE, terms_in, token_pk
from functions.intake.book import Change
from functions.intake.store import DynamoCaseBook
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.tables import PREFIX
from tests.unit.intake.conftest import on_dynamodb
from tests.unit.intake.desk import CASE, UNIT, TestDesk, again, moment, tip

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass
class Ground:
    """A desk on moto, and what lies in its tables."""

    client: "DynamoDBClient"
    desk: TestDesk

    def found(self, term: str, unit: str = UNIT.unit) -> list[str]:
        """Return the cases of a unit that a term leads to."""
        answer = self.client.query(
            TableName=f"{PREFIX}cases",
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": token_pk(unit, term)}},
        )
        return [item["sk"]["S"].partition("#")[2] for item in answer["Items"]]

    def terms(self) -> set[str]:
        """Return everything that leads anywhere."""
        items = [from_item(item) for item in self.client.scan(TableName=f"{PREFIX}cases")["Items"]]
        return {item["pk"].split("#", 2)[2] for item in items if item["pk"].startswith("TOKEN#")}

    def cells(self) -> list[Cell]:
        """Return what was counted that day."""
        return DynamoFigures(self.client, f"{PREFIX}figures").between(UNIT.unit, day_of(NOON), day_of(NOON))

    def sums(self) -> Sums:
        """Return the day's sums."""
        return summed(self.cells())

    def opened(self) -> dict[str, int]:
        """Return how many cases count as opened, by category."""
        return {cell.category: cell.counts["opened"] for cell in self.cells() if cell.counts.get("opened")}


@pytest.fixture(name="ground")
def _ground() -> Iterator[Ground]:
    with dynamodb_in_process() as client:
        yield Ground(client, on_dynamodb(client, FakeClock()))


def test_a_case_is_found_by_all_that_is_said_in_it(ground: Ground) -> None:
    ground.desk.hear(tip(Intent.START), tip(Intent.CONTENT, "Trộm xe máy", at=1))
    ground.desk.hear(tip(Intent.CONTENT, "ở chợ Bến Thành", at=2))
    for term in ("trom", "tr*", "cho", "ben", "tha*", "tip", "bao"):
        assert ground.found(term) == [CASE], term
    assert ground.found("b*", "quan-mau") == []
    (case, _) = ground.desk.book.load(CASE)
    assert case is not None
    assert ground.found(case.receipt.lower()) == [CASE]


def test_what_is_only_kept_is_found_by_nothing_until_it_is_a_tip(ground: Ground) -> None:
    ground.desk.hear(tip(Intent.KEEP, "có người đốt rác", report_like=True))
    assert ground.terms() == set()
    assert ground.opened() == {}
    ground.desk.hear(tip(Intent.MAKE_TIP, at=1))
    assert ground.found("rac") == [CASE]
    assert ground.opened() == {"tip": 1}


def test_no_number_by_which_somebody_is_known_becomes_a_word(ground: Ground) -> None:
    ground.desk.hear(tip(Intent.START), tip(Intent.CONTENT, "Số 079 099 001 234, gọi 0912345678", at=1))
    assert not [term for term in ground.terms() if any(part in term for part in ("079", "099", "0912", "345"))]
    assert ground.found("goi") == [CASE]


def test_a_very_long_message_is_found_by_its_first_and_its_last_word(ground: Ground) -> None:
    text = " ".join(f"w{place:03d}" for place in range(50))
    ground.desk.hear(tip(Intent.START), tip(Intent.CONTENT, text, at=1))
    assert len(terms_in([text])) > 100 > AT_ONCE
    assert (ground.found("w000"), ground.found("w049")) == ([CASE], [CASE])


def test_a_message_that_comes_again_is_counted_once(ground: Ground) -> None:
    first = tip(Intent.CONTENT, "Trộm xe", at=1)
    ground.desk.hear(tip(Intent.START), first, again(first), again(first))
    assert (ground.sums().messages, ground.sums().tips) == (2, 1)


@pytest.mark.parametrize(
    "handed_on",
    [tip(Intent.KEEP, "mấy giờ mở cửa", quiet=True), tip(Intent.HAND_OFF, "mấy giờ"), tip(Intent.JOIN, "dạ")],
    ids=["kept beside an answer", "handed off", "joins an officer's case"],
)
def test_what_the_desk_of_questions_hands_on_is_not_counted_twice(ground: Ground, handed_on: Any) -> None:
    ground.desk.hear(handed_on)
    assert ground.sums().messages == 0


def test_a_case_that_becomes_an_emergency_counts_as_one(ground: Ground) -> None:
    ground.desk.hear(tip(Intent.START), tip(Intent.CONTENT, "ồn ào", at=1))
    assert ground.opened() == {"tip": 1}
    ground.desk.hear(tip(Intent.CONTENT, "có người cầm dao", at=2, emergency=Emergency.CERTAIN))
    assert ground.opened() == {"emergency": 1}
    assert ground.found("khan") == [CASE]
    assert ground.sums().tips == 1


def test_with_a_message_stands_when_its_page_was_heard_and_no_counter_is_added(ground: Ground) -> None:
    ground.desk.hear(tip(Intent.START), tip(Intent.CONTENT, "Trộm xe", at=1))
    (page_id,) = {tip(Intent.START).message.page_id}
    heard = DynamoFigures(ground.client, f"{PREFIX}figures").heard(UNIT.unit, day_of(NOON))
    assert heard == {page_id: iso(ground.desk.clock())}
    assert {name for cell in ground.cells() for name in cell.counts} == {"messages", "opened"}


def test_words_for_an_officers_case_go_under_that_case(ground: Ground) -> None:
    ground.desk.hear(tip(Intent.START), tip(Intent.CONTENT, "Trộm xe", at=1), tip(Intent.DONE, at=2))
    ground.desk.await_answer(CASE)
    ground.desk.hear(tip(Intent.KEEP, "biển số màu vàng", at=3, dialogue="01J00000000000000000000002"))
    assert ground.found("vang") == [CASE]


def test_a_message_that_meets_a_case_on_the_move_is_decided_again(ground: Ground) -> None:
    """The words must not stay in the unit that the case has just left."""
    ground.desk.hear(tip(Intent.START), tip(Intent.CONTENT, "Trộm xe", at=1), tip(Intent.DONE, at=2))
    case, dialogue = ground.desk.book.load(CASE)
    assert case is not None
    assert dialogue is not None
    (message,) = ground.desk.messages(CASE)
    late = replace(message, event_key="zalo-late", sent_at=moment(9), text="màu tím")
    book = ground.desk.book
    assert isinstance(book, DynamoCaseBook)
    ground.client.put_item(TableName=f"{PREFIX}cases", Item=case_item(replace(case, unit="quan-mau")))
    change = Change(event_key="zalo-late", dialogue=dialogue, added=late, existing=case)
    with pytest.raises(Conflict):
        book.commit(change)
    assert ground.found("tim") == []
    moved, _ = book.load(CASE)
    book.commit(replace(change, existing=moved))
    assert (ground.found("tim"), ground.found("tim", "quan-mau")) == ([], [CASE])
