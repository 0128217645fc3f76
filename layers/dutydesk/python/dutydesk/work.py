"""A worker at one record: what fails leaves its reason beside the message, and is delivered again."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aws_lambda_powertools.logging import Logger

from dutydesk.clock import utc_now
from dutydesk.stores.receipts import DynamoReceipts


@contextlib.contextmanager
def at_work(
    queue: str,
    record: Mapping[str, Any],
    *,
    receipts: Callable[[], DynamoReceipts],
    logger: Logger,
    failed: Callable[[], None],
) -> Iterator[None]:
    """Let the body process ``record``; a failure is noted, counted by ``failed``, logged without its trace, and raised.

    The note is best effort: whatever hinders it never hides what went wrong first. A trace could quote the message, so
    only the error's class is written anywhere.
    """
    try:
        yield
    except Exception as error:
        reason = type(error).__name__
        with contextlib.suppress(Exception):
            receipts().note_failure(queue, record["messageId"], reason, now=utc_now())
        failed()
        logger.error("not processed", reason=reason)  # noqa: TRY400  # a trace could quote the message
        raise
