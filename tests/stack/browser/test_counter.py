"""The counter in the browser: called and served with one hand, seen by the next desk, closed for a day; its office."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dutydesk.clock import VIETNAM
from tests.stack.browser.screen import DESKTOP, PHONE, BrowserPage, Check, Shot
from tests.stack.desk import Desk

pytestmark = pytest.mark.stack

UNIT = "doi-pccc"
SERVICE, SECOND = "cap-phep", "hoi-dap"
SERVED = {"booked": ("call", "start", "finish"), "called": ("start", "finish"), "finished": ()}
LOOKED_AGAIN_MS = 15_000
REASON = "tập huấn cả đơn vị"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A new office's counter of today."""

    desk: Desk
    office_id: str
    day: str

    @property
    def path(self) -> str:
        """Where the API has it."""
        return f"counter/{self.office_id}/{self.day}"

    def given(self, *, people: int = 1) -> dict[str, Any]:
        """Give a number to somebody who stands there, as a colleague does."""
        given = self.desk.officer(UNIT).post(f"{self.path}/walk-in", {"service": SERVICE, "people": people})
        assert given.status_code == HTTPStatus.CREATED, given.text
        ticket: dict[str, Any] = given.json()
        return ticket

    def states(self) -> dict[str, str]:
        """Return the state of each ticket, by its numbers as they are called out."""
        line = self.desk.officer(UNIT).get(self.path)
        assert line.status_code == HTTPStatus.OK, line.text
        return {called(one): one["state"] for one in line.json()["tickets"]}

    def leave(self) -> None:
        """Serve whoever still waits and take the office away, since a unit has twenty at the most."""
        officer = self.desk.officer(UNIT)
        for ticket in officer.get(self.path).json()["tickets"]:
            for action in SERVED[ticket["state"]]:
                officer.post(f"{self.path}/tickets/{ticket['ticket_id']}/{action}", {"desk": "dọn"})
        editor, path = self.desk.officer_called("editor"), f"offices/{self.office_id}"
        gone = editor.delete(path, revision=str(editor.get(path).json()["revision"]))
        assert gone.status_code == HTTPStatus.OK, gone.text


def called(ticket: dict[str, Any]) -> str:
    """Return the numbers of a ticket as they are called out."""
    return ", ".join(f"{number:03}" for number in ticket["numbers"])


@pytest.fixture(name="counter")
def _counter(desk: Desk) -> Iterator[Counter]:
    """Enter an office that is always open; it is gone again afterwards."""
    office_id = f"quay-{secrets.token_hex(4)}"
    services = [
        {"service_id": one, "name": name, "capacity": 20, "walk_in_share": 0.5}
        for one, name in ((SERVICE, "Cấp phép phòng cháy"), (SECOND, "Hỏi đáp"))
    ]
    office = {"name": "Trụ sở phòng cháy Mẫu", "hours": "1-7 00:00-24:00", "unit": UNIT, "services": services}
    entered = desk.officer_called("editor").put(f"offices/{office_id}", office)
    assert entered.status_code == HTTPStatus.OK, entered.text
    counter = Counter(desk=desk, office_id=office_id, day=datetime.now(VIETNAM).date().isoformat())
    yield counter
    counter.leave()


def press(page: Page, name: str) -> None:
    """Press a button by its whole name."""
    page.get_by_role("button", name=name, exact=True).click()


