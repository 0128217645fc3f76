"""Those who are told when their card is ready, as an import sees them."""

from collections.abc import Callable
from dataclasses import dataclass

from functions.lookup.watches import SHARDS
from functions.lookup.watching import Watching


@dataclass(frozen=True, slots=True)
class Sweep:
    """The ``Watchers`` port: ``after`` names the shards that are left, such as ``2,3``."""

    watching: Watching

    def swept(self, after: str, time_left: Callable[[], bool]) -> str | None:
        """Go over the shards that are left."""
        shards = [int(one) for one in after.split(",")] if after else list(SHARDS)
        left = self.watching.swept(shards, time_left=time_left)
        return ",".join(map(str, left)) or None
