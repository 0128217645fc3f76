"""Reading followers with its real stores, in this process, before a platform that does as it is told."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from dutydesk import ids
from dutydesk.clock import iso
from dutydesk.messages import FollowersMessage
from dutydesk.stores.content import Page
from dutydesk.stores.followed import enter_page, following_key
from dutydesk.stores.items import from_item, key
from dutydesk.tokens.pages import Access
from functions.upkeep.following.following import Did, Following, PageTokens
from functions.upkeep.following.people import Acquaintances, DynamoAcquaintances, Met
from functions.upkeep.following.store import DynamoReadings, DynamoReminder
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.clock import FakeClock
from tests.fakes.tables import create_tables
from tests.unit.upkeep.following.platform import FakeDirectory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_dynamodb import DynamoDBClient

    from dutydesk.errors import DeliveryError

PAGE = Page(page_id="zalo-mau-1", platform="zalo", unit="quan-mau", app_id="1001", oa_id="2000000000000000001")
KEY = bytes(range(32))
LONG = 10_000.0
"""More time than any reading takes."""


def person(user_id: str) -> str:
    """Our id of a follower, as the webhook makes it."""
    return ids.person_id(KEY, "zalo", PAGE.page_id, user_id)


class FakePageTokens:
    """The ``PageTokens`` port; ``will`` is raised by the next call of either kind."""

    def __init__(self) -> None:
        self.version = 1
        self.broken: list[str] = []
        self.will: list[DeliveryError] = []

    def access(self, page_id: str) -> Access:
        if self.will:
            raise self.will.pop(0)
        return Access(page_id=page_id, version=self.version, token=f"access-{self.version}")

    def renewed(self, refused: Access) -> Access:
        self.version = refused.version + 1
        return self.access(refused.page_id)

    def report_broken(self, access: Access, reason: str) -> None:
        self.broken.append(f"{access.page_id} {reason}")


_TOKENS: PageTokens = FakePageTokens()


class FakeAcquaintances:
    """The ``Acquaintances`` port, for crowds that would take the table long."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def meet(self, page: Page, user_ids: "Sequence[str]", *, since: str) -> Met:
        del page, since
        new = set(user_ids) - self.known
        self.known |= new
        return Met(added=len(new))


_CROWD: Acquaintances = FakeAcquaintances()


@dataclass
class Night:
    """Everything around one page's list."""

    dynamodb: "DynamoDBClient"
    tables: dict[str, str]
    pool: ThreadPoolExecutor
    clock: FakeClock = field(default_factory=FakeClock)
    directory: FakeDirectory = field(default_factory=FakeDirectory)
    tokens: FakePageTokens = field(default_factory=FakePageTokens)
    pages: dict[str, Page] = field(default_factory=lambda: {PAGE.page_id: PAGE})
    counts: Counter[str] = field(default_factory=Counter)
    passed_s: float = 0.0
    slept: list[float] = field(default_factory=list)
    per_second: float = 5.0
    crowd: FakeAcquaintances | None = None
    """Who becomes known, instead of the table of identities."""

    def following(self) -> Following:
        return Following(
            page=self.pages.get,
            readings=self.readings(),
            reminder=DynamoReminder(self.dynamodb, self.tables["receipts"]),
            tokens=self.tokens,
            directory=self.directory,
            people=self.crowd or self.people(),
            per_second=lambda _app: self.per_second,
            clock=self.clock,
            monotonic=lambda: self.passed_s,
            sleep=self._sleep,
            count=lambda name, value: self.counts.update({name: value}),
        )

    def readings(self) -> DynamoReadings:
        return DynamoReadings(self.dynamodb, self.tables["apps"])

    def people(self) -> DynamoAcquaintances:
        return DynamoAcquaintances(
            client=self.dynamodb,
            table=self.tables["identities"],
            person_id=lambda page_id, user_id: ids.person_id(KEY, "zalo", page_id, user_id),
            pool=self.pool,
            pause=lambda _attempt: None,
        )

    def wish(self) -> FollowersMessage:
        """Somebody asks now."""
        return FollowersMessage(page_id=PAGE.page_id, app_id=PAGE.app_id, asked_at=iso(self.clock()))

    def turn(self, wish: FollowersMessage | None = None, *, seconds: float = LONG) -> Did:
        return self.following().turn(wish or self.wish(), self.passed_s + seconds)

    def enter(self, page_id: str = PAGE.page_id) -> None:
        enter_page(self.dynamodb, self.tables["apps"], page_id)

    def kept(self) -> dict[str, Any]:
        """The page's reading as it lies in the table."""
        return self._item("apps", following_key(PAGE.page_id))

    def due(self) -> dict[str, Any]:
        return self._item("receipts", key(f"DUE#followers#{PAGE.page_id}"))

    def known(self, user_id: str) -> dict[str, Any]:
        return self._item("identities", key(f"PERSON#{person(user_id)}"))

    def everybody(self) -> list[dict[str, Any]]:
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.tables["identities"])
        return [from_item(item) for page in pages for item in page["Items"]]

    def _item(self, table: str, where: Any) -> dict[str, Any]:
        return from_item(self.dynamodb.get_item(TableName=self.tables[table], Key=where).get("Item", {}))

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed_s += seconds


@pytest.fixture
def night() -> Iterator[Night]:
    with dynamodb_in_process() as dynamodb, ThreadPoolExecutor(1) as pool:
        yield Night(dynamodb, create_tables(dynamodb), pool)
