"""The handler over its real wiring: AWS in this process, the platform over HTTP."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from moto import mock_aws

from dutydesk import ids
from dutydesk.clock import iso, utc_now
from dutydesk.errors import MalformedEvent
from dutydesk.messages import FollowersMessage, to_json
from dutydesk.stores.content import page_items
from dutydesk.stores.followed import enter_page, following_key
from dutydesk.stores.items import from_item, key, to_item
from dutydesk.tokens.pages import store_tokens
from dutydesk.tokens.store import DynamoTokens
from dutydesk.tokens.vault import TokenVault
from functions.upkeep.following import handler, wiring
from tests.fakes.aws import REGION
from tests.fakes.lambdas import record
from tests.fakes.platform_server import Answer, Asked, PlatformServer, platform_server, told
from tests.fakes.tables import create_tables
from tests.unit.upkeep.following.conftest import KEY, PAGE, person

USERS = [f"71{number:017d}" for number in range(60)]


class Context:
    """Plenty of time, or little."""

    def __init__(self, left_ms: int = 240_000) -> None:
        self.left_ms = left_ms

    def get_remaining_time_in_millis(self) -> int:
        return self.left_ms


@dataclass
class Cloud:
    """AWS in this process, and the platform."""

    dynamodb: Any
    tables: dict[str, str]
    zalo: PlatformServer
    log: io.StringIO = field(default_factory=io.StringIO)

    def item(self, table: str, where: Any) -> dict[str, Any]:
        return from_item(self.dynamodb.get_item(TableName=self.tables[table], Key=where).get("Item", {}))


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "POWERTOOLS_METRICS_NAMESPACE": "DutyDesk/test",
        "POWERTOOLS_SERVICE_NAME": "follow",
    }.items():
        monkeypatch.setenv(name, value)
    with mock_aws(), platform_server() as zalo:
        session = boto3.Session(region_name=REGION)
        dynamodb, kms = session.client("dynamodb"), session.client("kms")
        cloud = Cloud(dynamodb, create_tables(dynamodb), zalo)
        key_arn = kms.create_key()["KeyMetadata"]["Arn"]
        secret = session.client("secretsmanager").create_secret(Name="person-key", SecretString=KEY.hex())["ARN"]
        topic = session.client("sns").create_topic(Name="alarms")["TopicArn"]
        for name in ("identities", "apps", "content", "receipts", "figures"):
            monkeypatch.setenv(f"{name.upper()}_TABLE", cloud.tables[name])
        for name, value in {
            "PERSON_KEY_SECRET": secret,
            "TOKENS_KEY_ARN": key_arn,
            "APP_SECRETS_PREFIX": "apps/",
            "ZALO_API_URL": zalo.url,
            "ZALO_OAUTH_URL": zalo.url,
            "ALARM_TOPIC_ARN": topic,
        }.items():
            monkeypatch.setenv(name, value)
        for item in page_items(PAGE):
            dynamodb.put_item(TableName=cloud.tables["content"], Item=to_item(item))
        store_tokens(
            DynamoTokens(dynamodb, cloud.tables["apps"]),
            TokenVault(kms, key_arn),
            PAGE.page_id,
            access_token="access-1",
            refresh_token="refresh-1",
            expires_at=utc_now() + timedelta(hours=25),
        )
        enter_page(dynamodb, cloud.tables["apps"], PAGE.page_id)
        zalo.otherwise = listing
        monkeypatch.setattr(handler.logger.registered_handler, "stream", cloud.log)
        monkeypatch.setattr("time.sleep", lambda _seconds: None)
        wiring.desk.cache_clear()
        yield cloud
        wiring.desk.cache_clear()


def listing(asked: Asked) -> Answer:
    """Answer as the platform does for a page that all of ``USERS`` follow."""
    (data,) = parse_qs(urlsplit(asked.path).query)["data"]
    offset = int(json.loads(data)["offset"])
    users = [{"user_id": user} for user in USERS[offset : offset + 50]]
    return told(error=0, message="Success", data={"total": len(USERS), "users": users})


def wish() -> FollowersMessage:
    return FollowersMessage(page_id=PAGE.page_id, app_id=PAGE.app_id, asked_at=iso(utc_now()))


def call(event: dict[str, Any], context: Any = None) -> None:
    handler.lambda_handler(event, context or Context())


def figures(printed: str) -> dict[str, float]:
    return {
        metric["Name"]: sum(line[metric["Name"]])
        for line in map(json.loads, printed.splitlines())
        for definition in line["_aws"]["CloudWatchMetrics"]
        for metric in definition["Metrics"]
    }


def test_a_page_is_read_to_its_end_and_its_followers_are_who_the_webhook_would_know(
    cloud: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    call(record(to_json(wish())))
    for user in USERS:
        known = cloud.item("identities", key(f"PERSON#{person(user)}"))
        assert (known["user_id"], known["page_id"], known["follower"]) == (user, PAGE.page_id, True)
    assert figures(capsys.readouterr().out) == {
        "FollowersTurns": 1.0,
        "FollowersFound": 60.0,
        "FollowersAdded": 60.0,
        "FollowersMended": 0.0,
        "FollowersMissed": 0.0,
    }
    (line,) = map(json.loads, cloud.log.getvalue().splitlines())
    assert (line["outcome"], line["page"]) == ("done", PAGE.page_id)


def test_neither_ids_of_the_platform_nor_tokens_are_logged(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    call(record(to_json(wish())))
    cloud.zalo.otherwise = lambda _: Answer(status=500)
    call(record(to_json(wish())))
    said = cloud.log.getvalue() + capsys.readouterr().out
    assert said
    assert not [word for word in (*USERS, "access-1") if word in said]


def test_at_night_each_page_falls_due(cloud: Cloud) -> None:
    call({"do": "night"})
    due = cloud.item("receipts", key(f"DUE#followers#{PAGE.page_id}"))
    assert due["kind"] == "followers"
    assert due["what"]["app_id"] == PAGE.app_id
    assert cloud.zalo.asked == []


def test_with_its_time_nearly_over_it_begins_nothing(cloud: Cloud) -> None:
    call(record(to_json(wish())), Context(left_ms=5_000))
    assert cloud.zalo.asked == []
    assert cloud.item("receipts", key(f"DUE#followers#{PAGE.page_id}"))
    assert cloud.item("apps", following_key(PAGE.page_id))["began_at"]


def test_what_is_no_wish_is_refused_and_its_reason_noted(cloud: Cloud) -> None:
    with pytest.raises(MalformedEvent):
        call(record('{"page_id": 1}'))
    found = cloud.dynamodb.scan(TableName=cloud.tables["receipts"])["Items"]
    assert [from_item(one)["reason"] for one in found] == ["MalformedEvent"]


def test_the_person_ids_are_the_webhooks() -> None:
    assert person("71") == ids.person_id(KEY, "zalo", PAGE.page_id, "71")
