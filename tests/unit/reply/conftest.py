"""Reply with its real adapters: DynamoDB, KMS, secrets and topic in this process, Zalo over HTTP."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
import urllib3
from moto import mock_aws

from dutydesk.messages import Platform, Reply
from dutydesk.platforms.zalo.oauth import ZaloOAuth
from dutydesk.platforms.zalo.outbox import ZaloOutbox
from dutydesk.platforms.zalo.wire import Wire
from dutydesk.secrets import AppSecrets
from dutydesk.stores.cases import Author, CaseMessage, message_from, message_item
from dutydesk.stores.content import Page
from dutydesk.stores.identities import DynamoIdentities, Identity
from dutydesk.stores.items import from_item, key
from dutydesk.tokens.exchange import Exchanger, OAuth
from dutydesk.tokens.pages import Tokens, store_tokens
from dutydesk.tokens.store import DynamoTokens, TokenStore
from dutydesk.tokens.vault import TokenVault
from functions.reply.aftermath import DynamoCaseMarks, DynamoPostponed
from functions.reply.delivery import Delivery
from functions.reply.sent import DynamoSent
from tests.fakes.aws import REGION
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.platform_server import Answer, Asked, PlatformServer, accepted, platform_server, refused, told
from tests.fakes.tables import create_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_secretsmanager import SecretsManagerClient

PAGE = Page(
    page_id="zalo-phuong-mau-1", platform="zalo", unit="phuong-mau-1", app_id="100", oa_id="2000000000000000001"
)
PERSON = "p" + "0" * 32
USER = "7100000000000000001"
CASE = "01HCASE"
MESSAGES = "/v3.0/oa/message/cs"
OAUTH = "/v4/oa/access_token"


class Killed(BaseException):
    """The worker is gone, between two steps."""


@dataclass(frozen=True, slots=True)
class Aws:
    """Clients of an account that exists in this process only."""

    dynamodb: "DynamoDBClient"
    kms: "KMSClient"
    secrets: "SecretsManagerClient"
    tables: dict[str, str]
    key_arn: str

    def item(self, table: str, pk: str, sk: str = "#") -> dict[str, Any]:
        """Return an item as plain values, empty when there is none."""
        found = self.dynamodb.get_item(TableName=self.tables[table], Key=key(pk, sk), ConsistentRead=True)
        return from_item(found.get("Item", {}))


@pytest.fixture(scope="session")
def session() -> boto3.Session:
    """One session for all tests: reading the services' models is what takes time."""
    return boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing", region_name=REGION)


@pytest.fixture(scope="session")
def clients(session: boto3.Session) -> tuple["DynamoDBClient", "KMSClient", "SecretsManagerClient"]:
    return session.client("dynamodb"), session.client("kms"), session.client("secretsmanager")


@pytest.fixture
def aws(clients: tuple["DynamoDBClient", "KMSClient", "SecretsManagerClient"]) -> Iterator[Aws]:
    dynamodb, kms, secrets = clients
    with mock_aws():
        secrets.create_secret(
            Name="apps/zalo/100", SecretString=json.dumps({"signing_secret": "sign", "app_secret": "app-secret"})
        )
        yield Aws(dynamodb, kms, secrets, create_tables(dynamodb), kms.create_key()["KeyMetadata"]["Arn"])


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@dataclass
class Zalo:
    """An OA whose token must be the newest, and whose refresh tokens live once."""

    server: PlatformServer
    version: int = 1
    refreshes: int = 0

    def __post_init__(self) -> None:
        self.server.otherwise = self._as_zalo_does

    def expire(self) -> None:
        """From now on the access token in force is refused."""
        self.version += 1

    def sent_texts(self) -> list[str]:
        """Every text that arrived with a living token."""
        return [asked.json["message"]["text"] for asked in self.server.at(MESSAGES)]

    def exchange(self, asked: Asked) -> Answer:
        """Rotate the pair, as OAuth does."""
        if asked.form["refresh_token"] != f"refresh-{self._refresh_version()}":
            return told(error=-14014, error_name="Invalid refresh token")
        self.refreshes += 1
        self.version = self.refreshes + 1
        return told(access_token=f"access-{self.version}", refresh_token=f"refresh-{self.version}", expires_in="90000")

    def _refresh_version(self) -> int:
        return self.refreshes + 1

    def _as_zalo_does(self, asked: Asked) -> Answer:
        if asked.path == OAUTH:
            return self.exchange(asked)
        if asked.headers["access_token"] != f"access-{self.version}":
            return refused(-216)
        return accepted(f"m-{len(self.server.asked)}")


@pytest.fixture
def zalo() -> Iterator[Zalo]:
    with platform_server() as server:
        yield Zalo(server)


@pytest.fixture
def wire() -> Iterator[Wire]:
    with urllib3.PoolManager(maxsize=20) as http:
        yield Wire(http, connect_s=0.5, read_s=0.3)


