"""What a Zalo page may still send of the kinds that are counted.

``POST /v3.0/oa/quota/message`` ``{"quota_owner": "OA"}`` answers the page's assets, each with ``product_type`` (``cs``
is consultation), ``quota_type``, ``total`` and ``remain`` (grade B). Under which name the list comes differs between
sources (``asset``, ``assets``, or the data itself), and a ``remain`` may be missing (grade C): what cannot be read
counts as not said, never as nothing left.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dutydesk.errors import Unavailable
from dutydesk.platforms.zalo.refusals import number_in, refusal
from dutydesk.platforms.zalo.wire import Wire

KINDS: Mapping[str, str] = {"cs": "consultation"}
"""Our words for the platform's; any other kind keeps its name."""

_PATH = "/v3.0/oa/quota/message"
_NAME = re.compile(r"[a-z0-9_]{1,40}")
_MOST_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaloQuota:
    """Asks for one page's quota, exactly once per call."""

    wire: Wire
    api_url: str

    def left(self, access_token: str) -> Mapping[str, int]:
        """Return messages left by kind, the assets of one kind added up; a kind that Zalo does not tell is missing.

        Raises:
            DeliveryError: the class says who must act; ``code`` is Zalo's number.
        """
        answer = self.wire.post(
            self.api_url + _PATH,
            headers={"access_token": access_token, "content-type": "application/json"},
            body=json.dumps({"quota_owner": "OA"}).encode(),
        )
        number = number_in(answer)
        if number is None:
            raise Unavailable("no error number", answer_lost=False)
        if number:
            raise refusal(number)
        left: dict[str, int] = {}
        for asset in _assets(answer.get("data")):
            kind, remain = asset.get("product_type"), _number(asset.get("remain"))
            if isinstance(kind, str) and _NAME.fullmatch(kind) and remain is not None:
                name = KINDS.get(kind, kind)
                left[name] = left.get(name, 0) + remain
        return left


def _assets(data: object) -> Iterable[Mapping[str, object]]:
    """Return the assets, wherever they stand."""
    if isinstance(data, Mapping):
        data = data.get("asset", data.get("assets"))
    return [one for one in data if isinstance(one, Mapping)] if isinstance(data, list) else []


def _number(value: object) -> int | None:
    """Return a count, as a number or as digits."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    digits = str(value)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else None
