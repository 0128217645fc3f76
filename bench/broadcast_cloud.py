"""AWS for measurements, as a process of its own: ``python -m bench.broadcast_cloud``.

Moto behind HTTP, one call at a time, so that senders use their real clients and wait for another process as they would
in Lambda; every call is counted and billed (``bench.broadcast_meter``). The table of identities is computed
(``bench.broadcast_crowd``), since moto reads all of a table for each page of an index. Nothing is enforced here: no
permissions, no throttling, no signatures.
"""

import json
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders
from moto.core.botocore_stubber import BotocoreStubber

from bench.broadcast_crowd import Identities
from bench.broadcast_meter import Meter, size_of
from local.ports import HOST
from tests.fakes.aws import REGION
from tests.fakes.tables import PREFIX

IDENTITIES = f"{PREFIX}identities"
_HOSTS = {
    "DynamoDB_20120810": "dynamodb",
    "AmazonSQS": "sqs",
    "TrentService": "kms",
    "secretsmanager": "secretsmanager",
}

type Json = dict[str, Any]


class Cloud:
    """The services, and the meter beside them."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.crowd: Identities | None = None
        self._moto = BotocoreStubber()
        self._lock = threading.Lock()

    def call(self, target: str, raw: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """Carry out one call of a JSON service; return status and body."""
        service, _, operation = target.partition(".")
        asked = json.loads(raw or b"{}")
        if self.crowd is not None and IDENTITIES in _tables(asked):
            answer = self.crowd.answer(operation, asked)
            with self._lock:
                self.meter.note(target, asked, self.crowd.billed(operation, asked, answer))
            return HTTPStatus.OK, json.dumps(answer).encode()
        with self._lock:
            status, body = self._forward(service, target, raw, headers)
            self.meter.note(target, asked, json.loads(body or b"{}"), sizes=self._sizes(operation, asked))
            return status, body

    def control(self, path: str, asked: Json) -> Json:
        """Do what a measurement wants beside AWS's calls.

        ``/crowd`` makes the identities of one page, ``/counted`` tells what was counted, ``/forget`` begins anew.
        """
        if path == "/crowd":
            self.crowd = Identities(**asked)
        elif path == "/forget":
            self.meter = Meter()
        return {"calls": self.meter.calls, "used": self.meter.used}

    def _forward(self, service: str, target: str, raw: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        url = f"https://{_HOSTS[service]}.{REGION}.amazonaws.com/"
        kept = HTTPHeaders()
        for name, value in headers.items():
            if name.lower() not in ("host", "content-length", "x-amz-target"):
                kept[name] = value
        kept["X-Amz-Target"] = target
        answered = self._moto.process_request(AWSPreparedRequest("POST", url, kept, raw, stream_output=False))
        if answered is None:
            raise LookupError(f"moto does not know {target}")
        status, _, body = answered
        return int(status), body.encode() if isinstance(body, str) else bytes(body or b"")

    def _sizes(self, operation: str, asked: Json) -> list[int]:
        """Return the sizes of the items that a write has left, in the order of its parts."""
        match operation:
            case "UpdateItem":
                return [self._size(asked["TableName"], asked["Key"])]
            case "TransactWriteItems":
                parts = [part for one in asked["TransactItems"] for part in one.values()]
                return [
                    size_of(part["Item"]) if "Item" in part else self._size(part["TableName"], part["Key"])
                    for part in parts
                ]
        return []

    def _size(self, table: str, key: Json) -> int:
        """Read an item beside the meter."""
        raw = json.dumps({"TableName": table, "Key": key}).encode()
        headers = {"Content-Type": "application/x-amz-json-1.0"}
        _, body = self._forward("DynamoDB_20120810", "DynamoDB_20120810.GetItem", raw, headers)
        return size_of(json.loads(body).get("Item", {}))


def _tables(asked: Json) -> set[str]:
    return {str(asked.get("TableName", "")), *asked.get("RequestItems", {})}


def main() -> None:
    """Serve on a free port of 127.0.0.1, print it, and end with a signal."""
    cloud = Cloud()

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:  # the name that http.server calls
            raw = self.rfile.read(int(self.headers.get("content-length", 0)))
            target = self.headers.get("x-amz-target", "")
            if target:
                status, body = cloud.call(target, raw, dict(self.headers.items()))
            else:
                status, body = HTTPStatus.OK, json.dumps(cloud.control(self.path, json.loads(raw or b"{}"))).encode()
            self.send_response(status)
            self.send_header("content-type", "application/x-amz-json-1.0")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: standard error is for progress."""

    server = ThreadingHTTPServer((HOST, 0), Door)
    server.daemon_threads = True
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
