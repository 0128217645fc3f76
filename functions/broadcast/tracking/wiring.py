"""What a tracker is made of, built once per cold start."""

import functools
import random
import time
from dataclasses import dataclass

from botocore.config import Config

from dutydesk import aws
from dutydesk.clock import utc_now
from dutydesk.settings import load
from dutydesk.stores.receipts import DynamoReceipts
from functions.broadcast.digests import digest_of
from functions.broadcast.tracking.store import DynamoHearings
from functions.broadcast.tracking.tracker import Tracker

_PATIENT = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The tracker's environment."""

    broadcasts_table: str
    receipts_table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The tracker, and where it is noted what could not be processed."""

    tracker: Tracker
    receipts: DynamoReceipts


@functools.cache
def desk() -> Desk:
    """Build everything from the environment; raise ``Misconfigured`` when a variable is missing."""
    settings = load(Settings)
    dynamodb = aws.client("dynamodb", _PATIENT)
    tracker = Tracker(
        hearings=DynamoHearings(dynamodb, settings.broadcasts_table),
        digest_of=digest_of,
        clock=utc_now,
        pause=_pause,
    )
    return Desk(tracker=tracker, receipts=DynamoReceipts(dynamodb, settings.receipts_table))


def _pause(attempt: int) -> None:
    """Wait a little longer each time, at random, so that racing trackers fall apart."""
    time.sleep(random.uniform(0, 0.05 * 2**attempt))  # noqa: S311  # spreads a race
