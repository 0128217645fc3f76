"""Followers become known as what the webhook would have written, and nothing that is known better is lost."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from dutydesk.clock import iso
from dutydesk.errors import Unavailable
from dutydesk.rails import RailName, path_of
from dutydesk.stores.broadcasts import Letter
from dutydesk.stores.identities import DynamoIdentities, Identity, page_shard, shard_of
from dutydesk.stores.items import key, to_item
from functions.broadcast.planning.sources import DynamoFollowers
from functions.broadcast.sending.people import DynamoAddressees
from functions.upkeep.following.people import Met
from tests.fakes.clock import NOON
from tests.unit.upkeep.following.conftest import PAGE, Night, person

if TYPE_CHECKING:
    from dutydesk.rails import Recipient

USER = "7100000000000000001"
SINCE = iso(NOON)


def identities(night: Night) -> DynamoIdentities:
    return DynamoIdentities(night.dynamodb, night.tables["identities"])


def noted(night: Night, *, follower: bool | None, minutes: float = 0) -> None:
    """The webhook has noted the user so many minutes after the reading began."""
    identity = Identity(
        person_id=person(USER),
        platform="zalo",
        page_id=PAGE.page_id,
        oa_id=PAGE.oa_id,
        user_id=USER,
        follower=follower,
    )
    identities(night).note(identity, at=NOON + timedelta(minutes=minutes))


def met(night: Night, *users: str) -> Met:
    return night.people().meet(PAGE, users or (USER,), since=SINCE)


def test_a_stranger_becomes_what_the_webhook_would_have_noted_but_for_the_last_interaction(night: Night) -> None:
    assert met(night) == Met(added=1)
    sync = night.known(USER)
    noted(night, follower=True)
    webhook = night.known(USER)
    assert webhook.pop("last_interaction")
    assert sync == webhook
    assert sync["page_shard"] == page_shard(PAGE.page_id, shard_of(person(USER)))


def test_who_is_known_as_a_follower_is_not_written_again(night: Night) -> None:
    noted(night, follower=True, minutes=-5)
    before = night.known(USER)
    assert met(night) == Met()
    assert night.known(USER) == before


def test_who_wrote_and_was_never_seen_to_follow_is_mended_and_keeps_the_interaction(night: Night) -> None:
    noted(night, follower=None, minutes=3)
    assert met(night) == Met(mended=1)
    known = night.known(USER)
    assert (known["follower"], known["last_interaction"]) == (True, iso(NOON + timedelta(minutes=3)))


def test_who_was_noted_by_an_older_release_without_a_place_in_the_index_gets_one(night: Night) -> None:
    noted(night, follower=True, minutes=-5)
    night.dynamodb.update_item(
        TableName=night.tables["identities"],
        Key=key(f"PERSON#{person(USER)}"),
        UpdateExpression="REMOVE page_shard, person_id",
    )
    assert met(night) == Met(mended=1)
    followers = DynamoFollowers(night.dynamodb, night.tables["identities"])
    assert [one.person_id for one in followers.of(PAGE.page_id, shard_of(person(USER)))] == [person(USER)]


def test_who_left_since_the_reading_began_stays_one_who_left(night: Night) -> None:
    noted(night, follower=False, minutes=1)
    assert met(night) == Met()
    assert night.known(USER)["follower"] is False


def test_who_left_between_the_read_and_the_write_stays_one_who_left(night: Night) -> None:
    people = night.people()
    noted(night, follower=False, minutes=1)
    stale: dict[str, dict[str, object]] = {}
    object.__setattr__(people, "client", StaleReads(night, stale))
    assert people.meet(PAGE, [USER], since=SINCE) == Met()
    assert night.known(USER)["follower"] is False


def test_who_left_before_and_is_listed_now_has_come_back(night: Night) -> None:
    noted(night, follower=False, minutes=-1)
    assert met(night) == Met(mended=1)
    assert night.known(USER)["follower"] is True


def test_a_choice_against_broadcasts_and_a_mark_of_the_platform_stay(night: Night) -> None:
    noted(night, follower=None, minutes=-1)
    identities(night).choose(person(USER), opted_out=True, at=NOON)
    identities(night).mark_unreachable(person(USER), "-244")
    met(night)
    known = identities(night).get(person(USER))
    assert known is not None
    assert (known.opted_out, known.unreachable, known.follower) == (True, "-244", True)


def test_nobody_is_marked_for_not_being_listed(night: Night) -> None:
    noted(night, follower=True, minutes=-5)
    met(night, "7100000000000000002")
    assert night.known(USER)["follower"] is True


def test_a_list_with_the_same_user_twice_counts_one(night: Night) -> None:
    assert met(night, USER, USER) == Met(added=1)


def test_nobody_at_all_is_no_call() -> None:
    night = Night.__new__(Night)
    night.dynamodb = None  # type: ignore[assignment]  # any use would fail
    night.tables = {"identities": "none"}
    night.pool = None  # type: ignore[assignment]  # as above

    class Pool:
        def map(self, *_: object) -> list[bool]:
            return []

    night.pool = Pool()  # type: ignore[assignment]  # as above
    assert night.people().meet(PAGE, [], since=SINCE) == Met()


def test_a_table_that_leaves_keys_unread_again_and_again_is_unavailable(night: Night) -> None:
    people = night.people()
    object.__setattr__(people, "client", NeverAll(night))
    with pytest.raises(Unavailable):
        people.meet(PAGE, [USER], since=SINCE)


@pytest.mark.parametrize("source", ["plan", "send"])
def test_whose_last_interaction_nobody_knows_no_consultation_reaches_but_a_template_does(
    night: Night, source: str
) -> None:
    met(night)
    to = planned(night) if source == "plan" else sent_to(night)
    assert to.last_interaction is None
    assert path_of(to, template=False, now=NOON) is Letter.SKIPPED_WINDOW
    path = path_of(to, template=True, now=NOON)
    assert not isinstance(path, Letter)
    assert (path.rail.name, path.billed) == (RailName.ZALO_TEMPLATE, True)


def planned(night: Night) -> "Recipient":
    (one,) = DynamoFollowers(night.dynamodb, night.tables["identities"]).of(PAGE.page_id, shard_of(person(USER)))
    return one.recipient


def sent_to(night: Night) -> "Recipient":
    reads = DynamoAddressees(night.dynamodb, night.tables["identities"], night.pool, lambda _attempt: None)
    return reads.of([person(USER)])[person(USER)].recipient


class StaleReads:
    """The table's client, whose batch reads are behind."""

    def __init__(self, night: Night, items: dict[str, dict[str, object]]) -> None:
        self._night = night
        self._items = items

    def batch_get_item(self, **_: object) -> dict[str, object]:
        return {"Responses": {self._night.tables["identities"]: [to_item(one) for one in self._items.values()]}}

    def __getattr__(self, name: str) -> object:
        return getattr(self._night.dynamodb, name)


class NeverAll(StaleReads):
    """The table's client, of a table that is never in the mood."""

    def __init__(self, night: Night) -> None:
        super().__init__(night, {})

    def batch_get_item(self, **asked: object) -> dict[str, object]:
        return {"Responses": {}, "UnprocessedKeys": asked["RequestItems"]}
