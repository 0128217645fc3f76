"""The emulated cloud as the deployer sees it: where it listens and how to call it."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import boto3
from botocore.config import Config

REGION = "ap-southeast-1"
ACCOUNT_ID = "000000000000"
ROOT_KEY = "test"  # the emulator's own account owner; any secret is accepted with it


class Created(NamedTuple):
    """A resource that now exists: its physical id and the outputs that other resources may use."""

    id: str
    outputs: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """One running emulator, called as the owner of its account. Safe to use from several threads."""

    endpoint_url: str
    workspace: Path
    """A folder of this machine in which the deployer keeps what functions read from disk."""
    region: str = REGION
    account_id: str = ACCOUNT_ID
    _clients: dict[str, Any] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def client(self, service: str) -> Any:
        """Return the boto3 client of this service, built once."""
        with self._lock:
            if service not in self._clients:
                self._clients[service] = boto3.Session().client(
                    service,  # type: ignore[call-overload]  # any service by name; the stubs want literals
                    endpoint_url=self.endpoint_url,
                    region_name=self.region,
                    aws_access_key_id=ROOT_KEY,
                    aws_secret_access_key=ROOT_KEY,
                    verify=False,  # plain HTTP: certificates would only cost the time to load them
                    config=Config(
                        signature_version="s3v4" if service == "s3" else None,
                        s3={"addressing_style": "path"},
                        retries={"total_max_attempts": 1},
                        max_pool_connections=32,
                        read_timeout=60,
                    ),
                )
            return self._clients[service]

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN of a resource of this account and region."""
        return f"arn:aws:{service}:{self.region}:{self.account_id}:{resource}"
