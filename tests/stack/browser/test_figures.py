"""Figures and lists of cards in the browser: every chart has its numbers, and nothing of a list stays in the page."""

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dutydesk.clock import VIETNAM
from tests.stack.browser.screen import DESKTOP, PHONE, BrowserPage, Check, Shot
from tests.stack.desk import Citizen, Desk, wait_until
from tests.stack.papers import UNIT as CARD_UNIT
from tests.stack.papers import Drawn, sheet

pytestmark = [pytest.mark.stack, pytest.mark.long]

UNIT, OTHER_NAME = "phuong-mau-5", "Công an Phường Mẫu 6"
READ_MS = 30_000
"""A list may wait for another to be read."""
WIDTHS = pytest.mark.parametrize("width", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.long)])


@pytest.fixture(name="written", scope="module")
def _written(desk: Desk) -> Citizen:
    """A citizen has written to the unit."""
    citizen = desk.citizen(UNIT)
    citizen.tell("xin chào")
    wait_until(lambda: counted(desk)["messages"], "the message is counted")
    return citizen


def counted(desk: Desk) -> dict[str, int]:
    """Return what the API tells of the unit this month."""
    today = datetime.now(VIETNAM).date()
    told = desk.officer(UNIT).get("statistics", **{"from": f"{today:%Y-%m}-01", "to": today.isoformat()})
    total: dict[str, int] = told.json()["total"]
    return total


@WIDTHS
@pytest.mark.usefixtures("written")
def test_charts_tables_and_file_say_the_same(
    browser_page: BrowserPage, desk: Desk, *, axe: Check, in_place: Check, shot: Shot, width: int
) -> None:
    page = browser_page("officer", unit=UNIT, width=width, view="statistics")
    messages = str(counted(desk)["messages"])
    tile = page.locator(".tiles div").filter(has=page.get_by_text("Tin nhắn", exact=True))
    expect(tile.locator("dd")).to_have_text(messages)
    chart = page.locator("figure").filter(has=page.get_by_role("heading", name="Tin nhắn theo loại việc"))
    expect(chart.get_by_role("img")).to_have_attribute(
        "aria-label", f"Tin nhắn theo loại việc: Bàn trực (không thuộc vụ nào) {messages}"
    )
    chart.get_by_text("Xem bảng số").click()
    expect(chart.locator("tbody td").first).to_have_text(messages)
    axe(page)
    in_place(page)
    shot(page, "statistics")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Tải CSV").click()
    first, line = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert dict(zip(first.split(","), line.split(","), strict=True)) | {"unit": UNIT, "messages": messages} == dict(
        zip(first.split(","), line.split(","), strict=True)
    )


@pytest.mark.usefixtures("written")
def test_small_numbers_of_other_units_are_said_to_be_small(browser_page: BrowserPage) -> None:
    page = browser_page("officer", unit=UNIT, width=PHONE, view="statistics")
    page.locator("summary", has_text="Mọi đơn vị của tôi").click()
    page.get_by_role("checkbox", name=OTHER_NAME).check()
    page.get_by_label("Thời gian", exact=True).select_option("lastMonth")
    page.get_by_role("button", name="Xem", exact=True).click()
    tile = page.locator(".tiles div").filter(has=page.get_by_text("Tin báo", exact=True))
    expect(tile.locator("dd")).to_have_text("dưới 5")
    expect(page.get_by_role("heading", name="Tin nhắn theo thời gian")).to_have_count(0)


def upload(page: Page, name: str, data: bytes) -> None:
    """Send a list up as an officer does."""
    page.get_by_label("Thẻ của đơn vị").select_option(CARD_UNIT)
    page.get_by_label("Tệp danh sách").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Tải lên").click()


@WIDTHS
def test_a_list_goes_up_and_is_followed_and_nothing_of_it_stays(
    browser_page: BrowserPage, axe: Check, in_place: Check, shot: Shot, width: int
) -> None:
    drawn = Drawn()
    good, bad = drawn.card(), drawn.card()
    page = browser_page("editor", width=width, view="cards")
    expect(page.get_by_role("heading", name="Các lần nhập")).to_be_visible()
    axe(page)
    in_place(page)
    shot(page, "cards")
    upload(page, "sai.csv", sheet(bad.row("ready"), bad.row("bay")))
    expect(page.locator("main")).to_contain_text("Không dòng nào được nhập.", timeout=READ_MS)
    fault = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="3"))
    expect(fault).to_contain_text("status")
    axe(page)
    in_place(page)
    shot(page, "cards-faults")

    page.get_by_role("link", name="← Các lần nhập").click()
    upload(page, "dung.csv", sheet(good.row("ready")))
    expect(page.locator("main")).to_contain_text("Công dân được trả lời theo danh sách này.", timeout=READ_MS)
    assert not page.evaluate("performance.getEntriesByType('resource').some((one) => one.name.startsWith('blob:'))")
    held = page.content() + page.evaluate(
        "JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])"
    )
    assert not [trace for trace in drawn.traces() if trace in held]
