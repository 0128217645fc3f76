"""The handler over its real wiring, on moto."""

import base64
import io
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.errands import LookupMessage, LookupWish
from dutydesk.errors import MalformedEvent, Misconfigured
from dutydesk.messages import to_json
from dutydesk.stores.items import from_item, key
from dutydesk.stores.offices import office_item
from dutydesk.text import catalogue_lookup as catalogue
from functions.lookup.cards import Card, Status, card_item, live_item
from functions.lookup.index_key import IndexKey, index_key
from functions.lookup.status import handler, wiring
from tests.fakes.aws import REGION
from tests.fakes.lambdas import FakeContext, record
from tests.fakes.tables import create_tables
from tests.unit.lookup.status.desk import BORN, BORN_TYPED, NUMBER, OFFICE, WRONG_TYPED, ask, slot


@dataclass
class Cloud:
    """AWS in this process, and what the handler wrote."""

    dynamodb: Any
    sqs: Any
    kms: Any
    tables: dict[str, str]
    queue: str
    arn: str
    log: io.StringIO

    def sealed(self, message: LookupMessage, words: str, *, for_person: str = "") -> LookupMessage:
        """Seal words as the webhook does."""
        sealed = self.kms.encrypt(
            KeyId=self.arn,
            Plaintext=words.encode()[:3_000],
            EncryptionContext={"person_id": for_person or message.person_id},
        )
        return replace(message, sealed=base64.b64encode(sealed["CiphertextBlob"]).decode())

    def holds(self, status: Status = Status.READY) -> None:
        """Have the card in the table."""
        index = index_key(self.dynamodb, self.kms, table=self.tables["idcards"], key_arn=self.arn)
        digest = index.digest(NUMBER)
        said = replace(slot(status), birth=index.birth_digest(digest, BORN))
        for item in (card_item(Card(digest=digest, a=said)), live_item(1)):
            self.dynamodb.put_item(TableName=self.tables["idcards"], Item=item)
        self.dynamodb.put_item(TableName=self.tables["content"], Item=office_item(OFFICE))

    def take(self, message: LookupMessage) -> list[str]:
        """Have the handler take a message; return the texts of what it enqueued."""
        handler.lambda_handler(record(to_json(message)), FakeContext())
        received = self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages", [])
        for one in received:
            self.sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=one["ReceiptHandle"])
        return [json.loads(one["Body"])["text"] for one in received]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    log = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", log)
    with mock_aws():
        dynamodb, sqs, kms = boto3.client("dynamodb"), boto3.client("sqs"), boto3.client("kms")
        tables = create_tables(dynamodb)
        queue = sqs.create_queue(QueueName="replies.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
        arn = kms.create_key()["KeyMetadata"]["Arn"]
        for name in ("idcards", "receipts", "content", "people"):
            monkeypatch.setenv(f"{name.upper()}_TABLE", tables[name])
        monkeypatch.setenv("REPLIES_QUEUE_URL", queue)
        monkeypatch.setenv("PAPERS_KEY_ARN", arn)
        forget()
        yield Cloud(dynamodb, sqs, kms, tables, queue, arn, log)
    forget()


def forget() -> None:
    """Make the next call a cold start."""
    wiring.desk.cache_clear()
    wiring.receipts.cache_clear()


def metrics_in(printed: str) -> set[str]:
    """Return the names of what was counted."""
    found = [json.loads(line) for line in printed.splitlines() if "_aws" in line]
    return {name["Name"] for line in found for name in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]}


