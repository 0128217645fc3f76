"""Approved templates by user id: words that Zalo has read before, to people who need not have written lately.

``POST /v3.0/oa/message/template`` ``{user_id, template_id, template_data}`` (grade B). Which numbers this address gives
for a template that is not there is not documented: here -249 for one that cannot go by user id, known or not, -131 for
one that is not approved, -132 for data that does not fit.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from local.platforms.config import Page, Settings, Template
from local.platforms.world import World
from local.platforms.zalo.errors import Refused
from local.platforms.zalo.hours import day_of, is_night
from local.platforms.zalo.mail import Addressee, Data, Mail
from local.platforms.zalo.messages import Content

_PARAMETER = re.compile(r"<(\w+)>")


class Templates:
    """The templates of all pages, and sending by them."""

    def __init__(self, world: World, mail: Mail, settings: Callable[[], Settings]) -> None:
        self._world = world
        self._mail = mail
        self._settings = settings
        self.known: dict[str, Template] = {}
        self._used: Counter[tuple[str, int]] = Counter()

    def clear(self) -> None:
        """Forget what was sent today; templates stay, as a platform's do."""
        self._used.clear()

    def send(self, page: Page, body: dict[str, Any]) -> Data:
        """``POST /v3.0/oa/message/template``: deliver to one person; raise ``Refused`` otherwise."""
        template, text = self._filled(page, body)
        to = self._mail.addressee(page, body.get("user_id"))
        now = self._world.clock()
        today = (page.page_id, day_of(now))
        quota = self._quota(page)
        if quota and self._used[today] >= quota:
            raise to.refuse(-211)
        if template.kind == "promotion":
            if is_night(now) and self._settings().night_rule:
                raise to.refuse(-234)
            self._admit_promotion(to, day_of(now))
        self._mail.admit(to, windowed=False)
        sent = self._mail.hand(to, Content(kind="template", text=text))
        self._used[today] += 1
        if template.kind == "promotion":
            to.promote(day_of(now))
        left = str(quota - self._used[today]) if quota else ""
        return sent | {"quota": {"dailyQuota": str(quota or ""), "remainingQuota": left}}

    def used(self, page_id: str) -> int:
        """Return how many templates a page has sent today."""
        return self._used[page_id, day_of(self._world.clock())]

    def _filled(self, page: Page, body: dict[str, Any]) -> tuple[Template, str]:
        template_id = body.get("template_id")
        if not isinstance(template_id, str) or not template_id:
            raise Refused(-201, "template_id")
        template = self.known.get(template_id)
        if template is None or not template.by_user_id or template.page_id not in (None, page.page_id):
            raise Refused(-249)
        if not template.approved:
            raise Refused(-131)
        return template, filled(template, body.get("template_data"))

    def _admit_promotion(self, to: Addressee, day: int) -> None:
        if not to.follows:
            raise to.refuse(-213)
        if to.promoted_on == day and self._settings().promotion_once_a_day:
            raise to.refuse(-218)

    def _quota(self, page: Page) -> int:
        settings = self._settings()
        return settings.templates_per_day_of.get(page.page_id, settings.templates_per_day)


def filled(template: Template, data: object) -> str:
    """Return a template's text with its parameters filled in; raise ``Refused`` (-132) when the data does not fit."""
    names = set(_PARAMETER.findall(template.text))
    if not isinstance(data, Mapping):
        raise Refused(-132, "template_data")
    wrong = names ^ set(data) or {name for name in names if not isinstance(data[name], str | int | float)}
    if wrong:
        raise Refused(-132, min(wrong))
    return _PARAMETER.sub(lambda found: str(data[found[1]]), template.text)
