"""Where a platform keeps what citizens attached: what its events name is turned into a link at the last moment.

Zalo names a link in its event. A platform that hands out an id first and a link for it on request, as Telegram does
with ``getFile``, plugs in here: its source makes that call.
"""

from collections.abc import Sequence
from typing import Protocol


class MediaSource(Protocol):
    """One platform's files."""

    @property
    def hosts(self) -> Sequence[str]:
        """Where its links may lead: names, or ``*.name`` for everything below one."""

    def link(self, named: str, *, page_id: str) -> str:
        """Return the link behind what an event of this page named.

        Raises:
            dutydesk.errors.NotFound: the platform says that there is none any more.
            dutydesk.errors.Unavailable: it did not answer; ask again later.
        """
