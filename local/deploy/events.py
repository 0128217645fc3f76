"""EventBridge rules and their targets, and the search for malware that the emulator does not have.

What it would do is played by ``local.scanner``; that the role may do it on AWS is proved by tests of the program.
"""

import json

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props, present
from local.deploy.twists import local_pattern


def rule(cloud: Cloud, name: str, props: Props) -> Created:
    """Create a rule of the default bus."""
    physical = props.take("name", name)
    pattern = props.take("eventPattern")
    created = cloud.client("events").put_rule(
        Name=physical,
        **present(
            Description=props.take("description"),
            EventPattern=json.dumps(local_pattern(json.loads(pattern))) if pattern else None,
            ScheduleExpression=props.take("scheduleExpression"),
            State=props.take("state"),
        ),
    )
    return Created(physical, {"name": physical, "arn": created["RuleArn"]})


def target(cloud: Cloud, name: str, props: Props) -> Created:
    """Have a rule tell something of what it catches."""
    identity = props.take("targetId", name)
    answer = cloud.client("events").put_targets(
        Rule=props.need("rule"), Targets=[{"Id": identity, "Arn": props.need("arn")}]
    )
    if answer.get("FailedEntryCount"):
        raise ValueError(f"the target was not taken: {answer['FailedEntries']}")
    return Created(identity, {})


def malware_protection_plan(cloud: Cloud, name: str, props: Props) -> Created:
    """Note that a bucket is to be scanned; the emulator has no scanner."""
    bucket = props.child("protectedResource").child("s3Bucket").need("bucketName")
    return Created(f"{name}-{bucket}", {"arn": cloud.arn("guardduty", f"malware-protection-plan/{name}")})


KINDS = {
    "aws:cloudwatch/eventRule:EventRule": rule,
    "aws:cloudwatch/eventTarget:EventTarget": target,
    "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan": malware_protection_plan,
}
