"""Page tokens: exchanged once by many, and never lost without somebody being called."""

import base64
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from dutydesk.errors import PageBroken, Throttled, Unavailable
from dutydesk.platforms.zalo.oauth import Grant
from dutydesk.tokens.exchange import COMMITS, PAUSE_AFTER_LOSS, PAUSE_WHEN_BROKEN
from dutydesk.tokens.pages import LEASE, WAITS, Access, store_tokens
from dutydesk.tokens.store import DynamoTokens, StoredTokens, TokenStore
from dutydesk.tokens.vault import SealedPair, TokenPair
from tests.fakes.platform_server import Answer, told
from tests.fakes.tokens import FakeTokens
from tests.unit.reply.conftest import OAUTH, PAGE, House, Killed

OLD = Access(page_id=PAGE.page_id, version=1, token="access-1")


def rotated_but_lost(house: House) -> Callable[..., Answer]:
    """OAuth exchanges the token and its answer never arrives."""

    def answer(asked: Any) -> Answer:
        house.zalo.exchange(asked)
        return Answer(dropped=True)

    return answer


def test_many_workers_whose_token_expired_exchange_it_once(house: House) -> None:
    store = FakeTokens()
    house.seed(store)
    house.on_sleep = lambda _: threading.Event().wait(0.02)  # type: ignore[assignment]  # a real, short wait
    ready = threading.Barrier(12)
    got: list[str] = []

    def work() -> None:
        tokens = house.tokens(store)
        ready.wait()
        got.append(tokens.renewed(OLD).token)

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["access-2"] * 12
    assert len(house.zalo.server.at(OAUTH)) == 1


def test_the_loser_of_a_lease_waits_for_the_winners_pair(house: House) -> None:
    """The winner is in the middle of its exchange when the loser comes, and ends it while the loser sleeps."""
    during: list[Access] = []

    class Slow:
        """OAuth that is overtaken by another worker."""

        def refresh(self, **_: str) -> Grant:
            house.on_sleep = lambda _: winner_ends()
            during.append(house.tokens(oauth=Never()).renewed(OLD))
            return Grant(access_token="unused", refresh_token="unused", expires_in_s=1)

    def winner_ends() -> None:
        house.seed(house.store(), version=2)

    access = house.tokens(oauth=Slow()).renewed(OLD)
    assert [one.token for one in during] == ["access-2"]
    assert access.token == "access-2", "what is stored is in force, not what this worker holds"


class Never:
    """OAuth that nobody may call."""

    def refresh(self, **_: str) -> Grant:
        pytest.fail("a second exchange of the same token")


def test_a_loser_that_waits_in_vain_has_its_reply_tried_later(house: House) -> None:
    slept: list[float] = []
    house.on_sleep = slept.append
    now = house.clock()
    house.store().lease(PAGE.page_id, 1, owner="another", now=now, until=now + LEASE)
    with pytest.raises(Unavailable) as caught:
        house.tokens(oauth=Never()).renewed(OLD)
    assert not caught.value.answer_lost
    assert len(slept) == WAITS


def test_a_newer_pair_is_used_without_any_exchange(house: House) -> None:
    house.seed(house.store(), version=2)
    assert house.tokens(oauth=Never()).renewed(OLD).token == "access-2"


def test_the_attempt_is_recorded_before_the_call_and_cleared_with_the_new_pair(house: House) -> None:
    seen: list[dict[str, Any]] = []
    house.zalo.server.will(lambda asked: seen.append(house.tokens_item()) or house.zalo.exchange(asked))  # type: ignore[func-returns-value]  # append, then answer
    house.tokens().renewed(OLD)
    assert (seen[0]["attempt"], seen[0]["version"], seen[0]["lease_owner"]) == (1, 1, "worker-0")
    after = house.tokens_item()
    assert (after["attempt"], after["version"], after.get("lease_owner")) == (0, 2, None)


def test_the_new_pair_is_stored_before_it_is_used(house: House) -> None:
    access = house.tokens().renewed(OLD)
    stored = house.store().read(PAGE.page_id)
    assert stored is not None
    assert house.vault().open(stored.pair) == TokenPair(access_token=access.token, refresh_token="refresh-2")
    assert stored.expires_at == house.clock() + timedelta(hours=25)


