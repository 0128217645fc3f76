"""The question bank in the browser: found without diacritics, written, tried, published, taken back; lessons learnt."""

import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.stack.asking import asks
from tests.stack.browser.screen import DESKTOP, PHONE, BrowserPage, Check, Shot
from tests.stack.desk import Desk, OfficerAtDesk, wait_until
from tests.stack.words import mark_of, unlike_any_other

pytestmark = pytest.mark.stack

UNIT = "phuong-mau-7"
PUBLISHED_MS = 30_000
WIDTHS = pytest.mark.parametrize("width", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.long)])


@pytest.fixture(name="editor")
def _editor(desk: Desk) -> OfficerAtDesk:
    return desk.officer_called("editor")


@pytest.fixture(name="entry")
def _entry(editor: OfficerAtDesk) -> str:
    """Write an entry; return its id, which is a word of its question as well."""
    entry_id = f"thu-{secrets.token_hex(4)}"
    body = {"question": f"Đăng ký xe đạp điện ở đâu {entry_id}?", "answer": "Ở trụ sở.", "owner_unit": UNIT}
    assert editor.put(f"faq/entries/{entry_id}", body).is_success
    return entry_id


def press(page: Page, name: str) -> None:
    """Press a button by its whole name."""
    page.get_by_role("button", name=name, exact=True).click()


@WIDTHS
def test_an_entry_is_found_without_diacritics_and_what_was_typed_survives(
    browser_page: BrowserPage, editor: OfficerAtDesk, entry: str, *, axe: Check, in_place: Check, shot: Shot, width: int
) -> None:
    page = browser_page("editor", width=width, view="bank")
    page.get_by_label("Tìm câu hỏi").fill(f"dang ky xe dap dien {entry}")
    expect(page.locator(".cases a")).to_have_count(1)
    axe(page)
    in_place(page)
    shot(page, "bank")
    page.locator(".cases a").click()
    page.get_by_label("Câu trả lời").fill("Ở trụ sở công an phường.")
    page.reload()
    expect(page.get_by_label("Câu trả lời")).to_have_value("Ở trụ sở công an phường.")
    page.get_by_text("Chi tiết và hiệu lực").click()
    page.get_by_label("Có hiệu lực từ").fill("2030-01-02")
    page.get_by_label("Đến hết ngày").fill("2030-01-01")
    press(page, "Lưu")
    expect(page.locator("main [role=alert]")).to_contain_text("Đến hết ngày: hết hạn trước khi có hiệu lực")
    axe(page)
    in_place(page)
    shot(page, "bank-entry")
    page.get_by_label("Đến hết ngày").fill("")
    press(page, "Lưu")
    expect(page.locator(".cases a")).to_contain_text("chưa có hiệu lực")
    kept = editor.get(f"faq/entries/{entry}").json()
    assert (kept["answer"], kept["valid_from"]) == ("Ở trụ sở công an phường.", "2030-01-02")


def test_nobodys_change_is_written_over(browser_page: BrowserPage, editor: OfficerAtDesk, entry: str) -> None:
    page = browser_page("editor", view=f"bank/entry/{entry}")
    page.get_by_label("Câu trả lời").fill("Lời của tôi.")
    mine = editor.get(f"faq/entries/{entry}").json()
    theirs = {name: value for name, value in mine.items() if name != "id"} | {"answer": "Lời của người khác."}
    assert editor.put(f"faq/entries/{entry}", theirs).is_success
    press(page, "Lưu")
    expect(page.locator("main [role=alert]")).to_contain_text("vừa được người khác sửa")
    expect(page.get_by_label("Câu trả lời")).to_have_value("Lời của tôi.")
    press(page, "Bỏ bản soạn, xem bản mới")
    expect(page.get_by_label("Câu trả lời")).to_have_value("Lời của người khác.")


