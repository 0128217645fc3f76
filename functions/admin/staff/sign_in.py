"""Where officers sign in: the user pool, which administrators alone fill."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient


@dataclass(frozen=True, slots=True)
class CognitoSignIn:
    """The ``SignIn`` port on a user pool."""

    client: "CognitoIdentityProviderClient"
    pool_id: str

    def enter(self, username: str) -> str:
        """Create the sign-in with a temporary password, and send nobody a message."""
        password = f"{secrets.token_urlsafe(12)}-Aa1"
        try:
            self.client.admin_create_user(
                UserPoolId=self.pool_id, Username=username, TemporaryPassword=password, MessageAction="SUPPRESS"
            )
        except self.client.exceptions.UsernameExistsException:
            return ""
        return password
