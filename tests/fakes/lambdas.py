"""What AWS hands to a handler."""

from typing import Any


class FakeContext:
    """The part of a Lambda context that a handler may read."""

    function_name = "under-test"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:ap-southeast-1:000000000000:function:under-test"
    aws_request_id = "00000000-0000-0000-0000-000000000000"


def record(body: str, *, message_id: str = "sqs-1", receives: int = 1) -> dict[str, Any]:
    """One SQS event with one record."""
    attributes = {"ApproximateReceiveCount": str(receives)}
    return {"Records": [{"messageId": message_id, "body": body, "attributes": attributes}]}
