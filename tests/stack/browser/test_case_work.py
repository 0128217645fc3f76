"""What officers do with one case, and every view of cases at both sizes."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.stack.browser.reporting import UNIT, Reported, agree, folded_out, report
from tests.stack.browser.screen import DESKTOP, PHONE, BrowserPage, Check, Shot
from tests.stack.desk import Desk
from tests.stack.words import mark_of, unlike_any_other

pytestmark = pytest.mark.stack


def test_a_case_is_taken_noted_and_closed_with_words_that_are_shown_before(
    desk: Desk, browser_page: BrowserPage, reported: Reported
) -> None:
    colleague = desk.duty_officer(UNIT)
    colleague.case(reported.case_id)
    page = browser_page("officer", unit=UNIT, view=reported.view)
    expect(page.get_by_text(f"Cũng đang xem: {colleague.username}")).to_be_visible()
    folded_out(page, "assign")
    page.get_by_role("button", name="Tôi nhận xử lý").click()
    expect(page.get_by_role("button", name="Tôi nhận xử lý")).to_be_disabled()
    folded_out(page, "note")
    page.locator("#note").fill("đã gọi tổ tuần tra")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.locator("[data-deed=note] li")).to_contain_text("đã gọi tổ tuần tra")
    case = desk.officer(UNIT).case(reported.case_id)
    assert (case["assigned_to"], len(case["notes"])) == (desk.officer(UNIT).username, 1)

    folded_out(page, "decide")
    page.locator("#to").select_option("closed")
    page.locator("#outcome").select_option("fined")
    page.locator("#close-words").fill("Vỉa hè đã thông thoáng.")
    page.locator("#decide-reason").fill("đã lập biên bản")
    page.get_by_role("button", name="Lưu").click()
    told = page.locator("#dialog p").nth(1).inner_text()
    assert "Người vi phạm đã bị xử phạt" in told
    agree(page)
    said = reported.citizen.await_text("Vỉa hè đã thông thoáng.")
    assert told in said
    expect(page.locator(".case .marks")).to_contain_text("Đã xong")
    expect(page.locator("#to option")).to_have_text(["Chọn…", "Đang xử lý"])
    page.evaluate("location.hash = '#cases'")
    page.locator("#mine").check()
    page.locator("#status").select_option("closed")
    line = page.locator(f"a[data-case='{reported.case_id}']")
    expect(line).to_contain_text("của đồng chí")
    page.locator("#status").select_option("new")
    expect(line).to_be_hidden()


@pytest.mark.long
def test_a_case_is_merged_parted_and_handed_over_with_a_sheet_to_copy(desk: Desk, browser_page: BrowserPage) -> None:
    matter = " ".join(mark_of(unlike_any_other("")) for _ in range(6))
    reported, other = report(desk, matter), report(desk, matter)
    page = browser_page("officer", unit=UNIT, view=reported.view)
    folded_out(page, "merge")
    page.get_by_role("button", name="Tìm hồ sơ giống").click()
    page.locator("#merge-reason").fill("cùng một quán")
    page.locator(f"[data-deed=merge] li:has([data-case='{other.case_id}']) button").click()
    agree(page)
    reported.citizen.await_text("được giải quyết chung")
    page.get_by_role("link", name="Mở hồ sơ đó").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(other.mark)
    expect(page.get_by_text("Hồ sơ gộp vào đây: 1")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text(reported.mark)
    folded_out(page, "merge")
    page.locator("#merge-reason").fill("hai quán khác nhau")
    page.get_by_role("button", name="Tách ra lại").click()
    agree(page)
    expect(page.locator(".case .marks")).to_contain_text("Mới")

    folded_out(page, "hand-over")
    page.locator("#agency").select_option("market_control")
    page.locator("#hand-over-reason").fill("thuộc thẩm quyền")
    page.get_by_role("button", name="Lập phiếu chuyển…").click()
    agree(page)
    expect(page.locator("#sheet")).to_be_focused()
    sheet = page.locator("#sheet").input_value()
    assert "Quản lý thị trường" in sheet
    assert reported.mark in sheet
    assert "10.1" not in sheet
    expect(page.locator(".case .marks")).to_contain_text("Đã chuyển cơ quan khác")


def test_a_reply_template_is_written_and_offered_into_an_answer(
    browser_page: BrowserPage, reported: Reported, shot: Shot
) -> None:
    title = unlike_any_other("Hẹn gặp")
    page = browser_page("supervisor", view="phrases")
    page.locator("#phrases-unit").select_option(UNIT)
    page.get_by_role("button", name="Thêm mẫu").click()
    page.keyboard.type(title)
    last = page.locator(".phrases > li").last
    last.locator("[name=key]").fill(f"hen-gap-{mark_of(title)}")
    last.locator("[name=text]").fill("Mời bà con tới {unit}, mang theo mã {code}.")
    last.get_by_label("Mới", exact=True).check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu các mẫu.")).to_be_visible()
    page.evaluate(f"location.hash = '#{reported.view}'")
    page.locator("#template").select_option(label=title)
    expect(page.locator("#answer")).to_have_value(re.compile(r"^Mời bà con tới Công an .*, mang theo mã \w{3}-"))
    shot(page, "template")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.usefixtures("reported")
def test_every_view_is_usable_at_both_sizes(
    browser_page: BrowserPage, axe: Check, in_place: Check, shot: Shot, width: int
) -> None:
    page = browser_page("supervisor", width=width)
    for name, sign in _views(page):
        page.locator(sign).first.wait_for()
        axe(page)
        in_place(page)
        shot(page, name)


def _views(page: Page) -> Iterator[tuple[str, str]]:
    yield "inbox", ".cases a"
    page.locator(".cases a").first.click()
    page.locator("#answer").wait_for()
    for name in ("note", "decide", "assign", "transfer", "hand-over", "merge", "reveal"):
        folded_out(page, name)
    expect(page.locator("#transfer-unit option")).not_to_have_count(1)
    yield "case-unfolded", "#transfer-unit"
    page.evaluate("location.hash = '#sent'")
    yield "sent", "main .quiet[role=status]:not(:text('…'))"
    page.evaluate("location.hash = '#phrases'")
    page.get_by_role("button", name="Thêm mẫu").click()
    yield "phrases", ".phrases input"