@dataclass
class House:
    """One worker with everything around it; ``counts`` and ``alarms`` are what it told the operators."""

    aws: Aws
    clock: FakeClock
    zalo: Zalo
    wire: Wire
    counts: Counter[str] = field(default_factory=Counter)
    alarms: list[tuple[str, str]] = field(default_factory=list)
    on_sleep: Callable[[float], None] = field(default=lambda _: None)
    ids: Iterator[int] = field(default_factory=lambda: iter(range(1000)))

    def tokens(self, store: TokenStore | None = None, oauth: OAuth | None = None) -> Tokens:
        """A worker's tokens, with nothing in memory yet."""
        store = store or self.store()
        return Tokens(
            store=store,
            vault=self.vault(),
            exchanger=Exchanger(
                store=store,
                vault=self.vault(),
                oauth=oauth or ZaloOAuth(self.wire, self.zalo.server.url),
                clock=self.clock,
                sleep=lambda seconds: self.on_sleep(seconds),  # noqa: PLW0108  # a test may set it later
            ),
            page={PAGE.page_id: PAGE}.get,
            secret=AppSecrets(self.aws.secrets, "apps/").get,
            alarm=lambda page_id, reason: self.alarms.append((page_id, reason)),
            clock=self.clock,
            new_id=lambda: f"worker-{next(self.ids)}",
        )

    def seed(self, store: TokenStore, version: int = 1) -> None:
        """Have an administrator grant the pair of this number."""
        granted = {"access_token": f"access-{version}", "refresh_token": f"refresh-{version}"}
        ends = self.clock() + timedelta(hours=25)
        store_tokens(store, self.vault(), PAGE.page_id, expires_at=ends, **granted)

    def store(self) -> DynamoTokens:
        return DynamoTokens(self.aws.dynamodb, self.aws.tables["apps"])

    def vault(self) -> TokenVault:
        return TokenVault(self.aws.kms, self.aws.key_arn)

    def delivery(self, **other: Any) -> Delivery:
        """A worker just started; ``other`` replaces what it is made of."""
        tables, dynamodb = self.aws.tables, self.aws.dynamodb
        worker = Delivery(
            identities=DynamoIdentities(dynamodb, tables["identities"]),
            sent=DynamoSent(dynamodb, tables["receipts"]),
            tokens=self.tokens(),
            outboxes={Platform.ZALO: ZaloOutbox(wire=self.wire, api_url=self.zalo.server.url)},
            cases=DynamoCaseMarks(dynamodb, tables["cases"]),
            postponed=DynamoPostponed(dynamodb, tables["receipts"]),
            clock=self.clock,
            count=lambda name: self.counts.update([name]),
        )
        return replace(worker, **other)

    def sent_record(self, record_id: str = "e1#intake#0") -> dict[str, Any]:
        return self.aws.item("receipts", f"SENT#{record_id}")

    def due(self, reply_id: str = "e1#intake#0") -> dict[str, Any]:
        return self.aws.item("receipts", f"DUE#reply#{reply_id}")

    def tokens_item(self) -> dict[str, Any]:
        return self.aws.item("apps", f"PAGE#{PAGE.page_id}", "TOKEN")

    def change_tokens(self, **attributes: Any) -> None:
        """Overwrite some attributes of the page's tokens, as somebody who should not."""
        apps, where = self.aws.tables["apps"], key(f"PAGE#{PAGE.page_id}", "TOKEN")
        item = self.aws.dynamodb.get_item(TableName=apps, Key=where)["Item"]
        self.aws.dynamodb.put_item(TableName=apps, Item={**item, **attributes})

    def words(self) -> CaseMessage:
        """The officer's message in the case, as the console shows it."""
        message = officers_words()
        found = self.aws.dynamodb.get_item(
            TableName=self.aws.tables["cases"], Key=key(f"CASE#{CASE}", message.sort_key)
        )
        return message_from(found["Item"])


def officers_words() -> CaseMessage:
    return CaseMessage(case_id=CASE, event_key="r1", author=Author.OFFICER, sent_at=NOON, text="x", delivery="queued")


@pytest.fixture
def house(aws: Aws, clock: FakeClock, zalo: Zalo, wire: Wire) -> House:
    """A house in which one citizen has written to one page, and an officer's answer is queued."""
    made = House(aws, clock, zalo, wire)
    identity = Identity(person_id=PERSON, platform="zalo", page_id=PAGE.page_id, oa_id=PAGE.oa_id, user_id=USER)
    DynamoIdentities(aws.dynamodb, aws.tables["identities"]).note(identity, at=clock())
    made.seed(made.store())
    aws.dynamodb.put_item(TableName=aws.tables["cases"], Item=message_item(officers_words()))
    return made


@pytest.fixture
def reply(clock: FakeClock) -> Reply:
    """What intake owes a citizen."""
    return Reply(reply_id="e1#intake#0", person_id=PERSON, text="Đã nhận tin.", created_at=clock())


@pytest.fixture
def answer(clock: FakeClock) -> Reply:
    """What an officer answers."""
    return Reply(
        reply_id="r1",
        person_id=PERSON,
        text="Chúng tôi đang xử lý.",
        created_at=clock(),
        case_id=CASE,
        message_key=officers_words().sort_key,
    )
