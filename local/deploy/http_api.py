"""API Gateway HTTP APIs."""

from typing import Any

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props, pascal, present


def api(cloud: Cloud, name: str, props: Props) -> Created:
    """Create an HTTP API; its endpoint is the emulator's path form, since its host name does not resolve here."""
    created = cloud.client("apigatewayv2").create_api(
        Name=props.take("name", name),
        ProtocolType=props.need("protocolType"),
        **present(
            Description=props.take("description"),
            CorsConfiguration=pascal(props.take("corsConfiguration")),
            DisableExecuteApiEndpoint=props.take("disableExecuteApiEndpoint"),
        ),
    )
    identifier = created["ApiId"]
    outputs = {
        "arn": f"arn:aws:apigateway:{cloud.region}::/apis/{identifier}",
        "apiEndpoint": f"{cloud.endpoint_url}/_aws/execute-api/{identifier}/$default",
        "executionArn": cloud.arn("execute-api", identifier),
    }
    return Created(identifier, outputs)


def integration(cloud: Cloud, _name: str, props: Props) -> Created:
    """Connect an API to a function."""
    created = cloud.client("apigatewayv2").create_integration(
        ApiId=props.need("apiId"),
        IntegrationType=props.need("integrationType"),
        **present(
            IntegrationUri=props.take("integrationUri"),
            IntegrationMethod=props.take("integrationMethod"),
            PayloadFormatVersion=props.take("payloadFormatVersion"),
            TimeoutInMillis=props.take("timeoutMilliseconds"),
            Description=props.take("description"),
        ),
    )
    return Created(created["IntegrationId"], {})


def route(cloud: Cloud, _name: str, props: Props) -> Created:
    """Send one method and path to an integration, behind an authorizer where the program says so."""
    created = cloud.client("apigatewayv2").create_route(
        ApiId=props.need("apiId"),
        RouteKey=props.need("routeKey"),
        **present(
            Target=props.take("target"),
            AuthorizationType=props.take("authorizationType"),
            AuthorizerId=props.take("authorizerId"),
            AuthorizationScopes=props.take("authorizationScopes"),
            OperationName=props.take("operationName"),
        ),
    )
    return Created(created["RouteId"], {})


def stage(cloud: Cloud, name: str, props: Props) -> Created:
    """Publish the API."""
    identifier, stage_name = props.need("apiId"), props.take("name", name)
    cloud.client("apigatewayv2").create_stage(
        ApiId=identifier,
        StageName=stage_name,
        **present(
            AutoDeploy=props.take("autoDeploy"),
            Description=props.take("description"),
            StageVariables=props.take("stageVariables"),
        ),
    )
    outputs = {
        "name": stage_name,
        "arn": f"arn:aws:apigateway:{cloud.region}::/apis/{identifier}/stages/{stage_name}",
        "executionArn": cloud.arn("execute-api", f"{identifier}/{stage_name}"),
        "invokeUrl": f"{cloud.endpoint_url}/_aws/execute-api/{identifier}/{stage_name}",
    }
    return Created(stage_name, outputs)


def authorizer(cloud: Cloud, name: str, props: Props) -> Created:
    """Check the token in front of the routes that ask for it."""
    created = cloud.client("apigatewayv2").create_authorizer(
        ApiId=props.need("apiId"),
        AuthorizerType=props.need("authorizerType"),
        Name=props.take("name", name),
        IdentitySource=props.take("identitySources", []),
        **present(JwtConfiguration=_jwt(props.child("jwtConfiguration"))),
    )
    return Created(created["AuthorizerId"], {})


def _jwt(props: Props) -> dict[str, Any] | None:
    return present(Audience=props.take("audiences"), Issuer=props.take("issuer")) or None


KINDS = {
    "aws:apigatewayv2/api:Api": api,
    "aws:apigatewayv2/integration:Integration": integration,
    "aws:apigatewayv2/route:Route": route,
    "aws:apigatewayv2/stage:Stage": stage,
    "aws:apigatewayv2/authorizer:Authorizer": authorizer,
}
