"""Everything the simulator holds, built once and passed to those who serve it."""

from collections.abc import Mapping

import httpx

from local.platforms.config import Config, Settings
from local.platforms.delivery import Courier
from local.platforms.faults import Faults
from local.platforms.journal import Journal
from local.platforms.media import Media
from local.platforms.world import Clock, World
from local.platforms.zalo.platform import Zalo


class Simulation:
    """The state of the simulated platforms."""

    def __init__(self, config: Config, *, transport: httpx.AsyncBaseTransport | None, clock: Clock) -> None:
        self._settings = config.settings()
        self.world = World(config.pages, clock)
        self.faults = Faults()
        self.journal = Journal(clock)
        self.media = Media(config.base_url(), self.faults)
        self.courier = Courier(
            config.webhook_url,
            settings=self.settings,
            faults=self.faults,
            journal=self.journal,
            transport=transport,
        )
        self.zalo = Zalo(self.world, self.courier, faults=self.faults, journal=self.journal, settings=self.settings)
        self.zalo.templates.known.update(config.templates)

    def settings(self) -> Settings:
        """Return the settings in force now."""
        return self._settings

    def change(self, settings: Mapping[str, object]) -> None:
        """Put other values in force, from the next call on."""
        self._settings = self._settings.model_copy(update=dict(settings))

    async def reset(self) -> None:
        """Forget citizens, crowds, articles, faults, counts, log and whatever waits to be delivered.

        Tokens, templates and settings stay: the app holds them, and no reset of a platform takes them back.
        """
        await self.courier.forget()
        self.world.clear()
        self.faults.clear()
        self.zalo.clear()
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
        page, grant = self.world.pages[page_id], self.zalo.tokens.grant(page_id)
        conversations, crowd = self.world.of_page(page_id), self.world.crowds.get(page_id)
        return {
            "page_id": page_id,
            "unit": page.unit,
            "app_id": page.app_id,
            "oa_id": page.oa_id,
            "citizens": len(conversations),
            "followers": self.world.followers(page_id),
            "crowd": crowd.count if crowd else 0,
            "templates_today": self.zalo.templates.used(page_id),
            "articles_this_month": self.zalo.broadcasts.used(page_id),
            "refreshes": grant.refreshes,
            "refused_refreshes": grant.refused_refreshes,
            "access_token_ends_at": grant.access_ends_at.isoformat(),
            "refresh_token_ends_at": grant.refresh_ends_at.isoformat(),
        }
