"""The three handlers over their real wirings: AWS in this process, the platform over HTTP."""

import io
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import boto3
import pytest
from moto import mock_aws

from dutydesk.clock import iso, utc_now
from dutydesk.errors import MalformedEvent
from dutydesk.ids import new_code, person_id, shown
from dutydesk.messages import EchoKind, EchoMessage, PlanMessage, PlanWork, TokenMessage, to_json
from dutydesk.rails import RAILS, RailName
from dutydesk.stores.articles import page_recipient
from dutydesk.stores.broadcasts import Broadcast, Kind, Letter, Priority, State, broadcast_item
from dutydesk.stores.content import Page, Unit, page_items, unit_item
from dutydesk.stores.identities import page_shard, shard_of
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.tokens.pages import store_tokens
from dutydesk.tokens.store import DynamoTokens
from dutydesk.tokens.vault import TokenVault
from functions.broadcast.planning import handler as planning
from functions.broadcast.planning import wiring as planning_wiring
from functions.broadcast.sending import handler as sending
from functions.broadcast.sending import wiring as sending_wiring
from functions.broadcast.sending.ports import Fenced
from functions.broadcast.sending.sender import Sender
from functions.broadcast.tracking import handler as tracking
from functions.broadcast.tracking import wiring as tracking_wiring
from tests.fakes.aws import REGION
from tests.fakes.lambdas import record
from tests.fakes.platform_server import Asked, PlatformServer, accepted, platform_server, told
from tests.fakes.tables import create_tables
from tests.unit.broadcast.town import Town

PAGE = Page(page_id="zalo-mau-1", platform="zalo", unit="quan-mau", app_id="1", oa_id="2000000000000000001")
CODE = new_code()


class Context:
    """Plenty of time."""

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


@dataclass
class Cloud:
    """AWS in this process, and the platform."""

    dynamodb: Any
    sqs: Any
    tables: dict[str, str]
    queues: dict[str, str]
    zalo: PlatformServer
    log: io.StringIO = field(default_factory=io.StringIO)

    def put(self, table: str, item: dict[str, Any]) -> None:
        self.dynamodb.put_item(TableName=self.tables[table], Item=item)

    def item(self, table: str, pk: str, sk: str = "#") -> dict[str, Any]:
        return from_item(self.dynamodb.get_item(TableName=self.tables[table], Key=key(pk, sk)).get("Item", {}))

    def follows(self, number: int) -> str:
        one = person_id(b"key", "zalo", PAGE.page_id, f"u{number}")
        facts = {"platform": "zalo", "page_id": PAGE.page_id, "oa_id": PAGE.oa_id, "user_id": f"u{number}"}
        place = {"pk": f"PERSON#{one}", "sk": "#", "person_id": one}
        shard = {"page_shard": page_shard(PAGE.page_id, shard_of(one)), "last_interaction": iso(utc_now())}
        self.put("identities", to_item(facts | place | shard | {"follower": True}))
        return one

    def bodies(self, queue: str) -> list[str]:
        found = self.sqs.receive_message(QueueUrl=self.queues[queue], MaxNumberOfMessages=10)
        return [message["Body"] for message in found.get("Messages", [])]


