"""The HTTP API and the schedule: AWS may call exactly what we meant it to."""

import json
import re

import pytest

from infra.recording import Recorded
from tests.infra.conftest import Deploy

ROUTE = "aws:apigatewayv2/route:Route"
PERMISSION = "aws:lambda/permission:Permission"
STAGE = "aws:apigatewayv2/stage:Stage"
FUNCTION = "aws:lambda/function:Function"
WEBHOOK = {"GET /webhooks/zalo", "POST /webhooks/zalo"}
CONSOLE = {"GET /console", "GET /console/{proxy+}", "GET /admin/openapi.json"}
REVEAL = {"POST /reveal/{request_id}"}
OFFICERS = {"ANY /admin/{proxy+}"} | REVEAL
ZALO_PER_SECOND = 4000 / 60
EVENTS_PER_SEND = 3


def test_these_routes_and_no_others(stack: Recorded) -> None:
    assert {route["routeKey"] for route in stack.of_type(ROUTE).values()} == WEBHOOK | CONSOLE | OFFICERS


def test_each_route_reaches_its_function(stack: Recorded) -> None:
    integrations = stack.of_type("aws:apigatewayv2/integration:Integration")
    for route in stack.of_type(ROUTE).values():
        key = route["routeKey"]
        wanted = _function_of(key)
        integration = integrations[route["target"].removeprefix("integrations/").removesuffix("-id")]
        assert integration["integrationUri"].split(":function:")[1].split("/")[0].endswith(f"-{wanted}"), key
        assert integration["payloadFormatVersion"] == "2.0", key


def test_each_route_may_call_its_function_from_this_api_alone(stack: Recorded) -> None:
    permissions = stack.of_type(PERMISSION)
    keys = {name: route["routeKey"] for name, route in stack.of_type(ROUTE).items()}
    assert set(permissions) == set(keys)
    for name, permission in permissions.items():
        key = keys[name]
        method, path = key.split(" ")
        assert permission["principal"] == "apigateway.amazonaws.com", key
        assert re.fullmatch("[A-Za-z-]+", permission["statementId"]), key
        assert permission["action"] == "lambda:InvokeFunction", key
        assert permission["function"].endswith(f"-{_function_of(key)}"), key
        api, _, rest = permission["sourceArn"].partition("/*/")
        assert api.endswith(":api-id"), key
        assert rest == ("*" if method == "ANY" else method) + path, key


def test_officers_routes_ask_for_a_token_of_our_own_pool(stack: Recorded) -> None:
    routes = stack.of_type(ROUTE).values()
    assert {route["routeKey"] for route in routes if route["authorizationType"] == "JWT"} == OFFICERS
    (authorizer,) = stack.of_type("aws:apigatewayv2/authorizer:Authorizer").values()
    assert authorizer["authorizerType"] == "JWT"
    assert authorizer["jwtConfiguration"]["issuer"].startswith("https://cognito-idp.")
    assert authorizer["jwtConfiguration"]["audiences"] == ["officers-id"]


def test_the_api_opens_after_its_routes(stack: Recorded) -> None:
    (stage,) = [resource for resource in stack if resource.type == STAGE]
    waited_for = {urn.split("::")[-1] for urn in stage.dependencies if "route:Route" in urn}
    assert waited_for == set(stack.of_type(ROUTE))


def test_a_webhook_is_throttled_only_far_above_what_an_app_can_cause(stack: Recorded) -> None:
    (stage,) = stack.of_type(STAGE).values()
    limits = stage["defaultRouteSettings"]
    assert limits["throttlingRateLimit"] >= 3 * ZALO_PER_SECOND * EVENTS_PER_SEND
    assert limits["throttlingBurstLimit"] >= limits["throttlingRateLimit"]
    narrowed = {setting["routeKey"] for setting in stage["routeSettings"]}
    assert narrowed == OFFICERS


def test_access_logs_hold_no_body_no_path_and_no_address(stack: Recorded) -> None:
    (stage,) = stack.of_type(STAGE).values()
    kept = set(json.loads(stage["accessLogSettings"]["format"]).values())
    assert kept
    assert not [field for field in kept if any(word in field.lower() for word in ("body", "path", "ip", "useragent"))]


@pytest.mark.parametrize(
    ("function", "expression", "order"),
    [
        ("upkeep", "rate(1 minute)", "minute"),
        ("follow", "cron(0 20 * * ? *)", "night"),
        ("seal", "cron(5 17 * * ? *)", "seal"),
        ("retain", "cron(30 18 * * ? *)", "retain"),
    ],
    ids=["upkeep", "follow", "seal", "retain"],
)
def test_a_schedule_calls_its_function_with_a_role_of_its_own(
    stack: Recorded, function: str, expression: str, order: str
) -> None:
    schedules = stack.of_type("aws:scheduler/schedule:Schedule")
    assert set(schedules) == {"upkeep", "follow", "report", "seal", "retain"}
    schedule, called = schedules[function], stack.of_type(FUNCTION)[function]["name"]
    assert schedule["scheduleExpression"] == expression
    assert "scheduleExpressionTimezone" not in schedule
    assert json.loads(schedule["target"]["input"]) == {"do": order}
    assert schedule["target"]["arn"].endswith(f":function:{called}")
    role = stack.of_type("aws:iam/role:Role")[f"{function}-schedule-role"]
    assert schedule["target"]["roleArn"].endswith(role["name"])
    (trust,) = json.loads(role["assumeRolePolicy"])["Statement"]
    assert trust["Condition"]["StringEquals"]["aws:SourceArn"].endswith(":schedule-group/default")
    policy = stack.of_type("aws:iam/rolePolicy:RolePolicy")[f"{function}-schedule-role"]["policy"]
    (allowed,) = json.loads(policy)["Statement"]
    assert allowed["Action"] == ["lambda:InvokeFunction"]
    assert [arn.split(":")[-1] for arn in allowed["Resource"]] == [called]


