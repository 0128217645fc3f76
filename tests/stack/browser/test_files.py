"""Evidence in the console: what became of each file, looking at it, holds, and requests about a citizen's data."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dutydesk.clock import utc_now
from tests.stack.backroom import Backroom
from tests.stack.browser.reporting import UNIT, Reported, agree, folded_out
from tests.stack.browser.screen import DESKTOP, PHONE, BrowserPage, Check, Shot
from tests.stack.desk import Desk, wait_until
from tests.stack.exhibits import THREAT, attached, await_files, files_of, hold_until, linked, reported
from tests.unit.media.preserving.specimens import card, encoded, photo, video

pytestmark = pytest.mark.stack

VIDEO = video(1_500_000)
COUNTING = """() => {
  window.addresses = { made: 0, left: new Set() };
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(URL, blob);
    addresses.made += 1;
    addresses.left.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    addresses.left.delete(url);
    revokeObjectURL.call(URL, url);
  };
}"""


@pytest.fixture(scope="module")
def case_id(desk: Desk, backroom: Backroom) -> str:
    """A case with a file in each state that an officer may meet."""
    citizen, case_id = reported(
        desk,
        UNIT,
        "Nhà hàng xóm đốt rác",
        [attached(desk, photo(seed=number, orientation=6), "image/jpeg") for number in (21, 22)],
        [attached(desk, VIDEO, "video/mp4", "video")],
        [attached(desk, THREAT, "application/pdf", "file")],
        [attached(desk, encoded(card(), quality=95), "image/jpeg")],
    )
    officer = desk.officer(UNIT)
    await_files(officer, case_id, 5)
    desk.faults({"endpoint": "media", "trick": "private"})
    citizen.say(attachments=[{"type": "image"}])
    await_files(officer, case_id, 6)
    desk.no_faults()
    desk.faults({"endpoint": "media", "http_status": 503})
    citizen.say(attachments=[{"type": "image"}])
    wait_until(lambda: files_of(officer, case_id)[-1]["reason"] == "unreachable", "the platform is down")
    hold_until(backroom, case_id, files_of(officer, case_id)[-1], utc_now() + timedelta(hours=1))
    return case_id


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_each_file_says_how_it_stands_and_offers_what_can_be_done(
    *, browser_page: BrowserPage, case_id: str, axe: Check, in_place: Check, shot: Shot, width: int
) -> None:
    page = browser_page("officer", unit=UNIT, width=width)
    page.evaluate(COUNTING)
    page.evaluate(f"location.hash = '#case/{case_id}'")
    files = page.locator(".file")
    expect(files).to_have_count(7)
    for thumb in page.locator(".thumb").all():
        thumb.scroll_into_view_if_needed()
        drawn(thumb)
    assert page.evaluate("[addresses.made, addresses.left.size]") == [2, 0], "each is let go of once it is drawn"
    expect(files.nth(0)).to_contain_text("ảnh 1/2")
    expect(files.nth(2)).to_contain_text("video · 1,4 MB")
    expect(files.nth(2).get_by_role("button", name="Tải về")).to_be_visible()
    expect(files.nth(3)).to_contain_text("Phát hiện mã độc, không ai được mở")
    expect(files.nth(3).get_by_role("button", name="Tải về")).to_have_count(0)
    expect(files.nth(4)).to_contain_text("Bị xóa lúc")
    expect(files.nth(4).get_by_role("button", name="Giữ làm chứng cứ…")).to_be_visible()
    expect(files.nth(5)).to_contain_text("Không tải được tệp:")
    expect(files.nth(5).get_by_role("button", name="Lấy lại từ nền tảng")).to_be_visible()
    expect(files.nth(6)).to_contain_text("Tệp đang được tải về")
    assert "http" not in page.locator(".thread").inner_text()
    axe(page)
    in_place(page)
    shot(page, "files")
    files.nth(0).locator("summary").click()
    log = files.nth(0).get_by_role("button", name="Nhật ký tệp")
    log.click()
    expect(files.nth(0).locator("ol li")).to_contain_text(
        ["Nhận", "Lấy về, tính mã băm: ", "Quét mã độc: không có mã độc", "Niêm phong"]
    )
    expect(files.nth(0).get_by_role("button", name="Mở bản gốc…")).to_have_count(0)
    axe(page)
    in_place(page)
    shot(page, "files-log")
    log.click()
    expect(files.nth(0).locator("ol")).to_have_count(0)
    page.get_by_role("button", name="English").click()
    expect(files.nth(5)).to_contain_text("The file could not be fetched: the link")


def drawn(thumb: Locator) -> None:
    """Wait until a thumbnail has come."""
    image = thumb.locator("img")
    wait_until(lambda: image.evaluate("one => one.complete && one.naturalWidth > 0"), "the thumbnail is shown")


def test_a_video_is_saved_a_lost_photo_asked_for_again_and_a_card_kept(
    desk: Desk, browser_page: BrowserPage, case_id: str, tmp_path: Path
) -> None:
    page = browser_page("officer", unit=UNIT, width=PHONE, view=f"case/{case_id}")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Tải về").click()
    saving.value.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == VIDEO
    desk.no_faults()
    page.get_by_role("button", name="Lấy lại từ nền tảng").click()
    expect(page.locator("#news")).to_contain_text("Đang lấy lại tệp")
    expect(page.get_by_role("button", name="Lấy lại từ nền tảng")).to_have_count(0)
    page.get_by_role("button", name="Giữ làm chứng cứ…").click()
    expect(page.locator("#dialog")).to_contain_text("Chỉ giữ khi giấy tờ là nội dung vụ việc")
    agree(page)
    expect(page.locator("#news")).to_contain_text("Đang niêm phong ảnh")
    officer = desk.officer(UNIT)
    wait_until(lambda: [one["state"] for one in files_of(officer, case_id)][:6] == ["kept"] * 6, "all six are kept")


def test_a_supervisor_opens_the_original_and_puts_the_case_under_hold_and_releases_it(
    desk: Desk, browser_page: BrowserPage, reported: Reported, shot: Shot, tmp_path: Path
) -> None:
    supervisor = desk.officer_called("supervisor")
    page = browser_page("supervisor", view=reported.view)
    page.locator(".file summary").click()
    page.get_by_role("button", name="Nơi và lúc chụp").click()
    expect(page.locator(".file")).to_contain_text("Tệp không cho biết nơi hay lúc chụp.")
    page.get_by_role("button", name="Mở bản gốc…").click()
    expect(page.locator("#dialog")).to_contain_text("được ghi vào nhật ký của tệp")
    with page.expect_download() as saving:
        agree(page)
    saving.value.save_as(tmp_path / "saved")
    (file,) = files_of(supervisor, reported.case_id)
    assert (tmp_path / "saved").read_bytes() == linked(supervisor, reported.case_id, file, "original")

    folded_out(page, "hold")
    page.locator("#hold-reason").fill("đang điều tra")
    page.get_by_role("button", name="Phong tỏa", exact=True).click()
    expect(page.get_by_text("Đang phong tỏa, không gì bị xóa. supervisor")).to_be_visible()
    expect(page.locator("[data-deed=hold]")).to_be_hidden()
    shot(page, "held")
    folded_out(page, "release")
    page.locator("#release-reason").fill("điều tra đã xong")
    page.get_by_role("button", name="Bỏ phong tỏa…").click()
    agree(page)
    expect(page.get_by_text("Đang phong tỏa")).to_be_hidden()
    page.get_by_text("Lịch sử (").click()
    expect(page.get_by_text("supervisor bỏ phong tỏa")).to_be_visible()
    assert supervisor.case(reported.case_id)["hold"] is None


@pytest.mark.long
def test_a_request_to_be_erased_says_what_is_asked_and_what_came_of_the_decision(
    *, backroom: Backroom, browser_page: BrowserPage, reported: Reported, axe: Check, in_place: Check, shot: Shot
) -> None:
    reported.citizen.tell("xóa dữ liệu của tôi")
    reported.citizen.await_text("đã nhận yêu cầu xóa dữ liệu")
    person = backroom.person_id(reported.citizen)
    of_person = [item for item in backroom.items("cases") if item.get("person_id") == person and item["sk"] == "#"]
    (request,) = [item for item in of_person if item.get("category") == "data_request"]
    view = f"case/{request['pk'].removeprefix('CASE#')}"
    expect_asked(browser_page("officer", unit=UNIT, view=view), may_decide=False)

    page = browser_page("supervisor", width=PHONE, view=view)
    expect_asked(page, may_decide=True)
    folded_out(page, "erasure")
    axe(page)
    in_place(page)
    page.locator("#erasure-reason").fill("đúng người yêu cầu")
    page.get_by_role("button", name="Quyết định xóa…").click()
    expect(page.locator("#dialog")).to_contain_text("Không lấy lại được")
    shot(page, "erasure")
    agree(page)
    expect(page.locator("[data-deed=erasure] [role=status]")).to_have_text("1 hồ sơ đang xử lý, chưa xóa")


def expect_asked(page: Page, *, may_decide: bool) -> None:
    """Expect the case to say what is asked, and to offer the decision to whom it is."""
    expect(page.get_by_text("Bà con yêu cầu xóa dữ liệu của mình.")).to_be_visible()
    expect(page.locator("[data-deed=erasure]")).to_have_count(1 if may_decide else 0)
