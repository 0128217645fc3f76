"""Broadcasts in the console: written, checked, approved by two, watched, stopped and accounted for."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stack.backroom import Backroom
from tests.stack.browser.screen import DESKTOP, PATIENCE_MS, PHONE, BrowserPage, Check, Shot
from tests.stack.crowds import Crowds
from tests.stack.desk import Desk, wait_until

pytestmark = pytest.mark.stack
expect.set_options(timeout=PATIENCE_MS)

PEOPLE, BLOCKED_SHARE = 900, 0.02
"""More than a sender takes ten seconds for, so that there is time to stop it."""
UNIT, CROWDED = "phuong-mau-3", "Công an Phường Mẫu 3"
OUTCOMES = {
    "sent": "Đã gửi",
    "failed": "Không gửi được",
    "skipped": "Bỏ qua",
    "unknown": "Không rõ",
    "pending": "Chưa gửi",
}


@pytest.fixture(name="crowds")
def _crowds(backroom: Backroom) -> Crowds:
    return Crowds.of(backroom)


type Held = Callable[[Page, str], None]


@pytest.fixture(name="held")
def _held(axe: Check, in_place: Check, shot: Shot) -> Held:
    """Hold a page to what every view must be, and keep a picture of it."""

    def hold(page: Page, name: str) -> None:
        axe(page)
        in_place(page)
        shot(page, name)

    return hold


def write_draft(page: Page, crowds: Crowds, title: str) -> str:
    """Write an emergency, which may go out at any hour, for one crowd; return its id."""
    page.get_by_label("Đơn vị", exact=True).select_option("quan-mau")
    page.get_by_label("Tiêu đề", exact=True).fill(title)
    page.get_by_label("Nội dung").fill("Diễn tập: bà con không cần làm gì.")
    page.get_by_label(CROWDED, exact=True).check()
    page.get_by_text("Chỉ người có chủ đề hoặc thẻ").click()
    page.get_by_label("Thẻ do cán bộ gắn").fill(crowds.tag.removeprefix("tag:"))
    page.get_by_role("radio", name="Khẩn").check()
    page.get_by_label("Lý do gửi cả ban đêm").fill("diễn tập")
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url.rpartition("/")[2]


def agree(page: Page, deed: str) -> Locator:
    """Press a button and say yes to the question that names its effect; return the dialog as it was."""
    page.get_by_role("button", name=deed, exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_be_visible()
    dialog.get_by_role("button", name=deed, exact=True).click()
    return dialog


def books_on(page: Page) -> dict[str, int]:
    """Read the books as they stand on the screen."""
    cells = page.locator(".bc-books tr").evaluate_all(
        "rows => rows.map((row) => [row.querySelector('th').textContent, row.cells[1].textContent])"
    )
    words = {label: name for name, label in OUTCOMES.items()}
    return {words[label]: int(re.sub(r"\D", "", count)) for label, count in cells}


def books_of(desk: Desk, broadcast_id: str) -> dict[str, int]:
    """Read the same from the API."""
    told: dict[str, Any] = desk.officer_called("supervisor").get(f"broadcasts/{broadcast_id}").json()["books"]
    return {name: told[name] for name in OUTCOMES}


def test_a_broadcast_is_written_checked_approved_by_two_stopped_midway_and_its_books_balance(
    browser_page: BrowserPage, desk: Desk, crowds: Crowds, held: Held
) -> None:
    crowd = crowds.gather(UNIT, PEOPLE, blocked=BLOCKED_SHARE)
    page = browser_page("supervisor", width=PHONE, view="broadcasts/new")
    broadcast_id = write_draft(page, crowds, f"Diễn tập {crowds.tag[-6:]}")
    expect(page.get_by_text("cần kiểm tra trước khi gửi")).to_be_visible()
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_text(f"Tới được {PEOPLE} trong {PEOPLE} người")).to_be_visible()
    held(page, "broadcast-checked")
    agree(page, "Duyệt lần một")
    expect(page.get_by_text("Đồng chí đã duyệt; cần một người khác")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Duyệt"))).to_have_count(0)
    assert crowd.messages() == 0

    other = browser_page("administrator", width=DESKTOP, view=f"broadcasts/{broadcast_id}")
    agree(other, "Duyệt và gửi")
    wait_until(lambda: crowd.messages() >= PEOPLE // 20, "it is on its way")
    other.get_by_role("button", name="Tạm dừng", exact=True).click()
    expect(other.get_by_role("dialog")).to_contain_text("còn lại phải chờ")
    other.get_by_role("dialog").get_by_role("button", name="Tạm dừng", exact=True).click()
    expect(other.get_by_role("button", name="Gửi tiếp", exact=True)).to_be_visible()
    stopped = settled(other, desk, broadcast_id)
    assert 0 < stopped["sent"] < PEOPLE
    assert stopped["pending"] > 0
    assert sum(stopped.values()) == PEOPLE
    expect(other.get_by_text("Sổ khớp:")).to_be_visible()
    held(other, "broadcast-paused")

    page.reload()
    expect(page.get_by_text("Đang tạm dừng.")).to_be_visible()
    agree(page, "Hủy hẳn")
    expect(page.get_by_text("Đã hủy, không gửi tới ai nữa.")).to_be_visible()
    wait_until(lambda: not books_of(desk, broadcast_id)["pending"], "nobody waits any more")
    ended = settled(page, desk, broadcast_id)
    assert (ended["pending"], ended["unknown"], sum(ended.values())) == (0, 0, PEOPLE)
    assert ended["sent"] == crowd.messages()
    held(page, "broadcast-cancelled")
    page.get_by_role("link", name=OUTCOMES["skipped"]).click()
    expect(page.locator("tbody tr")).to_have_count(min(50, ended["skipped"]))
    held(page, "broadcast-people")


def settled(page: Page, desk: Desk, broadcast_id: str) -> dict[str, int]:
    """Wait until the books rest and the screen shows what the API tells; return them."""
    before: dict[str, int] = {}

    def same() -> bool:
        nonlocal before
        told, before = before, books_of(desk, broadcast_id)
        return told == before == books_on(page)

    wait_until(same, "the screen shows the books of the API")
    return before


@pytest.mark.parametrize("width", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.long)])
def test_every_view_of_broadcasts_is_usable_at_both_sizes(browser_page: BrowserPage, held: Held, width: int) -> None:
    page = browser_page("supervisor", width=width, view="broadcasts/new")
    page.get_by_label("Nội dung").wait_for()
    for fold in page.locator("main summary:visible").all():
        fold.click()
    held(page, "broadcast-new")
    go(page, "broadcasts")
    expect(page.get_by_role("heading", level=1, name="Gửi tin tới người dân")).to_be_visible()
    held(page, "broadcasts")


def go(page: Page, view: str) -> None:
    """Follow a link to a view."""
    page.evaluate("view => { location.hash = view }", view)


@pytest.mark.long
def test_what_is_typed_survives_a_reload_and_a_change_of_language_and_faults_point_to_their_field(
    browser_page: BrowserPage,
) -> None:
    page = browser_page("supervisor", width=PHONE, view="broadcasts/new")
    page.get_by_label("Nội dung").fill("Bà con chú ý")
    expect(page.locator(".bc-bubble")).to_contain_text("Bà con chú ý\nTên đơn vị. Mã kiểm tra:")
    page.reload()
    expect(page.get_by_label("Nội dung")).to_have_value("Bà con chú ý")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("Text")).to_have_value("Bà con chú ý")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("button", name="Title: must not be empty").click()
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.get_by_role("button", name="Drop what was kept").click()
    expect(page.get_by_label("Text")).to_have_value("")


@pytest.mark.long
def test_a_draft_that_somebody_else_saved_meanwhile_is_not_overwritten_unasked(
    browser_page: BrowserPage, desk: Desk, draft: str
) -> None:
    page = browser_page("supervisor", view=f"broadcasts/{draft}/edit")
    page.get_by_label("Nội dung").fill("Bản của chỉ huy")
    editor = desk.officer_called("editor")
    theirs = {"title": "Nháp", "text": "Bản của biên tập", "audience": {"units": [UNIT]}, "revision": 1}
    assert editor.put(f"broadcasts/{draft}", theirs).is_success
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.get_by_role("dialog").get_by_role("button", name="Không, quay lại").click()
    assert editor.get(f"broadcasts/{draft}").json()["text"] == "Bản của biên tập"
    expect(page.get_by_label("Nội dung")).to_have_value("Bản của chỉ huy")
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.get_by_role("dialog").get_by_role("button", name="Lưu đè").click()
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_role("heading", level=1, name="Nháp", exact=True)).to_be_visible()
    assert editor.get(f"broadcasts/{draft}").json()["text"] == "Bản của chỉ huy"


@pytest.fixture(name="draft")
def _draft(desk: Desk) -> Iterator[str]:
    """A draft of the editor's, discarded at the end."""
    editor = desk.officer_called("editor")
    body = {"title": "Nháp", "text": "Nội dung", "unit": "quan-mau", "audience": {"units": [UNIT]}}
    made = editor.post("broadcasts", body)
    assert made.is_success, made.text
    broadcast_id = str(made.json()["id"])
    yield broadcast_id
    editor.post(f"broadcasts/{broadcast_id}/cancel", {})


