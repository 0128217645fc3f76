"""The console in Debian's Chromium, against the running desk: files, sign-in and API are all the stack's own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.stack.browser.reporting import Reported, report
from tests.stack.browser.screen import BrowserPage, Check, Screens, Shot, chromium, fits, keep, nothing_grave
from tests.stack.desk import Desk


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    with sync_playwright() as playwright:
        # It may run as root in a container, where Chromium's own sandbox cannot; it only meets our own pages.
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def browser_page(desk: Desk, browser: Browser) -> Iterator[BrowserPage]:
    """Open signed-in pages: ``browser_page("supervisor", width=360, view="cases")``."""
    screens = Screens(desk=desk, browser=browser)
    yield screens.open
    screens.close()


@pytest.fixture
def axe() -> Check:
    """``axe(page)`` fails when axe finds anything serious, or headings out of order."""
    return nothing_grave


@pytest.fixture
def in_place() -> Check:
    """``in_place(page)`` fails when the page scrolls sideways or offers targets too small for a thumb."""
    return fits


@pytest.fixture
def shot() -> Shot:
    """``shot(page, "inbox")`` keeps ``inbox-360.png`` among the artefacts."""
    return keep


@pytest.fixture
def reported(desk: Desk) -> Reported:
    """A citizen reports something, with accents."""
    return report(desk)
