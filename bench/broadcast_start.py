"""Starts what a broadcast is measured on, and fills it with one page."""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import httpx

from bench.broadcast_crowd import PERSON_KEY
from bench.broadcast_ground import Ground
from bench.broadcast_page import APP, OA, PAGE, SIGNING_SECRET, TOKEN, UNIT, UNIT_NAME
from dutydesk.clock import utc_now
from dutydesk.messages import Platform
from dutydesk.stores.content import Page, Unit, page_items, unit_item
from dutydesk.stores.items import to_item
from dutydesk.tokens.store import DynamoTokens
from dutydesk.tokens.vault import TokenPair, TokenVault
from local.ports import HOST, free_port
from tests.fakes.aws import REGION
from tests.fakes.tables import create_tables

NOBODY = "bench"
"""Whose credentials the calls carry: no signature is looked at."""

LATENCY_MS = 120
START_S = 20.0


@contextlib.contextmanager
def ground() -> Iterator[Ground]:
    """Start both processes, fill the tables with one page and its tokens, and end the processes afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="dutydesk-bench-") as folder,
        httpx.Client(timeout=START_S, trust_env=False) as http,
        _cloud() as aws_url,
        _simulator(Path(folder), http) as platform_url,
    ):
        session = boto3.Session(region_name=REGION, aws_access_key_id=NOBODY, aws_secret_access_key=NOBODY)
        dynamodb = session.client("dynamodb", endpoint_url=aws_url)
        tables = create_tables(dynamodb)
        environment = _environment(session, aws_url, platform_url, tables)
        _fill(session.client("kms", endpoint_url=aws_url), dynamodb, tables, environment["TOKENS_KEY_ARN"])
        yield Ground(
            aws_url=aws_url,
            platform_url=platform_url,
            environment=environment,
            http=http,
            dynamodb=dynamodb,
            sqs=session.client("sqs", endpoint_url=aws_url),
            tables=tables,
        )


@contextlib.contextmanager
def _cloud() -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, "-m", "bench.broadcast_cloud"], stdout=subprocess.PIPE, text=True
    ) as serving:
        try:
            assert serving.stdout is not None  # noqa: S101  # it was asked for
            yield f"http://{HOST}:{int(serving.stdout.readline())}"
        finally:
            serving.terminate()


@contextlib.contextmanager
def _simulator(folder: Path, http: httpx.Client) -> Iterator[str]:
    port, config = free_port(), folder / "simulator.json"
    page = {
        "page_id": PAGE,
        "unit": UNIT,
        "app_id": APP,
        "oa_id": OA,
        "name": UNIT_NAME,
        "signing_secret": SIGNING_SECRET,
        "app_secret": "bench-app",
        "access_token": TOKEN,
        "refresh_token": "bench-refresh",
    }
    nowhere = f"http://{HOST}:9/"
    config.write_text(json.dumps({"port": port, "webhook_url": nowhere, "pages": [page], "latency_ms": LATENCY_MS}))
    with subprocess.Popen([sys.executable, "-m", "local.platforms", "--config", str(config)]) as serving:
        try:
            _await(http, f"http://{HOST}:{port}/health")
            yield f"http://{HOST}:{port}"
        finally:
            serving.terminate()


def _await(http: httpx.Client, url: str) -> None:
    until = time.monotonic() + START_S
    while True:
        try:
            http.get(url).raise_for_status()
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _environment(session: Any, aws_url: str, platform_url: str, tables: Mapping[str, str]) -> dict[str, str]:
    """Return what functions would have in their environment, for all of them at once."""
    sqs, kms = session.client("sqs", endpoint_url=aws_url), session.client("kms", endpoint_url=aws_url)
    queues = {
        name: sqs.create_queue(QueueName=f"bench-{name}.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
        for name in ("chunks", "replies", "tips", "questions", "alerts", "lookups", "tickets")
    }
    queues |= {name: sqs.create_queue(QueueName=f"bench-{name}")["QueueUrl"] for name in ("plain", "echoes")}
    secrets = session.client("secretsmanager", endpoint_url=aws_url)
    app = {"signing_secret": SIGNING_SECRET, "app_secret": "bench-app"}
    secrets.create_secret(Name=f"bench/zalo/{APP}", SecretString=json.dumps(app))
    secrets.create_secret(Name="bench-person-key", SecretString=PERSON_KEY.hex())
    return {
        **{f"{name.upper()}_TABLE": table for name, table in tables.items()},
        **{f"{name.upper()}_QUEUE_URL": url for name, url in queues.items()},
        **{f"{name}_KEY_ARN": kms.create_key()["KeyMetadata"]["Arn"] for name in ("TOKENS", "PAPERS")},
        "PERSON_KEY_SECRET": "bench-person-key",
        "APP_SECRETS_PREFIX": "bench/",
        "ZALO_API_URL": platform_url,
        "ZALO_OAUTH_URL": platform_url,
        "ALARM_TOPIC_ARN": "arn:aws:sns:ap-southeast-1:000000000000:none",
        "AWS_ENDPOINT_URL": aws_url,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": NOBODY,
        "AWS_SECRET_ACCESS_KEY": NOBODY,
        "POWERTOOLS_SERVICE_NAME": "bench",
        "POWERTOOLS_METRICS_NAMESPACE": "bench",
    }


def _fill(kms: Any, dynamodb: Any, tables: Mapping[str, str], key_arn: str) -> None:
    page = Page(page_id=PAGE, platform=Platform.ZALO, unit=UNIT, app_id=APP, oa_id=OA, name=UNIT_NAME)
    for item in (*page_items(page), unit_item(Unit(unit=UNIT, name=UNIT_NAME))):
        dynamodb.put_item(TableName=tables["content"], Item=to_item(item))
    vault = TokenVault(kms, key_arn)
    tokens = TokenPair(access_token=TOKEN, refresh_token="bench-refresh")  # noqa: S106  # invented, as above
    pair = vault.seal(vault.new_key(PAGE), tokens, page_id=PAGE, version=1)
    DynamoTokens(dynamodb, tables["apps"]).put(pair, expires_at=utc_now() + timedelta(hours=25))
