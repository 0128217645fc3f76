"""The search for malware: every file that lands in quarantine is scanned, and its result told to a queue.

GuardDuty needs a role of ours that may read the bucket, tag what it has read, and keep a rule of its own that tells it
of new objects: https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html
"""

import json
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.alarms import AlarmTopic, Watch
from infra.grants import policy, trust
from infra.keys import EncryptionKey
from infra.place import Place
from infra.quarantine import Quarantine
from infra.queues import WatchedQueue

SCANNER = "malware-protection-plan.guardduty.amazonaws.com"
MANAGED_RULE = "DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*"
"""The scanner's own rule; it draws the end of its name itself, so this is the one ``*`` below a name of AWS's."""
RESULT = "GuardDuty Malware Protection Object Scan Result"
VALIDATION = "malware-protection-resource-validation-object"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRuleArgs:
    """Which bucket's results are told."""

    place: Place
    quarantine: Quarantine


class ScanRule(pulumi.ComponentResource):
    """The rule that catches the results of one bucket alone; it is there before the queue that it tells."""

    def __init__(self, name: str, args: ScanRuleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:ScanRule", name, {}, opts)
        self._title = name
        pattern = args.quarantine.bucket.apply(_pattern)
        rule = aws.cloudwatch.EventRule(
            name,
            name=args.place.named(name),
            description="Duty Desk: what the search for malware said of a file",
            event_pattern=pattern,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.name, self.arn = rule.name, rule.arn
        self.register_outputs({"arn": self.arn})

    def tell(self, queue: WatchedQueue, alarms: AlarmTopic) -> None:
        """Tell this queue, whose policy must allow it; somebody hears of it when that fails."""
        aws.cloudwatch.EventTarget(
            self._title,
            rule=self.name,
            arn=queue.arn,
            target_id="queue",
            opts=pulumi.ResourceOptions(parent=self, depends_on=[queue.guard]),
        )
        failed = Watch(
            about="Results of the search for malware do not reach the desk: files stay unscanned in quarantine.",
            namespace="AWS/Events",
            metric="FailedInvocations",
            dimensions={"RuleName": self.name},
            statistic="Sum",
            above=0,
        )
        alarms.alarm(f"{self._title}-failed", failed, parent=self)


@dataclass(frozen=True, slots=True, kw_only=True)
class MalwareScanArgs:
    """What is scanned, and what encrypts it."""

    place: Place
    quarantine: Quarantine
    key: EncryptionKey


class MalwareScan(pulumi.ComponentResource):
    """GuardDuty's malware protection of the quarantine, and the role it works in."""

    def __init__(self, name: str, args: MalwareScanArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:MalwareScan", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        role_name = f"{name}-role"
        role = aws.iam.Role(
            role_name,
            name=args.place.named(role_name),
            assume_role_policy=trust(SCANNER),
            opts=child,
        )
        granted = aws.iam.RolePolicy(
            role_name, name="grants", role=role.name, policy=policy(_statements(args)), opts=child
        )
        bucket = aws.guardduty.MalwareProtectionPlanProtectedResourceS3BucketArgs(bucket_name=args.quarantine.bucket)
        aws.guardduty.MalwareProtectionPlan(
            name,
            role=role.arn,
            protected_resource=aws.guardduty.MalwareProtectionPlanProtectedResourceArgs(s3_bucket=bucket),
            actions=[
                aws.guardduty.MalwareProtectionPlanActionArgs(
                    taggings=[aws.guardduty.MalwareProtectionPlanActionTaggingArgs(status="ENABLED")]
                )
            ],
            opts=pulumi.ResourceOptions(parent=self, depends_on=[granted]),
        )
        self.register_outputs({})


def _pattern(bucket: str) -> str:
    return json.dumps(
        {
            "source": ["aws.guardduty"],
            "detail-type": [RESULT],
            "detail": {"s3ObjectDetails": {"bucketName": [bucket]}},
        }
    )


def _statements(args: MalwareScanArgs) -> list[dict[str, Any]]:
    bucket, place = args.quarantine.arn, args.place
    inside = pulumi.Output.concat(bucket, "/*")
    rule = place.arn("events", f"rule/{MANAGED_RULE}")
    through_s3 = {"StringEquals": {"kms:ViaService": f"s3.{place.region}.amazonaws.com"}}
    return [
        _allow(
            ["events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"],
            rule,
            {"StringEquals": {"events:ManagedBy": SCANNER}},
        ),
        _allow(["events:DescribeRule", "events:ListTargetsByRule"], rule),
        _allow(["s3:GetBucketNotification", "s3:ListBucket", "s3:PutBucketNotification"], bucket),
        _allow(["s3:PutObject"], pulumi.Output.concat(bucket, "/", VALIDATION)),
        _allow(
            [
                *("s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:GetObjectVersionTagging"),
                *("s3:PutObjectTagging", "s3:PutObjectVersionTagging"),
            ],
            inside,
        ),
        _allow(["kms:Decrypt", "kms:GenerateDataKey"], args.key.arn, through_s3),
    ]


def _allow(actions: list[str], resource: pulumi.Input[str], condition: dict[str, Any] | None = None) -> dict[str, Any]:
    statement: dict[str, Any] = {"Effect": "Allow", "Action": actions, "Resource": [resource]}
    return statement | ({"Condition": condition} if condition else {})
