"""The HTTP API: the platforms' way in, and the officers'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra.alarms import AlarmTopic, Watch
from infra.config import Throttles
from infra.function import PythonFunction
from infra.officers import Officers
from infra.place import Place

GATEWAY_LIMIT_MS = 30_000
SLOW_MS = 1500
"""Zalo gives up after 2 s; the alarm comes before it does."""

ACCESS_LOG = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "route": "$context.routeKey",
    "status": "$context.status",
    "latency_ms": "$context.responseLatency",
    "function_status": "$context.integrationStatus",
    "bytes": "$context.responseLength",
}
"""What is kept of a request: no path (it names cases), no address, no body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpApiArgs:
    """Where the API is and who watches it."""

    place: Place
    alarms: AlarmTopic
    throttles: Throttles
    log_retention_days: int


class HttpApi(pulumi.ComponentResource):
    """An HTTP API; it opens for traffic when all its routes are there."""

    def __init__(self, name: str, args: HttpApiArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:HttpApi", name, {}, opts)
        self._title, self._args = name, args
        self._child = pulumi.ResourceOptions(parent=self)
        self._api = aws.apigatewayv2.Api(name, name=args.place.named(name), protocol_type="HTTP", opts=self._child)
        self.id, self.endpoint = self._api.id, self._api.api_endpoint
        self._routes: list[aws.apigatewayv2.Route] = []
        self._signed_in: list[str] = []

    def sign_in(self, officers: Officers) -> aws.apigatewayv2.Authorizer:
        """Return the check that a caller holds a token of this pool's client."""
        return aws.apigatewayv2.Authorizer(
            "officers",
            name="officers",
            api_id=self.id,
            authorizer_type="JWT",
            identity_sources=["$request.header.Authorization"],
            jwt_configuration=aws.apigatewayv2.AuthorizerJwtConfigurationArgs(
                issuer=officers.issuer, audiences=[officers.client_id]
            ),
            opts=self._child,
        )

    def serve(
        self,
        function: PythonFunction,
        *,
        public: Sequence[str] = (),
        signed_in: Sequence[str] = (),
        authorizer: aws.apigatewayv2.Authorizer | None = None,
    ) -> None:
        """Send these routes (``GET /path``) to a function; those for officers need the authorizer."""
        integration = aws.apigatewayv2.Integration(
            function.title,
            api_id=self.id,
            integration_type="AWS_PROXY",
            integration_uri=function.invoke_arn,
            payload_format_version="2.0",
            timeout_milliseconds=min(function.timeout_s * 1000 + 500, GATEWAY_LIMIT_MS),
            opts=self._child,
        )
        target = integration.id.apply(lambda integration_id: f"integrations/{integration_id}")
        for key in public:
            self._route(key, function, target=target)
        for key in signed_in:
            if authorizer is None:
                raise ValueError(f"{key} is for officers and has no authorizer")
            self._signed_in.append(key)
            self._route(key, function, target=target, authorization_type="JWT", authorizer_id=authorizer.id)

    def open(self) -> aws.apigatewayv2.Stage:
        """Start answering: throttled, logged without bodies, watched."""
        log = aws.cloudwatch.LogGroup(
            "access",
            name=f"/aws/apigateway/{self._args.place.named(self._title)}",
            retention_in_days=self._args.log_retention_days,
            opts=self._child,
        )
        throttles = self._args.throttles
        stage = aws.apigatewayv2.Stage(
            self._title,
            api_id=self.id,
            name="$default",
            auto_deploy=True,
            access_log_settings=aws.apigatewayv2.StageAccessLogSettingsArgs(
                destination_arn=log.arn, format=pulumi.Output.json_dumps(ACCESS_LOG)
            ),
            default_route_settings=aws.apigatewayv2.StageDefaultRouteSettingsArgs(
                throttling_rate_limit=throttles.webhook_per_second, throttling_burst_limit=throttles.webhook_burst
            ),
            route_settings=[
                aws.apigatewayv2.StageRouteSettingArgs(
                    route_key=key,
                    throttling_rate_limit=throttles.admin_per_second,
                    throttling_burst_limit=throttles.admin_burst,
                )
                for key in self._signed_in
            ],
            opts=pulumi.ResourceOptions(parent=self, depends_on=self._routes),
        )
        self._watch()
        self.register_outputs({"id": self.id, "endpoint": self.endpoint})
        return stage

    def _route(
        self,
        key: str,
        function: PythonFunction,
        *,
        target: pulumi.Output[str],
        authorization_type: str = "NONE",
        authorizer_id: pulumi.Output[str] | None = None,
    ) -> None:
        """Create one route and the permission for it, which names this API, its method and its path."""
        name = re.sub("[^A-Za-z]+", "-", key).strip("-")
        route = aws.apigatewayv2.Route(
            name,
            api_id=self.id,
            route_key=key,
            target=target,
            authorization_type=authorization_type,
            authorizer_id=authorizer_id,
            opts=self._child,
        )
        self._routes.append(route)
        method, path = key.split(" ", 1)
        source = self._api.execution_arn.apply(
            lambda arn: f"{arn}/*/{'*' if method == 'ANY' else method}{path}"  # any stage: there is only $default
        )
        aws.lambda_.Permission(
            name,
            statement_id=name,
            action="lambda:InvokeFunction",
            function=function.name,
            principal="apigateway.amazonaws.com",
            source_arn=source,
            opts=self._child,
        )

    def _watch(self) -> None:
        about = "The API answered with server errors; a platform that sees them delivers again, then unsubscribes us."
        failing = Watch(
            about=about,
            namespace="AWS/ApiGateway",
            metric="5xx",
            dimensions={"ApiId": self.id},
            statistic="Sum",
            above=0,
        )
        slow = Watch(
            about=f"The slowest hundredth of answers took over {SLOW_MS} ms; Zalo waits 2 seconds.",
            namespace="AWS/ApiGateway",
            metric="Latency",
            dimensions={"ApiId": self.id},
            statistic="p99",
            above=SLOW_MS,
            periods=3,
        )
        self._args.alarms.alarm(f"{self._title}-errors", failing, parent=self)
        self._args.alarms.alarm(f"{self._title}-slow", slow, parent=self)
