"""Static secrets: one Secrets Manager secret per platform app, and the key that person ids are made with.

==========================================  =====================================================
Secret                                      Value
==========================================  =====================================================
``<prefix><platform>/<app_id>``             JSON ``{"signing_secret": …, "app_secret": …}``
the person key, by its ARN                  64 hexadecimal characters
==========================================  =====================================================

The two app secrets are kept apart because Zalo shows them on different pages of its console and mixing them up is the
most common reason for a desk that refuses every webhook. No value is ever part of an error or of a ``repr``.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dutydesk.errors import Misconfigured

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSecret:
    """What a platform gave one app: the key its webhooks are signed with, and its OAuth secret.

    Either may be empty while an operator is still entering them; whoever uses an empty one refuses.
    """

    signing_secret: str = field(repr=False)
    app_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AppSecrets:
    """The apps' secrets, each remembered for ``ttl_s`` seconds.

    A secret that does not exist is not remembered, so that one entered just now works at once. ``client`` may come from
    boto3 or from botocore alone.
    """

    client: "SecretsManagerClient"
    prefix: str
    ttl_s: float = 300.0
    monotonic: Callable[[], float] = time.monotonic
    _known: dict[str, tuple[float, AppSecret]] = field(default_factory=dict, repr=False)

    def get(self, platform: str, app_id: str) -> AppSecret | None:
        """Return the app's secrets, or None when nobody has entered any.

        Errors of Secrets Manager pass through, unless a value read earlier can stand in for the one that is late.

        Raises:
            Misconfigured: the secret is not of its shape; the message names the secret, never its value.
        """
        name = f"{self.prefix}{platform}/{app_id}"
        kept = self._known.get(name)
        if kept is not None and self.monotonic() - kept[0] < self.ttl_s:
            return kept[1]
        try:
            found = self.client.get_secret_value(SecretId=name).get("SecretString", "")
        except self.client.exceptions.ResourceNotFoundException:
            self._known.pop(name, None)
            return None
        except Exception:
            if kept is None:
                raise
            return kept[1]
        if not found:  # created by the stack, and nobody has entered a value yet
            return None
        secret = _app_secret(name, found)
        self._known[name] = (self.monotonic(), secret)
        return secret


def secret_bytes(client: "SecretsManagerClient", arn: str) -> bytes:
    """Read a 256-bit key that is kept as 64 hexadecimal characters.

    Raises:
        Misconfigured: the secret holds something else; the message names the secret, never its value.
    """
    try:
        key = bytes.fromhex(client.get_secret_value(SecretId=arn).get("SecretString", ""))
    except ValueError:
        raise Misconfigured(f"secret {arn} is not hexadecimal") from None
    if len(key) != KEY_BYTES:
        raise Misconfigured(f"secret {arn} does not hold {KEY_BYTES} bytes")
    return key


def _app_secret(name: str, text: str) -> AppSecret:
    try:
        value = json.loads(text)
        signing_secret, app_secret = value["signing_secret"], value["app_secret"]
    except (ValueError, TypeError, KeyError):
        # "from None": the decoder's own error carries the whole text.
        raise Misconfigured(f"secret {name} is not of its shape") from None
    if not isinstance(signing_secret, str) or not isinstance(app_secret, str):
        raise Misconfigured(f"secret {name} is not of its shape")
    return AppSecret(signing_secret=signing_secret, app_secret=app_secret)
