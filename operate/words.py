"""Search words: put them for cases that an older release opened, or mend them after a crash."""

from collections.abc import Iterator

from dutydesk.errors import Conflict
from dutydesk.stores.cases import Case, DynamoCases, case_from
from dutydesk.stores.search import Wording
from operate.stacks import Stack

TRIES = 5


def complete(stack: Stack) -> int:
    """Let every case be found by all that was said in it; return how many cases that are.

    It can run while the desk works, and as often as one likes: what is there already is put once more.

    Raises:
        Conflict: a case keeps changing; those before it are done.
    """
    table = stack.table("cases")
    cases, wording, number = DynamoCases(stack.dynamodb, table), Wording(stack.dynamodb, table), 0
    for case in _every_case(stack):
        _complete(case, cases, wording)
        number += 1
    return number


def _complete(case: Case, cases: DynamoCases, wording: Wording) -> None:
    for left in reversed(range(TRIES)):
        try:
            wording.complete(case, [message.text for message in cases.messages(case.case_id)])
        except Conflict:
            if not left:
                raise
            continue
        return


def _every_case(stack: Stack) -> Iterator[Case]:
    """Read the headers from the whole table: what an operator may do and no function."""
    pages = stack.dynamodb.get_paginator("scan").paginate(
        TableName=stack.table("cases"),
        FilterExpression="sk = :header AND begins_with(pk, :cases)",
        ExpressionAttributeValues={":header": {"S": "#"}, ":cases": {"S": "CASE#"}},
    )
    return (case_from(item) for page in pages for item in page["Items"])
