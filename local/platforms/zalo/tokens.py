"""The tokens of each page: access tokens live 25 hours, refresh tokens three months and once."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from local.platforms.config import Settings
from local.platforms.world import World

# Seen in integrators' reports, not documented: a reader may rely on "not 0" alone.
BAD_SECRET = -14003
BAD_REFRESH_TOKEN = -14014
BAD_REQUEST = -14002


class GrantRefused(Exception):
    """OAuth does not give tokens; ``code`` is its error number, ``name`` its error name."""

    def __init__(self, code: int, name: str, reason: str) -> None:
        self.code = code
        self.name = name
        self.reason = reason
        super().__init__(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What OAuth hands out."""

    access_token: str
    refresh_token: str


@dataclass(slots=True, kw_only=True)
class Grant:
    """What a page's administrator granted the app: the tokens in force, and how they were used."""

    page_id: str
    pair: Pair
    access_ends_at: datetime
    refresh_ends_at: datetime
    refreshes: int = 0
    refused_refreshes: int = 0


class Tokens:
    """Every token that was ever issued, and whose it is."""

    def __init__(self, world: World, settings: Callable[[], Settings]) -> None:
        self._world = world
        self._settings = settings
        self._grants: dict[str, Grant] = {}
        self._access: dict[str, tuple[str, datetime]] = {}
        self._refresh: dict[str, str] = {}
        for page in world.pages.values():
            pair = Pair(
                access_token=page.access_token.get_secret_value(), refresh_token=page.refresh_token.get_secret_value()
            )
            self._issue(page.page_id, pair)

    def page_of_access(self, token: str) -> str | None:
        """Return the page of a living access token, or None."""
        page_id, ends_at = self._access.get(token, ("", None))
        return page_id if ends_at and self._world.clock() < ends_at else None

    def page_of_refresh(self, token: str) -> str | None:
        """Return the page that a refresh token was ever issued for."""
        return self._refresh.get(token)

    def grant(self, page_id: str) -> Grant:
        """Return what is in force for a page."""
        return self._grants[page_id]

    def refresh(self, token: str, *, grant_type: str, app_id: str, secret: str) -> Pair:
        """Give a new pair for a refresh token, which dies by it; raise ``GrantRefused`` otherwise."""
        if grant_type != "refresh_token":
            raise GrantRefused(BAD_REQUEST, "Invalid grant type", "Only refresh_token is simulated.")
        page_id = self._refresh.get(token)
        if page_id is None:
            raise GrantRefused(BAD_REFRESH_TOKEN, "Invalid refresh token", "Refresh token is invalid.")
        grant = self._grants[page_id]
        try:
            self._check(grant, token, app_id=app_id, secret=secret)
        except GrantRefused:
            grant.refused_refreshes += 1
            raise
        if not self._settings().old_access_token_survives:
            self._access.pop(grant.pair.access_token, None)
        refreshed = self._issue(page_id)
        refreshed.refreshes = grant.refreshes + 1
        refreshed.refused_refreshes = grant.refused_refreshes
        return refreshed.pair

    def consent(self, page_id: str) -> Pair:
        """Grant anew, as a page's administrator does when a token was lost; the old tokens die."""
        old = self._grants[page_id]
        self._access.pop(old.pair.access_token, None)
        granted = self._issue(page_id)
        granted.refreshes, granted.refused_refreshes = old.refreshes, old.refused_refreshes
        return granted.pair

    def expire(self, page_id: str | None, *, access: bool, refresh: bool) -> None:
        """End tokens now, of one page or of all."""
        now = self._world.clock()
        for grant in self._grants.values():
            if page_id not in (None, grant.page_id):
                continue
            if access:
                grant.access_ends_at = now
                self._access = {
                    token: (owner, now if owner == grant.page_id else ends_at)
                    for token, (owner, ends_at) in self._access.items()
                }
            if refresh:
                grant.refresh_ends_at = now

    def _check(self, grant: Grant, token: str, *, app_id: str, secret: str) -> None:
        page = self._world.pages[grant.page_id]
        if app_id != page.app_id:
            raise GrantRefused(BAD_REQUEST, "Invalid app id", "App id is invalid.")
        if not hmac.compare_digest(secret.encode(), page.app_secret.get_secret_value().encode()):
            raise GrantRefused(BAD_SECRET, "Invalid secret key", "Secret key is invalid.")
        if token != grant.pair.refresh_token or self._world.clock() >= grant.refresh_ends_at:
            raise GrantRefused(BAD_REFRESH_TOKEN, "Invalid refresh token", "Refresh token is used or expired.")

    def _issue(self, page_id: str, pair: Pair | None = None) -> Grant:
        pair = pair or Pair(access_token=secrets.token_urlsafe(48), refresh_token=secrets.token_urlsafe(48))
        now = self._world.clock()
        grant = Grant(
            page_id=page_id,
            pair=pair,
            access_ends_at=now + timedelta(seconds=self._settings().token_lifetime_s),
            refresh_ends_at=now + timedelta(seconds=self._settings().refresh_lifetime_s),
        )
        self._grants[page_id] = grant
        self._access[pair.access_token] = (page_id, grant.access_ends_at)
        self._refresh[pair.refresh_token] = page_id
        return grant
