"""One topic that every alarm of the stack reaches, and the alarms themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pulumi
import pulumi_aws as aws

from infra.grants import Grant, policy, tls_only
from infra.keys import EncryptionKey
from infra.place import Place

MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A condition on one metric that a person should hear of."""

    about: str
    """What the person reads: what happened, and where to look."""
    namespace: str
    metric: str
    dimensions: Mapping[str, pulumi.Input[str]]
    statistic: Literal["Sum", "Maximum", "Minimum", "p99"]
    above: float | None = None
    below: float | None = None
    period_s: int = 5 * MINUTES
    periods: int = 1
    silence_alarms: bool = False
    """Whether no data at all is the failure itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmTopicArgs:
    """Where the topic is, who reads it and what encrypts it."""

    place: Place
    key: EncryptionKey
    emails: Sequence[str]


class AlarmTopic(pulumi.ComponentResource):
    """The operators' ear: alarms, the budget and the desk itself publish to it, people subscribe by e-mail."""

    def __init__(self, name: str, args: AlarmTopicArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:AlarmTopic", name, {}, opts)
        self._place, self._key = args.place, args.key
        child = pulumi.ResourceOptions(parent=self)
        topic = aws.sns.Topic(name, name=args.place.named(name), kms_master_key_id=args.key.arn, opts=child)
        publishers = {
            "Sid": "AwsPublishers",
            "Effect": "Allow",
            "Principal": {"Service": ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"]},
            "Action": "sns:Publish",
            "Resource": [topic.arn],
            "Condition": {"StringEquals": {"aws:SourceAccount": args.place.account_id}},
        }
        document = policy([publishers, tls_only("sns:Publish", [topic.arn])])
        aws.sns.TopicPolicy(name, arn=topic.arn, policy=document, opts=child)
        for email in args.emails:
            aws.sns.TopicSubscription(f"{name}-{email}", topic=topic.arn, protocol="email", endpoint=email, opts=child)
        self.arn = topic.arn
        self.register_outputs({"arn": self.arn})

    def may_publish(self) -> Grant:
        """Allow telling the operators."""
        return Grant(
            actions=["sns:Publish"],
            resources=[self.arn],
            key_use=self._key.through("sns", "Decrypt", "GenerateDataKey"),
        )

    def alarm(self, name: str, watch: Watch, *, parent: pulumi.Resource) -> aws.cloudwatch.MetricAlarm:
        """Raise an alarm to the topic when the watched condition holds; the end of it is told as well."""
        threshold = watch.above if watch.above is not None else watch.below
        above = watch.above is not None
        percentile = watch.statistic.startswith("p")
        return aws.cloudwatch.MetricAlarm(
            name,
            name=self._place.named(name),
            alarm_description=watch.about,
            namespace=watch.namespace,
            metric_name=watch.metric,
            dimensions=dict(watch.dimensions),
            statistic=None if percentile else watch.statistic,
            extended_statistic=watch.statistic if percentile else None,
            comparison_operator="GreaterThanThreshold" if above else "LessThanThreshold",
            threshold=threshold,
            period=watch.period_s,
            evaluation_periods=watch.periods,
            treat_missing_data="breaching" if watch.silence_alarms else "notBreaching",
            alarm_actions=[self.arn],
            ok_actions=[self.arn],
            opts=pulumi.ResourceOptions(parent=parent),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetArgs:
    """How much the account may cost in a month before somebody is told."""

    place: Place
    monthly_usd: int
    topic: AlarmTopic


class CostAlarm(pulumi.ComponentResource):
    """Tell the operators at 80 % of the month's budget, and when the forecast passes it."""

    def __init__(self, name: str, args: BudgetArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:CostAlarm", name, {}, opts)
        aws.budgets.Budget(
            name,
            name=args.place.named(name),
            budget_type="COST",
            limit_amount=str(args.monthly_usd),
            limit_unit="USD",
            time_unit="MONTHLY",
            notifications=[_told(args.topic, "ACTUAL", 80), _told(args.topic, "FORECASTED", 100)],
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


def _told(topic: AlarmTopic, kind: str, percent: int) -> aws.budgets.BudgetNotificationArgs:
    return aws.budgets.BudgetNotificationArgs(
        comparison_operator="GREATER_THAN",
        notification_type=kind,
        threshold=percent,
        threshold_type="PERCENTAGE",
        subscriber_sns_topic_arns=[topic.arn],
    )
