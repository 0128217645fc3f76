"""The demo data keeps the promises of the endpoints file."""

import csv
from pathlib import Path

from dutydesk.hours import USUAL, OfficeHours
from dutydesk.stores.offices import SLUG
from local import cards, demo
from local.deploy.cloud import Cloud
from local.endpoints import Endpoints
from local.places import STARTER_BANK
from local.seed import Demo


def test_there_are_eighteen_pages_of_one_district_eleven_wards_and_six_teams() -> None:
    units = demo.units()
    assert [page.unit for page in demo.pages()] == [unit.unit for unit in units]
    assert len(units) == 18
    assert {unit.parent for unit in units} == {"", demo.DISTRICT}
    assert len(demo.WARDS) == 11
    assert len(demo.TEAMS) == 6


def test_office_hours_can_be_understood_and_differ() -> None:
    hours = {OfficeHours.parse(unit.hours or USUAL) for unit in demo.units()}
    assert len(hours) == 3


def test_counters_are_open_and_have_places_to_give_out() -> None:
    offices = demo.offices()
    assert {office.unit for office in offices} == set(demo.COUNTERS) <= {unit.unit for unit in demo.units()}
    for office in offices:
        assert SLUG.fullmatch(office.office_id)
        assert OfficeHours.parse(office.hours)
        assert len(office.services) == 2
        assert all(service.capacity > service.kept for service in office.services)


def test_the_sample_cards_are_of_nobody_and_of_every_state() -> None:
    """Numbers are counted up, so that nobody's is among them by chance."""
    rows = list(csv.DictReader(cards.sample().decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row["card_number"] for row in rows] == [cards.invented_number(order) for order in range(1, 201)]
    assert {row["status"] for row in rows} == set(cards.STATES)
    assert {row["office"] for row in rows} <= {office.office_id for office in demo.offices()}
    assert rows[2]["status"] == "ready"
    assert rows[2]["birth_date"] == "04/02/1990"


def test_page_ids_do_not_survive_a_float() -> None:
    ids = [page.oa_id for page in demo.pages()]
    assert len(set(ids)) == 18
    assert all(len(each) == 19 for each in ids)
    assert all(str(int(float(each))) != each for each in ids)


def test_pages_of_one_app_share_its_secrets() -> None:
    pages = demo.pages()
    secrets = {page.app_id: (page.signing_secret, page.app_secret) for page in pages}
    assert set(secrets) == set(demo.APP_IDS)
    assert all(secrets[page.app_id] == (page.signing_secret, page.app_secret) for page in pages)


def test_secrets_and_passwords_are_new_for_every_run() -> None:
    assert {page.access_token for page in demo.pages()}.isdisjoint(page.access_token for page in demo.pages())
    assert {each.password for each in demo.officers()}.isdisjoint(each.password for each in demo.officers())


def test_the_first_officer_listed_for_each_unit_is_only_an_officer_and_sees_only_that_unit() -> None:
    first: dict[str, demo.DemoOfficer] = {}
    for officer in demo.officers():
        first.setdefault(officer.unit, officer)
    assert set(first) == {unit.unit for unit in demo.units()}
    assert all(list(officer.roles) == ["officer"] for officer in first.values())
    assert all(list(officer.units) == [unit] for unit, officer in first.items())


def test_every_unit_has_a_duty_officer_and_the_district_an_administrator() -> None:
    officers = list(demo.officers())
    on_duty = {officer.unit for officer in officers if "duty_officer" in officer.roles}
    assert on_duty == {unit.unit for unit in demo.units()}
    assert any("administrator" in officer.roles for officer in officers)
    assert len({officer.username for officer in officers}) == len(officers)


def test_one_editor_keeps_the_question_bank_of_every_unit_and_has_no_other_role() -> None:
    (editor,) = (officer for officer in demo.officers() if officer.username == demo.EDITS_THE_BANK)
    assert list(editor.roles) == ["editor"]
    assert set(editor.units) == {unit.unit for unit in demo.units()}


def test_the_sample_bank_belongs_to_units_of_the_demo() -> None:
    rows = csv.DictReader(STARTER_BANK.read_text(encoding="utf-8").splitlines(keepends=True))
    owners = {row["owner_unit"] for row in rows}
    assert owners
    assert owners <= {unit.unit for unit in demo.units()}


def test_the_endpoints_file_has_the_promised_shape() -> None:
    entered = Demo(pages=demo.pages(), officers=list(demo.officers()))
    endpoints = Endpoints.of(
        Cloud(endpoint_url="http://127.0.0.1:1", workspace=Path()),
        api="a",
        console="c",
        simulator="http://127.0.0.1:2",
        demo=entered,
    )
    assert set(endpoints.aws) == {"endpoint_url", "region", "access_key_id", "secret_access_key"}
    assert set(endpoints.pages[0]) == {"page_id", "platform", "unit", "app_id", "oa_id", "signing_secret"}
    assert set(endpoints.officers[0]) == {"username", "password", "unit", "roles"}
    assert endpoints.chat == "http://127.0.0.1:2/chat/"
