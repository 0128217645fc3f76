"""Zalo's media: its events carry the links themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from dutydesk.platforms.media import MediaSource

HOSTS = ("*.zdn.vn", "*.zadn.vn", "*.zaloapp.com", "*.zalo.me")
"""Where its content lies, as its documentation's examples and its sites show; a stack's configuration may say more."""


@dataclass(frozen=True, slots=True)
class ZaloMedia:
    """The ``MediaSource`` port for Zalo."""

    also: tuple[str, ...] = ()
    _own: ClassVar[tuple[str, ...]] = HOSTS

    @property
    def hosts(self) -> Sequence[str]:
        """Zalo's own, and those that the configuration adds."""
        return (*self._own, *self.also)

    def link(self, named: str, *, page_id: str) -> str:
        """Return what the event named; it is the link."""
        del page_id
        return named


_: MediaSource = ZaloMedia()