@pytest.mark.parametrize("answer", [Answer(dropped=True), Answer(after_s=0.6), Answer(status=502), Answer(body=b"?")])
def test_after_a_lost_answer_the_old_token_is_tried_once_more_after_a_pause(house: House, answer: Answer) -> None:
    house.zalo.server.will(answer)
    with pytest.raises(Unavailable):
        house.tokens().renewed(OLD)
    with pytest.raises(Unavailable, match="refresh paused"):
        house.tokens(oauth=Never()).renewed(OLD)
    house.clock.now += PAUSE_AFTER_LOSS
    assert house.tokens().renewed(OLD).token == "access-2"
    assert house.alarms == []


def test_a_pair_whose_answer_was_lost_calls_a_person_and_says_why(house: House) -> None:
    house.zalo.server.will(rotated_but_lost(house))
    with pytest.raises(Unavailable):
        house.tokens().renewed(OLD)
    house.clock.now += PAUSE_AFTER_LOSS
    with pytest.raises(PageBroken, match="refresh_answer_lost"):
        house.tokens().renewed(OLD)
    assert house.alarms == [(PAGE.page_id, "refresh_answer_lost")]
    assert house.tokens_item()["broken"] == "refresh_answer_lost"
    with pytest.raises(PageBroken, match="refresh_answer_lost"):
        house.tokens(oauth=Never()).renewed(OLD)
    assert len(house.zalo.server.at(OAUTH)) == 2
    assert len(house.alarms) == 1


def test_killed_in_the_middle_of_an_exchange_the_next_worker_takes_over_when_the_lease_ends(house: House) -> None:
    class Kills:
        def refresh(self, **_: str) -> Grant:
            raise Killed

    with pytest.raises(Killed):
        house.tokens(oauth=Kills()).renewed(OLD)
    with pytest.raises(Unavailable):
        house.tokens(oauth=Never()).renewed(OLD)
    house.clock.now += LEASE
    assert house.tokens().renewed(OLD).token == "access-2"


def test_a_refused_exchange_calls_a_person_and_pauses(house: House) -> None:
    house.zalo.server.will(told(error=-14014))
    with pytest.raises(PageBroken, match="refresh_refused"):
        house.tokens().renewed(OLD)
    assert house.alarms == [(PAGE.page_id, "refresh_refused")]
    house.clock.now += PAUSE_WHEN_BROKEN
    assert house.tokens().renewed(OLD).token == "access-2", "a repair outside, such as the app's secret, is noticed"
    assert "broken" not in house.tokens_item()


def test_new_tokens_from_an_administrator_repair_a_broken_page_at_once(house: House) -> None:
    house.zalo.server.will(told(error=-14014))
    with pytest.raises(PageBroken):
        house.tokens().renewed(OLD)
    house.seed(house.store(), version=2)
    assert house.tokens(oauth=Never()).access(PAGE.page_id).token == "access-2"
    assert "broken" not in house.tokens_item()


def test_a_busy_oauth_is_left_alone_for_as_long_as_it_asks(house: House) -> None:
    house.zalo.server.will(told(error=-32))
    with pytest.raises(Throttled):
        house.tokens().renewed(OLD)
    assert house.tokens_item()["attempt"] == 0
    with pytest.raises(Unavailable):
        house.tokens(oauth=Never()).renewed(OLD)


def test_a_token_near_its_end_is_exchanged_while_it_still_works(house: House) -> None:
    house.clock.advance(hours=21)
    assert house.tokens().access(PAGE.page_id).token == "access-2"


@pytest.mark.parametrize("answer", [Answer(dropped=True), told(error=-32), told(error=-14014)])
def test_a_failed_early_exchange_costs_no_citizen_an_answer(house: House, answer: Answer) -> None:
    house.clock.advance(hours=21)
    house.zalo.server.will(answer)
    assert house.tokens().access(PAGE.page_id).token == "access-1"
    assert house.tokens(oauth=Never()).access(PAGE.page_id).token == "access-1"


def test_a_dead_token_that_cannot_be_exchanged_is_not_used(house: House) -> None:
    house.clock.advance(hours=26)
    house.zalo.server.will(Answer(dropped=True))
    with pytest.raises(Unavailable):
        house.tokens().access(PAGE.page_id)


def test_a_table_that_refuses_for_a_moment_does_not_cost_the_new_pair(house: House) -> None:
    store = Reluctant(house.store(), refusals=COMMITS - 1)
    assert house.tokens(store).renewed(OLD).token == "access-2"
    assert store.refusals == 0


