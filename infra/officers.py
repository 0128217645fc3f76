"""Who officers are: sign-in only. What they may do lies in the table ``officers``, never in a token."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pulumi
import pulumi_aws as aws

from infra.grants import Grant
from infra.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficersArgs:
    """How officers sign in, and where they return to."""

    place: Place
    mfa: Literal["optional", "required"]
    protected: bool
    console_urls: Sequence[pulumi.Input[str]]
    sign_in_url: str | None
    """Where the sign-in pages are, when not at Cognito's own hosted domain."""


class Officers(pulumi.ComponentResource):
    """A user pool that administrators alone fill, and the console as its public client (code grant with PKCE)."""

    def __init__(self, name: str, args: OfficersArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:Officers", name, {}, opts)
        self._args = args
        pool = self._pool(name)
        client = self._client(name, pool)
        domain = aws.cognito.UserPoolDomain(
            name,
            domain=f"{args.place.named('')}{args.place.account_id}",  # unique among all accounts of the region
            user_pool_id=pool.id,
            opts=pulumi.ResourceOptions(parent=self),
        )
        hosted = domain.domain.apply(lambda prefix: f"https://{prefix}.auth.{args.place.region}.amazoncognito.com")
        self._arn = pool.arn
        self.pool_id, self.client_id, self.domain = pool.id, client.id, domain.domain
        self.issuer = pool.endpoint.apply(lambda endpoint: f"https://{endpoint}")
        self.domain_url: pulumi.Input[str] = args.sign_in_url or hosted
        self.register_outputs({"pool_id": self.pool_id, "client_id": self.client_id})

    def may(self, *actions: str) -> Grant:
        """Allow exactly these actions (``AdminCreateUser``…) on the pool."""
        return Grant(actions=[f"cognito-idp:{action}" for action in actions], resources=[self._arn])

    def _pool(self, name: str) -> aws.cognito.UserPool:
        args = self._args
        return aws.cognito.UserPool(
            name,
            name=args.place.named(name),
            username_configuration=aws.cognito.UserPoolUsernameConfigurationArgs(case_sensitive=False),
            admin_create_user_config=aws.cognito.UserPoolAdminCreateUserConfigArgs(allow_admin_create_user_only=True),
            password_policy=aws.cognito.UserPoolPasswordPolicyArgs(
                minimum_length=12,
                require_lowercase=True,
                require_uppercase=True,
                require_numbers=True,
                require_symbols=False,
                temporary_password_validity_days=3,
            ),
            mfa_configuration="ON" if args.mfa == "required" else "OPTIONAL",
            software_token_mfa_configuration=aws.cognito.UserPoolSoftwareTokenMfaConfigurationArgs(enabled=True),
            account_recovery_setting=aws.cognito.UserPoolAccountRecoverySettingArgs(
                recovery_mechanisms=[
                    aws.cognito.UserPoolAccountRecoverySettingRecoveryMechanismArgs(name="admin_only", priority=1)
                ]
            ),
            deletion_protection="ACTIVE" if args.protected else "INACTIVE",
            opts=pulumi.ResourceOptions(parent=self, protect=args.protected),
        )

    def _client(self, name: str, pool: aws.cognito.UserPool) -> aws.cognito.UserPoolClient:
        return aws.cognito.UserPoolClient(
            name,
            name=self._args.place.named("console"),
            user_pool_id=pool.id,
            generate_secret=False,
            allowed_oauth_flows_user_pool_client=True,
            allowed_oauth_flows=["code"],
            allowed_oauth_scopes=["openid"],
            supported_identity_providers=["COGNITO"],
            explicit_auth_flows=["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
            callback_urls=list(self._args.console_urls),
            logout_urls=list(self._args.console_urls),
            prevent_user_existence_errors="ENABLED",
            enable_token_revocation=True,
            access_token_validity=60,
            id_token_validity=60,
            refresh_token_validity=12,
            token_validity_units=aws.cognito.UserPoolClientTokenValidityUnitsArgs(
                access_token="minutes",  # noqa: S106 - a unit of time
                id_token="minutes",  # noqa: S106 - a unit of time
                refresh_token="hours",  # noqa: S106 - a unit of time
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )
