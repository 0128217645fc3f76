"""What the simulator is started with, and what may be changed while it runs."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr

Digits = Annotated[str, Field(pattern=r"^\d+$")]


class _Strict(BaseModel):
    """A form on which an unknown field is a mistake, never a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(_Strict):
    """One Official Account and the app that it granted its tokens to."""

    page_id: str
    unit: str
    app_id: Digits
    oa_id: Digits
    name: str
    signing_secret: SecretStr
    app_secret: SecretStr
    access_token: SecretStr
    refresh_token: SecretStr
    platform: str = "zalo"


class Settings(_Strict):
    """The platform's numbers and habits; ``POST /settings`` changes any of them.

    ``time_scale`` shrinks the redelivery schedule: 0.02 makes +30 s come after 0.6 s.
    ``old_access_token_survives``: the documentation does not say whether a refresh ends the previous
    access token; the stricter reading is the default.
    ``accepts_lists``: lists and buttons on consultation messages are documented by integrators only;
    switched off, they are refused as a bad field.
    """

    time_scale: float = Field(default=0.02, gt=0)
    deadline_s: float = Field(default=2.0, gt=0)
    requests_per_minute: int = Field(default=4000, ge=0)
    token_lifetime_s: int = Field(default=90_000, gt=0)
    refresh_lifetime_s: int = Field(default=7_776_000, gt=0)
    window_days: float = Field(default=7, gt=0)
    sends_echo: bool = True
    sends_received: bool = True
    sends_seen: bool = False
    accepts_lists: bool = True
    old_access_token_survives: bool = False


class Config(Settings):
    """The configuration file: the port, the app's webhook and pages, and any of the settings."""

    port: int = Field(ge=0, le=65535)
    webhook_url: str
    pages: tuple[Page, ...] = Field(min_length=1)

    def settings(self) -> Settings:
        """Return the part that may change while the simulator runs."""
        return Settings.model_validate({name: getattr(self, name) for name in Settings.model_fields})

    def base_url(self) -> str:
        """Return the address under which media is served."""
        return f"http://127.0.0.1:{self.port}"
