"""What a page may still send, asked of the platform for a pre-flight and written into it.

``send`` asks, and not ``plan`` that counts: it holds the pages' tokens already, and so nobody else needs them.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any, Protocol

from dutydesk.errors import TokenExpired
from dutydesk.stores.broadcasts import broadcast_pk
from dutydesk.stores.items import from_item, key, to_value
from functions.broadcast.sending.courier import PageTokens, Token

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

AT_ONCE = 16
UNKNOWN = "unknown"
USUAL = "consultation"
"""The kind by which most is sent: it is named even where the platform does not tell it."""

type Left = dict[str, int | str]
"""Messages left by kind, or ``UNKNOWN``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a pre-flight says: when it was counted, of which pages, and which of them cannot send anyway."""

    counted_at: str
    pages: tuple[str, ...]
    unready: frozenset[str]


class Preflights(Protocol):
    """Where pre-flights are kept."""

    def read(self, broadcast_id: str) -> Counted | None:
        """Return the broadcast's pre-flight, or None when it has none any more."""

    def note(self, broadcast_id: str, counted: Counted, left: Mapping[str, Left]) -> None:
        """Write what is left by page; nothing happens when the draft was edited or counted again meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotas[T: Token]:
    """Asks for a pre-flight's pages."""

    preflights: Preflights
    tokens: PageTokens[T]
    ask: Callable[[str], Mapping[str, int]]
    """Returns what is left by kind, by a page's access token."""
    pool: Executor
    now: Callable[[], float]

    def tell(self, broadcast_id: str, *, until: float) -> int:
        """Ask page after page, up to ``AT_ONCE`` at a time, and write what was said; return how many pages answered.

        Pages that do not answer, that cannot send, or that nobody was left the time to ask, are ``UNKNOWN``.
        """
        counted = self.preflights.read(broadcast_id)
        if counted is None:
            return 0
        left: dict[str, Left] = {page_id: {USUAL: UNKNOWN} for page_id in counted.pages}
        answered = 0
        for some in batched([page for page in counted.pages if page not in counted.unready], AT_ONCE, strict=False):
            if self.now() >= until:
                break
            for page_id, said in zip(some, self.pool.map(self._asked, some), strict=True):
                left[page_id] |= said or {}
                answered += said is not None
        self.preflights.note(broadcast_id, counted, left)
        return answered

    def _asked(self, page_id: str) -> Mapping[str, int] | None:
        try:
            access = self.tokens.access(page_id)
            try:
                return self.ask(access.token)
            except TokenExpired:
                return self.ask(self.tokens.renewed(access).token)
        except Exception:  # noqa: BLE001  # whatever hinders it: a pre-flight is worth something without it
            return None


@dataclass(frozen=True, slots=True)
class DynamoPreflights:
    """The ``Preflights`` port: an attribute of the broadcast's header."""

    client: "DynamoDBClient"
    table: str

    def read(self, broadcast_id: str) -> Counted | None:
        """Read consistently."""
        found = self.client.get_item(TableName=self.table, Key=key(broadcast_pk(broadcast_id)), ConsistentRead=True)
        plain: dict[str, Any] = from_item(found.get("Item", {}))
        if not plain.get("preflight"):
            return None
        preflight = plain["preflight"]
        return Counted(
            counted_at=preflight["counted_at"],
            pages=tuple(plain["audience"].get("pages", ())),
            unready=frozenset(preflight.get("unready", ())),
        )

    def note(self, broadcast_id: str, counted: Counted, left: Mapping[str, Left]) -> None:
        """Set one field of the pre-flight on condition of when it was counted."""
        try:
            self.client.update_item(
                TableName=self.table,
                Key=key(broadcast_pk(broadcast_id)),
                UpdateExpression="SET preflight.quota_left = :left",
                ConditionExpression="preflight.counted_at = :counted",
                ExpressionAttributeValues={":left": to_value(dict(left)), ":counted": to_value(counted.counted_at)},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return
