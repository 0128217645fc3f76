"""Topics and tags in the console: what citizens may choose, and people whom officers tag by their cases."""

import pytest
from playwright.sync_api import expect

from tests.stack.browser.screen import DESKTOP, PATIENCE_MS, PHONE, BrowserPage, Check, Shot
from tests.stack.desk import Desk, wait_until

pytestmark = [pytest.mark.stack, pytest.mark.long]
expect.set_options(timeout=PATIENCE_MS)


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.long)])
def test_topics_and_tags_are_usable_at_both_sizes(
    browser_page: BrowserPage, axe: Check, in_place: Check, shot: Shot, width: int
) -> None:
    page = browser_page("administrator", width=width, view="topics/doi-pccc")
    page.get_by_role("button", name="Thêm chủ đề").click()
    axe(page)
    in_place(page)
    shot(page, "topics")


def test_an_editor_defines_topics_in_order_and_takes_one_away_only_when_asked_again(
    browser_page: BrowserPage, desk: Desk
) -> None:
    page = browser_page("editor", width=PHONE, view="topics/doi-pccc")
    for place, name in enumerate(("Cảnh báo cháy", "Cúp nước")):
        page.get_by_role("button", name="Thêm chủ đề").click()
        page.get_by_label("Tên người dân thấy").nth(place).fill(name)
    page.get_by_role("button", name="Đưa “Cúp nước” lên").click()
    page.get_by_role("button", name="Lưu chủ đề").click()
    expect(page.get_by_text("Đã lưu. Người dân thấy")).to_be_visible()
    assert topics_of(desk, "doi-pccc") == ["cup-nuoc", "canh-bao-chay"]
    for name in ("Cảnh báo cháy", "Cúp nước"):
        page.get_by_role("button", name=f"Bỏ “{name}”").click()
    page.get_by_role("button", name="Lưu chủ đề").click()
    expect(page.get_by_role("dialog")).to_contain_text("Cúp nước, Cảnh báo cháy")
    page.get_by_role("dialog").get_by_role("button", name="Lưu chủ đề").click()
    expect(page.get_by_text("Đơn vị này chưa có chủ đề nào.")).to_be_visible()
    wait_until(lambda: topics_of(desk, "doi-pccc") == [], "nothing is offered any more")


def topics_of(desk: Desk, unit: str) -> list[str]:
    """Read the keys of what a unit offers."""
    listed = desk.officer_called("editor").get("topics").json()["items"]
    return [topic["key"] for one in listed if one["unit"] == unit for topic in one["topics"]]


@pytest.mark.long
def test_people_are_tagged_by_their_cases_and_an_unknown_case_tags_nobody(
    browser_page: BrowserPage, desk: Desk
) -> None:
    case = desk.officer_called("supervisor").get("cases", limit="1").json()["items"][0]
    page = browser_page("supervisor", width=PHONE, view="topics")
    page.get_by_label("Hồ sơ hoặc mã người").fill(f"#case/{case['case_id']}\nkhong-co")
    page.get_by_label("Thẻ", exact=True).fill("dien-tap")
    page.get_by_role("button", name="Gắn thẻ").click()
    expect(page.get_by_text("Không có hồ sơ này: khong-co")).to_be_visible()
    page.get_by_label("Hồ sơ hoặc mã người").fill(f"#case/{case['case_id']}")
    page.get_by_role("button", name="Gắn thẻ").click()
    expect(page.get_by_text("Đang gắn thẻ cho 1 người.")).to_be_visible()