@dataclass
class Reluctant:
    """A store whose ``put`` fails some times."""

    real: TokenStore
    refusals: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def put(self, pair: SealedPair, **when: Any) -> bool:
        if self.refusals:
            self.refusals -= 1
            raise ConnectionError
        return self.real.put(pair, **when)


def test_a_lease_taken_by_a_write_whose_answer_was_lost_is_ours(house: House) -> None:
    @dataclass
    class Forgetful:
        real: TokenStore

        def __getattr__(self, name: str) -> Any:
            return getattr(self.real, name)

        def lease(self, *args: Any, **kwargs: Any) -> bool:
            self.real.lease(*args, **kwargs)
            return False

    store: Any = Forgetful(house.store())
    assert house.tokens(store).renewed(OLD).token == "access-2"


def test_a_page_without_tokens_is_broken_and_somebody_hears_of_it(house: House) -> None:
    with pytest.raises(PageBroken, match="no_tokens"):
        house.tokens().access("zalo-unknown")
    assert house.alarms == [("zalo-unknown", "no_tokens")]


def test_an_app_without_its_secret_is_broken_until_somebody_enters_it(house: House) -> None:
    house.aws.secrets.delete_secret(SecretId="apps/zalo/100", ForceDeleteWithoutRecovery=True)
    with pytest.raises(PageBroken, match="app_not_set_up"):
        house.tokens().renewed(OLD)
    house.aws.secrets.create_secret(
        Name="apps/zalo/100", SecretString='{"signing_secret": "s", "app_secret": "app-secret"}'
    )
    assert house.tokens().renewed(OLD).token == "access-2"


def flipped(text: str) -> str:
    data = bytearray(base64.b64decode(text))
    data[-1] ^= 1
    return base64.b64encode(data).decode()


@pytest.mark.parametrize("field", ["access_token_enc", "refresh_token_enc", "data_key"])
def test_an_altered_ciphertext_is_refused(house: House, field: str) -> None:
    house.change_tokens(**{field: {"S": flipped(house.tokens_item()[field])}})
    with pytest.raises(PageBroken, match="tokens_unreadable"):
        house.tokens().access(PAGE.page_id)
    assert house.alarms == [(PAGE.page_id, "tokens_unreadable")]


def test_an_older_version_put_back_is_refused(house: House) -> None:
    old = house.aws.dynamodb.get_item(
        TableName=house.aws.tables["apps"], Key={"pk": {"S": f"PAGE#{PAGE.page_id}"}, "sk": {"S": "TOKEN"}}
    )["Item"]
    house.seed(house.store(), version=2)
    house.aws.dynamodb.put_item(TableName=house.aws.tables["apps"], Item={**old, "version": {"N": "3"}})
    with pytest.raises(PageBroken, match="tokens_unreadable"):
        house.tokens().access(PAGE.page_id)


def test_another_pages_tokens_are_refused(house: House) -> None:
    stored = house.store().read(PAGE.page_id)
    assert stored is not None
    with pytest.raises(PageBroken):
        house.vault().open(replace(stored.pair, page_id="zalo-other"))


def test_access_and_refresh_token_cannot_change_places(house: House) -> None:
    stored = house.store().read(PAGE.page_id)
    assert stored is not None
    pair = stored.pair
    swapped = replace(pair, access_token_enc=pair.refresh_token_enc, refresh_token_enc=pair.access_token_enc)
    with pytest.raises(PageBroken):
        house.vault().open(swapped)


@pytest.mark.parametrize("field", ["access_token_enc", "refresh_token_enc", "data_key"])
@pytest.mark.parametrize("value", ["", "AAAA", "not base 64", "ắ"])
def test_garbage_instead_of_a_ciphertext_is_refused(house: House, field: str, value: str) -> None:
    stored = house.store().read(PAGE.page_id)
    assert stored is not None
    with pytest.raises(PageBroken):
        house.vault().open(replace(stored.pair, **{field: value}))  # type: ignore[arg-type]  # all three are text


def test_the_table_holds_no_token_in_the_clear_and_no_repr_shows_one(house: House) -> None:
    access = house.tokens().renewed(OLD)
    stored = house.store().read(PAGE.page_id)
    assert stored is not None
    key = house.vault().new_key(PAGE.page_id)
    shown = f"{house.tokens_item()} {access!r} {stored!r} {house.vault().open(stored.pair)!r} {key!r}"
    assert not any(secret in shown for secret in ("access-2", "refresh-2", repr(key.plain)))


