"""Zalo in memory: the one HTTP call that ``reply`` makes, what each citizen has, and trouble on demand."""

import itertools
import json
from collections import defaultdict
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from urllib3.exceptions import ReadTimeoutError


@dataclass
class FakeZalo:
    """Stands in for ``urllib3.PoolManager``; ``trouble`` is what the next calls meet, first one first.

    ``lost``: the message is delivered and its answer never comes. ``down``: HTTP 503. A number: Zalo's error.
    """

    inboxes: defaultdict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    trouble: list[str | int] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def request(self, _method: str, url: str, *, body: bytes, **_more: Any) -> Any:
        """Deliver the message, unless there is trouble."""
        met = self.trouble.pop(0) if self.trouble else None
        if met == "down":
            return SimpleNamespace(status=503, data=b"<html>")
        if isinstance(met, int):
            return SimpleNamespace(status=200, data=json.dumps({"error": met, "message": "no"}).encode())
        sent = json.loads(body)
        message_id = f"zalo-{next(self._numbers)}"
        self.inboxes[sent["recipient"]["user_id"]].append((message_id, sent["message"]["text"]))
        if met == "lost":
            raise ReadTimeoutError(None, url, "read timed out")  # type: ignore[arg-type]  # no pool here
        answer = {"error": 0, "message": "Success", "data": {"message_id": message_id}}
        return SimpleNamespace(status=200, data=json.dumps(answer).encode())
