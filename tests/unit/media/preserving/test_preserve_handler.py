"""The handler over its real wiring, on moto."""

import io
import json
from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from dutydesk.clock import utc_now
from dutydesk.errors import MalformedEvent
from dutydesk.evidence import FileState, ScanMessage
from dutydesk.messages import to_json
from dutydesk.stores.items import from_item, key
from functions.media.preserving import handler
from functions.media.preserving.originals import NotAsFetched
from functions.media.preserving.outcomes import Outcome, TooEarly
from functions.media.preserving.wiring import desk
from tests.fakes.aws import REGION
from tests.fakes.lambdas import FakeContext, record
from tests.fakes.tables import create_tables
from tests.unit.media.preserving.specimens import CARD_CODE, card, encoded, photo
from tests.unit.media.preserving.vault import CLEAN, THREAT, Vault, bucket


@pytest.fixture(name="cloud")
def _cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Vault]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setenv("AWS_REGION", REGION)
    with mock_aws():
        dynamodb = boto3.client("dynamodb")
        vault = Vault(dynamodb=dynamodb, kms=boto3.client("kms"), s3=boto3.client("s3"), tables=create_tables(dynamodb))
        vault.clock.now = utc_now()
        vault.open()
        for name in ("cases", "receipts", "likenesses"):
            monkeypatch.setenv(f"{name.upper()}_TABLE", vault.tables[name])
        for name in ("quarantine", "originals", "views"):
            monkeypatch.setenv(f"{name.upper()}_BUCKET", bucket(name))
        queue = boto3.client("sqs").create_queue(QueueName="replies.fifo", Attributes={"FifoQueue": "true"})
        monkeypatch.setenv("REPLIES_QUEUE_URL", queue["QueueUrl"])
        monkeypatch.setenv("EVIDENCE_KEY_ARN", vault.key_arn)
        monkeypatch.setenv("LOCK_MODE", "GOVERNANCE")
        monkeypatch.setenv("SEALED_DAYS", '{"": 90}')
        desk.cache_clear()
        yield vault
    desk.cache_clear()


@pytest.fixture(name="log")
def _log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    written = io.StringIO()
    monkeypatch.setattr(handler.logger.registered_handler, "stream", written)
    return written


def tell(vault: Vault, result: str = CLEAN) -> None:
    file = vault.latest
    scan = ScanMessage(case_id=file.case_id, file_id=file.file_id, result=result, etag=file.etag)
    handler.lambda_handler(record(to_json(scan)), FakeContext())


def counted(capsys: pytest.CaptureFixture[str]) -> set[str]:
    written = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    directives = [one for line in written for one in line.get("_aws", {}).get("CloudWatchMetrics", [])]
    return {metric["Name"] for one in directives for metric in one["Metrics"]}


def test_a_clean_photo_is_kept_and_nothing_of_it_is_logged(
    cloud: Vault, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    file = cloud.fetched(photo(), caption="bi mat")
    tell(cloud)
    assert cloud.file(file).state is FileState.KEPT
    assert cloud.original(file) == photo()
    assert counted(capsys) == {"Scans", "EvidenceKept"}
    (line,) = map(json.loads, log.getvalue().splitlines())
    assert (line["outcome"], line["case_id"], line["file_id"]) == ("kept", "c1", file.file_id)
    for secret in ("bi mat", "media.example", file.sha256, "21.02"):
        assert secret not in log.getvalue()


def test_a_card_is_set_aside_and_the_warning_leaves_by_the_queue(
    cloud: Vault, log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud.fetched(encoded(card()))
    tell(cloud)
    queue = boto3.client("sqs").list_queues()["QueueUrls"][0]
    (reply,) = boto3.client("sqs").receive_message(QueueUrl=queue)["Messages"]
    assert json.loads(reply["Body"])["reply_id"] == "e1#id_card"
    assert counted(capsys) == {"Scans", "EvidenceSetAside"}
    assert CARD_CODE[:12] not in log.getvalue() + reply["Body"]


@pytest.mark.usefixtures("log")
def test_a_threat_is_counted(cloud: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    cloud.fetched(photo())
    tell(cloud, THREAT)
    assert counted(capsys) == {"Scans", "EvidenceThreat"}


@pytest.mark.usefixtures("log")
def test_altered_bytes_are_counted_noted_and_raised(cloud: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    file = cloud.fetched(photo())
    cloud.latest = cloud.files.move(file, sha256="0" * 64)
    with pytest.raises(NotAsFetched):
        tell(cloud)
    assert counted(capsys) == {"Scans", "EvidenceAltered", "ScanFailed"}
    noted = cloud.dynamodb.get_item(TableName=cloud.tables["receipts"], Key=key("FAILURE#scans", "sqs-1"))
    assert from_item(noted["Item"])["reason"] == "NotAsFetched"


@pytest.mark.usefixtures("log")
def test_a_scan_that_is_too_early_comes_again(cloud: Vault) -> None:
    cloud.latest = cloud.files.move(cloud.fetched(photo()), state=FileState.OWED)
    with pytest.raises(TooEarly):
        tell(cloud)


def test_what_is_no_scan_is_noted_and_its_words_are_not(cloud: Vault, log: io.StringIO) -> None:
    with pytest.raises(MalformedEvent):
        handler.lambda_handler(record('{"secret": "001099000001"}'), FakeContext())
    assert "001099" not in log.getvalue()
    assert "Item" in cloud.dynamodb.get_item(TableName=cloud.tables["receipts"], Key=key("FAILURE#scans", "sqs-1"))


def test_every_outcome_has_its_metric() -> None:
    assert set(handler.COUNTED) == set(Outcome)
    assert len(set(handler.COUNTED.values())) == len(handler.COUNTED)