def test_a_nights_call_that_is_refused_is_tried_again_and_a_minutes_is_up_to_the_next(stack: Recorded) -> None:
    schedules = stack.of_type("aws:scheduler/schedule:Schedule")
    retries = {name: one["target"]["retryPolicy"] for name, one in schedules.items()}
    assert retries["upkeep"] == {"maximumEventAgeInSeconds": 60, "maximumRetryAttempts": 0}
    assert retries["follow"] == {"maximumEventAgeInSeconds": 3600, "maximumRetryAttempts": 20}
    assert retries["seal"] == retries["follow"]


def test_upkeep_ends_before_it_is_called_again(stack: Recorded) -> None:
    assert stack.of_type(FUNCTION)["upkeep"]["timeout"] < 60


def test_officers_are_made_by_administrators_alone(stack: Recorded) -> None:
    (pool,) = stack.of_type("aws:cognito/userPool:UserPool").values()
    assert pool["adminCreateUserConfig"] == {"allowAdminCreateUserOnly": True}
    assert "usernameAttributes" not in pool
    assert "aliasAttributes" not in pool
    assert pool["accountRecoverySetting"]["recoveryMechanisms"] == [{"name": "admin_only", "priority": 1}]
    assert pool["passwordPolicy"]["minimumLength"] >= 12


def test_the_second_factor_is_required_where_the_stack_says_so(deploy: Deploy) -> None:
    pools = {name: deploy(name).of_type("aws:cognito/userPool:UserPool")["officers"] for name in ("dev", "prod")}
    assert {name: pool["mfaConfiguration"] for name, pool in pools.items()} == {"dev": "OPTIONAL", "prod": "ON"}
    assert all(pool["softwareTokenMfaConfiguration"] == {"enabled": True} for pool in pools.values())


def test_the_console_is_a_public_client_with_codes_only(stack: Recorded) -> None:
    (client,) = stack.of_type("aws:cognito/userPoolClient:UserPoolClient").values()
    assert client["generateSecret"] is False
    assert client["allowedOauthFlows"] == ["code"]
    assert client["preventUserExistenceErrors"] == "ENABLED"
    assert (
        client["callbackUrls"]
        == client["logoutUrls"]
        == [
            f"{stack.outputs['api_url']}/console",
            f"{stack.outputs['api_url']}/console/",
        ]
    )


def test_a_session_lasts_a_shift_and_a_token_an_hour_and_both_can_be_ended(stack: Recorded) -> None:
    """Whoever leaves is refused at the next call, whatever the token says; signing out everywhere ends the session."""
    (client,) = stack.of_type("aws:cognito/userPoolClient:UserPoolClient").values()
    units = {"idToken": "minutes", "accessToken": "minutes", "refreshToken": "hours"}
    assert client["tokenValidityUnits"] == units
    assert client["idTokenValidity"] <= 60
    assert client["accessTokenValidity"] <= 60
    assert client["refreshTokenValidity"] <= 12
    assert client["enableTokenRevocation"] is True
    assert set(client["explicitAuthFlows"]) == {"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"}


def test_an_own_domain_is_proved_mapped_and_used(deploy: Deploy) -> None:
    stack = deploy("own-domain")
    assert stack.outputs["api_url"] == "https://desk.example.org"
    (domain,) = stack.of_type("aws:apigatewayv2/domainName:DomainName").values()
    assert domain["domainNameConfiguration"]["securityPolicy"] == "TLS_1_2"
    (certificate,) = stack.of_type("aws:acm/certificate:Certificate").values()
    assert certificate["validationMethod"] == "DNS"
    assert {record["name"] for record in stack.of_type("aws:route53/record:Record").values()} == {
        "desk.example.org",
        "_proof.desk.example.org",
    }
    (mapping,) = stack.of_type("aws:apigatewayv2/apiMapping:ApiMapping").values()
    assert mapping["stage"] == "$default"


def test_without_a_domain_there_is_no_certificate(stack: Recorded) -> None:
    with pytest.raises(LookupError, match="nothing of type"):
        stack.of_type("aws:acm/certificate:Certificate")


def _function_of(key: str) -> str:
    if key in REVEAL:
        return "reveal"
    return "webhook" if key in WEBHOOK else "admin"