@pytest.mark.long
def test_the_draft_is_tried_and_published_and_an_earlier_version_serves_again(
    browser_page: BrowserPage, editor: OfficerAtDesk, axe: Check, in_place: Check, shot: Shot
) -> None:
    before = editor.get("faq/versions").json()["live"]
    assert before, "the stack starts with a bank that serves"
    page = browser_page("editor", width=PHONE, view="bank/versions")
    press(page, "Đưa bản nháp vào dùng")
    page.locator("#dialog button.main").click()
    expect(page.get_by_text("Đã đưa vào dùng.")).to_be_visible(timeout=PUBLISHED_MS)
    versions = editor.get("faq/versions").json()
    assert versions["live"] != before
    axe(page)
    in_place(page)
    shot(page, "bank-versions")
    place = [one["version"] for one in versions["items"]].index(before)
    page.get_by_role("list", name="Các bản").get_by_role("listitem").nth(place).get_by_role("button").click()
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("bản đang dùng được rút ra")
    dialog.get_by_label("Lý do").fill("thử dùng lại")
    dialog.get_by_role("button", name="Dùng lại bản này").click()
    expect(dialog).to_be_hidden()
    wait_until(lambda: editor.get("faq/versions").json()["live"] == before, "the earlier version serves")


@pytest.mark.long
@WIDTHS
def test_a_table_with_faults_is_refused_line_by_line_and_a_right_one_is_shown_first(
    browser_page: BrowserPage, editor: OfficerAtDesk, *, axe: Check, in_place: Check, shot: Shot, width: int
) -> None:
    entry_id = f"bang-{secrets.token_hex(4)}"
    page = browser_page("editor", width=width, view="bank/table")
    head = "id,question,variants,answer,topic,owner_unit"

    def check(row: str) -> None:
        table = f"{head}\n{row}\n".encode()
        page.get_by_label("Tệp CSV").set_input_files({"name": "b.csv", "mimeType": "text/csv", "buffer": table})
        press(page, "Kiểm tra")

    check(f"{entry_id},Hỏi gì?,,,thử,{UNIT}")
    expect(page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="2"))).to_contain_text("answer")
    axe(page)
    in_place(page)
    shot(page, "bank-table")
    check(f"{entry_id},Hỏi gì?,,Trả lời.,thử,{UNIT}")
    expect(page.get_by_text("Bảng đúng. Sẽ thêm 1, sửa 0, xóa 0")).to_be_visible()
    assert editor.get(f"faq/entries/{entry_id}").is_client_error, "checked, and nothing done yet"
    press(page, "Nhập")
    expect(page.get_by_text("Đã thêm 1, sửa 0")).to_be_visible()
    assert editor.get(f"faq/entries/{entry_id}").is_success


@pytest.mark.long
@WIDTHS
def test_what_was_asked_in_vain_becomes_an_entry_and_a_trial(
    browser_page: BrowserPage, desk: Desk, editor: OfficerAtDesk, *, axe: Check, in_place: Check, shot: Shot, width: int
) -> None:
    words, entry_id = unlike_any_other("ấp trứng vịt lộn tại nhà"), f"hoc-{secrets.token_hex(4)}"
    asks(desk.citizen(UNIT), words)
    wait_until(lambda: mark_of(words) in editor.get("faq/todo").text, "it is on the list")
    page = browser_page("editor", width=width, view="todo")
    group = page.locator(".groups > li").filter(has_text=mark_of(words))
    while not group.count() and page.get_by_role("button", name="Tải thêm").is_visible():
        press(page, "Tải thêm")
    group.get_by_role("button", name="Câu hỏi mới").click()
    group.get_by_label("Mã", exact=True).fill(entry_id)
    group.get_by_label("Câu trả lời").fill("Xin hỏi hội nông dân.")
    axe(page)
    in_place(page)
    shot(page, "todo")
    group.get_by_role("button", name="Thêm vào bản nháp").click()
    expect(group).to_have_count(0)
    assert editor.get(f"faq/entries/{entry_id}").json()["answer"] == "Xin hỏi hội nông dân."
    page.goto(f"{page.url.partition('#')[0]}#bank/trials")
    trials = page.get_by_role("list", name="Câu thử")
    expect(trials.get_by_role("listitem").first).to_be_visible()
    axe(page)
    in_place(page)
    shot(page, "bank-trials")


def test_an_officer_reads_the_bank_and_is_offered_no_change(browser_page: BrowserPage, entry: str) -> None:
    page = browser_page("officer", unit=UNIT, view=f"bank/entry/{entry}")
    expect(page.get_by_text("Ở trụ sở.")).to_be_visible()
    expect(page.locator("main button, main input, main textarea")).to_have_count(0)
    expect(page.get_by_role("link", name="Câu thử")).to_have_count(0)
