"""Dead letters of a standard queue: they have no group, and go back all the same."""

from functions.upkeep.dead_letters import DeadLetters
from functions.upkeep.failures import DynamoFailures
from tests.unit.upkeep.conftest import House


def test_letters_of_a_queue_without_groups_go_back_to_work(house: House) -> None:
    live, dead = (house.sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("echoes", "echoes-dead"))
    ids = {house.sqs.send_message(QueueUrl=dead, MessageBody=f'{{"n":{n}}}')["MessageId"] for n in range(3)}
    letters = DeadLetters(
        client=house.sqs,
        queue="echoes",
        queue_url=live,
        dead_letters_url=dead,
        failures=DynamoFailures(house.dynamodb, house.table, house.clock),
    )
    redriven = letters.redrive(limit=10, time_left=lambda: True)
    assert (redriven.moved, redriven.left) == (3, 0)
    back = house.sqs.receive_message(QueueUrl=live, MaxNumberOfMessages=10)["Messages"]
    assert sorted(one["Body"] for one in back) == ['{"n":0}', '{"n":1}', '{"n":2}']
    assert all(house.item("FAILURE#echoes", one)["reason"] == "WorkerDied" for one in ids)
