"""What an officer's browser fetches for the first view of the inbox, and how soon the first case is on the screen."""

import contextlib
import gzip
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response, sync_playwright

from bench.stack import Stack

OFFICER = "supervisor"
"""The one who sees all units, and so waits longest."""
ROUNDS, FULL_ROUNDS = 9, 40
NAMES = ("chromium", "chromium-browser", "google-chrome")
KINDS = {"text/html", "text/css", "text/javascript"}
PATIENCE_MS = 30_000
LINE = "#main ul.cases [data-case]"
_WATCH = f"""
globalThis.firstLine = new Promise((done) => {{
  const look = () => document.querySelector({LINE!r})
    ? requestAnimationFrame(() => done(performance.now()))
    : requestAnimationFrame(look);
  look();
}});
"""
"""Tells when a frame with a case in it is about to be drawn, in milliseconds since the reload began."""


class NoChromium(RuntimeError):
    """There is no Chromium on this machine: ``sudo apt-get install chromium``."""


class NoLine(RuntimeError):
    """The inbox shows no case, so nothing can be timed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Bytes of each file, compressed, that the first view needed, and the times until its first line."""

    files: Mapping[str, int]
    first_view_ms: Sequence[float]

    @property
    def script_kib_gz(self) -> float:
        """All of it."""
        return sum(self.files.values()) / 1024

    def rows(self) -> list[str]:
        """Return a line for each file, the largest first."""
        largest = sorted(self.files.items(), key=lambda one: -one[1])
        return ["bytes, gzip -9, of what the first view fetches", *(f"{size:>8}  {name}" for name, size in largest)]


def measure(stack: Stack, *, full: bool = False) -> Seen:
    """Sign in, then reload the inbox again and again.

    Raises:
        NoChromium: there is none on this machine.
        NoLine: the inbox showed no case.
    """
    with _signed_in(stack) as page:
        _first_line_ms(page)  # what a first visit alone takes is not the reload's
        times = [_first_line_ms(page) for _ in range(FULL_ROUNDS if full else ROUNDS)]
        return Seen(files=_fetched(page), first_view_ms=times)


def packed(content: bytes) -> int:
    """Return how many bytes are sent of a file at the best."""
    return len(gzip.compress(content, compresslevel=9, mtime=0))


@contextlib.contextmanager
def _signed_in(stack: Stack) -> Iterator[Page]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise NoChromium(NoChromium.__doc__)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 740}, locale="vi-VN")
        page.set_default_timeout(PATIENCE_MS)
        page.goto(stack.endpoints.console)
        page.get_by_role("button", name="Đăng nhập").click()
        page.locator("input[name=username]").fill(OFFICER)
        page.locator("input[name=password]").fill(stack.endpoints.password(OFFICER) or "")
        page.locator("[type=submit]").first.click()
        page.locator("#top .who").wait_for(state="attached")
        page.add_init_script(_WATCH)
        yield page
        browser.close()


def _first_line_ms(page: Page) -> float:
    page.reload(wait_until="commit")
    try:
        page.locator(LINE).first.wait_for()
    except Exception as missing:
        raise NoLine(NoLine.__doc__) from missing
    return float(page.evaluate("firstLine"))


def _fetched(page: Page) -> dict[str, int]:
    """Reload once more with an empty cache, and return what came, compressed."""
    answers: list[Response] = []
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it must take an attribute
    page.reload(wait_until="networkidle")
    page.locator(LINE).first.wait_for()
    pages = [one for one in answers if one.headers.get("content-type", "").split(";")[0] in KINDS]
    return {urlsplit(one.url).path.partition("/console/")[2] or "console": packed(one.body()) for one in pages}
