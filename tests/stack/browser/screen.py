"""The console in Chromium: finding the browser, signing in as officers do, and what every page must keep."""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.stack.desk import Desk

PHONE, DESKTOP = 360, 1280
HEIGHTS = {PHONE: 740}
PATIENCE_MS = 15_000
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARTEFACTS = Path(__file__).parents[3] / ".artefacts"
GRAVE = frozenset({"serious", "critical"})
ORDER_ONLY = ("heading-order", "region", "page-has-heading-one", "landmark-one-main")
"""Axe's moderate rules that a screen reader's user feels at once."""


class BrowserPage(Protocol):
    """Opens a page of the console, signed in through the user pool's own page."""

    def __call__(self, role: str, *, width: int = DESKTOP, unit: str = "", view: str = "") -> Page:
        """Return a page of this role's officer (of this unit), or of the officer of this username, at ``#view``."""


type Check = Callable[[Page], None]
type Shot = Callable[[Page, str], Path]


def chromium() -> str:
    """Return where Chromium is; fail, saying how to get it, when it is nowhere."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("the console's tests need Chromium: sudo apt-get install chromium", pytrace=False)
    return found


@dataclass(kw_only=True)
class Screens:
    """The pages that one test opened; what went wrong in them unseen is told when the test ends."""

    desk: Desk
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    def open(self, role: str, *, width: int = DESKTOP, unit: str = "", view: str = "") -> Page:
        """Open a page, as ``BrowserPage`` says."""
        who = self._officer(role, unit)
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 900)}, locale="vi-VN", reduced_motion="reduce"
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: self.unseen.append(f"{who['username']}: {error}"))
        page.on("console", self._heed)
        page.goto(f"{self.desk.endpoints.console}{f'#{view}' if view else ''}")
        sign_in_to(page, self.desk, who["username"])
        return page

    def close(self) -> None:
        """Close everything; fail when a script stumbled or the content security policy had to step in."""
        for context in self.contexts:
            context.close()
        assert not self.unseen, self.unseen

    def _heed(self, message: ConsoleMessage) -> None:
        if re.search(r"Content Security Policy|TrustedHTML|TrustedScript", message.text):
            self.unseen.append(message.text)

    def _officer(self, role: str, unit: str) -> dict[str, Any]:
        everybody = self.desk.endpoints.officers
        named = [one for one in everybody if one["username"] == role]
        fitting = [one for one in everybody if role in one["roles"] and unit in {"", one["unit"]}]
        assert named or fitting, (role, unit)
        return (named or fitting)[0]


def sign_in_to(page: Page, desk: Desk, username: str) -> None:
    """Sign in from the console's entrance, through the user pool's own page."""
    password = desk.endpoints.password(username)
    assert password is not None, username
    page.get_by_role("button", name="Đăng nhập").click()
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("[type=submit]").first.click()
    page.locator("#top .who").wait_for(state="attached")


def nothing_grave(page: Page) -> None:
    """Fail for what axe calls serious or critical, and for headings and landmarks out of order."""
    found = Axe().run(page).response["violations"]
    grave = {
        f"{one['id']} ({one['impact']}): {' '.join(str(node['target'][0]) for node in one['nodes'][:3])}"
        for one in found
        if one["impact"] in GRAVE or one["id"] in ORDER_ONLY
    }
    assert not grave, (page.url.partition("#")[2], sorted(grave))


def fits(page: Page) -> None:
    """Fail when the page scrolls sideways, or a visible button, field or menu link is under 44 px high."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px too wide: {page.evaluate(_TOO_WIDE)}"
    small = page.evaluate(_TOO_SMALL)
    assert not small, small


def keep(page: Page, name: str) -> Path:
    """Keep a picture of the whole page among the artefacts; return its file."""
    folder = Path(os.environ.get("DUTYDESK_ARTEFACTS") or ARTEFACTS)
    folder.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    file = folder / f"{name}-{width}.png"
    page.screenshot(path=file, full_page=True)
    return file


_TOO_WIDE = """[...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""
_TOO_SMALL = """[...document.querySelectorAll("button, select, summary, nav a, textarea,"
    + " input:not([type=checkbox]):not([type=radio]):not([type=hidden])")]
  .filter((one) => { const box = one.getBoundingClientRect(); return box.width && box.height < 43.5; })
  .slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"""
