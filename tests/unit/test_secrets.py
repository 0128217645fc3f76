"""Secrets are read once in a while, and never shown."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from dutydesk.errors import Misconfigured
from dutydesk.secrets import AppSecret, AppSecrets, secret_bytes
from tests.fakes.aws import REGION

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

NAME = "apps/zalo/100"
VALUE = '{"signing_secret": "sign-1", "app_secret": "app-1"}'


@pytest.fixture
def manager() -> Iterator["SecretsManagerClient"]:
    with mock_aws():
        yield boto3.client("secretsmanager", region_name=REGION)


class Monotonic:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Monotonic:
    return Monotonic()


@pytest.fixture
def secrets(manager: "SecretsManagerClient", time: Monotonic) -> AppSecrets:
    return AppSecrets(manager, "apps/", monotonic=time)


def test_an_apps_two_secrets_are_told_apart(manager: "SecretsManagerClient", secrets: AppSecrets) -> None:
    manager.create_secret(Name=NAME, SecretString=VALUE)
    assert secrets.get("zalo", "100") == AppSecret(signing_secret="sign-1", app_secret="app-1")


def test_an_app_without_secrets_has_none_until_somebody_enters_them(
    manager: "SecretsManagerClient", secrets: AppSecrets
) -> None:
    assert secrets.get("zalo", "100") is None
    manager.create_secret(Name=NAME)
    assert secrets.get("zalo", "100") is None
    manager.put_secret_value(SecretId=NAME, SecretString=VALUE)
    assert secrets.get("zalo", "100") is not None


def test_a_changed_secret_is_noticed_within_five_minutes(
    manager: "SecretsManagerClient", secrets: AppSecrets, time: Monotonic
) -> None:
    manager.create_secret(Name=NAME, SecretString=VALUE)
    secrets.get("zalo", "100")
    manager.put_secret_value(SecretId=NAME, SecretString=VALUE.replace("sign-1", "sign-2"))
    assert signing(secrets) == "sign-1"
    time.now = 301
    assert signing(secrets) == "sign-2"


def test_a_secret_read_before_stands_in_while_it_cannot_be_read(
    manager: "SecretsManagerClient", time: Monotonic
) -> None:
    manager.create_secret(Name=NAME, SecretString=VALUE)
    client = Moody(manager)
    secrets = AppSecrets(client, "apps/", monotonic=time)  # type: ignore[arg-type]  # only what is used
    secrets.get("zalo", "100")
    time.now, client.fails = 301, True
    assert signing(secrets) == "sign-1"
    with pytest.raises(ConnectionError):
        secrets.get("zalo", "200")


def test_a_withdrawn_secret_stops_working(
    manager: "SecretsManagerClient", secrets: AppSecrets, time: Monotonic
) -> None:
    manager.create_secret(Name=NAME, SecretString=VALUE)
    secrets.get("zalo", "100")
    manager.delete_secret(SecretId=NAME, ForceDeleteWithoutRecovery=True)
    time.now = 301
    assert secrets.get("zalo", "100") is None


@pytest.mark.parametrize(
    "value",
    [
        "hush-hush",
        "[]",
        '"hush-hush"',
        '{"signing_secret": "hush-hush"}',
        '{"signing_secret": "hush-hush", "app_secret": 5}',
    ],
)
def test_a_secret_of_another_shape_is_named_and_not_shown(
    manager: "SecretsManagerClient", secrets: AppSecrets, value: str
) -> None:
    manager.create_secret(Name=NAME, SecretString=value)
    with pytest.raises(Misconfigured, match=NAME) as caught:
        secrets.get("zalo", "100")
    assert "hush" not in f"{caught.value}{caught.value.__cause__}"
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_no_repr_shows_a_secret(manager: "SecretsManagerClient", secrets: AppSecrets) -> None:
    manager.create_secret(Name=NAME, SecretString=VALUE)
    assert not any(word in f"{secrets.get('zalo', '100')!r}{secrets!r}" for word in ("sign-1", "app-1"))


def test_the_person_key_is_32_bytes(manager: "SecretsManagerClient") -> None:
    arn = manager.create_secret(Name="person-key", SecretString="0f" * 32)["ARN"]
    assert secret_bytes(manager, arn) == b"\x0f" * 32


@pytest.mark.parametrize("value", ["0f" * 31, "0f" * 33, "zz" * 32, "0f" * 31 + "0"])
def test_a_person_key_of_another_shape_is_refused_and_not_shown(manager: "SecretsManagerClient", value: str) -> None:
    arn = manager.create_secret(Name="person-key", SecretString=value)["ARN"]
    with pytest.raises(Misconfigured) as caught:
        secret_bytes(manager, arn)
    assert value not in str(caught.value)


def signing(secrets: AppSecrets) -> str:
    found = secrets.get("zalo", "100")
    assert found is not None
    return found.signing_secret


class Moody:
    """A client that stops answering."""

    fails = False

    def __init__(self, real: Any) -> None:
        self.real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def get_secret_value(self, **what: Any) -> Any:
        if self.fails:
            raise ConnectionError
        return self.real.get_secret_value(**what)
