"""What a rehearsal plays on: the running stack, turned for a while and turned back."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import boto3
import httpx

from dutydesk import ids
from dutydesk.stores.items import key
from local.endpoints import Endpoints
from local.errors import LocalError, NotUp
from local.places import Places
from local.sign_in import SignIn

HELD = ("requests_per_minute", "latency_ms")
"""The simulator's settings that a rehearsal changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One demo page of a running stack, and everything behind it."""

    http: httpx.Client
    api: str
    simulator: str
    page: Mapping[str, Any]
    token: Callable[[str], str] = field(repr=False)
    """Returns an officer's identity token, by username."""
    dynamodb: Any = field(repr=False)
    tables: Mapping[str, str]
    person_key: bytes = field(repr=False)

    @classmethod
    def of(cls, places: Places, http: httpx.Client, unit: str) -> "Stage":
        """Return the page of this unit on the stack that runs here; raise ``NotUp`` when none does."""
        endpoints = Endpoints.load(places.endpoints)
        sign_in = SignIn.load(places.sign_in)
        try:
            outputs = json.loads(places.outputs.read_text())
        except FileNotFoundError:
            raise NotUp("the desk is not up: `make up` first") from None
        secret = _client(endpoints, "secretsmanager").get_secret_value(SecretId=outputs["person_key_secret_arn"])

        def token(username: str) -> str:
            return sign_in.id_token(username, endpoints.password(username) or "")

        return cls(
            http=http,
            api=endpoints.api,
            simulator=endpoints.simulator,
            page=endpoints.page(unit),
            token=token,
            dynamodb=_client(endpoints, "dynamodb"),
            tables=outputs["tables"],
            person_key=bytes.fromhex(secret["SecretString"]),
        )

    @property
    def crowd(self) -> str:
        """Where the simulator keeps the page's crowd."""
        return f"{self.simulator}/pages/{self.page['page_id']}/crowd"

    def person_id(self, user_id: str) -> str:
        """Return our id of somebody, made as the webhook makes it."""
        return ids.person_id(self.person_key, "zalo", self.page["page_id"], user_id)

    def asked(self, method: str, url: str, body: object = None) -> Any:
        """Call the simulator; raise ``LocalError`` when it refuses."""
        answer = self.http.request(method, url, json=body)
        if not answer.is_success:
            raise LocalError(f"the simulator answered {answer.status_code} to {method} {url}")
        return answer.json() if answer.content else None

    def limits(self) -> dict[str, int]:
        """Return what the platform has taken of the app since it began, and refused for the limit."""
        apps = self.asked("GET", f"{self.simulator}/limits")["apps"]
        (mine,) = [one for one in apps if one["app_id"] == self.page["app_id"]]
        return {"taken": mine["taken"], "refused": mine["refused"]}

    @contextmanager
    def at(self, *, per_minute: int, latency_ms: float) -> Iterator[None]:
        """Have platform and desk keep to another limit for a while; what the desk has learned of it is forgotten."""
        before = self.asked("GET", f"{self.simulator}/settings")
        pacer = self._pacer()
        try:
            self.asked(
                "POST", f"{self.simulator}/settings", {"requests_per_minute": per_minute, "latency_ms": latency_ms}
            )
            self._pace({"N": str(per_minute)})
            yield
        finally:
            self._pace(pacer.get("per_minute"))
            self.asked("POST", f"{self.simulator}/settings", {name: before[name] for name in HELD})

    def _pacer(self) -> dict[str, Any]:
        found = self.dynamodb.get_item(TableName=self.tables["apps"], Key=self._pacer_key(), ConsistentRead=True)
        item: dict[str, Any] = found.get("Item", {})
        return item

    def _pace(self, per_minute: Mapping[str, str] | None) -> None:
        """Set the app's limit, or take it back; generation and reserve stay."""
        learned = "next_at_ms, factor_thousandths, learned_at_ms"
        if per_minute is None:
            change: dict[str, Any] = {"UpdateExpression": f"REMOVE per_minute, {learned}"}
        else:
            change = {
                "UpdateExpression": f"SET per_minute = :limit, #schema = :one REMOVE {learned}",
                "ExpressionAttributeNames": {"#schema": "schema"},
                "ExpressionAttributeValues": {":limit": dict(per_minute), ":one": {"N": "1"}},
            }
        self.dynamodb.update_item(TableName=self.tables["apps"], Key=self._pacer_key(), **change)

    def _pacer_key(self) -> dict[str, Any]:
        return key(f"APP#{self.page['app_id']}", "PACER")


def _client(endpoints: Endpoints, service: str) -> Any:
    return boto3.Session().client(
        service,  # type: ignore[call-overload]  # any service by name; the stubs want literals
        endpoint_url=endpoints.aws["endpoint_url"],
        region_name=endpoints.aws["region"],
        aws_access_key_id=endpoints.aws["access_key_id"],
        aws_secret_access_key=endpoints.aws["secret_access_key"],
    )
