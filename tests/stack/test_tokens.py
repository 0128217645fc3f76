"""Whose token opens the officers' desk, at the gateway and behind it; and that it opens nothing for who has gone."""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from dutydesk.stores.officers import Officer
from local.sign_in import SignIn
from tests.stack.backroom import Backroom
from tests.stack.desk import Citizen, Desk, OfficerAtDesk, wait_until
from tests.stack.newcomers import Newcomers, as_part, claims_in, newcomers_of, unpadded
from tests.stack.test_officers import access_token
from tests.stack.words import mark_of, unlike_any_other

pytestmark = pytest.mark.stack

UNIT, OTHER_UNIT = "phuong-mau-6", "phuong-mau-7"
NO_ID = "01HZZZZZZZZZZZZZZZZZZZZZZZ"
CALLS = (
    ("GET", "/admin/me"),
    ("GET", "/admin/cases"),
    ("POST", f"/admin/cases/{NO_ID}/replies"),
    ("PUT", "/admin/topics"),
    ("DELETE", f"/admin/offices/{NO_ID}"),
    ("POST", f"/reveal/{NO_ID}"),
)
"""One of each method, and of each function that answers officers."""
AT_THE_GATEWAY = {"message": "Unauthorized"}
"""What the gateway says by itself; our own functions never use these words."""


@pytest.fixture(scope="module")
def newcomers(desk: Desk, backroom: Backroom) -> Iterator[Newcomers]:
    """Officers of this module."""
    with newcomers_of(desk, backroom) as found:
        yield found


@pytest.fixture(scope="module")
def officer(newcomers: Newcomers) -> OfficerAtDesk:
    """Somebody in service whose token is good."""
    someone = newcomers.enter("officer", units=(UNIT,))
    assert someone.get("me").status_code == HTTPStatus.OK
    return someone


def call(desk: Desk, method: str, path: str, token: str | None) -> httpx.Response:
    headers = {} if token is None else {"authorization": f"Bearer {token}"}
    body = {"text": "Xin chào"} if method in {"POST", "PUT"} else None
    return desk.http.request(method, f"{desk.endpoints.api}{path}", headers=headers, json=body)


def other_signature(token: str) -> str:
    header, claims, signature = token.split(".")
    turned = bytes([unpadded(signature)[0] ^ 1, *unpadded(signature)[1:]])
    return f"{header}.{claims}.{as_part(turned)}"


def with_claims(**changes: Any) -> Callable[[str], str]:
    """Change what a token says, and keep the signature of what it said before."""

    def change(token: str) -> str:
        header, _, signature = token.split(".")
        return f"{header}.{as_part(json.dumps(claims_in(token) | changes).encode())}.{signature}"

    return change


def without_algorithm(token: str) -> str:
    header, claims, _ = token.split(".")
    return f"{as_part(json.dumps(json.loads(unpadded(header)) | {'alg': 'none'}).encode())}.{claims}."


def signed_by_guess(token: str) -> str:
    """Say that the signature is a symmetric one, and make it with what everybody knows: the key's name."""
    header, claims, _ = token.split(".")
    told = json.loads(unpadded(header))
    header = as_part(json.dumps(told | {"alg": "HS256"}).encode())
    mac = hmac.new(told["kid"].encode(), f"{header}.{claims}".encode(), hashlib.sha256).digest()
    return f"{header}.{claims}.{as_part(mac)}"


def of_another_key(token: str) -> str:
    header, claims, signature = token.split(".")
    told = json.loads(unpadded(header)) | {"kid": "some-other-key"}
    return f"{as_part(json.dumps(told).encode())}.{claims}.{signature}"


FORGERIES: dict[str, Callable[[str], str]] = {
    "another signature": other_signature,
    "another name": with_claims(**{"cognito:username": "supervisor"}),
    "another audience": with_claims(aud="some-other-client"),
    "a later end": with_claims(exp=4102444800),
    "no algorithm": without_algorithm,
    "a symmetric algorithm": signed_by_guess,
    "an unknown key": of_another_key,
    "no signature": lambda token: token.rpartition(".")[0],
    "not a token": lambda _token: "xin-chao",
    "three empty parts": lambda _token: "..",
}


