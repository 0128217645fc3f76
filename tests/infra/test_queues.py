"""Queues: one citizen's failure is that citizen's alone, and nothing disappears."""

import json

from infra.recording import Recorded

QUEUE = "aws:sqs/queue:Queue"
MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping"
POLICY = "aws:sqs/queuePolicy:QueuePolicy"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
FUNCTION = "aws:lambda/function:Function"
WORKERS = {
    "tips": "intake",
    "alerts": "alert",
    "replies": "reply",
    "questions": "faq",
    "publications": "publish",
    "plans": "plan",
    "chunks": "send",
    "echoes": "track",
    "followers": "follow",
    "lookups": "lookup",
    "tickets": "ticket",
    "arrivals": "imports",
    "media": "media",
    "orders": "reorganise",
    "scans": "preserve",
}
STANDARD = {"echoes": 100, "arrivals": 1, "scans": 1, "media": 1}
"""Nothing is in order there, and what comes twice says nothing new; how many messages a call gets."""
TURNS = {"chunks", "followers"}
"""What waits there is no citizen: turns of senders, or of reading lists, issued all at once."""
FORTNIGHT_S = 14 * 24 * 3600


def test_each_queue_gives_up_into_its_own_dead_letters(stack: Recorded) -> None:
    queues = stack.of_type(QUEUE)
    assert set(queues) == set(WORKERS) | {f"{name}-dead" for name in WORKERS}
    for name in WORKERS:
        redrive = json.loads(queues[name]["redrivePolicy"])
        assert redrive["deadLetterTargetArn"].split(":")[-1] == queues[f"{name}-dead"]["name"]
        assert redrive["maxReceiveCount"] == 5
        assert "redrivePolicy" not in queues[f"{name}-dead"]


def test_each_queue_keeps_a_citizens_messages_in_order_and_citizens_apart(stack: Recorded) -> None:
    for name, queue in stack.of_type(QUEUE).items():
        if name.removesuffix("-dead") in STANDARD:
            assert "fifoQueue" not in queue, name
            assert not queue["name"].endswith(".fifo"), name
            continue
        assert queue["fifoQueue"], name
        assert queue["name"].endswith(".fifo"), name
        assert queue["deduplicationScope"] == "messageGroup", name
        assert queue["fifoThroughputLimit"] == "perMessageGroupId", name


def test_messages_wait_a_fortnight_for_a_person(stack: Recorded) -> None:
    for name, queue in stack.of_type(QUEUE).items():
        assert queue["messageRetentionSeconds"] == FORTNIGHT_S, name


def test_messages_are_encrypted_with_our_own_key(stack: Recorded) -> None:
    for name, queue in stack.of_type(QUEUE).items():
        assert queue["kmsMasterKeyId"].endswith("key/data-id"), name


def test_each_queue_feeds_its_worker_one_message_at_a_time(stack: Recorded) -> None:
    mappings = stack.of_type(MAPPING)
    prefix = next(iter(stack.of_type(FUNCTION).values()))["name"].rpartition("-")[0]
    fed = {
        mapping["eventSourceArn"].split(":")[-1]: (mapping["functionName"].split(":")[-1], mapping["batchSize"])
        for mapping in mappings.values()
    }
    assert fed == {
        f"{prefix}-{queue}.fifo": (f"{prefix}-{worker}", 1)
        for queue, worker in WORKERS.items()
        if queue not in STANDARD
    } | {f"{prefix}-{queue}": (f"{prefix}-{WORKERS[queue]}", most) for queue, most in STANDARD.items()}


def test_of_a_batch_only_what_failed_comes_again(stack: Recorded) -> None:
    """A batch above ten needs a window, and a queue that hides its messages for longer than window and worker."""
    mapping = stack.of_type(MAPPING)["echoes"]
    assert mapping["functionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["maximumBatchingWindowInSeconds"] == 5
    hidden = stack.of_type(QUEUE)["echoes"]["visibilityTimeoutSeconds"]
    assert hidden > stack.of_type(FUNCTION)["track"]["timeout"] + mapping["maximumBatchingWindowInSeconds"]


def test_a_file_is_told_of_by_its_own_bucket_alone(stack: Recorded) -> None:
    """The only message that no role of ours sends; the key lets S3 encrypt it."""
    allowed = {
        name: [one for one in json.loads(each["policy"])["Statement"] if one["Effect"] == "Allow"]
        for name, each in stack.of_type(POLICY).items()
    }
    (told,) = allowed.pop("arrivals")
    allowed.pop("scans")
    assert not any(allowed.values())
    assert (told["Principal"], told["Action"]) == ({"Service": "s3.amazonaws.com"}, "sqs:SendMessage")
    assert [arn.split(":")[-1] for arn in told["Resource"]] == [stack.of_type(QUEUE)["arrivals"]["name"]]
    bucket = stack.of_type("aws:s3/bucket:Bucket")["cards"]["bucket"]
    assert told["Condition"]["ArnEquals"] == {"aws:SourceArn": f"arn:aws:s3:::{bucket}"}
    assert told["Condition"]["StringEquals"] == {"aws:SourceAccount": bucket.rpartition("-")[2]}
    (opened,) = [
        one
        for one in json.loads(stack.of_type("aws:kms/key:Key")["data"]["policy"])["Statement"]
        if "s3.amazonaws.com" in one["Principal"].get("Service", [])
    ]
    assert set(opened["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey"}


def test_a_bucket_tells_only_once_it_may(stack: Recorded) -> None:
    """S3 tries the queue when it is told to tell."""
    (telling,) = [each for each in stack if each.type == "aws:s3/bucketNotification:BucketNotification"]
    assert any(urn.endswith("QueuePolicy::arrivals") for urn in telling.dependencies)


def test_a_message_stays_hidden_just_longer_than_its_worker_may_run(stack: Recorded) -> None:
    functions, queues = stack.of_type(FUNCTION), stack.of_type(QUEUE)
    for queue, worker in WORKERS.items():
        spare = queues[queue]["visibilityTimeoutSeconds"] - functions[worker]["timeout"]
        assert 1 <= spare <= 10, queue


def test_dead_letters_and_waiting_raise_alarms(stack: Recorded) -> None:
    alarms, queues = stack.of_type(ALARM).values(), stack.of_type(QUEUE)
    watched = {(alarm["metricName"], alarm["dimensions"].get("QueueName")): alarm for alarm in alarms}
    for name in WORKERS:
        dead = watched["ApproximateNumberOfMessagesVisible", queues[f"{name}-dead"]["name"]]
        assert (dead["threshold"], dead["comparisonOperator"]) == (0, "GreaterThanThreshold"), name
        waiting = watched["ApproximateAgeOfOldestMessage", queues[name]["name"]]
        assert waiting["threshold"] <= (6 * 3600 if name in TURNS else 900), name
