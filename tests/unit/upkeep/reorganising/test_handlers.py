"""The handlers over their real wiring, and what upkeep hands them."""

import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from dutydesk.audit.chain import Mark
from dutydesk.audit.digests import digest_from
from dutydesk.audit.store import DynamoAudit
from dutydesk.errors import MalformedEvent
from dutydesk.messages import OrderMessage, to_json
from dutydesk.stores.reorganisations import Kind
from functions.upkeep.reorganising import handler
from functions.upkeep.reorganising.wiring import TABLES, desk
from functions.upkeep.sealing import handler as sealing_handler
from functions.upkeep.sealing.wiring import sealing
from tests.fakes.aws import REGION
from tests.unit.upkeep.conftest import House, printed_metrics
from tests.unit.upkeep.reorganising.district import INTO, District

HEADS = "dutydesk-test-audit-heads"


class Context:
    """A Lambda context with so much time left."""

    def __init__(self, left_ms: int = 300_000) -> None:
        self.left_ms = left_ms

    def get_remaining_time_in_millis(self) -> int:
        return self.left_ms


@pytest.fixture(name="deployed")
def _deployed(district: District, monkeypatch: pytest.MonkeyPatch) -> Iterator[District]:
    """A district, with an environment that leads the handlers into it."""
    for name in (*TABLES, "audit"):
        monkeypatch.setenv(f"{name.upper()}_TABLE", district.tables[name])
    pool = boto3.client("cognito-idp").create_user_pool(PoolName="officers")["UserPool"]["Id"]
    monkeypatch.setenv("USER_POOL_ID", pool)
    monkeypatch.setenv("AUDIT_HEADS_BUCKET", HEADS)
    here: Any = {"LocationConstraint": REGION}
    boto3.client("s3").create_bucket(Bucket=HEADS, CreateBucketConfiguration=here)
    desk.cache_clear()
    sealing.cache_clear()
    yield district
    desk.cache_clear()
    sealing.cache_clear()


def deliver(body: str, *, left_ms: int = 300_000) -> None:
    context: Any = Context(left_ms)
    handler.lambda_handler({"Records": [{"messageId": "m1", "body": body}]}, context)


def test_an_order_is_carried_out_and_logged_without_its_reason(
    deployed: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", log)
    for unit in ("phuong-1", INTO):
        deployed.unit(unit)
    case = deployed.case("phuong-1")
    order = deployed.ordered(Kind.MERGE, units=("phuong-1",), into=INTO)
    deliver(to_json(OrderMessage(order_id=order.order_id)))
    assert deployed.header(case).unit == INTO
    (line,) = [json.loads(one) for one in log.getvalue().splitlines()]
    assert (line["outcome"], line["order"]) == ("goes_on", order.order_id)
    assert order.reason not in log.getvalue()


def test_with_little_time_left_a_turn_ends_after_one_thing(deployed: District) -> None:
    for unit in ("phuong-1", INTO):
        deployed.unit(unit)
    case = deployed.case("phuong-1")
    order = deployed.ordered(Kind.MERGE, units=("phuong-1",), into=INTO)
    deliver(to_json(OrderMessage(order_id=order.order_id)), left_ms=handler.RESERVE_MS)
    assert deployed.header(case).unit == "phuong-1"
    assert deployed.due(order)


def test_somebody_who_leaves_is_signed_out_of_the_real_pool(deployed: District) -> None:
    cognito, pool = boto3.client("cognito-idp"), desk().carry_out.__self__.sessions.pool_id  # type: ignore[attr-defined]  # a bound method
    cognito.admin_create_user(UserPoolId=pool, Username="an")
    deployed.officer("an", units=("phuong-1",), active=False)
    order = deployed.ordered(Kind.LEAVE, username="an")
    deliver(to_json(OrderMessage(order_id=order.order_id)))
    assert cognito.admin_get_user(UserPoolId=pool, Username="an")["Enabled"] is False


def test_what_is_no_order_is_noted_counted_and_delivered_again(
    deployed: District, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(MalformedEvent):
        deliver("{}")
    assert printed_metrics(capsys.readouterr().out) == {"OrderFailed": 1, "OrderTurns": 1}
    assert deployed.item("receipts", "FAILURE#orders", "m1")["reason"] == "MalformedEvent"


def test_a_night_is_sealed(deployed: District, capsys: pytest.CaptureFixture[str]) -> None:
    deployed.officer("an", units=("phuong-1",))
    deployed.officer("moi", units=("phuong-1",))
    book = DynamoAudit(client=deployed.client, table=deployed.tables["audit"], clock=deployed.clock)
    book.note(Mark(officer="an", action="officer.read", target="desk", outcome="allowed", source_ip=""))
    sealing_handler.lambda_handler({"do": "seal"}, None)
    s3 = boto3.client("s3")
    (stored,) = s3.list_objects_v2(Bucket=HEADS)["Contents"]
    digest = digest_from(s3.get_object(Bucket=HEADS, Key=stored["Key"])["Body"].read())
    head = book.head("an")
    assert (digest.key, digest.heads) == (stored["Key"], {"an": (head.seq, head.hash)})
    assert printed_metrics(capsys.readouterr().out) == {"ChainsSealed": 1}


def test_a_night_that_cannot_be_sealed_is_an_alarm_and_is_tried_again(
    deployed: District, capsys: pytest.CaptureFixture[str]
) -> None:
    boto3.client("s3").delete_bucket(Bucket=HEADS)
    with pytest.raises(Exception, match="NoSuchBucket"):
        sealing_handler.lambda_handler({"do": "seal"}, None)
    assert printed_metrics(capsys.readouterr().out) == {"AuditNotSealed": 1}
    assert deployed.items("audit") == []


def test_nothing_else_is_sealed() -> None:
    with pytest.raises(MalformedEvent):
        sealing_handler.lambda_handler({"do": "minute"}, None)


def test_upkeep_asks_for_an_order_until_it_is_finished(house: House) -> None:
    house.put_due("reorganisation", "01HORDER", house.clock(), {"order_id": "01HORDER"})
    for _ in range(3):
        assert house.due().run(lambda: True) == 1
        house.clock.advance(seconds=61)
    assert [sent.message.order_id for sent in house.orders.calls] == ["01HORDER"] * 3
    assert len({sent.dedupe for sent in house.orders.calls}) == 3
    assert {sent.group for sent in house.orders.calls} == {"units"}