def test_the_key_is_unwrapped_once_per_version(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    decrypt = Mock(wraps=house.aws.kms.decrypt)
    monkeypatch.setattr(house.aws.kms, "decrypt", decrypt)
    tokens = house.tokens()
    for _ in range(3):
        tokens.access(PAGE.page_id)
    decrypt.assert_called_once()


@pytest.mark.parametrize("bad", ["", "two words", "line\nbreak"])
def test_what_is_no_token_is_not_stored_and_not_repeated(house: House, bad: str) -> None:
    with pytest.raises(ValueError, match="printable") as caught:
        store_tokens(
            house.store(),
            house.vault(),
            PAGE.page_id,
            access_token=bad,
            refresh_token="r",
            expires_at=house.clock(),
        )
    assert bad not in str(caught.value) or not bad


class TestEveryTokenStore:
    """One behaviour for the fake and for DynamoDB."""

    @pytest.fixture(params=["fake", "dynamodb"])
    def store(self, request: pytest.FixtureRequest, house: House) -> TokenStore:
        if request.param == "fake":
            return FakeTokens()
        return DynamoTokens(house.aws.dynamodb, house.aws.tables["officers"])

    @pytest.fixture
    def pair(self) -> SealedPair:
        return SealedPair(page_id="page", version=1, access_token_enc="a", refresh_token_enc="r", data_key="k")

    def test_nothing_is_there_at_first(self, store: TokenStore) -> None:
        assert store.read("page") is None

    def test_versions_follow_one_another(self, store: TokenStore, pair: SealedPair, house: House) -> None:
        at = house.clock()
        versions = (2, 1, 1, 3, 2, 2)
        assert [store.put(replace(pair, version=version), expires_at=at) for version in versions] == [
            False,
            True,
            False,
            False,
            True,
            False,
        ]

    def test_a_lease_is_one_workers_until_it_ends(self, store: TokenStore, pair: SealedPair, house: House) -> None:
        now = house.clock()
        store.put(pair, expires_at=now)
        assert store.lease("page", 1, owner="a", now=now, until=now + LEASE)
        assert not store.lease("page", 1, owner="b", now=now, until=now + LEASE)
        assert store.lease("page", 1, owner="b", now=now + LEASE, until=now + 2 * LEASE)
        store.end_lease("page", 1, owner="a", not_before=now, attempt=0)
        assert store.read("page") == StoredTokens(
            pair=pair, expires_at=now, lease_owner="b", lease_until=now + 2 * LEASE, attempt=2
        )

    def test_a_lease_is_of_one_version(self, store: TokenStore, pair: SealedPair, house: House) -> None:
        now = house.clock()
        assert not store.lease("page", 1, owner="a", now=now, until=now + LEASE)
        store.put(pair, expires_at=now)
        assert not store.lease("page", 2, owner="a", now=now, until=now + LEASE)

    def test_an_ended_lease_pauses(self, store: TokenStore, pair: SealedPair, house: House) -> None:
        now = house.clock()
        store.put(pair, expires_at=now)
        store.lease("page", 1, owner="a", now=now, until=now + LEASE)
        store.end_lease("page", 1, owner="a", not_before=now + LEASE / 2, attempt=1)
        assert not store.lease("page", 1, owner="a", now=now, until=now + LEASE)
        assert store.lease("page", 1, owner="a", now=now + LEASE / 2, until=now + LEASE)

    def test_a_mark_is_of_one_version(self, store: TokenStore, pair: SealedPair, house: House) -> None:
        store.put(pair, expires_at=house.clock())
        store.mark_broken("page", 2, "late", at=house.clock())
        assert broken(store) == ""
        store.mark_broken("page", 1, "refused", at=house.clock())
        assert broken(store) == "refused"
        store.mark_broken("page", 1, "", at=house.clock())
        assert broken(store) == ""

    def test_a_new_pair_clears_lease_attempts_and_mark(self, store: TokenStore, pair: SealedPair, house: House) -> None:
        now = house.clock()
        store.put(pair, expires_at=now)
        store.lease("page", 1, owner="a", now=now, until=now + LEASE)
        store.mark_broken("page", 1, "refused", at=house.clock())
        store.put(replace(pair, version=2), expires_at=now)
        assert store.read("page") == StoredTokens(pair=replace(pair, version=2), expires_at=now)


def broken(store: TokenStore) -> str:
    stored = store.read("page")
    assert stored is not None
    return stored.broken