@pytest.fixture(name="cloud")
def _cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    session = boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing", region_name=REGION)
    for name, value in (("AWS_REGION", REGION), ("AWS_ACCESS_KEY_ID", "t"), ("AWS_SECRET_ACCESS_KEY", "t")):
        monkeypatch.setenv(name, value)
    with mock_aws(), platform_server() as zalo:
        cloud = Cloud(session.client("dynamodb"), session.client("sqs"), {}, {}, zalo)
        cloud.tables = create_tables(cloud.dynamodb)
        for queue in ("chunks", "replies"):
            made = cloud.sqs.create_queue(QueueName=f"{queue}.fifo", Attributes={"FifoQueue": "true"})
            cloud.queues[queue] = made["QueueUrl"]
            monkeypatch.setenv(f"{queue.upper()}_QUEUE_URL", made["QueueUrl"])
        for name, table in cloud.tables.items():
            monkeypatch.setenv(f"{name.upper()}_TABLE", table)
        kms, secrets, sns = session.client("kms"), session.client("secretsmanager"), session.client("sns")
        key_arn = kms.create_key()["KeyMetadata"]["Arn"]
        secrets.create_secret(Name="apps/zalo/1", SecretString=json.dumps({"app_secret": "a", "signing_secret": "s"}))
        for name, value in {
            "TOKENS_KEY_ARN": key_arn,
            "APP_SECRETS_PREFIX": "apps/",
            "ZALO_API_URL": zalo.url,
            "ZALO_OAUTH_URL": zalo.url,
            "ALARM_TOPIC_ARN": sns.create_topic(Name="alarms")["TopicArn"],
        }.items():
            monkeypatch.setenv(name, value)
        for item in (*page_items(PAGE), unit_item(Unit(unit="quan-mau", name="Công an Quận Mẫu"))):
            cloud.put("content", to_item(item))
        store_tokens(
            DynamoTokens(cloud.dynamodb, cloud.tables["apps"]),
            TokenVault(kms, key_arn),
            PAGE.page_id,
            access_token="access-1",
            refresh_token="refresh-1",
            expires_at=utc_now() + timedelta(hours=25),
        )
        cloud.put("apps", to_item({"pk": "APP#1", "sk": "PACER", "per_minute": 0}))
        audience = {"pages": [PAGE.page_id]}
        made = Broadcast(broadcast_id="B1", unit="quan-mau", title="Thử", text="Thông báo.", code=CODE)
        header = {"state": State.APPROVED, "audience": audience}
        cloud.put("broadcasts", broadcast_item(made) | to_item(header))
        for handler in (planning, sending, tracking):
            monkeypatch.setattr(handler.logger.registered_handler, "stream", cloud.log)
        for wiring in (planning_wiring, sending_wiring, tracking_wiring):
            wiring.desk.cache_clear()
        yield cloud
        for wiring in (planning_wiring, sending_wiring, tracking_wiring):
            wiring.desk.cache_clear()


def planned(work: PlanWork = PlanWork.PLAN, **facts: Any) -> None:
    planning.lambda_handler(record(to_json(PlanMessage(broadcast_id="B1", work=work, **facts))), Context())


