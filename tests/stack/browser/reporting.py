"""Cases for the console's tests, and the gestures that several of them make."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.stack.desk import Citizen, Desk
from tests.stack.exhibits import await_files
from tests.stack.words import mark_of, unlike_any_other

UNIT, OTHER = "phuong-mau-1", "phuong-mau-2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A case in ``UNIT`` with a photo, which is kept already, and a place."""

    citizen: Citizen
    case_id: str
    mark: str

    @property
    def view(self) -> str:
        """Where the console shows it."""
        return f"case/{self.case_id}"


def report(desk: Desk, what: str = "Quán nhậu lấn chiếm vỉa hè đường Nguyễn Mẫu") -> Reported:
    """Have a new citizen report it."""
    citizen, words = desk.citizen(UNIT), unlike_any_other(what)
    citizen.tell("báo tin", words)
    citizen.say(attachments=[{"type": "image"}, {"type": "location", "latitude": "10.1", "longitude": "106.1"}])
    citizen.tell("xong")
    citizen.await_text("đã được chuyển cho cán bộ trực")
    case = desk.officer(UNIT).await_case(mark_of(words))
    await_files(desk.officer(UNIT), case["case_id"], 1)
    return Reported(citizen=citizen, case_id=case["case_id"], mark=mark_of(words))


def found_by(page: Page, words: str) -> None:
    """Search the inbox."""
    page.locator("#seek").fill(words)
    page.locator("#seek").press("Enter")


def folded_out(page: Page, name: str) -> None:
    """Open one of the things that can be done with a case."""
    page.locator(f"[data-deed={name}] summary").click()


def agree(page: Page) -> None:
    """Agree to what the dialog says will happen."""
    page.locator("#dialog[open] button.main").click()
    expect(page.locator("#dialog")).to_be_hidden()
