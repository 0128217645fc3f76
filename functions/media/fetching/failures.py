"""Why a file could not be fetched this time, and when it is worth another try."""

from datetime import timedelta

from dutydesk.evidence import Lost

DELAYS = tuple(
    timedelta(seconds=seconds)
    for seconds in (10, 40, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 43_200, 43_200)
)
"""Before the second try, the third, …; the link's life ends them earlier."""

_TRIES = {
    Lost.NO_LINK: 1,
    Lost.REFUSED_HOST: 1,
    Lost.PRIVATE_ADDRESS: 1,
    Lost.TOO_LARGE: 1,
    Lost.REDIRECTS: 1,
    Lost.GONE: 3,  # just after the sending a platform's copies may not all know it yet
    Lost.EMPTY: 3,
    Lost.WRONG_LENGTH: 4,
    Lost.TIMEOUT: 6,
}
"""After how many tries it is lost for this reason; for any other, when there are no delays left."""


class Unfetchable(Exception):
    """It did not come this time. Nothing of it is anywhere."""

    def __init__(self, why: Lost) -> None:
        super().__init__(str(why))
        self.why = why


def next_try(why: Lost, tried: int, *, age: timedelta, link_life: timedelta) -> timedelta | None:
    """Return after how long to try again, or None when it is lost.

    Args:
        why: what went wrong in the last try.
        tried: how many there were, from 1.
        age: how long ago it began to be owed.
        link_life: how long a link can be expected to live.
    """
    if tried >= _TRIES.get(why, len(DELAYS) + 1):
        return None
    delay = DELAYS[tried - 1]
    return delay if age + delay <= link_life else None
