"""One page on which an operator sees whether the desk is well."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from infra.api import HttpApi
from infra.function import PythonFunction
from infra.place import Place
from infra.queues import WatchedQueue

WIDTH, HEIGHT = 12, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardArgs:
    """What the page shows."""

    place: Place
    api: HttpApi
    functions: Mapping[str, PythonFunction]
    queues: Mapping[str, WatchedQueue]


class Dashboard(pulumi.ComponentResource):
    """Answers, work, waiting and failures, side by side."""

    def __init__(self, name: str, args: DashboardArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:Dashboard", name, {}, opts)
        functions, queues = args.functions.values(), args.queues.values()
        graphs: dict[str, list[Any]] = {
            "Calls and server errors": [
                ["AWS/ApiGateway", metric, "ApiId", args.api.id] for metric in ("Count", "5xx")
            ],
            "Time to answer (ms)": [["AWS/ApiGateway", "Latency", "ApiId", args.api.id, {"stat": "p99"}]],
            "Work": [["AWS/Lambda", "Invocations", "FunctionName", function.name] for function in functions],
            "Failures": [["AWS/Lambda", "Errors", "FunctionName", function.name] for function in functions],
            "Oldest waiting message (s)": [
                ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue.name] for queue in queues
            ],
            "Dead letters": [
                ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.dead_letters_name]
                for queue in queues
            ],
        }
        widgets = [_graph(title, metrics, at, args.place.region) for at, (title, metrics) in enumerate(graphs.items())]
        aws.cloudwatch.Dashboard(
            name,
            dashboard_name=args.place.named(name),
            dashboard_body=pulumi.Output.json_dumps({"widgets": widgets}),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


def _graph(title: str, metrics: list[Any], at: int, region: str) -> dict[str, Any]:
    """Lay the graphs out in two columns."""
    statistic = "Maximum" if "waiting" in title or "Dead" in title else "Sum"
    return {
        "type": "metric",
        "x": at % 2 * WIDTH,
        "y": at // 2 * HEIGHT,
        "width": WIDTH,
        "height": HEIGHT,
        "properties": {"title": title, "region": region, "period": 60, "stat": statistic, "metrics": metrics},
    }
