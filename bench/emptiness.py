"""Empty functions on the same stack: one behind HTTP, and a chain of three over two FIFO queues.

They stand beside ours in the emulator with the settings that ours have there (several mappings per FIFO queue, batches
of one, time-outs), are called by nobody else, and are gone afterwards.
"""

import contextlib
import json
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pulumi

from bench.callback import Homecomings
from infra.building import ROOT
from local.deploy import Cloud
from local.deploy.archives import zipped
from local.deploy.twists import mappings

TIMEOUT_S = 10
VISIBILITY_S = 15
MEMORY_MIB = 512
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptiness:
    """Where to post: an empty function, and the head of the chain."""

    empty_url: str
    chain_url: str


@contextlib.contextmanager
def deployed(cloud: Cloud, callback_url: str) -> Iterator[Emptiness]:
    """Create the empty functions, their queues and their API, and remove them at the end."""
    with contextlib.ExitStack() as leaving:
        yield _Ground(cloud, leaving).build(callback_url)


def chain_ms(http: httpx.Client, emptiness: Emptiness, homecomings: Homecomings) -> float:
    """Send one mark through the chain; return how long it was under way."""
    mark, began = secrets.token_hex(8), time.time()
    http.post(emptiness.chain_url, content=mark, headers={"content-type": "text/plain"}).raise_for_status()
    return (homecomings.wait(mark) - began) * 1000


@dataclass(frozen=True, slots=True)
class _Ground:
    """Creates one thing after another and remembers how each is removed."""

    cloud: Cloud
    leaving: contextlib.ExitStack
    prefix: str = field(default_factory=lambda: f"bench-{secrets.token_hex(4)}-")

    def build(self, callback_url: str) -> Emptiness:
        role = self._role()
        queues = [self._queue(name) for name in ("second", "third")]
        empty = self._function("empty", "empty", role, {})
        first = self._function("first", "relay", role, {"NEXT_QUEUE_URL": queues[0]})
        second = self._function("second", "relay", role, {"NEXT_QUEUE_URL": queues[1]})
        third = self._function("third", "relay", role, {"CALLBACK_URL": callback_url})
        self._consume("second", second)
        self._consume("third", third)
        base = self._api({"/empty": empty, "/chain": first})
        return Emptiness(empty_url=f"{base}/empty", chain_url=f"{base}/chain")

    def _role(self) -> str:
        iam, name = self.cloud.client("iam"), f"{self.prefix}role"
        allowed = [
            {"Effect": "Allow", "Action": ["sqs:*"], "Resource": [self.cloud.arn("sqs", f"{self.prefix}*")]},
            {"Effect": "Allow", "Action": ["logs:*"], "Resource": [self.cloud.arn("logs", "*")]},
        ]
        arn: str = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
        self.leaving.callback(iam.delete_role, RoleName=name)
        document = json.dumps({"Version": "2012-10-17", "Statement": allowed})
        iam.put_role_policy(RoleName=name, PolicyName="grants", PolicyDocument=document)
        self.leaving.callback(iam.delete_role_policy, RoleName=name, PolicyName="grants")
        return arn

    def _queue(self, name: str) -> str:
        sqs = self.cloud.client("sqs")
        attributes = {
            "FifoQueue": "true",
            "DeduplicationScope": "messageGroup",
            "FifoThroughputLimit": "perMessageGroupId",
            "VisibilityTimeout": str(VISIBILITY_S),
        }
        url: str = sqs.create_queue(QueueName=f"{self.prefix}{name}.fifo", Attributes=attributes)["QueueUrl"]
        self.leaving.callback(sqs.delete_queue, QueueUrl=url)
        return url

    def _function(self, name: str, yardstick: str, role: str, environment: dict[str, str]) -> str:
        client, physical = self.cloud.client("lambda"), self.prefix + name
        source = pulumi.FileAsset(str(ROOT / "bench" / "yardsticks" / f"{yardstick}.py"))
        created = client.create_function(
            FunctionName=physical,
            Role=role,
            Runtime=f"python{sys.version_info.major}.{sys.version_info.minor}",
            Handler="yardstick.lambda_handler",
            Code={"ZipFile": zipped(pulumi.AssetArchive({"yardstick.py": source}))},
            Timeout=TIMEOUT_S,
            MemorySize=MEMORY_MIB,
            Environment={"Variables": environment},
        )
        self.leaving.callback(client.delete_function, FunctionName=physical)
        arn: str = created["FunctionArn"]
        return arn

    def _consume(self, queue: str, function: str) -> None:
        client, source = self.cloud.client("lambda"), self.cloud.arn("sqs", f"{self.prefix}{queue}.fifo")
        for _ in range(mappings(source, None)):
            made = client.create_event_source_mapping(EventSourceArn=source, FunctionName=function, BatchSize=1)
            self.leaving.callback(client.delete_event_source_mapping, UUID=made["UUID"])

    def _api(self, routes: dict[str, str]) -> str:
        client: Any = self.cloud.client("apigatewayv2")
        identifier = client.create_api(Name=f"{self.prefix}api", ProtocolType="HTTP")["ApiId"]
        self.leaving.callback(client.delete_api, ApiId=identifier)
        for path, function in routes.items():
            integration = client.create_integration(
                ApiId=identifier, IntegrationType="AWS_PROXY", IntegrationUri=function, PayloadFormatVersion="2.0"
            )
            client.create_route(
                ApiId=identifier, RouteKey=f"POST {path}", Target=f"integrations/{integration['IntegrationId']}"
            )
        client.create_stage(ApiId=identifier, StageName="$default", AutoDeploy=True)
        return f"{self.cloud.endpoint_url}/_aws/execute-api/{identifier}/$default"
