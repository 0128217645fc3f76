"""The officers' user pool, its client and its sign-in domain."""

from typing import Any

from local.deploy.cloud import Cloud, Created
from local.deploy.props import Props, pascal, present


def user_pool(cloud: Cloud, name: str, props: Props) -> Created:
    """Create a user pool; boto3 refuses a nested setting that Cognito does not have."""
    policies: dict[str, Any] = {}
    if password := props.take("passwordPolicy"):
        policies["PasswordPolicy"] = pascal(password)
    if sign_in := props.take("signInPolicy"):
        policies["SignInPolicy"] = pascal(sign_in)
    recovery = props.child("accountRecoverySetting").take("recoveryMechanisms")
    created = cloud.client("cognito-idp").create_user_pool(
        PoolName=props.take("name", name),
        **present(
            Policies=policies or None,
            MfaConfiguration=props.take("mfaConfiguration"),
            DeletionProtection=props.take("deletionProtection"),
            AdminCreateUserConfig=pascal(props.take("adminCreateUserConfig")),
            AliasAttributes=props.take("aliasAttributes"),
            UsernameAttributes=props.take("usernameAttributes"),
            UsernameConfiguration=pascal(props.take("usernameConfiguration")),
            AutoVerifiedAttributes=props.take("autoVerifiedAttributes"),
            AccountRecoverySetting={"RecoveryMechanisms": pascal(recovery)} if recovery else None,
            Schema=pascal(props.take("schemas")),
            UserPoolAddOns=pascal(props.take("userPoolAddOns")),
            UserPoolTier=props.take("userPoolTier"),
        ),
    )["UserPool"]
    identifier = created["Id"]
    _mfa(cloud, identifier, props.child("softwareTokenMfaConfiguration"), created.get("MfaConfiguration", "OFF"))
    outputs = {
        "arn": created.get("Arn") or cloud.arn("cognito-idp", f"userpool/{identifier}"),
        "endpoint": f"cognito-idp.{cloud.region}.amazonaws.com/{identifier}",
    }
    return Created(identifier, outputs)


def client(cloud: Cloud, name: str, props: Props) -> Created:
    """Create an application client."""
    units = props.take("tokenValidityUnits")
    created = cloud.client("cognito-idp").create_user_pool_client(
        UserPoolId=props.need("userPoolId"),
        ClientName=props.take("name", name),
        **present(
            GenerateSecret=props.take("generateSecret"),
            AllowedOAuthFlows=props.take("allowedOauthFlows"),
            AllowedOAuthFlowsUserPoolClient=props.take("allowedOauthFlowsUserPoolClient"),
            AllowedOAuthScopes=props.take("allowedOauthScopes"),
            CallbackURLs=props.take("callbackUrls"),
            DefaultRedirectURI=props.take("defaultRedirectUri"),
            LogoutURLs=props.take("logoutUrls"),
            ExplicitAuthFlows=props.take("explicitAuthFlows"),
            SupportedIdentityProviders=props.take("supportedIdentityProviders"),
            PreventUserExistenceErrors=props.take("preventUserExistenceErrors"),
            EnableTokenRevocation=props.take("enableTokenRevocation"),
            AccessTokenValidity=props.take("accessTokenValidity"),
            IdTokenValidity=props.take("idTokenValidity"),
            RefreshTokenValidity=props.take("refreshTokenValidity"),
            AuthSessionValidity=props.take("authSessionValidity"),
            RefreshTokenRotation=pascal(props.take("refreshTokenRotation")),
            TokenValidityUnits=pascal(units),
            ReadAttributes=props.take("readAttributes"),
            WriteAttributes=props.take("writeAttributes"),
        ),
    )["UserPoolClient"]
    return Created(created["ClientId"], {"clientSecret": created.get("ClientSecret", "")})


def domain(cloud: Cloud, _name: str, props: Props) -> Created:
    """Name the pool's sign-in pages, which the emulator serves at its own root."""
    name = props.need("domain")
    version = props.take("managedLoginVersion")
    cloud.client("cognito-idp").create_user_pool_domain(
        Domain=name, UserPoolId=props.need("userPoolId"), **present(ManagedLoginVersion=version)
    )
    return Created(name, {"domain": name})


def _mfa(cloud: Cloud, pool: str, token: Props, configured: str) -> None:
    enabled = token.take("enabled")
    if enabled is not None:
        cloud.client("cognito-idp").set_user_pool_mfa_config(
            UserPoolId=pool, SoftwareTokenMfaConfiguration={"Enabled": enabled}, MfaConfiguration=configured
        )


KINDS = {
    "aws:cognito/userPool:UserPool": user_pool,
    "aws:cognito/userPoolClient:UserPoolClient": client,
    "aws:cognito/userPoolDomain:UserPoolDomain": domain,
}
