"""Exchanging a refresh token, which lives once, so that no crash and no lost answer goes unnoticed.

The right to exchange is leased and the attempt counted before this begins. What can fail has been done before, too:
between the platform's answer and the commit of the new pair there is one write, and it is repeated.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from dutydesk.clock import Clock
from dutydesk.errors import PageBroken, Throttled, Unavailable
from dutydesk.platforms.zalo.oauth import Grant
from dutydesk.tokens.store import StoredTokens, TokenStore
from dutydesk.tokens.vault import DataKey, TokenPair, TokenVault

PAUSE_AFTER_LOSS = timedelta(seconds=60)
PAUSE_AFTER_OUTAGE = timedelta(seconds=10)
PAUSE_WHEN_BROKEN = timedelta(minutes=15)
COMMITS = 5
COMMIT_WAIT_S = 0.25

REFRESH_REFUSED = "refresh_refused"
REFRESH_ANSWER_LOST = "refresh_answer_lost"


class OAuth(Protocol):
    """The platform's exchange of refresh tokens."""

    def refresh(self, *, app_id: str, app_secret: str, refresh_token: str) -> Grant:
        """Return a new pair, or raise a ``DeliveryError``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Everything that one exchange needs, fetched before it begins."""

    stored: StoredTokens
    owner: str
    unknown_before: int
    """Earlier exchanges of this version whose outcome nobody knows."""
    tokens: TokenPair
    key: DataKey
    app_id: str
    app_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanger:
    """Carries out exchanges whose lease is held."""

    store: TokenStore
    vault: TokenVault
    oauth: OAuth
    clock: Clock
    sleep: Callable[[float], None]

    def run(self, exchange: Exchange) -> None:
        """Have a newer pair in the store, not necessarily this exchange's, when it returns.

        Raises:
            PageBroken: the token was refused; ``code`` says whether an earlier lost answer explains it.
            Throttled, Unavailable: the token may still be good; nobody tries it before a pause has passed.
        """
        try:
            grant = self.oauth.refresh(
                app_id=exchange.app_id,
                app_secret=exchange.app_secret,
                refresh_token=exchange.tokens.refresh_token,
            )
        except PageBroken as refused:
            self._end_lease(exchange, PAUSE_WHEN_BROKEN)
            raise PageBroken(REFRESH_ANSWER_LOST if exchange.unknown_before else REFRESH_REFUSED) from refused
        except Throttled as throttled:
            self._end_lease(exchange, timedelta(seconds=throttled.retry_after_s))
            raise
        except Unavailable as lost:
            pause = PAUSE_AFTER_LOSS if lost.answer_lost else PAUSE_AFTER_OUTAGE
            self._end_lease(exchange, pause, unknown=int(lost.answer_lost))
            raise
        self._commit(exchange, grant)

    def _commit(self, exchange: Exchange, grant: Grant) -> None:
        """Write the new pair before anybody uses it; the old one is dead, so a refusing table is asked again."""
        tokens = TokenPair(access_token=grant.access_token, refresh_token=grant.refresh_token)
        old = exchange.stored.pair
        sealed = self.vault.seal(exchange.key, tokens, page_id=old.page_id, version=old.version + 1)
        expires_at = self.clock() + timedelta(seconds=grant.expires_in_s)
        for attempt in range(1, COMMITS + 1):
            try:
                self.store.put(sealed, expires_at=expires_at)
            except Exception:
                if attempt == COMMITS:
                    raise
                self.sleep(COMMIT_WAIT_S * attempt)
            else:
                return

    def _end_lease(self, exchange: Exchange, pause: timedelta, *, unknown: int = 0) -> None:
        pair = exchange.stored.pair
        self.store.end_lease(
            pair.page_id,
            pair.version,
            owner=exchange.owner,
            not_before=self.clock() + pause,
            attempt=exchange.unknown_before + unknown,
        )