def refused_at_the_gateway(desk: Desk, newcomers: Newcomers, officer: OfficerAtDesk, token: str | None) -> None:
    """Have every kind of call refused by the gateway itself, so that nothing of ours ran."""
    before = len(newcomers.account(officer.username))
    for method, path in CALLS:
        answer = call(desk, method, path, token)
        assert answer.status_code == HTTPStatus.UNAUTHORIZED, path
        assert answer.json() == AT_THE_GATEWAY, path
    assert len(newcomers.account(officer.username)) == before


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_tampered_token_is_refused_before_anything_of_ours_runs(
    desk: Desk, newcomers: Newcomers, officer: OfficerAtDesk, forgery: str
) -> None:
    refused_at_the_gateway(desk, newcomers, officer, FORGERIES[forgery](officer.token))


def test_every_documented_route_asks_for_a_token_at_the_gateway(desk: Desk) -> None:
    document = desk.http.get(f"{desk.endpoints.api}/admin/openapi.json").json()
    routes = [(method, path) for path, methods in document["paths"].items() for method in methods]
    assert len(routes) > len(CALLS)
    answers = {(method, path): call(desk, method.upper(), path, None) for method, path in routes}
    let_in = [route for route, answer in answers.items() if answer.json() != AT_THE_GATEWAY]
    assert not let_in
    assert {answer.status_code for answer in answers.values()} == {HTTPStatus.UNAUTHORIZED}


def test_an_access_token_is_refused_by_the_functions_and_accounted_for_as_nobodys(
    desk: Desk, newcomers: Newcomers, officer: OfficerAtDesk, backroom: Backroom
) -> None:
    password = f"Truc-{secrets.token_urlsafe(12)}-7a"
    backroom.client("cognito-idp").admin_set_user_password(
        UserPoolId=newcomers.pool_id, Username=officer.username, Password=password, Permanent=True
    )
    token = access_token(desk, officer.username, password)
    before = len(newcomers.account(officer.username))
    for method, path in CALLS:
        answer = call(desk, method, path, token)
        assert (answer.status_code, answer.json()["error"]) == (HTTPStatus.UNAUTHORIZED, "unauthenticated"), path
    assert len(newcomers.account(officer.username)) == before


