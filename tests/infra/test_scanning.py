"""The search for malware: of the quarantine alone, by a role that can do nothing else, told to one queue."""

import importlib
import json
from typing import Any

from infra.recording import Recorded
from infra.scanning import SCANNER
from tests.infra.reading import role_statements

PLAN = "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan"
RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
TOLD: dict[str, Any] = {
    "detail-type": "GuardDuty Malware Protection Object Scan Result",
    "source": "aws.guardduty",
    "detail": {
        "s3ObjectDetails": {"objectKey": "c1/f1", "eTag": "e"},
        "scanResultDetails": {"scanResultStatus": "NO_THREATS_FOUND"},
    },
}


def _bucket(stack: Recorded, name: str) -> str:
    found: str = stack.of_type("aws:s3/bucket:Bucket")[name]["bucket"]
    return found


def test_quarantine_alone_is_scanned_and_what_was_scanned_is_tagged(stack: Recorded) -> None:
    (plan,) = stack.of_type(PLAN).values()
    assert plan["protectedResource"] == {"s3Bucket": {"bucketName": _bucket(stack, "quarantine")}}
    assert plan["actions"] == [{"taggings": [{"status": "ENABLED"}]}]
    assert plan["role"].endswith("-malware-scan-role")


def test_the_scanner_reaches_one_bucket_one_key_and_its_own_rule(stack: Recorded) -> None:
    bucket = f"arn:aws:s3:::{_bucket(stack, 'quarantine')}"
    for statement in role_statements(stack, "malware-scan"):
        (resource,) = statement["Resource"]
        services = {action.partition(":")[0] for action in statement["Action"]}
        assert len(services) == 1
        match services.pop():
            case "s3":
                assert resource in {bucket, f"{bucket}/*", f"{bucket}/malware-protection-resource-validation-object"}
            case "kms":
                assert resource.endswith("key/data-id")
                assert statement["Condition"]["StringEquals"]["kms:ViaService"].startswith("s3.")
            case "events":
                assert "rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3" in resource
                changes = {"events:PutRule", "events:DeleteRule"} & set(statement["Action"])
                assert bool(changes) == (statement.get("Condition") == {"StringEquals": {"events:ManagedBy": SCANNER}})
            case other:
                raise AssertionError(other)


def test_the_scanner_changes_no_file(stack: Recorded) -> None:
    held = {action for statement in role_statements(stack, "malware-scan") for action in statement["Action"]}
    assert "s3:DeleteObject" not in held
    writers = [one for one in role_statements(stack, "malware-scan") if "s3:PutObject" in one["Action"]]
    assert [one["Resource"][0].rpartition("/")[2] for one in writers] == [
        "malware-protection-resource-validation-object"
    ]


def test_the_rule_catches_what_the_function_reads_of_this_bucket_and_no_other(stack: Recorded) -> None:
    pattern = json.loads(stack.of_type(RULE)["scans"]["eventPattern"])
    scans = importlib.import_module("functions.media.preserving.scans")
    assert pattern["source"] == [TOLD["source"]]
    assert pattern["detail-type"] == [TOLD["detail-type"]] == [scans.DETAIL_TYPE]
    assert pattern["detail"] == {"s3ObjectDetails": {"bucketName": [_bucket(stack, "quarantine")]}}
    assert scans.scan_of(json.dumps(TOLD)).result == "NO_THREATS_FOUND"


def test_the_rule_tells_the_queue_that_lets_it_and_no_other_may(stack: Recorded) -> None:
    (target,) = stack.of_type(TARGET).values()
    assert target["arn"].endswith("-scans")
    assert target["rule"] == stack.of_type(RULE)["scans"]["name"]
    statements = json.loads(stack.of_type("aws:sqs/queuePolicy:QueuePolicy")["scans"]["policy"])["Statement"]
    (allowed,) = [one for one in statements if one["Effect"] == "Allow"]
    assert (allowed["Principal"], allowed["Action"]) == ({"Service": "events.amazonaws.com"}, "sqs:SendMessage")
    assert allowed["Condition"]["ArnEquals"]["aws:SourceArn"].endswith(f"rule/{target['rule']}")
    assert allowed["Condition"]["StringEquals"] == {"aws:SourceAccount": _bucket(stack, "cards").rpartition("-")[2]}


def test_originals_are_locked_as_the_stack_is_protected(stack: Recorded) -> None:
    variables = stack.of_type("aws:lambda/function:Function")["preserve"]["environment"]["variables"]
    is_prod = variables["STAGE"] == "prod"
    assert variables["LOCK_MODE"] == ("COMPLIANCE" if is_prod else "GOVERNANCE")
    days = json.loads(variables["SEALED_DAYS"])
    assert days[""] == (90 if is_prod else 1)
    assert is_prod or set(days.values()) == {1}


def test_views_have_no_versions_and_what_was_opened_is_gone_after_a_day(stack: Recorded) -> None:
    assert "views" not in stack.of_type("aws:s3/bucketVersioning:BucketVersioning")
    opened, tidy = stack.of_type(LIFECYCLE)["views"]["rules"]
    assert (opened["filter"], opened["expiration"]) == ({"prefix": "opened/"}, {"days": 1})
    assert "expiration" not in tidy
    assert tidy["abortIncompleteMultipartUpload"] == {"daysAfterInitiation": 1}


def test_only_who_preserves_evidence_seals_originals(stack: Recorded) -> None:
    for name in stack.of_type("aws:lambda/function:Function"):
        puts = [
            resource
            for statement in role_statements(stack, name)
            for resource in statement["Resource"]
            if "s3:PutObject" in statement["Action"] and "-originals-" in resource
        ]
        assert bool(puts) == (name == "preserve"), name
