"""What the simulator is started with, and what may be changed while it runs."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

Digits = Annotated[str, Field(pattern=r"^\d+$")]
Share = Annotated[float, Field(ge=0, le=1)]
type Window = Literal["fixed", "sliding"]


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


class Template(_Strict):
    """A template that Zalo has read; ``PUT /templates/{template_id}`` takes it in the same form.

    ``text`` is what the citizen sees; ``<name>`` in it is a parameter. ``page_id`` None: every page may use it.
    ``by_user_id`` False: for phone numbers only.
    """

    text: str = Field(min_length=1)
    kind: Literal["transaction", "promotion"] = "transaction"
    approved: bool = True
    by_user_id: bool = True
    page_id: str | None = None


class Settings(_Strict):
    """The platform's numbers and habits; ``POST /settings`` changes any of them.

    ``time_scale`` shrinks the redelivery schedule: 0.02 makes +30 s come after 0.6 s.
    ``old_access_token_survives``: the documentation does not say whether a refresh ends the previous
    access token; the stricter reading is the default.
    ``accepts_lists``: lists and buttons on consultation messages are documented by integrators only;
    switched off, they are refused as a bad field.
    ``requests_per_minute``: per app, 0 is no limit; ``limit_window``: whether a minute begins with the clock's or
    is the last 60 seconds, which the documentation leaves open.
    ``latency_ms``: how long every send is on its way; the message is delivered at once and the answer comes then,
    so that a sender who is killed meanwhile leaves messages behind that nobody has confirmed to it.
    ``night_rule``: no promotions from 22:00 to 06:00, no articles to all but from 06:00 to 21:59 in Vietnam.
    ``templates_per_day``: per Official Account, 0 is no limit; ``templates_per_day_of`` names single pages' own.
    ``articles_per_month``: broadcasts of articles per Official Account, 0 is no limit; the package's figure is
    unpublished. ``review_s`` passes, scaled, between such a broadcast and its delivery.
    ``consultations_left``: what a page is told that it may still send of billed ones, None to tell nothing.
    ``crowd_…_share``: for how much of a crowd the webhook is told; the same members each time.
    """

    time_scale: float = Field(default=0.02, gt=0)
    deadline_s: float = Field(default=2.0, gt=0)
    requests_per_minute: int = Field(default=4000, ge=0)
    limit_window: Window = "fixed"
    latency_ms: float = Field(default=0, ge=0)
    night_rule: bool = True
    templates_per_day: int = Field(default=500, ge=0)
    templates_per_day_of: dict[str, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    promotion_once_a_day: bool = True
    articles_per_month: int = Field(default=4, ge=0)
    review_s: float = Field(default=1800, ge=0)
    consultations_left: int | None = Field(default=10_000, ge=0)
    crowd_echo_share: Share = 0
    crowd_received_share: Share = 0
    crowd_seen_share: Share = 0
    crowd_events_per_second: float = Field(default=50, gt=0)
    token_lifetime_s: int = Field(default=90_000, gt=0)
    refresh_lifetime_s: int = Field(default=7_776_000, gt=0)
    window_days: float = Field(default=7, gt=0)
    sends_echo: bool = True
    sends_received: bool = True
    sends_seen: bool = False
    accepts_lists: bool = True
    old_access_token_survives: bool = False


class Config(Settings):
    """The configuration file: the port, the app's webhook, pages and templates, and any of the settings."""

    port: int = Field(ge=0, le=65535)
    webhook_url: str
    pages: tuple[Page, ...] = Field(min_length=1)
    templates: dict[str, Template] = Field(default_factory=dict)

    def settings(self) -> Settings:
        """Return the part that may change while the simulator runs."""
        return Settings.model_validate({name: getattr(self, name) for name in Settings.model_fields})

    def base_url(self) -> str:
        """Return the address under which media is served."""
        return f"http://127.0.0.1:{self.port}"
