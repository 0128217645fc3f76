"""A Python function with its own role, its own log and its own alarms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.alarms import AlarmTopic, Watch
from infra.archives import function_archive
from infra.dependencies import Target
from infra.grants import XRAY, Grant, policy, statements, trust
from infra.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """What every function of a stack shares."""

    place: Place
    target: Target
    layers: Sequence[pulumi.Input[str]]
    images: pulumi.Input[str]
    """The layer for functions that draw or read pictures."""
    alarms: AlarmTopic
    log_retention_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionArgs:
    """One deployable job: the package ``functions.<module>``, what it is told and what it may do."""

    runtime: Runtime
    module: str
    """Where the handler is, such as ``intake``, or ``faq.publishing`` for a second job of one folder."""
    timeout_s: int
    memory_mib: int
    settings: Mapping[str, pulumi.Input[str]]
    """The fields of the function's own ``Settings``; each becomes an environment variable in upper case."""
    grants: Sequence[Grant]
    counted: Mapping[str, str] = field(default_factory=dict)
    """The function's own metrics that a person should hear of: name -> what has happened when it is counted."""
    draws: bool = False
    """Whether it gets the layer ``images``."""


class PythonFunction(pulumi.ComponentResource):
    """The function, deployed; it holds no permission that is not in its grants but logging and tracing."""

    def __init__(self, name: str, args: FunctionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:PythonFunction", name, {}, opts)
        self.title, self._args = name, args
        self.timeout_s = args.timeout_s
        log = self._log_group()
        role, granted = self._role(log)
        self.resource = self._function(role, log, granted)
        self.name, self.arn, self.invoke_arn = self.resource.name, self.resource.arn, self.resource.invoke_arn
        self._alarm("errors", "Errors", "failed; its log group has the reason")
        self._alarm("throttles", "Throttles", "was refused by Lambda: the account's concurrency is used up")
        for metric, what in args.counted.items():
            self._alarm_on_own(metric, what)
        self.register_outputs({"name": self.name, "arn": self.arn})

    def _log_group(self) -> aws.cloudwatch.LogGroup:
        place = self._args.runtime.place
        return aws.cloudwatch.LogGroup(
            self.title,
            name=f"/aws/lambda/{place.named(self.title)}",
            retention_in_days=self._args.runtime.log_retention_days,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _role(self, log: aws.cloudwatch.LogGroup) -> tuple[aws.iam.Role, aws.iam.RolePolicy]:
        child = pulumi.ResourceOptions(parent=self)
        name = f"{self.title}-role"
        role = aws.iam.Role(
            name,
            name=self._args.runtime.place.named(name),
            assume_role_policy=trust("lambda.amazonaws.com"),
            opts=child,
        )
        may_log: dict[str, Any] = {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": [log.arn.apply(lambda arn: f"{arn}:*")],
        }
        document = policy([may_log, XRAY, *statements(self._args.grants)])
        return role, aws.iam.RolePolicy(name, name="grants", role=role.name, policy=document, opts=child)

    def _function(
        self, role: aws.iam.Role, log: aws.cloudwatch.LogGroup, granted: aws.iam.RolePolicy
    ) -> aws.lambda_.Function:
        args, runtime = self._args, self._args.runtime
        return aws.lambda_.Function(
            self.title,
            name=runtime.place.named(self.title),
            code=function_archive(args.module.partition(".")[0], python_version=runtime.target.python_version),
            handler=f"functions.{args.module}.handler.lambda_handler",
            runtime=f"python{runtime.target.python_version}",
            architectures=[runtime.target.architecture],
            layers=[*runtime.layers, runtime.images] if args.draws else list(runtime.layers),
            role=role.arn,
            timeout=args.timeout_s,
            memory_size=args.memory_mib,
            environment=aws.lambda_.FunctionEnvironmentArgs(variables=self._environment()),
            logging_config=aws.lambda_.FunctionLoggingConfigArgs(log_format="JSON", log_group=log.name),
            tracing_config=aws.lambda_.FunctionTracingConfigArgs(mode="Active"),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[granted]),
        )

    @property
    def _namespace(self) -> str:
        """Where the function's own metrics are; each stack has its own, so that no alarm hears another's."""
        return f"DutyDesk/{self._args.runtime.place.stack}"

    def _environment(self) -> dict[str, pulumi.Input[str]]:
        common: dict[str, pulumi.Input[str]] = {
            "POWERTOOLS_SERVICE_NAME": self.title,
            "POWERTOOLS_METRICS_NAMESPACE": self._namespace,
            "POWERTOOLS_LOG_LEVEL": "INFO",
            "STAGE": self._args.runtime.place.stack,
        }
        return common | {field.upper(): value for field, value in self._args.settings.items()}

    def _alarm(self, kind: str, metric: str, what: str) -> None:
        watch = Watch(
            about=f"The function {self.title} {what}.",
            namespace="AWS/Lambda",
            metric=metric,
            dimensions={"FunctionName": self.name},
            statistic="Sum",
            above=0,
        )
        self._args.runtime.alarms.alarm(f"{self.title}-{kind}", watch, parent=self)

    def _alarm_on_own(self, metric: str, what: str) -> None:
        watch = Watch(
            about=f"The function {self.title} {what}.",
            namespace=self._namespace,
            metric=metric,
            dimensions={"service": self.title},
            statistic="Sum",
            above=0,
        )
        self._args.runtime.alarms.alarm(f"{self.title}-{metric}", watch, parent=self)