def test_a_sealed_question_is_answered(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    cloud.holds()
    (said,) = cloud.take(cloud.sealed(ask(), f"{NUMBER} {BORN_TYPED}"))
    assert said.startswith("Thẻ căn cước đã có")
    assert OFFICE.address in said
    (line,) = [json.loads(line) for line in cloud.log.getvalue().splitlines()]
    assert (line["outcome"], line["wish"], line["person"]) == ("attempted", "ask", "p1")
    assert metrics_in(capsys.readouterr().out) == {"LookupAttempted"}


def test_neither_logs_nor_figures_tell_number_date_digest_or_what_was_found(
    cloud: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.holds()
    written = []
    for born in (BORN_TYPED, WRONG_TYPED):
        assert len(cloud.take(cloud.sealed(ask(event=born), f"{NUMBER} {born}"))) == 1
        written.append([json.loads(cloud.log.getvalue().splitlines()[-1]), capsys.readouterr().out])
    index = index_key(cloud.dynamodb, cloud.kms, table=cloud.tables["idcards"], key_arn=cloud.arn)
    everything = str(written)
    for secret in (NUMBER, BORN_TYPED, "1990", index.digest(NUMBER), "ready", OFFICE.name):
        assert secret not in everything
    right, wrong = ({name: line[name] for name in ("outcome", "wish", "message")} for line, _ in written)
    assert right == wrong


def test_the_other_wishes_are_taken(cloud: Cloud) -> None:
    cloud.holds(Status.PRINTED)
    assert cloud.take(ask()) == [catalogue.ASK_BOTH]
    assert cloud.take(cloud.sealed(ask(), f"{NUMBER} {BORN_TYPED}")) == [catalogue.NOT_READY]
    assert cloud.take(ask(wish=LookupWish.WATCH)) == [catalogue.WATCHING]
    cloud.holds(Status.READY)
    assert [text[:18] for text in cloud.take(ask(wish=LookupWish.CHECK))] == [catalogue.READY[:18]]
    assert cloud.take(ask(wish=LookupWish.UNWATCH)) == [catalogue.NOT_WATCHING]
    assert cloud.take(ask(wish=LookupWish.CANCEL)) == [catalogue.STOPPED]


def test_words_cut_within_a_character_are_read(cloud: Cloud) -> None:
    cloud.holds()
    assert cloud.take(cloud.sealed(ask(), f"{NUMBER} {BORN_TYPED} " + "ộ" * 2_000))[0].startswith("Thẻ căn cước đã có")


@pytest.mark.parametrize("kind", ["another person's", "no ciphertext", "no base 64"])
def test_words_that_cannot_be_opened_are_poison(cloud: Cloud, kind: str) -> None:
    sealed = {
        "another person's": cloud.sealed(ask(), f"{NUMBER} {BORN_TYPED}", for_person="p2"),
        "no ciphertext": replace(ask(), sealed="bm9uc2Vuc2U="),
        "no base 64": replace(ask(), sealed="§"),
    }[kind]
    with pytest.raises(MalformedEvent) as refused:
        cloud.take(sealed)
    assert refused.value.__cause__ is None
    item = cloud.dynamodb.get_item(TableName=cloud.tables["receipts"], Key=key("FAILURE#lookups", "sqs-1"))["Item"]
    assert from_item(item)["reason"] == "MalformedEvent"


@pytest.mark.parametrize("body", ["", "{}", "[1]", '{"wish":"bí mật"}'])
def test_poison_is_refused_with_its_reason_noted_and_its_content_nowhere(cloud: Cloud, body: str) -> None:
    with pytest.raises(MalformedEvent) as refused:
        handler.lambda_handler(record(body), FakeContext())
    assert "bí mật" not in str(refused.value) + cloud.log.getvalue()


def test_an_index_key_that_cannot_be_had_fails_the_message_with_its_reason_noted_and_is_tried_again(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_one: Any, **_more: Any) -> IndexKey:
        raise Misconfigured("no key")

    cloud.holds()
    message = cloud.sealed(ask(), f"{NUMBER} {BORN_TYPED}")
    with monkeypatch.context() as broken:
        broken.setattr("functions.lookup.status.wiring.index_key", refused)
        with pytest.raises(Misconfigured):
            cloud.take(message)
    assert "LookupFailed" in metrics_in(capsys.readouterr().out)
    item = cloud.dynamodb.get_item(TableName=cloud.tables["receipts"], Key=key("FAILURE#lookups", "sqs-1"))["Item"]
    assert from_item(item)["reason"] == "Misconfigured"
    assert len(cloud.take(message)) == 1


def test_the_key_is_unwrapped_once_per_cold_start(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(*one: Any, **more: Any) -> IndexKey:
        calls.append("unwrapped")
        return index_key(*one, **more)

    cloud.holds()
    monkeypatch.setattr("functions.lookup.status.wiring.index_key", counted)
    for _ in range(3):
        cloud.take(cloud.sealed(ask(), f"{NUMBER} {BORN_TYPED}"))
    assert calls == ["unwrapped"]
