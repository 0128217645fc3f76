"""A stack's configuration is read like a form, and a mistake in it stops the deployment before it starts."""

import json

import pulumi
import pytest

from infra.building import ROOT
from infra.config import BadConfig, DeskConfig, desk_config, stack_values
from infra.recording import engine_values, record


def test_an_empty_form_is_the_safe_desk() -> None:
    config = desk_config({})
    assert config == DeskConfig()
    assert config.protected
    assert config.mfa == "required"
    assert (config.architecture, config.python_version) == ("arm64", "3.13")


def test_engine_values_are_read_as_their_types() -> None:
    config = desk_config(
        {
            "aws:region": "ap-southeast-1",
            "dutydesk:protected": "false",
            "dutydesk:zalo_app_ids": '["2345678901234567890"]',
            "dutydesk:log_retention_days": "14",
            "dutydesk:throttles": '{"admin_burst": 7}',
        }
    )
    assert config.protected is False
    assert config.zalo_app_ids == ("2345678901234567890",)
    assert config.log_retention_days == 14
    assert config.throttles.admin_burst == 7


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("proteced", "true"),
        ("architecture", "sparc"),
        ("python_version", "3.9"),
        ("protected", "perhaps"),
        ("zalo_app_ids", "[1234567890]"),
        ("zalo_app_ids", '["12x"]'),
        ("zalo_api_url", "ftp://openapi.zalo.me"),
        ("zalo_api_url", "https://openapi.zalo.me/"),
        ("alarm_emails", '["nobody"]'),
        ("monthly_budget_usd", "0"),
        ("log_retention_days", "15"),
        ("mfa", "never"),
        ("domain", '{"name": "desk.example.org"}'),
        ("domain", '{"name": "https://desk.example.org", "zone_id": "Z0123456789"}'),
        ("throttles", '{"webhook_per_second": 0}'),
        ("throttles", '{"webhook": 10}'),
        ("media_megabytes", '{"video": 0}'),
        ("media_megabytes", '{"film": 10}'),
        ("media_link_hours", "200"),
        ("media_hosts", '["*"]'),
        ("media_hosts", '["169.254.169.254/latest"]'),
        ("media_local_origin", "127.0.0.1:9000"),
    ],
)
def test_a_mistake_is_refused_and_named_by_its_key(key: str, value: str) -> None:
    with pytest.raises(BadConfig, match=f"dutydesk:{key}"):
        desk_config({f"dutydesk:{key}": value})


def test_a_refusal_never_repeats_the_value() -> None:
    with pytest.raises(BadConfig) as refused:
        desk_config({"dutydesk:mfa": "hunter2", "dutydesk:misspelt": "hunter2", "dutydesk:throttles": "hunter2"})
    assert "hunter2" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_secrets_never_enter_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_CONFIG", json.dumps({"dutydesk:mfa": "optional", "dutydesk:token": "hunter2"}))
    monkeypatch.setenv("PULUMI_CONFIG_SECRET_KEYS", json.dumps(["dutydesk:token"]))
    pulumi.runtime.set_all_config({"dutydesk:other": "hunter2"}, secret_keys=["dutydesk:other"])
    try:
        assert stack_values() == {"dutydesk:mfa": "optional"}
    finally:
        pulumi.runtime.set_all_config({}, secret_keys=[])


def test_nothing_is_created_from_a_refused_configuration() -> None:
    with pytest.raises(BadConfig):
        record("dev", {"dutydesk:proteced": "true"})


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_the_example_stacks_are_accepted(stack: str) -> None:
    assert desk_config(engine_values(ROOT / f"Pulumi.{stack}.yaml")).protected is (stack == "prod")


def test_a_simulated_platform_is_trusted_by_unprotected_stacks_alone() -> None:
    origin = {"dutydesk:media_local_origin": "http://127.0.0.1:9000"}
    with pytest.raises(BadConfig, match="media_local_origin"):
        desk_config(origin)
    assert desk_config(origin | {"dutydesk:protected": "false"}).media_local_origin == "http://127.0.0.1:9000"
