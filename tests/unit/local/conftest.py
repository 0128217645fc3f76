"""An emulated cloud that only writes down what it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from local.deploy.cloud import Cloud

ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "create_queue": {"QueueUrl": "http://127.0.0.1:1/000000000000/queue"},
    "create_event_source_mapping": {"UUID": "mapping", "FunctionArn": "arn:function"},
    "create_role": {"Role": {"Arn": "arn:role", "RoleId": "role"}},
    "create_function": {"FunctionArn": "arn:function", "Version": "$LATEST"},
    "create_stage": {},
    "publish_layer_version": {"LayerVersionArn": "arn:layer:1", "LayerArn": "arn:layer", "Version": 1},
    "create_table": {"TableDescription": {"TableArn": "arn:table"}},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call to AWS."""

    service: str
    operation: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Client:
    """A boto3 client that records."""

    service: str
    calls: list[Call]

    def __getattr__(self, operation: str) -> Callable[..., Mapping[str, Any]]:
        def call(**parameters: Any) -> Mapping[str, Any]:
            self.calls.append(Call(service=self.service, operation=operation, parameters=parameters))
            return ANSWERS.get(operation, {})

        return call


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingCloud(Cloud):
    """A cloud without a server."""

    calls: list[Call] = field(default_factory=list)

    def client(self, service: str) -> Any:
        return Client(service, self.calls)

    def asked(self, operation: str) -> list[dict[str, Any]]:
        """Return the parameters of every call of this operation."""
        return [call.parameters for call in self.calls if call.operation == operation]


@pytest.fixture
def cloud(tmp_path: Path) -> RecordingCloud:
    return RecordingCloud(endpoint_url="http://127.0.0.1:1", workspace=tmp_path)


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], Path]:
    """Write a Pulumi program to disk."""

    def write(source: str) -> Path:
        file = tmp_path / "__main__.py"
        file.write_text("import json\nimport pulumi\nimport pulumi_aws as aws\n" + dedent(source))
        return file

    return write
