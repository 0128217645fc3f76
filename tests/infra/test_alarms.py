"""Alarms: each watches something that AWS really measures, and reaches a person."""

import json
from collections.abc import Mapping
from typing import Any

from infra.building import ROOT
from infra.recording import Recorded
from tests.infra.conftest import Deploy
from tests.infra.reading import module_of

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
FUNCTION = "aws:lambda/function:Function"
LAYER = ROOT / "layers" / "dutydesk" / "python"

AWS_METRICS = {
    ("AWS/ApiGateway", frozenset({"ApiId"})): {"4xx", "5xx", "Count", "DataProcessed", "IntegrationLatency", "Latency"},
    ("AWS/Events", frozenset({"RuleName"})): {"FailedInvocations", "Invocations", "MatchedEvents", "TriggeredRules"},
    ("AWS/Lambda", frozenset({"FunctionName"})): {
        "AsyncEventAge",
        "ConcurrentExecutions",
        "Duration",
        "Errors",
        "Invocations",
        "Throttles",
    },
    ("AWS/SQS", frozenset({"QueueName"})): {
        "ApproximateAgeOfOldestMessage",
        "ApproximateNumberOfMessagesDelayed",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesVisible",
        "NumberOfMessagesReceived",
        "NumberOfMessagesSent",
    },
}
"""Namespace and dimensions -> metrics, from AWS's lists for HTTP APIs, Lambda and SQS."""


def is_own(alarm: Mapping[str, Any]) -> bool:
    return str(alarm["namespace"]).startswith("DutyDesk/")


def test_every_own_metric_with_an_alarm_is_counted_by_its_function_in_this_stack(stack: Recorded) -> None:
    own = {name: alarm for name, alarm in stack.of_type(ALARM).items() if is_own(alarm)}
    assert own
    functions = stack.of_type(FUNCTION)
    for name, alarm in own.items():
        function = functions[alarm["dimensions"]["service"]]
        assert alarm["namespace"] == function["environment"]["variables"]["POWERTOOLS_METRICS_NAMESPACE"], name
        folder = ROOT / module_of(function).replace(".", "/")
        sources = "".join(file.read_text() for root in (folder, LAYER) for file in root.rglob("*.py"))
        assert f'"{alarm["metricName"]}"' in sources, name


def test_every_alarm_watches_a_metric_that_aws_has(stack: Recorded) -> None:
    for name, alarm in stack.of_type(ALARM).items():
        if is_own(alarm):
            continue
        kind = (alarm["namespace"], frozenset(alarm["dimensions"]))
        assert alarm["metricName"] in AWS_METRICS[kind], name


def test_every_alarm_watches_something_of_this_stack(stack: Recorded) -> None:
    queues = {queue["name"] for queue in stack.of_type("aws:sqs/queue:Queue").values()}
    functions = {function["name"] for function in stack.of_type(FUNCTION).values()}
    rules = {rule["name"] for rule in stack.of_type("aws:cloudwatch/eventRule:EventRule").values()}
    for name, alarm in stack.of_type(ALARM).items():
        if is_own(alarm):
            continue
        (watched,) = alarm["dimensions"].values()
        assert watched in queues | functions | rules | {stack.outputs["api_id"]}, name


def test_every_alarm_and_its_end_reach_the_operators(stack: Recorded) -> None:
    for name, alarm in stack.of_type(ALARM).items():
        assert alarm["alarmActions"] == alarm["okActions"] == [stack.outputs["alarm_topic_arn"]], name
        assert alarm["alarmDescription"], name


def test_every_alarm_has_one_statistic_and_a_threshold(stack: Recorded) -> None:
    for name, alarm in stack.of_type(ALARM).items():
        assert ("statistic" in alarm) != ("extendedStatistic" in alarm), name
        assert "threshold" in alarm, name


def test_every_function_has_alarms_for_errors_and_throttles(stack: Recorded) -> None:
    watched = {
        (alarm["metricName"], alarm["dimensions"].get("FunctionName")) for alarm in stack.of_type(ALARM).values()
    }
    for name, function in stack.of_type(FUNCTION).items():
        assert {("Errors", function["name"]), ("Throttles", function["name"])} <= watched, name


def test_silence_of_upkeep_is_an_alarm_itself(stack: Recorded) -> None:
    silent = stack.of_type(ALARM)["upkeep-silent"]
    assert (silent["metricName"], silent["comparisonOperator"], silent["threshold"]) == (
        "Invocations",
        "LessThanThreshold",
        1,
    )
    assert silent["treatMissingData"] == "breaching"


def test_a_night_and_a_half_without_reading_followers_is_an_alarm_itself(stack: Recorded) -> None:
    """CloudWatch looks back a week at the most, and that far only over periods of an hour and more."""
    silent = stack.of_type(ALARM)["follow-silent"]
    assert silent["period"] * silent["evaluationPeriods"] == 36 * 3600
    assert 3600 <= silent["period"] <= 24 * 3600
    assert silent["treatMissingData"] == "breaching"
    assert "36 hours" in silent["alarmDescription"]


def test_aws_may_publish_to_the_encrypted_topic(stack: Recorded) -> None:
    (topic,) = stack.of_type("aws:sns/topic:Topic").values()
    assert topic["kmsMasterKeyId"].endswith("key/data-id")
    services = {"cloudwatch.amazonaws.com", "budgets.amazonaws.com"}
    queues = {"events.amazonaws.com", "s3.amazonaws.com"}
    allowed = json.loads(stack.of_type("aws:sns/topicPolicy:TopicPolicy")["alarms"]["policy"])["Statement"][0]
    assert set(allowed["Principal"]["Service"]) == services
    key_policy = json.loads(stack.of_type("aws:kms/key:Key")["data"]["policy"])["Statement"]
    opened = next(statement for statement in key_policy if "Service" in statement["Principal"])
    assert set(opened["Principal"]["Service"]) == services | queues
    assert set(opened["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey"}


def test_the_named_people_get_the_alarms_by_mail(deploy: Deploy) -> None:
    subscriptions = deploy("prod").of_type("aws:sns/topicSubscription:TopicSubscription").values()
    assert [(each["protocol"], each["endpoint"]) for each in subscriptions] == [
        ("email", "duty-operations@example.org")
    ]


def test_costs_are_watched(stack: Recorded) -> None:
    (budget,) = stack.of_type("aws:budgets/budget:Budget").values()
    assert float(budget["limitAmount"]) > 0
    assert {each["notificationType"] for each in budget["notifications"]} == {"ACTUAL", "FORECASTED"}
    assert all(each["subscriberSnsTopicArns"] == [stack.outputs["alarm_topic_arn"]] for each in budget["notifications"])


def test_the_dashboard_shows_only_metrics_that_aws_has(stack: Recorded) -> None:
    (dashboard,) = stack.of_type("aws:cloudwatch/dashboard:Dashboard").values()
    widgets = json.loads(dashboard["dashboardBody"])["widgets"]
    assert widgets
    for widget in widgets:
        for namespace, metric, dimension, *_ in widget["properties"]["metrics"]:
            assert metric in AWS_METRICS[namespace, frozenset({dimension})], widget["properties"]["title"]
