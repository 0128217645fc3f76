"""Reaching a stack: its outputs, and clients that may act on it."""

import json
import os
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

ROOT = Path(__file__).resolve().parent.parent
LOCAL = "local"


class StackUnknown(Exception):
    """The stack cannot be reached; the text says what to do."""


@dataclass(frozen=True, kw_only=True)
class Stack:
    """A deployed stack: what the Pulumi program exported, and a session with the operator's own rights."""

    name: str
    outputs: Mapping[str, Any]
    session: boto3.Session
    endpoint_url: str | None = None

    _clients: dict[str, Any] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def client(self, service: str) -> Any:
        """Return the client of this stack's AWS, built once; safe from several threads."""
        with self._lock:
            if service not in self._clients:
                self._clients[service] = self.session.client(
                    service,  # type: ignore[call-overload]  # any service by name; the stubs want literals
                    endpoint_url=self.endpoint_url,
                )
            return self._clients[service]

    @property
    def dynamodb(self) -> Any:
        """The client that most commands use."""
        return self.client("dynamodb")

    def table(self, name: str) -> str:
        """Return the physical name of a table."""
        physical: str = self.outputs["tables"][name]
        return physical

    @property
    def app_secrets_prefix(self) -> str:
        """The name below which each platform app has its secret."""
        return f"dutydesk-{self.name}-apps/"


def reach(name: str) -> Stack:
    """Return the stack of this name: the one on this machine, or one that ``pulumi up`` deployed.

    The local stack is looked for in the folder that ``DUTYDESK_STATE`` names, or ``.local``.

    Raises:
        StackUnknown: nothing is deployed under this name.
    """
    if name != LOCAL:
        return _deployed(name)
    return _local(Path(os.environ.get("DUTYDESK_STATE") or ROOT / ".local"))


def _local(state: Path) -> Stack:
    try:
        outputs = json.loads((state / "outputs.json").read_text())
        aws = json.loads((state / "endpoints.json").read_text())["aws"]
    except FileNotFoundError:
        raise StackUnknown("no desk is running on this machine: `make up` first") from None
    session = boto3.Session(
        aws_access_key_id=aws["access_key_id"],
        aws_secret_access_key=aws["secret_access_key"],
        region_name=aws["region"],
    )
    return Stack(name=LOCAL, outputs=outputs, session=session, endpoint_url=aws["endpoint_url"])


def _deployed(name: str) -> Stack:
    command = ["pulumi", "stack", "output", "--json", "--stack", name]
    try:
        found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except FileNotFoundError:
        raise StackUnknown("the pulumi command is not installed") from None
    except subprocess.CalledProcessError as failed:
        raise StackUnknown(f"pulumi knows no outputs of stack {name}: {failed.stderr.strip()[:300]}") from None
    outputs = json.loads(found.stdout)
    region = outputs["alarm_topic_arn"].split(":")[3]
    return Stack(name=name, outputs=outputs, session=boto3.Session(region_name=region))
