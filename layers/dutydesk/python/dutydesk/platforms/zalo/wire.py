"""One HTTP call to Zalo, and the one question that matters when it fails: could it have been carried out?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from dutydesk.errors import Throttled, Unavailable
from dutydesk.platforms.zalo.refusals import number_in

CONNECT_S = 2.0
READ_S = 6.0


@dataclass(frozen=True, slots=True)
class Wire:
    """Calls Zalo, each call exactly once: nothing here may be repeated without somebody deciding so."""

    http: urllib3.PoolManager
    connect_s: float = CONNECT_S
    read_s: float = READ_S

    def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> dict[str, object]:
        """Post, and return the answer's JSON object, whatever it says.

        Raises:
            Unavailable: no connection, no answer, or none that means anything; ``answer_lost`` is False only where the
                request cannot have been carried out.
            Throttled: HTTP 429.
        """
        return self._called("POST", url, headers, body)

    def get(self, url: str, *, headers: Mapping[str, str]) -> dict[str, object]:
        """Get, and return the answer's JSON object, whatever it says.

        Raises:
            Unavailable, Throttled: as ``post``.
        """
        return self._called("GET", url, headers, None)

    def _called(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> dict[str, object]:
        try:
            response = self.http.request(
                method,
                url,
                headers=dict(headers),
                body=body,
                timeout=urllib3.Timeout(connect=self.connect_s, read=self.read_s),
                retries=False,
                redirect=False,
            )
        except (ConnectTimeoutError, NewConnectionError) as error:
            raise Unavailable("no connection", answer_lost=False) from error
        except HTTPError as error:
            raise Unavailable("no answer", answer_lost=True) from error
        return _meaning(response.status, response.data)


def _meaning(status: int, data: bytes) -> dict[str, object]:
    answer = _json_object(data)
    if answer is not None and (status == HTTPStatus.OK or number_in(answer)):
        return answer
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Throttled(str(int(status)))
    # A proxy's 4xx or redirect turned the call away; after a 5xx or a 200 of garbage nobody knows.
    turned_away = HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    raise Unavailable(f"http {status}", answer_lost=not turned_away)


def _json_object(data: bytes) -> dict[str, object] | None:
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None
