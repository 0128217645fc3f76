"""Everything the simulator holds, built once and passed to those who serve it."""

from collections.abc import Mapping

import httpx

from local.platforms.config import Config, Settings
from local.platforms.delivery import Courier
from local.platforms.faults import Faults
from local.platforms.journal import Journal
from local.platforms.limits import MinuteLimit
from local.platforms.media import Media
from local.platforms.world import Clock, World
from local.platforms.zalo.tokens import Tokens


class Simulation:
    """The state of the simulated platforms."""

    def __init__(self, config: Config, *, transport: httpx.AsyncBaseTransport | None, clock: Clock) -> None:
        self._settings = config.settings()
        self.world = World(config.pages, clock)
        self.faults = Faults()
        self.journal = Journal(clock)
        self.limit = MinuteLimit(clock)
        self.media = Media(config.base_url(), self.faults)
        self.tokens = Tokens(self.world, self.settings)
        self.courier = Courier(
            config.webhook_url,
            settings=self.settings,
            faults=self.faults,
            journal=self.journal,
            transport=transport,
        )

    def settings(self) -> Settings:
        """Return the settings in force now."""
        return self._settings

    def change(self, settings: Mapping[str, object]) -> None:
        """Put other values in force, from the next call on."""
        self._settings = self._settings.model_copy(update=dict(settings))

    async def reset(self) -> None:
        """Forget citizens, faults, limits, log and pending redeliveries.

        Tokens and settings stay: the app holds those tokens, and no reset of a platform takes them back.
        """
        await self.courier.forget()
        self.world.clear()
        self.faults.clear()
        self.limit.clear()
        self.journal.clear()
        self.media.clear()

    def status(self) -> dict[str, object]:
        """Return the figures of pages and apps, without secrets."""
        return {
            "webhook_url": self.courier.webhook_url,
            "in_background": self.courier.in_background,
            "awaiting_redelivery": self.courier.awaiting_redelivery,
            "apps": [
                {"app_id": app_id, "subscribed": app_id not in self.courier.unsubscribed}
                for app_id in self.world.apps()
            ],
            "pages": [self._page_status(page_id) for page_id in self.world.pages],
        }

    def _page_status(self, page_id: str) -> dict[str, object]:
        page, grant, conversations = (
            self.world.pages[page_id],
            self.tokens.grant(page_id),
            self.world.of_page(page_id),
        )
        return {
            "page_id": page_id,
            "unit": page.unit,
            "app_id": page.app_id,
            "oa_id": page.oa_id,
            "citizens": len(conversations),
            "followers": sum(known.follows for known in conversations),
            "refreshes": grant.refreshes,
            "refused_refreshes": grant.refused_refreshes,
            "access_token_ends_at": grant.access_ends_at.isoformat(),
            "refresh_token_ends_at": grant.refresh_ends_at.isoformat(),
        }
