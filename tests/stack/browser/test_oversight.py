"""The console's oversight as its users meet it: who saw what, who may what, who is behind a case, what is broken."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.stack.browser.screen import DESKTOP, PHONE, BrowserPage, Check, Shot
from tests.stack.desk import Citizen, Desk
from tests.stack.words import mark_of, unlike_any_other

pytestmark = pytest.mark.stack

UNIT, ABOVE = "phuong-mau-3", "quan-mau"
PATIENCE_MS = 30_000
"""What workers do: from a cold start on."""
VIEWS: dict[str, dict[str, str]] = {
    "administrator": {
        "staff": "[aria-labelledby=staff-heading] a",
        "staff/phuong-mau-3-officer": "#staff-display",
        "units": "[aria-labelledby=units-heading] li",
        "units/+merge": "#units-into",
        "units/+split": "#units-from",
        "stuck": "#main [role=status] + p:not(:empty)",
    },
    "supervisor": {
        "health": "[aria-labelledby=health-heading] li",
        "reveals": "[data-request]",
    },
    "auditor": {
        "audit": "#main .told li",
        "audit/seen": "#audit-who",
        "audit/verify": "button.main:text-is('Kiểm tra')",
    },
}
"""By role its views, and what is there when it is all there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A case in ``UNIT``, read by the unit's officer."""

    citizen: Citizen
    case_id: str
    reader: str


@pytest.fixture(scope="session")
def read(desk: Desk) -> Read:
    """A citizen reports something, and an officer reads it."""
    citizen, words = desk.citizen(UNIT), unlike_any_other("Mất xe máy ở chợ Mẫu")
    citizen.tell("báo tin", words, "xong")
    officer = desk.officer(UNIT)
    case_id = officer.await_case(mark_of(words))["case_id"]
    officer.case(case_id)
    return Read(citizen=citizen, case_id=case_id, reader=officer.username)


@pytest.fixture
def newcomer(desk: Desk) -> Iterator[dict[str, Any]]:
    """Somebody who was entered through the API, and has changed the temporary password."""
    username = f"moi-{secrets.token_hex(4)}"
    entered = desk.officer_called("administrator").post(
        "officers", {"username": username, "display": f"Cán bộ {username}", "roles": ["officer"], "units": [UNIT]}
    )
    assert entered.is_success, entered.text
    password = f"{secrets.token_urlsafe(12)}-Aa1"
    cognito = desk.aws("cognito-idp")
    (pool,) = cognito.list_user_pools(MaxResults=5)["UserPools"]
    cognito.admin_set_user_password(UserPoolId=pool["Id"], Username=username, Password=password, Permanent=True)
    who = {"username": username, "password": password, "unit": UNIT, "roles": ["officer"]}
    desk.endpoints.officers.append(who)
    yield who
    desk.endpoints.officers.remove(who)


def agree(page: Page) -> None:
    """Agree to what the dialog says will happen."""
    page.locator("#dialog[open] button.main").click()


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=[] if role == "administrator" else pytest.mark.long) for role in VIEWS]
)
def test_every_view_is_usable_at_both_sizes(  # noqa: PLR0917  # each fixture is a check of every view
    browser_page: BrowserPage, axe: Check, in_place: Check, shot: Shot, read: Read, desk: Desk, role: str
) -> None:
    wish = {"basis": "consent", "reason": "người báo đã đồng ý cho biết tên"}
    assert desk.officer(UNIT).post(f"cases/{read.case_id}/reveal-requests", wish).is_success
    page = browser_page(role, width=PHONE, view=next(iter(VIEWS[role])))
    for view, there in VIEWS[role].items():
        page.evaluate("view => { location.hash = view; }", view)
        page.locator(there).first.wait_for()
        for width in (PHONE, DESKTOP):
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            in_place(page)
            shot(page, "oversight-" + view.replace("/", "-").replace("+", "new-"))


def test_an_auditor_finds_who_read_a_case_and_takes_it_along(
    browser_page: BrowserPage, read: Read, tmp_path: Path
) -> None:
    page = browser_page("auditor", width=PHONE, view="audit/seen")
    page.locator("#audit-who").select_option(read.reader)
    page.get_by_role("button", name="Xem", exact=True).click()
    page.locator("#audit-find").fill(read.case_id)
    found = page.locator(".told li", has_text=read.case_id)
    expect(found.filter(has_text="Đọc hồ sơ").first).to_be_visible()
    with page.expect_download() as handed:
        page.get_by_role("button", name="Tải CSV").click()
    file = tmp_path / "seen.csv"
    handed.value.save_as(file)
    heading, *lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert heading == "at,deed,kind,id,person,from"
    assert any("case.read" in line and read.case_id in line for line in lines)
    assert heading not in lines