def test_one_hand_calls_serves_puts_back_and_gives_a_number(
    browser_page: BrowserPage, counter: Counter, axe: Check, in_place: Check, shot: Shot
) -> None:
    first, second = called(counter.given()), called(counter.given(people=2))
    page = browser_page("officer", unit=UNIT, width=PHONE, view=counter.path)
    now = page.locator(".great-number")
    press(page, "Gọi số tiếp theo")
    expect(now).to_have_text(first)
    expect(page.get_by_role("button", name="Gọi số tiếp theo")).to_be_disabled()
    assert counter.states() == {first: "called", second: "booked"}
    expect(page.get_by_role("button", name=f"Bắt đầu phục vụ số {first}")).to_be_focused()
    axe(page)
    in_place(page)
    shot(page, "counter")
    press(page, f"Bắt đầu phục vụ số {first}")
    press(page, f"Xong số {first}")
    expect(page.get_by_text("Quầy đang trống.")).to_be_visible()
    press(page, f"Gọi số {second}")
    press(page, f"Không có mặt số {second}")
    press(page, f"Trả về hàng số {second}")
    expect(page.get_by_role("button", name=f"Trả về hàng số {second}")).to_have_count(0)
    assert counter.states() == {first: "finished", second: "booked"}

    page.get_by_role("radio", name="3").check()
    press(page, "Cấp số")
    given = page.locator("#dialog .great-number")
    expect(given).to_be_visible()
    numbers = given.inner_text()
    press(page, "Đóng")
    assert counter.states()[numbers] == "booked"


@pytest.mark.long
def test_a_desk_sees_what_the_others_do_and_closes_the_day_knowing_whom_it_touches(
    browser_page: BrowserPage, counter: Counter, axe: Check, shot: Shot
) -> None:
    first, second = called(counter.given()), called(counter.given())
    page = browser_page("officer", unit=UNIT, width=DESKTOP, view=counter.path)
    expect(page.get_by_role("button", name=f"Gọi số {first}")).to_be_visible()
    colleague = counter.desk.duty_officer(UNIT)
    assert colleague.post(f"{counter.path}/next", {"desk": "A2"}).status_code == HTTPStatus.OK
    others = page.get_by_role("region", name="Ở quầy khác")
    expect(others).to_contain_text(first, timeout=LOOKED_AGAIN_MS)
    expect(others).to_contain_text("quầy A2")
    page.get_by_text("Số liệu trong ngày").click()
    expect(page.get_by_role("row", name="Mọi việc")).to_contain_text("2")
    axe(page)
    shot(page, "counter")

    press(page, "Đóng cửa ngày này")
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("2 số đang giữ vẫn còn")
    axe(page)
    dialog.get_by_label("Lý do, công dân đọc được").fill(REASON)
    dialog.get_by_role("button", name="Đóng cửa ngày này").click()
    expect(dialog).to_contain_text("Đã đóng cửa.")
    dialog.get_by_role("button", name="Đóng").click()
    expect(page.get_by_text("Ngày này không làm việc")).to_be_visible()
    refused = colleague.post(f"{counter.path}/walk-in", {"service": SERVICE, "people": 1})
    assert refused.status_code == HTTPStatus.CONFLICT
    assert counter.states() == {first: "called", second: "booked"}, "numbers stand"


@pytest.mark.long
@pytest.mark.parametrize("width", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.long)])
def test_an_office_is_mended_field_by_field_and_what_was_typed_survives(
    browser_page: BrowserPage, counter: Counter, *, axe: Check, in_place: Check, shot: Shot, width: int
) -> None:
    page = browser_page("editor", width=width, view=f"offices/{counter.office_id}")
    page.get_by_label("Địa chỉ").fill("số 9 đường Mẫu")
    page.get_by_label("Giờ làm việc").fill("cả ngày")
    press(page, "Lưu")
    expect(page.locator("main [role=alert]")).to_contain_text("Giờ làm việc: ")
    axe(page)
    in_place(page)
    shot(page, "office")
    page.reload()
    expect(page.get_by_label("Địa chỉ")).to_have_value("số 9 đường Mẫu")
    page.get_by_label("Giờ làm việc").fill("1-7 00:00-24:00")
    press(page, "Lưu")
    expect(page.get_by_role("heading", name="Trụ sở", exact=True)).to_be_visible()
    kept = counter.desk.officer_called("editor").get(f"offices/{counter.office_id}").json()
    assert (kept["address"], kept["revision"]) == ("số 9 đường Mẫu", 2)


def test_another_units_counter_is_not_there(browser_page: BrowserPage, counter: Counter) -> None:
    page = browser_page("officer", unit="doi-csgt", view=counter.path)
    expect(page.get_by_role("heading", name="Quầy số")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Trụ sở phòng cháy Mẫu")
