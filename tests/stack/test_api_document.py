"""The served document keeps its word: whatever is sent, no fault, no answer that is not described, no other shape.

Calls are drawn from the document itself, seeded. They are made by officers of a unit of their own, which nobody of the
demo serves in, so that whatever is accepted changes nothing that another test looks at.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dutydesk.clock import iso
from dutydesk.stores.content import Unit, unit_items
from dutydesk.stores.items import key, to_item
from functions.admin.matrix import Role
from tests.stack.backroom import PREFIX, Backroom
from tests.stack.desk import Desk, OfficerAtDesk
from tests.stack.newcomers import Newcomers, newcomers_of
from tests.stack.words import mark_of, unlike_any_other

pytestmark = pytest.mark.stack

FROM_UNIT = "phuong-mau-4"
"""Whose page the citizen writes to; the case is then given to the unit of this module."""
EVERYDAY = (Role.OFFICER, Role.DUTY_OFFICER, Role.SUPERVISOR)
OFFICE_STAFF = (Role.EDITOR, Role.AUDITOR, Role.ADMINISTRATOR)
KEPT_AWAY: Mapping[str, str] = {
    "POST /admin/faq/versions": "publishes the draft of every unit, invented entries of this module among them",
}
"""What is not called by who may do it, and why. Everything else is bound to the officers' own unit."""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SEED = 20260302
PATIENCE_S = 60
NEVER_SENT = timedelta(days=20)
"""So far ahead lies the start of the broadcast that may be approved here; it is called off before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outpost:
    """A unit of this module's own, with something to read and to change, by the names of the routes' parameters."""

    unit: str
    known: Mapping[str, str]


@pytest.fixture(scope="module")
def newcomers(desk: Desk, backroom: Backroom) -> Iterator[Newcomers]:
    """Officers of this module."""
    with newcomers_of(desk, backroom) as found:
        yield found


@pytest.fixture(scope="module")
def document(desk: Desk) -> dict[str, Any]:
    """The document as it is served."""
    found: dict[str, Any] = desk.http.get(f"{desk.endpoints.api}/admin/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def outpost(desk: Desk, backroom: Backroom, newcomers: Newcomers) -> Iterator[Outpost]:
    """A unit with a case that a citizen reported, and something of everything else."""
    unit, dynamodb = f"thu-{secrets.token_hex(4)}", backroom.client("dynamodb")
    items = unit_items(Unit(unit=unit, name="Đơn vị thử"))
    for item in items:
        dynamodb.put_item(TableName=f"{PREFIX}content", Item=to_item(item))
    everything = newcomers.enter(*Role, units=(unit, FROM_UNIT))
    case_id = _reported(desk, everything, unit)
    known = {"unit": unit, "case_id": case_id, **_made(everything, unit, case_id)}
    known["username"] = newcomers.enter("officer", units=(unit,)).username
    try:
        yield Outpost(unit=unit, known=known)
    finally:
        _forget_bank(everything, unit)
        everything.post(f"broadcasts/{known['broadcast_id']}/cancel", {})
        everything.post(f"cases/{case_id}/status", {"status": "closed", "reason": "xong"})
        for item in items:
            dynamodb.delete_item(TableName=f"{PREFIX}content", Key=key(item["pk"], item["sk"]))


def _reported(desk: Desk, officer: OfficerAtDesk, unit: str) -> str:
    words = unlike_any_other("Nước ngập lối vào hẻm")
    desk.citizen(FROM_UNIT).tell("báo tin", words, "xong")
    case_id: str = officer.await_case(mark_of(words))["case_id"]
    moved = officer.post(f"cases/{case_id}/transfer", {"unit": unit, "reason": "thử"})
    assert moved.status_code == HTTPStatus.OK, moved.text
    return case_id


def _made(officer: OfficerAtDesk, unit: str, case_id: str) -> dict[str, str]:
    def post(path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        answer = officer.post(path, body)
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json()
        return told

    ask = {"basis": "consent", "reason": "cần biết ai báo tin để mời làm chứng"}
    starts_at = iso(datetime.now(UTC) + NEVER_SENT)
    draft = {"title": "Thử", "text": "Thử.", "audience": {"units": [FROM_UNIT]}, "unit": unit, "starts_at": starts_at}
    service = {"service_id": "thu", "name": "Thử", "slot_minutes": 60, "capacity": 9, "walk_in_share": 1.0}
    office = {"name": "Nơi thử", "hours": "1-7 00:00-24:00", "services": [service], "unit": unit}
    assert officer.put(f"offices/{unit}", office).is_success
    trial = {"text": "thử một câu", "expected": "none", "owner_unit": unit}
    post("faq/trials", trial)
    return {
        "request_id": post(f"cases/{case_id}/reveal-requests", ask)["request_id"],
        "broadcast_id": post("broadcasts", draft)["id"],
        "import_id": post("cards/imports", {"size_bytes": 100, "unit": unit})["id"],
        "office_id": unit,
        "trial_id": _own_trials(officer, unit)[0],
    }


def _own_trials(officer: OfficerAtDesk, unit: str) -> list[str]:
    return [one["id"] for one in _all(officer, "faq/trials") if one["unit"] == unit]


def _all(officer: OfficerAtDesk, path: str) -> Iterator[dict[str, Any]]:
    cursor: str | None = ""
    while cursor is not None:
        page = officer.get(path, cursor=cursor, limit="100").json()
        yield from page["items"]
        cursor = page["next"]


def _forget_bank(officer: OfficerAtDesk, unit: str) -> None:
    """Take away what was invented of the question bank, before somebody publishes it."""
    gone = [f"faq/trials/{one}" for one in _own_trials(officer, unit)]
    gone += [f"faq/entries/{one['id']}" for one in _all(officer, "faq/entries") if one["owner_unit"] == unit]
    for path in gone:
        headers = {"authorization": f"Bearer {officer.token}"}
        officer.http.delete(f"{officer.api}/admin/{path}", headers=headers).raise_for_status()


def broken_words(
    document: dict[str, Any], outpost: Outpost, officer: OfficerAtDesk, *, may_publish: bool, examples: int
) -> list[str]:
    """Call every operation as an officer, rightly and wrongly; return how answers break what the document says."""
    config = SchemathesisConfig(seed=SEED)
    config.projects.default.generation.update(with_security_parameters=False)
    schema = schemathesis.openapi.from_dict(document, config=config)
    session = requests.Session()
    session.trust_env = False
    found: list[str] = []
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        if may_publish and operation.label in KEPT_AWAY:
            continue
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                several = examples if mode is GenerationMode.POSITIVE else max(1, examples // 3)
                _tried(operation, mode, outpost, officer, session, examples=several)
            except Unsatisfiable:
                assert mode is GenerationMode.NEGATIVE, f"nothing to send to {operation.label}"
            except FailureGroup as broken:
                found.append(f"{operation.label} ({mode.value}): {broken}")
    return found


def _tried(
    operation: Any,
    mode: GenerationMode,
    outpost: Outpost,
    officer: OfficerAtDesk,
    session: requests.Session,
    *,
    examples: int,
) -> None:
    @seed(SEED)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), about_something=st.booleans())
    def holds(case: Any, about_something: bool) -> None:  # noqa: FBT001 - drawn
        if about_something:
            case.path_parameters |= {
                name: outpost.known[name] for name in case.path_parameters if name in outpost.known
            }
        case.call_and_validate(
            base_url=officer.api,
            session=session,
            headers={"Authorization": f"Bearer {officer.token}"},
            checks=CHECKS,
            timeout=PATIENCE_S,
        )

    holds()


@pytest.mark.parametrize(("roles", "may_publish"), [(EVERYDAY, False), (OFFICE_STAFF, True)], ids=["cases", "office"])
def test_no_answer_is_a_fault_or_undescribed_or_of_another_shape(
    document: dict[str, Any], outpost: Outpost, newcomers: Newcomers, roles: tuple[Role, ...], *, may_publish: bool
) -> None:
    officer = newcomers.enter(*roles, units=(outpost.unit,))
    found = broken_words(document, outpost, officer, may_publish=may_publish, examples=2)
    assert not found, "\n\n".join(found)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("roles", "may_publish"), [(EVERYDAY, False), (OFFICE_STAFF, True)], ids=["cases", "office"])
def test_no_answer_is_a_fault_or_undescribed_or_of_another_shape_often(
    document: dict[str, Any], outpost: Outpost, newcomers: Newcomers, roles: tuple[Role, ...], *, may_publish: bool
) -> None:
    officer = newcomers.enter(*roles, units=(outpost.unit,))
    found = broken_words(document, outpost, officer, may_publish=may_publish, examples=40)
    assert not found, "\n\n".join(found)


def test_a_method_that_is_not_described_is_not_there(
    desk: Desk, document: dict[str, Any], outpost: Outpost, newcomers: Newcomers
) -> None:
    officer = newcomers.enter(*Role, units=(outpost.unit,))
    headers = {"authorization": f"Bearer {officer.token}"}
    answered: dict[str, int] = {}
    for path, methods in document["paths"].items():
        filled = path.format_map(_Named(outpost.known))
        for method in METHODS:
            if method.lower() not in methods:
                told = desk.http.request(method, f"{officer.api}{filled}", headers=headers)
                answered[f"{method} {path}"] = told.status_code
    there = {call: status for call, status in answered.items() if status not in {404, 405}}
    assert not {call for call in there if not _is_another_route(call, document)}


class _Named(dict[str, str]):
    """Invents what is not known."""

    def __missing__(self, name: str) -> str:
        return "khong-co"


def _is_another_route(call: str, document: dict[str, Any]) -> bool:
    """Whether a path is, with this method, a filled-in form of another one, as `/units/merge` is of `/units/{unit}`."""
    method, path = call.split()
    parts = path.split("/")
    return any(
        method.lower() in methods
        and len(other.split("/")) == len(parts)
        and all(ours == theirs or theirs.startswith("{") for ours, theirs in zip(parts, other.split("/"), strict=True))
        for other, methods in document["paths"].items()
    )
