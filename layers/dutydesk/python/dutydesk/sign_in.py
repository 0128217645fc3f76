"""Who holds a token: the part of signing in that the gateway leaves to a function.

The gateway has verified the token's signature, issuer and expiry; it lets access tokens through as well, so what kind
of token it is, and for which client, is checked here. A token only proves who is asking, never what they may do.
"""

import re
from collections.abc import Mapping
from typing import Any

from dutydesk.errors import Unauthenticated

_USERNAME = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,128}")


def claims_of(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the claims that the gateway has verified, empty when there are none."""
    request = event.get("requestContext") or {}
    claims: Mapping[str, Any] = ((request.get("authorizer") or {}).get("jwt") or {}).get("claims") or {}
    return claims


def source_ip_of(event: Mapping[str, Any]) -> str:
    """Return the address that the call came from, as the gateway saw it."""
    request = event.get("requestContext") or {}
    return str((request.get("http") or {}).get("sourceIp", ""))


def username_of(claims: Mapping[str, Any], *, client_id: str) -> str:
    """Return the username that an identity token proves.

    Raises:
        Unauthenticated: not an identity token issued to our client, or it names nobody.
    """
    if claims.get("token_use") != "id" or claims.get("aud") != client_id:
        raise Unauthenticated("an identity token of this desk is needed")
    username = claims.get("cognito:username")
    if not isinstance(username, str) or not _USERNAME.fullmatch(username):
        raise Unauthenticated("the token names nobody")
    return username