@contextmanager
def another_client(backroom: Backroom, desk: Desk, pool_id: str) -> Iterator[SignIn]:
    """Give a second application of a pool, to which people sign in as they do to the console."""
    cognito = backroom.client("cognito-idp")
    made = cognito.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="another",
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=["openid"],
        SupportedIdentityProviders=["COGNITO"],
        CallbackURLs=[desk.sign_in.redirect_uri],
        ExplicitAuthFlows=["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    )["UserPoolClient"]
    try:
        yield replace(desk.sign_in, client_id=made["ClientId"])
    finally:
        cognito.delete_user_pool_client(UserPoolId=pool_id, ClientId=made["ClientId"])


def with_password(backroom: Backroom, pool_id: str, username: str) -> str:
    """Give somebody of a pool a new password."""
    password = f"Truc-{secrets.token_urlsafe(12)}-7a"
    backroom.client("cognito-idp").admin_set_user_password(
        UserPoolId=pool_id, Username=username, Password=password, Permanent=True
    )
    return password


def test_a_good_token_for_another_application_of_the_pool_is_refused(
    desk: Desk, backroom: Backroom, newcomers: Newcomers, officer: OfficerAtDesk
) -> None:
    password = with_password(backroom, newcomers.pool_id, officer.username)
    with another_client(backroom, desk, newcomers.pool_id) as elsewhere:
        token = elsewhere.id_token(officer.username, password)
    said, ours = claims_in(token), claims_in(officer.token)
    assert said["aud"] != ours["aud"]
    assert (said["iss"], said["cognito:username"]) == (ours["iss"], ours["cognito:username"])
    refused_at_the_gateway(desk, newcomers, officer, token)


def test_a_good_token_of_another_pool_for_the_same_name_is_refused(
    desk: Desk, backroom: Backroom, newcomers: Newcomers, officer: OfficerAtDesk
) -> None:
    cognito = backroom.client("cognito-idp")
    pool_id = cognito.create_user_pool(PoolName="another")["UserPool"]["Id"]
    try:
        cognito.admin_create_user(UserPoolId=pool_id, Username=officer.username, MessageAction="SUPPRESS")
        password = with_password(backroom, pool_id, officer.username)
        with another_client(backroom, desk, pool_id) as elsewhere:
            token = elsewhere.id_token(officer.username, password)
            assert claims_in(token)["iss"].endswith(pool_id)
            refused_at_the_gateway(desk, newcomers, officer, token)
    finally:
        cognito.delete_user_pool(UserPoolId=pool_id)


@contextmanager
def short_lived(backroom: Backroom, pool_id: str, client_id: str, *, seconds: int) -> Iterator[None]:
    """For a moment, let tokens of the console live this long."""
    cognito = backroom.client("cognito-idp")
    which = {"UserPoolId": pool_id, "ClientId": client_id}
    before = cognito.describe_user_pool_client(**which)["UserPoolClient"]
    units = before["TokenValidityUnits"]
    cognito.update_user_pool_client(**which, IdTokenValidity=seconds, TokenValidityUnits=units | {"IdToken": "seconds"})
    try:
        yield
    finally:
        cognito.update_user_pool_client(**which, IdTokenValidity=before["IdTokenValidity"], TokenValidityUnits=units)


def test_a_token_opens_the_desk_until_its_end_and_not_after(
    desk: Desk, backroom: Backroom, newcomers: Newcomers
) -> None:
    someone = newcomers.enter("officer", units=(UNIT,))
    password = with_password(backroom, newcomers.pool_id, someone.username)
    with short_lived(backroom, newcomers.pool_id, desk.sign_in.client_id, seconds=2):
        token = desk.sign_in.id_token(someone.username, password)
    assert call(desk, "GET", "/admin/me", token).status_code == HTTPStatus.OK
    wait_until(lambda: time.time() >= claims_in(token)["exp"], "the token has ended")
    refused_at_the_gateway(desk, newcomers, someone, token)
    assert someone.get("me").status_code == HTTPStatus.OK, "the token that lives longer"


def refused_as_nobody(officer: OfficerAtDesk, newcomers: Newcomers) -> None:
    """Have an officer refused with a token that is still good, which is accounted for."""
    for answer in (officer.get("me"), officer.get("cases"), officer.post(f"cases/{NO_ID}/notes", {"text": "thử"})):
        assert (answer.status_code, answer.json()["error"]) == (HTTPStatus.FORBIDDEN, "forbidden")
    assert [one.outcome for one in newcomers.account(officer.username)[-3:]] == ["denied"] * 3
    revealed = call_reveal(officer)
    assert revealed.status_code == HTTPStatus.FORBIDDEN
    (last,) = newcomers.account(officer.username)[-1:]
    assert (last.action, last.outcome) == ("identity.reveal", "denied")


def call_reveal(officer: OfficerAtDesk) -> httpx.Response:
    headers = {"authorization": f"Bearer {officer.token}"}
    return officer.http.post(f"{officer.api}/reveal/{NO_ID}", headers=headers)


def test_who_left_a_second_ago_is_refused_with_a_good_token_and_cannot_sign_in_again(
    desk: Desk, backroom: Backroom, newcomers: Newcomers
) -> None:
    administrator, username = desk.officer_called("administrator"), f"thu-{secrets.token_hex(6)}"
    wish = {"username": username, "display": "Cán bộ thử", "roles": ["officer"], "units": [UNIT]}
    newcomers.entered.add(username)
    assert administrator.post("officers", wish).status_code == HTTPStatus.CREATED
    someone = newcomers.signed_in(username)
    assert someone.get("cases").status_code == HTTPStatus.OK

    left = administrator.post(f"officers/{username}/leave", {"reason": "chuyển công tác"})

    assert left.status_code == HTTPStatus.ACCEPTED, left.text
    assert claims_in(someone.token)["exp"] > time.time() + 60
    refused_as_nobody(someone, newcomers)

    def disabled() -> bool:
        found = backroom.client("cognito-idp").admin_get_user(UserPoolId=newcomers.pool_id, Username=username)
        return not found["Enabled"]

    wait_until(disabled, "the sign-in is closed, too")


@pytest.mark.parametrize("how", ["out of service", "unknown"])
def test_who_was_removed_a_second_ago_is_refused_with_a_good_token(newcomers: Newcomers, how: str) -> None:
    someone = newcomers.enter("supervisor", units=(UNIT,))
    assert someone.get("cases").status_code == HTTPStatus.OK
    if how == "unknown":
        newcomers.remove(someone.username)
    else:
        newcomers.put(_officer(someone.username, "supervisor", units=(UNIT,), active=False))
    refused_as_nobody(someone, newcomers)


def test_who_lost_a_role_a_second_ago_has_only_what_is_left(newcomers: Newcomers) -> None:
    someone = newcomers.enter("officer", "auditor", units=(UNIT,))
    assert someone.get("cases").status_code == HTTPStatus.OK
    newcomers.put(_officer(someone.username, "auditor", units=(UNIT,)))
    assert someone.get("cases").status_code == HTTPStatus.FORBIDDEN
    assert someone.get("reveal-requests").status_code == HTTPStatus.OK


def _officer(username: str, role: str, *, units: tuple[str, ...], active: bool = True) -> Officer:
    return Officer(username=username, display="Cán bộ thử", roles=(role,), units=units, active=active)


def test_who_was_moved_a_second_ago_has_the_new_units_cases_and_none_of_the_old(
    desk: Desk, newcomers: Newcomers
) -> None:
    someone = newcomers.enter("officer", units=(UNIT,))
    told = {unit: _told(desk, unit) for unit in (UNIT, OTHER_UNIT)}
    old, new = (desk.officer(unit).await_case(mark)["case_id"] for unit, mark in told.items())
    assert someone.get(f"cases/{old}").status_code == HTTPStatus.OK
    assert someone.get(f"cases/{new}").status_code == HTTPStatus.NOT_FOUND
    cursor = someone.get("cases", limit="1").json()["next"] or ""

    wish = {"display": "Cán bộ thử", "roles": ["officer"], "units": [OTHER_UNIT]}
    moved = desk.officer_called("administrator").put(f"officers/{someone.username}", wish)

    assert moved.status_code == HTTPStatus.OK, moved.text
    assert someone.get(f"cases/{old}").status_code == HTTPStatus.NOT_FOUND
    assert someone.get(f"cases/{new}").status_code == HTTPStatus.OK
    assert {one["unit"] for one in someone.cases()} == {OTHER_UNIT}
    assert {one["unit"] for one in someone.get("cases", cursor=cursor).json()["items"]} <= {OTHER_UNIT}
    assert not someone.get("search", words=told[UNIT]).json()["items"]
    refused = someone.post(f"cases/{old}/notes", {"text": "còn ở đây"})
    assert refused.status_code == HTTPStatus.NOT_FOUND


def _told(desk: Desk, unit: str) -> str:
    """Have a citizen report something to a unit; return what it is found by."""
    citizen: Citizen = desk.citizen(unit)
    words = unlike_any_other("Mất cột mốc")
    citizen.tell("báo tin", words, "xong")
    return mark_of(words)