def test_a_unit_taken_out_of_a_draft_takes_its_pages_along(browser_page: BrowserPage, desk: Desk, draft: str) -> None:
    page = browser_page("supervisor", view=f"broadcasts/{draft}/edit")
    page.get_by_label(CROWDED, exact=True).uncheck()
    page.get_by_label("Công an Phường Mẫu 1", exact=True).check()
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_role("heading", level=1, name="Nháp", exact=True)).to_be_visible()
    audience = desk.officer_called("supervisor").get(f"broadcasts/{draft}").json()["audience"]
    there = desk.endpoints.page("phuong-mau-1")["page_id"]
    assert (audience["units"], audience["pages"]) == (["phuong-mau-1"], [there])


def test_a_duty_officer_may_stop_what_is_no_emergency_and_not_begin_it(browser_page: BrowserPage, draft: str) -> None:
    page = browser_page("quan-mau-duty", width=PHONE, view=f"broadcasts/{draft}")
    expect(page.get_by_role("button", name="Bỏ bản nháp")).to_be_visible()
    for name in ("Kiểm tra", "Duyệt", "Gửi thử"):
        expect(page.get_by_role("button", name=re.compile(f"^{name}"))).to_have_count(0)
    expect(page.get_by_role("link", name="Sửa bản nháp")).to_have_count(0)
    go(page, "broadcasts/new")
    expect(page.get_by_text("Cán bộ trực ban chỉ được soạn và gửi thông báo khẩn.")).to_be_visible()
    expect(page.get_by_role("radio", name="Thường")).to_have_count(0)


def test_an_officer_who_may_not_write_is_offered_nothing_to_write_or_stop(
    browser_page: BrowserPage, draft: str
) -> None:
    page = browser_page("auditor", view="broadcasts")
    page.locator(".cases a").first.wait_for()
    expect(page.get_by_role("link", name="Soạn tin")).to_have_count(0)
    go(page, f"broadcasts/{draft}")
    expect(page.get_by_text("Chỉ huy hoặc quản trị của đơn vị duyệt được.")).to_be_visible()
    expect(page.locator("main button:visible, main a.button:visible")).to_have_count(0)
