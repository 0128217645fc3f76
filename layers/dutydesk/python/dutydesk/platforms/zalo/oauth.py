"""Zalo's OAuth 4: a new pair of tokens for a refresh token that lives once.

``POST /v4/oa/access_token`` as a form, header ``secret_key``. An access token lives 25 hours, a refresh token three
months and one use: it dies by a call that succeeds, even when the answer never arrives.
"""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from dutydesk.errors import PageBroken, Unavailable
from dutydesk.platforms.zalo.refusals import MINUTE_LIMIT, number_in, refusal
from dutydesk.platforms.zalo.wire import Wire

_ACCESS_TOKEN = "/v4/oa/access_token"  # noqa: S105  # a path
_DEFAULT_LIFE_S = 90_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A new pair; ``expires_in_s`` is the access token's life."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in_s: int


@dataclass(frozen=True, slots=True)
class ZaloOAuth:
    """Exchanges refresh tokens."""

    wire: Wire
    oauth_url: str

    def refresh(self, *, app_id: str, app_secret: str, refresh_token: str) -> Grant:
        """Exchange the refresh token for a new pair.

        Raises:
            PageBroken: Zalo refuses; no number is documented for a dead token, so every refusal but the request limit
                needs a person.
            Throttled: the request limit; the token is still good.
            Unavailable: no answer that means anything; with ``answer_lost`` the old pair may be dead already.
        """
        form = {"refresh_token": refresh_token, "app_id": app_id, "grant_type": "refresh_token"}
        answer = self.wire.post(
            self.oauth_url + _ACCESS_TOKEN,
            headers={"secret_key": app_secret, "content-type": "application/x-www-form-urlencoded"},
            body=urlencode(form).encode(),
        )
        number = number_in(answer)
        if number == MINUTE_LIMIT:
            raise refusal(number)
        if number or (number is None and "error" in answer):
            raise PageBroken(str(number or "refused"))
        access_token, new_refresh_token = answer.get("access_token"), answer.get("refresh_token")
        if not is_token(access_token) or not is_token(new_refresh_token):
            raise Unavailable("no tokens", answer_lost=True)
        return Grant(
            access_token=str(access_token),
            refresh_token=str(new_refresh_token),
            expires_in_s=_seconds(answer.get("expires_in")),
        )


def is_token(value: object) -> bool:
    """Tell whether this can be a token: it travels in a header, whose refusal would quote it."""
    return isinstance(value, str) and bool(value) and all("!" <= symbol <= "~" for symbol in value)


def _seconds(value: object) -> int:
    """Read a life that comes as text or as a number; a strange one counts as the documented 25 hours."""
    try:
        seconds = int(str(value))
    except ValueError:
        return _DEFAULT_LIFE_S
    return seconds if 0 < seconds <= _DEFAULT_LIFE_S * 4 else _DEFAULT_LIFE_S
