"""What plays the search for malware: each file once, tagged, and told as the real one tells it."""

import json
from typing import Any

import boto3
import pytest
from moto import mock_aws

from functions.media.preserving.scans import scan_of
from local.deploy.twists import local_pattern
from local.scanner import CLEAN, FAILED, FAILING_STRING, READ_BYTES, TAG, TEST_STRING, THREAT, Scanner
from tests.fakes.aws import REGION

BUCKET = "quarantine"


class Bus:
    """Takes events, and refuses when told to."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.refuse_next = 0

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, int]:  # noqa: N803  # boto's name
        if self.refuse_next:
            self.refuse_next -= 1
            return {"FailedEntryCount": 1}
        self.told += Entries
        return {"FailedEntryCount": 0}

    def results(self) -> dict[str, str]:
        found = {}
        for entry in self.told:
            scan = scan_of(json.dumps({"detail-type": entry["DetailType"], "detail": json.loads(entry["Detail"])}))
            assert scan is not None
            found[f"{scan.case_id}/{scan.file_id}"] = scan.result
        return found


@pytest.mark.parametrize("before", [0, READ_BYTES - 7], ids=["at once", "across two reads"])
def test_each_file_is_scanned_once_and_the_test_string_is_a_threat(before: int) -> None:
    with mock_aws():
        s3 = boto3.client("s3", region_name=REGION)
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
        bus = Bus()
        scanner = Scanner(s3=s3, events=bus, bucket=BUCKET)
        assert scanner.round() == 0
        s3.put_object(Bucket=BUCKET, Key="c1/f1", Body=b"harmless")
        s3.put_object(Bucket=BUCKET, Key="c1/f2", Body=bytes(before) + TEST_STRING)
        bus.refuse_next = 1
        assert [scanner.round() for _ in range(3)] == [1, 1, 0]
        assert bus.results() == {"c1/f1": CLEAN, "c1/f2": THREAT}
        assert len(bus.told) == 2
        tags = s3.get_object_tagging(Bucket=BUCKET, Key="c1/f2")["TagSet"]
        assert tags == [{"Key": TAG, "Value": THREAT}]
        s3.put_object(Bucket=BUCKET, Key="c1/f2", Body=b"fetched again")
        assert scanner.round() == 1
        assert bus.results()["c1/f2"] == CLEAN


def test_a_file_whose_scan_is_to_fail_is_told_as_failed() -> None:
    with mock_aws():
        s3 = boto3.client("s3", region_name=REGION)
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-1"})
        bus = Bus()
        s3.put_object(Bucket=BUCKET, Key="c1/f1", Body=bytes(READ_BYTES - 3) + FAILING_STRING)
        assert Scanner(s3=s3, events=bus, bucket=BUCKET).round() == 1
        assert bus.results() == {"c1/f1": FAILED}


def test_the_rule_of_this_machine_takes_what_is_played_beside_the_real_one() -> None:
    pattern = {"source": ["aws.guardduty"], "detail": {"a": ["b"]}}
    assert local_pattern(pattern) == {"source": ["aws.guardduty", "played.guardduty"], "detail": {"a": ["b"]}}
    assert local_pattern({"source": ["ours"]}) == {"source": ["ours"]}
