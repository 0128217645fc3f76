"""Clients that start fast are the clients that botocore makes."""

from typing import Any

import botocore.session
import pytest
from botocore.config import Config

from dutydesk import aws


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAINVENTED")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")


@pytest.mark.parametrize("region", ["ap-southeast-1", "us-east-1", "eu-central-2", "cn-north-1", "us-gov-west-1"])
@pytest.mark.parametrize("service", aws.SERVICES)
def test_a_client_calls_and_signs_as_a_plain_one(monkeypatch: pytest.MonkeyPatch, region: str, service: str) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, region)
    aws._session.cache_clear()
    plain = botocore.session.get_session().create_client(service)
    assert _where(aws.client(service, Config())) == _where(plain)


def _where(client: Any) -> tuple[str, ...]:
    signer = client._request_signer
    signing = (signer.region_name, signer.signing_name, signer.signature_version)
    return client.meta.endpoint_url, client.meta.partition, *signing
