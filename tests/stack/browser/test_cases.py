"""The console's shell, inbox and case, as officers use them: on a phone, at a desk, with a keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stack.browser.reporting import OTHER, UNIT, Reported, agree, folded_out, found_by
from tests.stack.browser.screen import PHONE, BrowserPage, Check, Shot, sign_in_to
from tests.stack.desk import Desk, wait_until

pytestmark = pytest.mark.stack

MOST_TABS = 60


def test_an_officer_finds_a_case_sees_its_photo_and_answers_on_a_phone(
    browser_page: BrowserPage, reported: Reported, axe: Check, in_place: Check, shot: Shot
) -> None:
    page = browser_page("officer", unit=UNIT, width=PHONE)
    found_by(page, f"quan nhau nguyen mau {reported.mark}")
    expect(page.locator(".cases a")).to_have_count(1)
    page.locator(".cases a").click()
    photo = page.locator(".thread .thumb img")
    expect(photo).to_be_visible()
    wait_until(lambda: is_drawn(photo), "the thumbnail is shown")
    expect(page.locator("#until")).to_contain_text("Còn gửi được đến")
    expect(page.locator(".thread")).to_contain_text("10.1, 106.1")
    axe(page)
    in_place(page)
    shot(page, "case")
    photo.click()
    view = page.locator("#dialog[open] img")
    expect(view).to_be_visible()
    assert is_drawn(view)
    axe(page)
    page.get_by_role("button", name="Đóng").click()
    expect(page.locator("#dialog")).to_be_empty()
    expect(page.locator(".thumb")).to_be_focused()
    page.locator("#answer").fill("Cảm ơn bà con, tổ công tác đang đến.")
    page.get_by_role("button", name="Gửi", exact=True).click()
    reported.citizen.await_text("tổ công tác đang đến")
    expect(page.locator(".thread li.officer")).to_contain_text("tổ công tác đang đến")
    expect(page.locator("#answer")).to_have_value("")
    page.go_back()
    expect(page.locator(f".cases a[data-case='{reported.case_id}']")).to_be_focused()


def test_a_case_that_was_transferred_is_gone_here_and_new_there(
    browser_page: BrowserPage, reported: Reported, shot: Shot
) -> None:
    page = browser_page("officer", unit=UNIT, view=reported.view)
    folded_out(page, "transfer")
    page.locator("#transfer-unit").select_option(OTHER)
    page.locator("#transfer-reason").fill("thuộc địa bàn phường bên")
    page.get_by_role("button", name="Chuyển…").click()
    expect(page.locator("#dialog")).to_contain_text("không còn xem được")
    shot(page, "transfer")
    agree(page)
    expect(page.locator("#heading")).to_be_visible()
    found_by(page, reported.mark)
    expect(page.get_by_text("Không có tin báo nào.")).to_be_visible()
    page.evaluate(f"location.hash = '#{reported.view}'")
    expect(page.get_by_text("không thuộc đơn vị của đồng chí")).to_be_visible()
    page.evaluate("location.hash = '#sent'")
    expect(page.get_by_text("thuộc địa bàn phường bên").first).to_be_visible()

    there = browser_page("officer", unit=OTHER)
    found_by(there, reported.mark)
    there.locator(f"a[data-case='{reported.case_id}']").click()
    expect(there.locator(".case .marks")).to_contain_text("Mới")


def test_a_case_of_another_unit_is_not_there(browser_page: BrowserPage, reported: Reported) -> None:
    page = browser_page("officer", unit=OTHER, view=reported.view)
    expect(page.get_by_text("Không có nội dung này, hoặc không thuộc đơn vị")).to_be_visible()
    page.evaluate("location.hash = '#cases'")
    found_by(page, reported.mark)
    expect(page.get_by_text("Không có tin báo nào.")).to_be_visible()


def test_with_a_keyboard_alone_a_case_is_opened_and_answered(browser_page: BrowserPage, reported: Reported) -> None:
    page = browser_page("officer", unit=UNIT)
    page.locator(".cases a").first.wait_for()
    reached(page, "#seek")
    page.keyboard.type(reported.mark)
    page.keyboard.press("Enter")
    expect(page.locator(".cases a")).to_have_count(1)
    reached(page, ".cases a")
    page.keyboard.press("Enter")
    page.locator("#answer").wait_for()
    reached(page, "#answer")
    page.keyboard.type("Trả lời bằng bàn phím")
    reached(page, ".answer button")
    page.keyboard.press("Enter")
    reported.citizen.await_text("Trả lời bằng bàn phím")
    expect(page.locator("#answer")).to_be_focused()


def test_what_was_typed_outlives_another_language_and_the_session(
    desk: Desk, browser_page: BrowserPage, reported: Reported, shot: Shot
) -> None:
    page = browser_page("officer", unit=UNIT, width=PHONE, view=reported.view)
    page.locator("#answer").fill("Chữ đang soạn")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Answer the citizen")).to_be_visible()
    expect(page.locator("#answer")).to_have_value("Chữ đang soạn")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#language")).to_be_focused()
    expect(page).to_have_title("Report · Duty desk")
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#menu [aria-current=page]")).to_have_text("Reports")
    shot(page, "menu-english")
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    expect(page.locator("#menu-button")).to_be_focused()
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.get_by_role("heading", name="Trả lời công dân")).to_be_visible()
    page.evaluate("sessionStorage.removeItem('tokens')")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_text("chữ đang soạn vẫn còn")).to_be_visible()
    sign_in_to(page, desk, desk.officer(UNIT).username)
    expect(page.locator("#answer")).to_have_value("Chữ đang soạn")


def test_pages_travel_compressed_and_keep_their_policy(desk: Desk) -> None:
    page = desk.http.get(f"{desk.endpoints.console}/style.css", headers={"accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert page.text.startswith(":root")
    assert "default-src 'none'" in page.headers["content-security-policy"]


def is_drawn(image: Locator) -> bool:
    """Whether a picture has come."""
    return bool(image.evaluate("one => one.complete && one.naturalWidth > 0"))


def reached(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", selector):
            return
    pytest.fail(f"{MOST_TABS} tabs do not lead to {selector}")
