"""A final state is final, whoever comes later."""

import pytest

from functions.reply.sent import DynamoSent, Found, State
from tests.unit.reply.conftest import Aws, House


@pytest.fixture
def sent(aws: Aws) -> DynamoSent:
    return DynamoSent(aws.dynamodb, aws.tables["receipts"])


def test_a_message_never_tried_is_not_known(sent: DynamoSent) -> None:
    assert sent.find("r1") == Found()


def test_a_try_that_never_ended_may_have_reached_the_citizen(sent: DynamoSent, house: House) -> None:
    assert sent.begin("r1", now=house.clock()) == Found()
    assert sent.begin("r1", now=house.clock()) == Found(state=State.SENDING, may_be_out=True)


@pytest.mark.parametrize("may_be_out", [True, False])
def test_a_try_that_ended_says_whether_it_may_have(sent: DynamoSent, house: House, *, may_be_out: bool) -> None:
    sent.begin("r1", now=house.clock())
    sent.put_back("r1", may_be_out=may_be_out, now=house.clock())
    assert sent.find("r1") == Found(state=State.WAITING, may_be_out=may_be_out)


@pytest.mark.parametrize("final", [State.SENT, State.FAILED])
def test_nothing_changes_a_final_state(sent: DynamoSent, house: House, final: State) -> None:
    sent.begin("r1", now=house.clock())
    sent.finish("r1", final, now=house.clock(), message_id="m-1", reason="why")
    before = house.sent_record("r1")
    assert sent.begin("r1", now=house.clock()).state is final
    sent.put_back("r1", may_be_out=True, now=house.clock())
    for other in (State.SENT, State.FAILED):
        sent.finish("r1", other, now=house.clock(), message_id="m-2")
    assert house.sent_record("r1") == before


def test_a_record_outlives_every_redelivery_of_a_platform(sent: DynamoSent, house: House) -> None:
    sent.begin("r1", now=house.clock())
    assert house.sent_record("r1")["expires_at"] > house.clock.advance(hours=36).timestamp()
