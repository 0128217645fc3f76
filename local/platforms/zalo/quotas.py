"""What a page may still send: ``POST /v3.0/oa/quota/message`` (grade B).

Nothing is taken from the number of consultation messages, which is a setting: what the platform bills between 48 hours
and 7 days belongs to a package whose figures are unpublished.
"""

from collections.abc import Callable
from typing import Any

from local.platforms.config import Page, Settings
from local.platforms.zalo.errors import Refused
from local.platforms.zalo.mail import Data

OWNERS = ("OA", "APP")


class Quotas:
    """Tells a page its quota, as far as the settings name one."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings

    def left(self, page: Page, body: dict[str, Any]) -> Data:
        """Return the page's assets, or no asset where nothing is to be said; the app owns none here."""
        owner = body.get("quota_owner")
        if owner not in OWNERS:
            raise Refused(-201, "quota_owner")
        remain = self._settings().consultations_left
        asset = {
            "quota_owner": owner,
            "product_type": "cs",
            "quota_type": "sub_quota",
            "asset_id": f"asset-{page.oa_id}",
            "total": remain,
            "remain": remain,
            "status": "available",
        }
        return {"asset": [asset] if owner == "OA" and remain is not None else []}
