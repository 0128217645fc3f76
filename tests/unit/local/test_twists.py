"""Each twist changes what it names and nothing else."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pulumi
import pytest

from local.deploy.archives import unpacked
from local.deploy.functions import event_source_mapping, layer_version
from local.deploy.props import Props
from local.deploy.sqs import policy as queue_policy
from local.deploy.twists import BATCH_ACTIONS, TWISTS, is_tls_only, local_policy, mappings
from tests.unit.local.conftest import RecordingCloud

FIFO = "arn:aws:sqs:ap-southeast-1:000000000000:tips.fifo"
STANDARD = "arn:aws:sqs:ap-southeast-1:000000000000:media"
TLS_ONLY = {
    "Sid": "TlsOnly",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "sqs:*",
    "Resource": [FIFO],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


def allowed(*actions: str) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": [FIFO]}


def document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def test_every_twist_says_why() -> None:
    assert all(len(reason) > 40 for reason in TWISTS.values())


@pytest.mark.parametrize("action", BATCH_ACTIONS)
def test_a_granted_action_brings_its_batch_form(action: str) -> None:
    assert local_policy(document(allowed(action)))["Statement"] == [allowed(action, BATCH_ACTIONS[action])]


def test_an_action_without_a_batch_form_brings_nothing() -> None:
    given = document(allowed("sqs:ReceiveMessage", "dynamodb:PutItem"))
    assert local_policy(given) == given


def test_a_batch_form_already_granted_is_not_doubled() -> None:
    given = document(allowed("sqs:SendMessage", "sqs:SendMessageBatch"))
    assert local_policy(given) == given


def test_the_program_s_own_document_is_left_as_it_was() -> None:
    given = document(allowed("sqs:SendMessage"), TLS_ONLY)
    local_policy(given)
    assert given == document(allowed("sqs:SendMessage"), TLS_ONLY)


def test_a_tls_only_statement_is_left_out() -> None:
    assert local_policy(document(TLS_ONLY, allowed("sqs:GetQueueUrl")))["Statement"] == [allowed("sqs:GetQueueUrl")]


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param({**TLS_ONLY, "Effect": "Allow"}, id="an allowance"),
        pytest.param({**TLS_ONLY, "Condition": {}}, id="a denial without a condition"),
        pytest.param(
            {**TLS_ONLY, "Condition": {"StringNotEquals": {"aws:SourceAccount": "1"}}}, id="a denial of others"
        ),
        pytest.param(
            {**TLS_ONLY, "Condition": {"Bool": {"aws:SecureTransport": "false", "aws:MultiFactorAuthPresent": "true"}}},
            id="a denial that asks more",
        ),
    ],
)
def test_any_other_statement_stays(statement: dict[str, Any]) -> None:
    assert not is_tls_only(statement)
    assert local_policy(document(statement))["Statement"] == [statement]


def test_a_policy_of_nothing_but_tls_is_not_attached(cloud: RecordingCloud) -> None:
    queue_policy(cloud, "tips", Props({"queueUrl": "u", "policy": json.dumps(document(TLS_ONLY))}))
    assert cloud.calls == []


@pytest.mark.parametrize(
    ("source", "maximum", "expected"),
    [
        pytest.param(FIFO, None, 8, id="FIFO, unlimited"),
        pytest.param(FIFO, 3, 3, id="FIFO, three at once"),
        pytest.param(FIFO, 50, 8, id="FIFO, many at once"),
        pytest.param(STANDARD, None, 1, id="standard"),
        pytest.param(STANDARD, 20, 1, id="standard, twenty at once"),
    ],
)
def test_a_fifo_queue_gets_several_mappings(source: str, maximum: int | None, expected: int) -> None:
    assert mappings(source, maximum) == expected


def test_the_mappings_of_one_queue_are_all_alike(cloud: RecordingCloud) -> None:
    inputs = {"eventSourceArn": FIFO, "functionName": "intake", "batchSize": 1.0}
    event_source_mapping(cloud, "tips", Props(inputs))
    made = cloud.asked("create_event_source_mapping")
    assert made == [{"EventSourceArn": FIFO, "FunctionName": "intake", "Enabled": True, "BatchSize": 1}] * 8


def test_a_layer_is_published_as_a_pointer_to_its_unpacked_packages(cloud: RecordingCloud) -> None:
    code = pulumi.AssetArchive({"python/desk/words.py": pulumi.StringAsset("greeting = 'chào'")})
    layer_version(cloud, "dutydesk", Props({"layerName": "dutydesk", "code": code}))
    (published,) = cloud.asked("publish_layer_version")
    with zipfile.ZipFile(io.BytesIO(published["Content"]["ZipFile"])) as layer:
        layer.extractall(cloud.workspace / "worker")
    site_packages = cloud.workspace / "worker" / "python" / "lib" / "here" / "site-packages"
    program = f"import site; site.addsitedir({str(site_packages)!r}); import desk.words; print(desk.words.__file__)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert Path(ran.stdout.strip()).is_relative_to(cloud.workspace / "layers" / "dutydesk")


def test_an_unchanged_layer_is_not_unpacked_again_and_a_changed_one_replaces_it(tmp_path: Path) -> None:
    first = pulumi.AssetArchive({"python/a.py": pulumi.StringAsset("1")})
    folder = unpacked(first, tmp_path / "layer")
    (folder / "python" / "mark").touch()
    assert (unpacked(first, tmp_path / "layer") / "python" / "mark").exists()
    unpacked(pulumi.AssetArchive({"python/a.py": pulumi.StringAsset("2")}), tmp_path / "layer")
    assert not folder.exists()
