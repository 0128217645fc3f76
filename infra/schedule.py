"""A function called again and again."""

from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.alarms import MINUTES, AlarmTopic, Watch
from infra.function import PythonFunction
from infra.grants import Grant, policy, statements, trust
from infra.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleArgs:
    """Which function is told what, and how often."""

    place: Place
    alarms: AlarmTopic
    function: PythonFunction
    expression: str
    event: dict[str, Any]


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
                    maximum_event_age_in_seconds=MINUTES, maximum_retry_attempts=0
                ),
            ),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[granted]),
        )
        silent = Watch(
            about=f"The function {name} has not been called for five minutes: what falls due is not done.",
            namespace="AWS/Lambda",
            metric="Invocations",
            dimensions={"FunctionName": args.function.name},
            statistic="Sum",
            below=1,
            silence_alarms=True,
        )
        args.alarms.alarm(f"{name}-silent", silent, parent=self)
        self.register_outputs({})