def test_from_the_approval_to_the_last_receipt(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    people = sorted(cloud.follows(number) for number in range(40))
    ids = iter(range(1000))
    cloud.zalo.otherwise = lambda _asked: accepted(f"m-{next(ids)}")
    planned(PlanWork.COUNT)
    assert cloud.item("broadcasts", "BROADCAST#B1")["preflight"]["reach"] == {"zalo_consultation": 40}
    planned()
    assert cloud.item("receipts", "DUE#sending#1")["what"] == {"app_id": "1"}
    tokens = [one for one in cloud.bodies("chunks") if not json.loads(one)["quota_of"]]
    assert [json.loads(one)["app_id"] for one in tokens] == ["1"] * len(tokens)
    assert tokens

    sending.lambda_handler(record(tokens[0]), Context())
    texts = [one.json["message"]["text"] for one in cloud.zalo.asked]
    assert texts == [f"Thông báo.\nCông an Quận Mẫu. Mã kiểm tra: {shown(CODE)}"] * 40
    assert {one.headers["access_token"] for one in cloud.zalo.asked} == {"access-1"}
    assert sorted(_person(one) for one in cloud.zalo.asked) == people
    assert cloud.item("broadcasts", "BROADCAST#B1")["state"] == State.DONE
    assert cloud.item("receipts", "DUE#sending#1") == {}

    settled = _tracked(cloud, people[0], CODE)
    assert settled == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    town = Town(cloud.dynamodb)
    assert set(town.letters("B1").values()) == {Letter.SENT}
    assert "Thông báo" not in cloud.log.getvalue()
    assert CODE not in cloud.log.getvalue()
    assert shown(CODE) not in capsys.readouterr().out


def _tracked(cloud: Cloud, person: str, code: str) -> dict[str, Any]:
    one = EchoMessage(
        kind=EchoKind.ECHO, page_id=PAGE.page_id, person_id=person, message_id="m", at=utc_now(), code=code
    )
    records = [{"messageId": "good", "body": to_json(one)}, {"messageId": "bad", "body": "{}"}]
    settled: dict[str, Any] = tracking.lambda_handler({"Records": records}, Context())
    assert cloud.item("receipts", "FAILURE#echoes", "bad")["reason"] == "MalformedEvent"
    return settled


def _person(asked: Asked) -> str:
    return person_id(b"key", "zalo", PAGE.page_id, asked.json["recipient"]["user_id"])


def test_a_try_is_a_reply_to_the_named_officers(cloud: Cloud) -> None:
    planned(PlanWork.TEST, to=("p1",))
    (reply,) = map(json.loads, cloud.bodies("replies"))
    assert (reply["person_id"], reply["text"].splitlines()[0]) == ("p1", "Thông báo.")
    assert cloud.zalo.asked == []


def test_an_article_goes_through_the_same_handlers_as_one_recipient_a_page(cloud: Cloud) -> None:
    cloud.follows(1)
    made = Broadcast(broadcast_id="B1", unit="quan-mau", title="Thử", text="Thông báo.", code=CODE, kind=Kind.ARTICLE)
    header = {"state": State.APPROVED, "audience": {"pages": [PAGE.page_id]}, "description": "d", "cover_url": "c"}
    by_night = {"priority": Priority.EMERGENCY, "night_reason": "thử"}
    cloud.put("broadcasts", broadcast_item(made) | to_item(header | by_night))
    cloud.zalo.will(*(told(error=0, data=data) for data in ({"token": "t"}, {"id": "a"}, {"message_id": "m"})))
    always_open = replace(RAILS[RailName.ZALO_ARTICLE], hours=None)
    with patch("functions.broadcast.sending.articles.RAIL", always_open):
        planned()
        sending.lambda_handler(record(cloud.bodies("chunks")[0]), Context())
    steps = ["/v2.0/article/create", "/v2.0/article/verify", "/v2.0/oa/message"]
    assert [one.path for one in cloud.zalo.asked] == steps
    created = cloud.zalo.asked[0].json
    assert created["author"] == "Công an Quận Mẫu"
    assert created["body"][0]["content"].endswith(f"Mã kiểm tra: {shown(CODE)}")
    assert cloud.item("broadcasts", "BROADCAST#B1")["state"] == State.DONE
    assert Town(cloud.dynamodb).letters("B1") == {page_recipient(PAGE.page_id): Letter.SENT}
    assert "Thông báo" not in cloud.log.getvalue()


def test_a_page_without_tokens_is_named_before_anybody_approves(cloud: Cloud) -> None:
    cloud.dynamodb.delete_item(TableName=cloud.tables["apps"], Key=key(f"PAGE#{PAGE.page_id}", "TOKEN"))
    planned(PlanWork.COUNT)
    assert cloud.item("broadcasts", "BROADCAST#B1")["preflight"]["unready"] == {PAGE.page_id: "no_tokens"}


def test_an_audience_with_a_page_that_nobody_knows_is_not_planned_in_silence(cloud: Cloud) -> None:
    cloud.dynamodb.delete_item(TableName=cloud.tables["content"], Key=key(f"PAGE#{PAGE.page_id}"))
    cloud.follows(1)
    with pytest.raises(Exception, match="not registered"):
        planned()
    assert cloud.item("receipts", "FAILURE#plans", "sqs-1")["reason"] == "Misconfigured"


@pytest.mark.parametrize(("handler", "queue"), [(planning, "plans"), (sending, "chunks")])
def test_a_poisonous_body_is_noted_and_comes_back(cloud: Cloud, handler: Any, queue: str) -> None:
    with pytest.raises(MalformedEvent):
        handler.lambda_handler(record("{}"), Context())
    assert cloud.item("receipts", f"FAILURE#{queue}", "sqs-1")["reason"] == "MalformedEvent"


@pytest.mark.usefixtures("cloud")
def test_a_sender_that_was_fenced_off_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fenced(*_args: object) -> int:
        raise Fenced

    monkeypatch.setattr(Sender, "send", fenced)
    sending.lambda_handler(record(to_json(TokenMessage(app_id="1"))), Context())
    assert '"SenderFenced":[1.0]' in capsys.readouterr().out


def test_a_tokens_work_ends_within_the_functions_time(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    until: list[float] = []

    def send(_self: Sender, _app_id: str, moment: float) -> int:
        until.append(moment)
        return 0

    monkeypatch.setattr(Sender, "send", send)
    monkeypatch.setattr(time, "time", lambda: 1_000.0)
    desk = sending_wiring.desk(lambda _name: None)
    for remaining_s in (60.0, 30.0, 5.0):
        desk.send("1", remaining_s=remaining_s)
    assert until == [1_040.0, 1_015.0, 1_000.0]
    assert cloud.zalo.asked == []
