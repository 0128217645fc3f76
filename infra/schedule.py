"""A function called again and again."""

from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.alarms import MINUTES, AlarmTopic, Watch
from infra.function import PythonFunction
from infra.grants import Grant, policy, statements, trust
from infra.place import Place

HOURS = 60 * MINUTES
LONGEST_PERIOD_S = 12 * HOURS
"""A silence that is longer is watched as several of these."""
RETRIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleArgs:
    """Which function is told what, and how often."""

    place: Place
    alarms: AlarmTopic
    function: PythonFunction
    expression: str
    """Without a time zone: a ``cron`` is in UTC."""
    event: dict[str, Any]
    patience_s: int = MINUTES
    """For how long a call that Lambda does not take is tried again; a minute is up to the next one."""
    silence_s: int = 5 * MINUTES
    """After how long without any call somebody is told."""


class Schedule(pulumi.ComponentResource):
    """The schedule, the role it calls with, and an alarm for when the calls stop."""

    def __init__(self, name: str, args: ScheduleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:Schedule", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        full_name = args.place.named(name)
        role_name = f"{name}-schedule-role"
        group = args.place.arn("scheduler", "schedule-group/default")
        ours = {"StringEquals": {"aws:SourceAccount": args.place.account_id, "aws:SourceArn": group}}
        role = aws.iam.Role(
            role_name,
            name=args.place.named(role_name),
            assume_role_policy=trust("scheduler.amazonaws.com", conditions=ours),
            opts=child,
        )
        may_call = Grant(actions=["lambda:InvokeFunction"], resources=[args.function.arn])
        document = policy(statements([may_call]))
        granted = aws.iam.RolePolicy(role_name, name="grants", role=role.name, policy=document, opts=child)
        aws.scheduler.Schedule(
            name,
            name=full_name,
            schedule_expression=args.expression,
            flexible_time_window=aws.scheduler.ScheduleFlexibleTimeWindowArgs(mode="OFF"),
            target=aws.scheduler.ScheduleTargetArgs(
                arn=args.function.arn,
                role_arn=role.arn,
                input=pulumi.Output.json_dumps(args.event),
                retry_policy=aws.scheduler.ScheduleTargetRetryPolicyArgs(
                    maximum_event_age_in_seconds=args.patience_s,
                    maximum_retry_attempts=0 if args.patience_s <= MINUTES else RETRIES,
                ),
            ),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[granted]),
        )
        silent = Watch(
            about=f"The function {name} has not been called for {_words(args.silence_s)}: what falls due is not done.",
            namespace="AWS/Lambda",
            metric="Invocations",
            dimensions={"FunctionName": args.function.name},
            statistic="Sum",
            below=1,
            silence_alarms=True,
            period_s=min(args.silence_s, LONGEST_PERIOD_S),
            periods=max(1, args.silence_s // LONGEST_PERIOD_S),
        )
        args.alarms.alarm(f"{name}-silent", silent, parent=self)
        self.register_outputs({})


def _words(seconds: int) -> str:
    return f"{seconds // HOURS} hours" if seconds >= HOURS else f"{seconds // MINUTES} minutes"
