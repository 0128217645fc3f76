"""Several writes, all or none, and one name for having lost a race."""

from typing import TYPE_CHECKING

from dutydesk.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

_LOST = {"None", "ConditionalCheckFailed", "TransactionConflict"}


def transact(client: "DynamoDBClient", parts: "Sequence[TransactWriteItemTypeDef]") -> None:
    """Write all ``parts`` (1 to 100, 4 MB) or none.

    Raises:
        Conflict: a condition does not hold, or somebody writes the same items right now; read and decide again.
        Exception: DynamoDB refused for another reason, such as throttling, as it says it.
    """
    try:
        client.transact_write_items(TransactItems=parts)
    except client.exceptions.TransactionCanceledException as cancelled:
        reasons = {reason.get("Code", "None") for reason in cancelled.response.get("CancellationReasons", [])}
        if reasons <= _LOST:
            raise Conflict("changed meanwhile") from cancelled
        raise
