"""Breaking the desk at one exact call to the outside: killed there, or refused there."""

from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

_NOT_CALLS = frozenset({"exceptions", "meta", "get_paginator", "can_paginate"})


class Killed(BaseException):
    """The process ends here, as by kill -9: no handler catches it, nothing is noted."""


class Saboteur:
    """Strikes at the call with the number ``strike_at``; the first is 1, and 0 never comes.

    ``moment`` says whether the call was carried out by then. ``times`` calls in a row are struck, all calls of
    DynamoDB alone when ``only`` names it.
    """

    def __init__(
        self,
        strike_at: int = 0,
        *,
        moment: str = "before",
        times: int = 1,
        only: str = "",
        error: Callable[[str], BaseException] = lambda _call: Killed(),
        on_strike: Callable[[], None] = lambda: None,
    ) -> None:
        self.names: list[str] = []
        self.struck: list[str] = []
        self.on_strike = on_strike
        self.kills = isinstance(error(""), Killed)
        self._strike_at, self._moment, self._times, self._only, self._error = strike_at, moment, times, only, error

    @property
    def calls(self) -> int:
        """How many calls went past, the struck ones too."""
        return len(self.names)

    def call(self, service: str, name: str, carry_out: Callable[[], Any]) -> Any:
        """Carry out a call, unless this is where to strike."""
        if self._only not in ("", service):
            return carry_out()
        self.names.append(name)
        if not 0 <= self.calls - self._strike_at < self._times or not self._strike_at:
            return carry_out()
        if self._moment == "after":
            carry_out()
        self.struck.append(f"{service}.{name}")
        self.on_strike()
        raise self._error(name)


class Interruption(Saboteur):
    """Has something else happen just before the call with the number ``at``, which then goes on."""

    def __init__(self, at: int = 0) -> None:
        super().__init__()
        self._at = at
        self.interrupt: Callable[[], None] = lambda: None

    def call(self, service: str, name: str, carry_out: Callable[[], Any]) -> Any:
        """Let the other thing happen first, if this is the call."""
        self.names.append(name)
        if self.calls == self._at:
            self.struck.append(f"{service}.{name}")
            self.interrupt()
        return carry_out()


class Breakable:
    """A client of a service whose every call goes past the saboteur."""

    def __init__(self, client: Any, service: str, saboteur: Saboteur) -> None:
        self._client, self._service, self._saboteur = client, service, saboteur

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._client, name)
        if name in _NOT_CALLS or not callable(found):
            return found
        return lambda *args, **kwargs: self._saboteur.call(self._service, name, lambda: found(*args, **kwargs))


def throttled(operation: str) -> ClientError:
    """Return what boto3 raises once its own retries are used up."""
    code = "ProvisionedThroughputExceededException"
    return ClientError({"Error": {"Code": code, "Message": "too fast"}}, operation)
