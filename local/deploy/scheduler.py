"""EventBridge Scheduler: the emulator looks every ten seconds and fires an ``at`` name once only."""

from typing import Any

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props, pascal, present


def schedule(cloud: Cloud, name: str, props: Props) -> Created:
    """Create a schedule."""
    physical = props.take("name", name)
    window = props.child("flexibleTimeWindow")
    created = cloud.client("scheduler").create_schedule(
        Name=physical,
        ScheduleExpression=props.need("scheduleExpression"),
        FlexibleTimeWindow=present(
            Mode=window.need("mode"), MaximumWindowInMinutes=window.take("maximumWindowInMinutes")
        ),
        Target=_target(props.child("target")),
        **present(
            GroupName=props.take("groupName"),
            Description=props.take("description"),
            State=props.take("state"),
            ScheduleExpressionTimezone=props.take("scheduleExpressionTimezone"),
            KmsKeyArn=props.take("kmsKeyArn"),
            ActionAfterCompletion=props.take("actionAfterCompletion"),
        ),
    )
    return Created(physical, {"name": physical, "arn": created["ScheduleArn"]})


def _target(props: Props) -> dict[str, Any]:
    dead_letters = props.child("deadLetterConfig").take("arn")
    retry = props.child("retryPolicy")
    policy = present(
        MaximumRetryAttempts=retry.take("maximumRetryAttempts"),
        MaximumEventAgeInSeconds=retry.take("maximumEventAgeInSeconds"),
    )
    return {
        "Arn": props.need("arn"),
        "RoleArn": props.need("roleArn"),
        **present(
            Input=props.take("input"),
            RetryPolicy=policy or None,
            DeadLetterConfig={"Arn": dead_letters} if dead_letters else None,
            SqsParameters=pascal(props.take("sqsParameters")),
        ),
    }


KINDS = {
    "aws:scheduler/schedule:Schedule": schedule,
}
