"""Page tokens: one exchange at a time, whatever happens to the worker, the platform or the answer.

A refresh token lives once. So an exchange is leased on condition of the version that it replaces, counted before the
call, and committed before the new token is used; the others wait for the new version. When the platform's answer is
lost nobody knows whether the token still lives: after a pause it is tried again, and only a refusal makes the page
broken, for which a person is called.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dutydesk.clock import Clock
from dutydesk.errors import Conflict, DeliveryError, PageBroken, Unavailable
from dutydesk.platforms.zalo.oauth import is_token
from dutydesk.secrets import AppSecret
from dutydesk.stores.content import Page
from dutydesk.tokens.exchange import REFRESH_ANSWER_LOST, REFRESH_REFUSED, Exchange, Exchanger
from dutydesk.tokens.store import StoredTokens, TokenStore
from dutydesk.tokens.vault import UNREADABLE, SealedPair, TokenPair, TokenVault

EARLY = timedelta(hours=5)
"""A token is exchanged this long before its end, while the old one still answers citizens."""
LEASE = timedelta(seconds=30)
"""Longer than a worker lives (25 s), so that a lease never runs out under one that is still at work."""
WAIT_S = 0.25
WAITS = 20
STORES = 5

NO_TOKENS = "no_tokens"
APP_NOT_SET_UP = "app_not_set_up"
OUR_WORDS = frozenset({APP_NOT_SET_UP, REFRESH_ANSWER_LOST, REFRESH_REFUSED, UNREADABLE})
"""Why a page is broken; anything else is the platform's own number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """An access token, and the version of the pair that it belongs to."""

    page_id: str
    version: int
    token: str = field(repr=False)
    broken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The pages' access tokens, always of the newest version."""

    store: TokenStore
    vault: TokenVault
    exchanger: Exchanger
    page: Callable[[str], Page | None]
    secret: Callable[[str, str], AppSecret | None]
    alarm: Callable[[str, str], None]
    """Told page and reason when a page breaks; must not raise."""
    clock: Clock
    new_id: Callable[[], str]
    _opened: dict[str, tuple[SealedPair, TokenPair]] = field(default_factory=dict, repr=False)

    def access(self, page_id: str) -> Access:
        """Return the page's access token, exchanged early when its end is near.

        Raises:
            PageBroken: there is none, and only a person can change that.
            Throttled, Unavailable: there is none at the moment.
        """
        stored = self._read(page_id)
        left = stored.expires_at - self.clock()
        if left > EARLY or (left > timedelta(0) and stored.is_leased(self.clock())):
            return self._access(stored)
        try:
            return self._renewed(page_id, stored.pair.version, waits=WAITS if left <= timedelta(0) else 1)
        except DeliveryError:
            if left <= timedelta(0):
                raise
            return self._access(stored)

    def renewed(self, refused: Access) -> Access:
        """Return a newer token than the one that the platform has just refused.

        Raises:
            PageBroken, Throttled, Unavailable: as ``access``.
        """
        return self._renewed(refused.page_id, refused.version, waits=WAITS)

    def report_broken(self, access: Access, reason: str) -> None:
        """Call a person to a page that the platform will not send for."""
        if access.broken != reason:
            self._break(access.page_id, access.version, reason)

    def report_sent(self, access: Access) -> None:
        """Take back the platform's word that a page is broken: it has just sent. Our own words need new tokens."""
        if access.broken and access.broken not in OUR_WORDS:
            self.store.mark_broken(access.page_id, access.version, "", at=self.clock())

    def _renewed(self, page_id: str, old_version: int, *, waits: int) -> Access:
        owner = self.new_id()
        for _ in range(waits):
            stored = self._read(page_id)
            if stored.pair.version != old_version:
                return self._access(stored)
            if exchange := self._leased(stored, owner):
                return self._access(self._exchanged(exchange))
            self.exchanger.sleep(WAIT_S)
        raise Unavailable("refresh in progress", answer_lost=False)

    def _leased(self, stored: StoredTokens, owner: str) -> Exchange | None:
        """Take the right to exchange; None while another has it.

        A lease that is ours already was taken by a write whose answer was lost.
        """
        now = self.clock()
        ours = stored.lease_owner == owner
        if stored.is_leased(now) and not ours:
            if stored.lease_owner:
                return None
            raise PageBroken(stored.broken) if stored.broken else Unavailable("refresh paused", answer_lost=False)
        exchange = self._prepared(stored, owner, unknown_before=stored.attempt - ours)
        pair = stored.pair
        if ours or self.store.lease(pair.page_id, pair.version, owner=owner, now=now, until=now + LEASE):
            return exchange
        return None

    def _prepared(self, stored: StoredTokens, owner: str, *, unknown_before: int) -> Exchange:
        """Do everything that can fail before the exchange: after it, one write must be all that is left."""
        page_id = stored.pair.page_id
        page = self.page(page_id)
        secret = self.secret(page.platform, page.app_id) if page else None
        if page is None or secret is None or not secret.app_secret:
            raise self._broken(stored, APP_NOT_SET_UP)
        return Exchange(
            stored=stored,
            owner=owner,
            unknown_before=unknown_before,
            tokens=self._open(stored),
            key=self.vault.new_key(page_id),
            app_id=page.app_id,
            app_secret=secret.app_secret,
        )

    def _exchanged(self, exchange: Exchange) -> StoredTokens:
        try:
            self.exchanger.run(exchange)
        except PageBroken as refused:
            raise self._broken(exchange.stored, refused.code) from refused
        return self._read(exchange.stored.pair.page_id)

    def _broken(self, stored: StoredTokens, reason: str) -> PageBroken:
        if stored.broken != reason:
            self._break(stored.pair.page_id, stored.pair.version, reason)
        return PageBroken(reason)

    def _break(self, page_id: str, version: int, reason: str) -> None:
        """Call a person, then note it: were it the other way round, a crash between would leave nobody called."""
        self.alarm(page_id, reason)
        self.store.mark_broken(page_id, version, reason, at=self.clock())

    def _read(self, page_id: str) -> StoredTokens:
        stored = self.store.read(page_id)
        if stored is None:
            self.alarm(page_id, NO_TOKENS)
            raise PageBroken(NO_TOKENS)
        return stored

    def _access(self, stored: StoredTokens) -> Access:
        token = self._open(stored).access_token
        return Access(page_id=stored.pair.page_id, version=stored.pair.version, token=token, broken=stored.broken)

    def _open(self, stored: StoredTokens) -> TokenPair:
        """Decrypt, once per version and cold start."""
        kept = self._opened.get(stored.pair.page_id)
        if kept is not None and kept[0] == stored.pair:
            return kept[1]
        try:
            tokens = self.vault.open(stored.pair)
        except PageBroken as altered:
            raise self._broken(stored, altered.code) from altered
        self._opened[stored.pair.page_id] = (stored.pair, tokens)
        return tokens


def store_tokens(
    store: TokenStore, vault: TokenVault, page_id: str, *, access_token: str, refresh_token: str, expires_at: datetime
) -> int:
    """Put a pair that a page's administrator has just granted in force, and return its version; the old pair is gone.

    A note that the page is broken, and a running exchange, are overruled.

    Raises:
        ValueError: one of the two cannot be a token; the error does not repeat it.
        Conflict: other writers were first, again and again.
    """
    if not is_token(access_token) or not is_token(refresh_token):
        raise ValueError("a token is one word of printable ASCII")
    tokens = TokenPair(access_token=access_token, refresh_token=refresh_token)
    for _ in range(STORES):
        stored = store.read(page_id)
        version = stored.pair.version + 1 if stored else 1
        sealed = vault.seal(vault.new_key(page_id), tokens, page_id=page_id, version=version)
        if store.put(sealed, expires_at=expires_at):
            return version
    raise Conflict(f"the tokens of page {page_id} change faster than they can be written")
