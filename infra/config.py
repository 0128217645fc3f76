"""A stack's configuration, checked whole before the first resource exists.

``Pulumi.<stack>.yaml`` holds the keys of ``DeskConfig`` under the namespace ``dutydesk``. A key that nobody reads is
refused, because it is a misspelt one. Values marked as secret never enter the model, so none can reach an error.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pulumi.runtime import config as engine
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

NAMESPACE = "dutydesk"


class BadConfig(Exception):
    """The stack's configuration cannot be deployed; the message lists every fault."""


def _decoded(value: Any) -> Any:
    """The engine hands over numbers, booleans, lists and objects as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value  # for the model to refuse, by its own name


type Decoded[T] = Annotated[T, BeforeValidator(_decoded)]
type AppId = Annotated[str, StringConstraints(pattern=r"^[0-9]{5,32}$")]
type Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
type WebOrigin = Annotated[str, StringConstraints(pattern=r"^https?://[^/\s?#]+(/[^\s?#]*[^/\s?#])?$")]
type RetentionDays = Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653]
type Rate = Annotated[int, Field(gt=0, le=10_000)]
type Megabytes = Annotated[int, Field(gt=0, le=2_000)]
type HostPattern = Annotated[str, StringConstraints(pattern=r"^(\*\.)?([a-z0-9-]+\.)+[a-z0-9-]{2,}$")]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Throttles(_Form):
    """What the gateway lets in, in requests per second and at once.

    The webhook's limit lies far above every app's send rate (Zalo: 4,000 a minute), because each message sent can come
    back as three events, and a refusal counts as our failure.
    """

    webhook_per_second: Rate = 1000
    webhook_burst: Rate = 2000
    admin_per_second: Rate = 50
    admin_burst: Rate = 100


class MediaMegabytes(_Form):
    """How large a file of each kind may be to be fetched, in millions of bytes."""

    image: Megabytes = 30
    gif: Megabytes = 30
    video: Megabytes = 200
    audio: Megabytes = 50
    file: Megabytes = 100


class Domain(_Form):
    """An own name for the API, with a certificate proved through its Route 53 zone."""

    name: Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+\.)+[a-z]{2,}$")]
    zone_id: Annotated[str, StringConstraints(pattern=r"^Z[A-Z0-9]{5,31}$")]


class DeskConfig(_Form):
    """Everything a stack may decide."""

    architecture: Literal["arm64", "x86_64"] = "arm64"
    python_version: Literal["3.12", "3.13", "3.14"] = "3.13"
    protected: Decoded[bool] = True
    """Whether data outlives a mistake: deletion protection, retention, Pulumi's ``protect``."""
    zalo_app_ids: Decoded[tuple[AppId, ...]] = ()
    """Platform apps, each of which gets a secret to fill."""
    zalo_api_url: WebOrigin = "https://openapi.zalo.me"
    zalo_oauth_url: WebOrigin = "https://oauth.zaloapp.com"
    sign_in_url: WebOrigin | None = None
    """Where officers sign in, when it is not Cognito's own hosted domain."""
    alarm_emails: Decoded[tuple[Email, ...]] = ()
    monthly_budget_usd: Decoded[Annotated[int, Field(gt=0)]] = 50
    log_retention_days: Decoded[RetentionDays] = 30
    mfa: Literal["optional", "required"] = "required"
    domain: Decoded[Domain | None] = None
    throttles: Decoded[Throttles] = Throttles()
    media_megabytes: Decoded[MediaMegabytes] = MediaMegabytes()
    media_link_hours: Decoded[Annotated[int, Field(gt=0, le=168)]] = 48
    """How long a platform's link to a photo can be expected to live; by then a file is fetched or lost."""
    media_hosts: Decoded[tuple[HostPattern, ...]] = ()
    """Where such links may lead beside the platforms' own hosts: a name, or ``*.name``."""
    media_local_origin: WebOrigin | None = None
    """A simulated platform of this machine, whose address is not a public one."""

    evidence_sealed_days: Decoded[dict[str, Annotated[int, Field(gt=0, le=3653)]]] = {"": 90, "question": 30}
    """How long an original is locked, by its case's category; the empty name is for all others, and must be there."""

    retention_days: Decoded[dict[str, Annotated[int, Field(ge=30, le=36_500)]]] = {}
    """How long a closed case is kept, by category or ``category/outcome``, over the defaults; see docs/privacy.md."""

    @model_validator(mode="after")
    def _every_category_is_sealed(self) -> Self:
        if "" not in self.evidence_sealed_days:
            raise ValueError("evidence_sealed_days says nothing of other categories")
        return self

    @model_validator(mode="after")
    def _nothing_local_is_trusted(self) -> Self:
        if self.protected and self.media_local_origin is not None:
            raise ValueError("media_local_origin is for stacks without protection alone")
        return self


def stack_values() -> dict[str, Any]:
    """Return what the engine was given for this stack (``namespace:key`` -> text or JSON text), secrets left out."""
    values = {**engine.get_config_env(), **engine.CONFIG.get()}
    secret = set(engine.get_config_secret_keys_env())
    return {key: value for key, value in values.items() if key not in secret and not engine.is_config_secret(key)}


def desk_config(values: Mapping[str, Any]) -> DeskConfig:
    """Return the typed configuration in these values of the engine.

    Raises:
        BadConfig: a key is unknown or a value is not what its key takes; values are not repeated.
    """
    prefix = f"{NAMESPACE}:"
    own = {key.removeprefix(prefix): value for key, value in values.items() if key.startswith(prefix)}
    try:
        return DeskConfig.model_validate(own)
    except ValidationError as refused:
        faults = "\n".join(
            f"  {prefix}{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in refused.errors()
        )
        raise BadConfig(f"the stack's configuration is refused:\n{faults}") from None