def test_the_audit_of_an_officer_says_what_was_done(browser_page: BrowserPage, read: Read) -> None:
    page = browser_page("auditor", view="audit")
    page.locator("#audit-who").select_option(read.reader)
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.locator(".told li", has_text=read.case_id).first).to_be_visible()
    page.get_by_role("link", name="Kiểm tra nguyên vẹn").click()
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_text("dấu niêm phong, lúc")).to_be_visible()
    assert not page.get_by_text("đã bị sửa.").count()


def test_a_leaver_is_cut_off_at_once_in_an_open_browser(
    browser_page: BrowserPage, newcomer: dict[str, Any], shot: Shot
) -> None:
    theirs = browser_page(newcomer["username"], width=PHONE, view="cases")
    theirs.locator("#main h1").first.wait_for()
    page = browser_page("administrator", view=f"staff/{newcomer['username']}")
    page.locator("summary", has_text="Thôi việc").click()
    page.locator("#leave-reason").fill("chuyển công tác")
    page.get_by_role("button", name="Cắt quyền…").click()
    expect(page.locator("#dialog")).to_contain_text("Mọi phiên đăng nhập bị cắt ngay")
    agree(page)
    page.get_by_text("Đã cắt quyền lúc").first.wait_for()
    theirs.evaluate("location.hash = 'audit'")
    expect(theirs.locator("#main")).to_contain_text("không còn làm việc tại bàn trực")
    expect(theirs.locator("#menu")).to_be_hidden()
    expect(page.locator(".progress")).to_contain_text("phiên đăng nhập đã cắt", timeout=PATIENCE_MS)
    assert not page.locator("#staff-display").count(), "nobody is changed who has left"
    shot(page, "oversight-left")


@pytest.mark.long
def test_a_merger_of_two_fresh_units_shows_how_far_it_is(browser_page: BrowserPage, desk: Desk, shot: Shot) -> None:
    mark = secrets.token_hex(3)
    chief = desk.officer_called("administrator")
    for part in "ab":
        entered = chief.post("units", {"unit": f"to-{mark}-{part}", "name": f"Tổ {mark} {part}", "parent": ABOVE})
        assert entered.is_success, entered.text
    page = browser_page("administrator", width=PHONE, view="units/+merge")
    page.get_by_role("searchbox", name="Tìm đơn vị").fill(mark)
    page.get_by_role("checkbox", name=f"Tổ {mark} a").check()
    page.locator("#units-into").select_option(f"to-{mark}-b")
    page.locator("#units-reason").fill("sắp xếp tổ")
    page.get_by_role("button", name="Nhập đơn vị…").click()
    expect(page.locator("#dialog")).to_contain_text(f"Tổ {mark} a sẽ không còn")
    agree(page)
    expect(page.locator("main ol li").first).to_contain_text("xong lúc", timeout=PATIENCE_MS)
    expect(page.locator("main ol li").last).to_contain_text("đang làm")
    shot(page, "oversight-merger")
    page.get_by_role("link", name="Danh sách đơn vị").click()
    expect(page.locator(".sheets li", has_text=f"Tổ {mark} a")).to_contain_text("đang sắp xếp")


def test_two_people_reveal_an_identity_once(browser_page: BrowserPage, desk: Desk, read: Read, shot: Shot) -> None:
    wish = {"basis": "danger_to_life", "reason": f"cần gọi ngay cho người báo {secrets.token_hex(4)}"}
    asked = desk.officer(UNIT).post(f"cases/{read.case_id}/reveal-requests", wish).json()
    here = f"[data-request='{asked['request_id']}']"

    page = browser_page("supervisor", width=PHONE, view="reveals")
    page.locator(here).get_by_role("button", name="Đồng ý…").click()
    expect(page.locator("#dialog")).to_contain_text(wish["reason"])
    agree(page)
    expect(page.locator(here)).to_contain_text("đã đồng ý")
    assert not page.locator(here).get_by_role("button").count()

    page = browser_page(read.reader, width=PHONE, view="reveals")
    page.locator(here).get_by_role("button", name="Xem danh tính…").click()
    expect(page.locator("#dialog")).to_contain_text("Chỉ xem được một lần")
    agree(page)
    expect(page.locator("#dialog")).to_contain_text(read.citizen.user_id)
    page.locator("#dialog").get_by_role("button", name="Đóng").click()
    expect(page.locator(here)).to_contain_text("đã xem")
    shot(page, "oversight-revealed")
    kept = page.evaluate("document.documentElement.outerHTML + JSON.stringify({...sessionStorage, ...localStorage})")
    assert read.citizen.user_id not in kept


def test_nothing_is_offered_that_the_role_may_not(browser_page: BrowserPage) -> None:
    page = browser_page("editor", view="audit")
    page.locator(".told li").first.wait_for()
    assert not page.locator(".tabs").count()
    assert not page.locator("#menu a[href='#staff'], #menu a[href='#units'], #menu a[href='#stuck']").count()
    page.evaluate("location.hash = 'staff'")
    expect(page.locator("#main")).to_contain_text("không thuộc đơn vị của đồng chí")
