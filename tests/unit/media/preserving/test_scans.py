"""What comes by the queue: the scanner's events, our own messages, and nothing else."""

import json
from typing import Any

import pytest

from dutydesk.errors import MalformedEvent
from dutydesk.evidence import ScanMessage
from dutydesk.messages import to_json
from functions.media.preserving.scans import scan_of

EVENT: dict[str, Any] = {
    "version": "0",
    "id": "72c7d362-737a-6dce-fc78-9e27a0171419",
    "detail-type": "GuardDuty Malware Protection Object Scan Result",
    "source": "aws.guardduty",
    "account": "111122223333",
    "time": "2026-03-02T01:02:03Z",
    "region": "ap-southeast-1",
    "resources": ["arn:aws:guardduty:ap-southeast-1:111122223333:malware-protection-plan/b4c7f464ab3a4EXAMPLE"],
    "detail": {
        "schemaVersion": "1.0",
        "scanStatus": "COMPLETED",
        "resourceType": "S3_OBJECT",
        "s3ObjectDetails": {
            "bucketName": "dutydesk-prod-quarantine-111122223333",
            "objectKey": "c1/f1",
            "eTag": "ASIAI44QH8DHBEXAMPLE",
            "versionId": "d41d8cd98f00b204e9800998eEXAMPLE",
            "s3Throttled": False,
        },
        "scanResultDetails": {"scanResultStatus": "NO_THREATS_FOUND", "threats": None},
    },
}
"""As the documentation shows it."""


def _with(**details: object) -> str:
    return json.dumps(EVENT | {"detail": EVENT["detail"] | details})


def test_the_scanners_event_is_read() -> None:
    expected = ScanMessage(case_id="c1", file_id="f1", result="NO_THREATS_FOUND", etag="ASIAI44QH8DHBEXAMPLE")
    assert scan_of(json.dumps(EVENT)) == expected


def test_our_own_message_is_read() -> None:
    message = ScanMessage(case_id="c1", file_id="f1", result="")
    assert scan_of(to_json(message)) == message


@pytest.mark.parametrize("details", [{"scanResultDetails": None}, {"scanResultDetails": {}}], ids=["none", "empty"])
def test_a_scan_without_a_result_is_a_result_that_nobody_knows(details: dict[str, object]) -> None:
    found = scan_of(_with(scanStatus="SKIPPED", **details))
    assert found is not None
    assert found.result == "NONE"


@pytest.mark.parametrize("key", ["malware-protection-resource-validation-object", "c1", "c1/", "/f1", "c1/f1/more", ""])
def test_an_object_that_is_no_file_of_ours_is_let_go(key: str) -> None:
    assert scan_of(_with(s3ObjectDetails=EVENT["detail"]["s3ObjectDetails"] | {"objectKey": key})) is None


def test_other_events_are_let_go() -> None:
    assert scan_of(json.dumps(EVENT | {"detail-type": "GuardDuty Malware Protection Resource Status Active"})) is None


@pytest.mark.parametrize("body", ["", "{}", "[]", '"x"', "7", "null", json.dumps(EVENT | {"detail": {}}), "{"])
def test_anything_else_is_refused_without_being_repeated(body: str) -> None:
    with pytest.raises(MalformedEvent) as raised:
        scan_of(body)
    assert raised.value.__cause__ is None
