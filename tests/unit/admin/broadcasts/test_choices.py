"""What an audience can be made of: the pages of own units, and the templates approved for them."""

import pytest

from dutydesk.stores.content import template_item
from functions.admin.matrix import Role
from tests.unit.admin.banking import deeds
from tests.unit.admin.broadcasting import OTHER, OTHERS_PAGE, PAGE, UNIT, furnish
from tests.unit.admin.desk import TestDesk

PATH = "/admin/pages"


@pytest.fixture(autouse=True)
def _units(desk: TestDesk) -> None:
    furnish(desk)


def test_the_pages_of_own_units_are_listed_with_their_approved_templates_and_no_others(desk: TestDesk) -> None:
    for page, template in ((PAGE, "mau-1"), (PAGE, "mau-2"), (OTHERS_PAGE, "mau-3")):
        desk.put("content", template_item(page, template))
    answer = desk.call("GET", PATH, username="an")
    assert (answer.status, answer.body) == (
        200,
        {"items": [{"page_id": PAGE, "unit": UNIT, "templates": ["mau-1", "mau-2"]}]},
    )
    assert deeds(desk) == [("broadcast.list", "pages", "allowed")]


def test_who_has_two_units_sees_the_pages_of_both(desk: TestDesk) -> None:
    desk.officer("hoa", roles=("auditor",), units=(UNIT, OTHER))
    listed = desk.call("GET", PATH, username="hoa").body["items"]
    assert [(one["unit"], one["page_id"], one["templates"]) for one in listed] == [
        (UNIT, PAGE, []),
        (OTHER, OTHERS_PAGE, []),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_read_them_as_it_may_the_list(desk: TestDesk, role: Role) -> None:
    desk.officer("moi", roles=(role,))
    assert desk.call("GET", PATH, username="moi").status == 200
