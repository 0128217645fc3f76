"""Officers: who serves in a unit that goes serves in the other one; who leaves keeps neither session nor chat."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dutydesk.stores.items import from_item, to_item
from dutydesk.stores.officers import LIST
from dutydesk.stores.reorganisations import Kind, Order
from functions.upkeep.reorganising.moving import Shelf

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

USUAL_PLACE = 100


@dataclass(frozen=True, slots=True)
class Joining:
    """Officers serve in the new unit from now on, and in the old one until nothing can arrive there any more."""

    officers: Shelf

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Let each officer of a unit, or of a split those who are named, serve in the other one as well."""
        for username, units, plain in _serving(self.officers, unit):
            named = order.kind is Kind.MERGE or username in order.staff
            if not named or into in units:
                continue
            yield _set(self.officers, username, plain, [*units, into], gains=into)


@dataclass(frozen=True, slots=True)
class Parting:
    """Officers do not serve any more in a unit that went."""

    officers: Shelf

    def follow(self, order: Order, unit: str, into: str) -> Iterator[bool]:
        """Take the unit from each officer, and each officer from its roster."""
        if order.kind is Kind.SPLIT:
            return
        for username, units, plain in _serving(self.officers, unit):
            left = [one for one in units if one != unit]
            left = left if into in left else [*left, into]
            yield _set(self.officers, username, plain, left, gains=into, loses=unit)


class Sessions(Protocol):
    """Where officers are signed in."""

    def end(self, username: str) -> None:
        """End every session, and let nobody sign in by this name; nothing happens to somebody unknown."""


@dataclass(frozen=True, slots=True)
class CognitoSessions:
    """The ``Sessions`` port on a user pool."""

    client: "CognitoIdentityProviderClient"
    pool_id: str

    def end(self, username: str) -> None:
        """Disable first, so that no session begins behind the sign-out."""
        try:
            self.client.admin_disable_user(UserPoolId=self.pool_id, Username=username)
            self.client.admin_user_global_sign_out(UserPoolId=self.pool_id, Username=username)
        except self.client.exceptions.UserNotFoundException:
            return


@dataclass(frozen=True, slots=True)
class Chats:
    """The chat account that urgent cases were told to."""

    officers: Shelf

    def unlink(self, username: str) -> bool:
        """Forget it; return False when it was being linked anew at this moment."""
        chat = self.officers.item(f"CHAT#{username}")
        if chat is None:
            return True
        person_id = from_item(chat)["person_id"]
        parts = [self.officers.gone(f"CHAT#{username}", "#")]
        person = self.officers.item(f"PERSON#{person_id}")
        if person is not None and from_item(person).get("username") == username:
            parts.append(self.officers.gone(f"PERSON#{person_id}", "#"))
        return self.officers.done(parts)


def units_of(officers: Shelf, username: str) -> tuple[str, ...]:
    """Return where an officer serves, or served last; nowhere for somebody unknown."""
    item = officers.item(f"OFFICER#{username}")
    return tuple(from_item(item)["units"]) if item else ()


def _serving(officers: Shelf, unit: str) -> "Iterator[tuple[str, list[str], dict[str, object]]]":
    """Yield everybody who serves, or served, in a unit: on no roster is who has left."""
    lines = [*officers.items(LIST), *officers.items(f"UNIT#{unit}", "OFFICER#")]
    places = {line["sk"]["S"].removeprefix("OFFICER#"): from_item(line).get("order", USUAL_PLACE) for line in lines}
    for username, place in places.items():
        item = officers.item(f"OFFICER#{username}")
        if item is None:
            continue
        plain = from_item(item) | {"order": place}
        units = plain["units"]
        if unit in units:
            yield username, units, plain


def _set(
    officers: Shelf, username: str, plain: dict[str, object], units: list[str], *, gains: str, loses: str = ""
) -> bool:
    parts = [officers.change(f"OFFICER#{username}", was={"units": plain["units"]}, now={"units": units})]
    if plain.get("active", True):
        line = {"pk": f"UNIT#{gains}", "sk": f"OFFICER#{username}", "username": username}
        parts.append(officers.put(to_item(line | {"roles": plain["roles"], "order": plain["order"]})))
    if loses:
        parts.append(officers.delete(f"UNIT#{loses}", f"OFFICER#{username}"))
    return officers.done(parts)
