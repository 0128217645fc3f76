"""The report on a week."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk.messages import Reply
from dutydesk.stores.content import DynamoContent
from dutydesk.stores.figures import DynamoFigures, counted
from dutydesk.stores.items import to_item
from dutydesk.stores.officers import Officer, officer_items
from functions.upkeep.weekly.report import WeeklyReport
from functions.upkeep.weekly.supervisors import DynamoSupervisors
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.clock import FakeClock
from tests.fakes.queues import FakeOutlet
from tests.fakes.tables import create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

UNIT = "quan-mau"
MONDAY_7 = datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
"""07:00 in Vietnam."""
WEDNESDAY = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)


@dataclass
class Command:
    """A report over tables of its own."""

    client: "DynamoDBClient"
    tables: dict[str, str]
    clock: FakeClock = field(default_factory=lambda: FakeClock(MONDAY_7))
    replies: FakeOutlet[Reply] = field(default_factory=FakeOutlet)
    mails: list[str] = field(default_factory=list)

    def tell(self) -> int:
        """Tell."""
        return WeeklyReport(
            figures=DynamoFigures(self.client, self.tables["figures"]),
            supervisors=DynamoSupervisors(self.client, self.tables["officers"]),
            content=DynamoContent(self.client, self.tables["content"]),
            replies=self.replies,
            siren=self.mails.append,
            clock=self.clock,
        ).tell()

    def put(self, table: str, plain: dict[str, Any]) -> None:
        """Put an item."""
        self.client.put_item(TableName=self.tables[table], Item=to_item(plain))

    def officer(self, name: str, *, chat: str = "", unit: str = UNIT, role: str = "supervisor", **more: Any) -> None:
        """Enter an officer, with a linked chat account if one is named."""
        officer = Officer(username=name, display=name, roles=(role,), units=(unit,), **more)
        for item in officer_items(officer, order=0):
            self.put("officers", item)
        if chat:
            self.put("officers", {"pk": f"CHAT#{name}", "sk": "#", "person_id": chat})

    def count(self, at: datetime = WEDNESDAY, *, unit: str = UNIT, category: str = "desk", **counts: int) -> None:
        """Count something."""
        part: Any = counted(
            self.tables["figures"], unit=unit, at=at, seed="e", category=category, heard_on="", **counts
        )
        self.client.transact_write_items(TransactItems=[part])


@pytest.fixture(name="command")
def _command() -> Iterator[Command]:
    with dynamodb_in_process() as client:
        yield Command(client, create_tables(client))


def test_the_commander_reads_the_week_before_in_the_chat(command: Command) -> None:
    command.put("content", {"pk": f"UNIT#{UNIT}", "sk": "#", "unit": UNIT, "name": "Công an Quận Mẫu"})
    command.officer("chi-huy", chat="p1")
    command.count(messages=1234, questions=1000, answers_sure=900)
    command.count(category="tip", opened=8, acknowledged=7, acknowledged_s=7 * 600, closed=3, as_verified=2, as_other=1)
    assert command.tell() == 1
    (call,) = command.replies.calls
    assert call.group == "p1"
    for words in (
        "từ 02/03/2026 đến 08/03/2026",
        "Công an Quận Mẫu",
        "Tin nhắn của bà con: 1.234",
        "Tin báo: 8, có giá trị: 2",
        "đã nhận: 7",
        "đến khi nhận: 10 phút; đến khi trả lời: chưa có",
        "Người theo dõi: chưa có",
    ):
        assert words in call.message.text
    assert not command.mails


def test_told_again_it_is_the_same_message(command: Command) -> None:
    command.officer("chi-huy", chat="p1")
    command.count(messages=1)
    command.tell()
    command.clock.advance(minutes=2)
    command.tell()
    assert len({reply.reply_id for reply in command.replies.messages}) == 1


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 3, 1, 16, 59, tzinfo=UTC), 0),
        (datetime(2026, 3, 1, 17, 0, tzinfo=UTC), 1),
        (datetime(2026, 3, 8, 16, 59, tzinfo=UTC), 1),
        (datetime(2026, 3, 8, 17, 0, tzinfo=UTC), 0),
    ],
    ids=["the minute before", "the first", "the last", "the minute after"],
)
def test_a_week_is_from_monday_to_sunday_in_vietnam(command: Command, at: datetime, told: int) -> None:
    command.count(at, messages=1)
    assert command.tell() == told


@pytest.mark.parametrize("days", range(1, 7))
def test_on_other_days_nobody_is_told(command: Command, days: int) -> None:
    command.officer("chi-huy", chat="p1")
    command.count(messages=1)
    command.clock.now = MONDAY_7 + timedelta(days=days)
    assert command.tell() == 0
    assert not command.replies.calls


def test_only_who_commands_the_unit_now_is_told(command: Command) -> None:
    command.officer("can-bo", chat="p1", role="officer")
    command.officer("nguoi-cu", chat="p2", active=False)
    command.officer("noi-khac", chat="p3", unit="phuong-mau-1")
    command.officer("chi-huy", chat="p4")
    command.count(messages=1)
    command.tell()
    assert [reply.person_id for reply in command.replies.messages] == ["p4"]


def test_where_nobody_has_a_chat_the_operators_topic_is_told(command: Command) -> None:
    command.officer("chi-huy")
    command.count(messages=7)
    assert command.tell() == 1
    assert not command.replies.calls
    assert ["Tin nhắn của bà con: 7" in mail for mail in command.mails] == [True]


def test_one_unit_that_fails_holds_up_no_other(command: Command) -> None:
    for unit in ("a", "b"):
        command.officer(f"chi-huy-{unit}", chat=f"p-{unit}", unit=unit)
        command.count(unit=unit, messages=1)
    command.replies.refuse_next = 1
    with pytest.raises(ExceptionGroup):
        command.tell()
    assert [reply.person_id for reply in command.replies.messages] == ["p-b"]
