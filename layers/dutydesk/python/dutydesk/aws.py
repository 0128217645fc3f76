"""Clients of AWS that start fast: botocore alone, told in advance what it would otherwise look for on the disk.

A plain session lists some 900 folders to learn which services exist, and reads 1.2 MB about the endpoints of all of
them, though the rules that decide an endpoint come with each service. Together that is an eighth of a cold start.
"""

import functools
import os
import re
from collections.abc import Callable
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.loaders import Loader

SERVICES = ("cognito-idp", "dynamodb", "kms", "s3", "secretsmanager", "sns", "sqs")

_REGIONS = r"^(us|eu|ap|sa|ca|me|af|il|mx)\-\w+\-\d+$"
"""The regions of the partition ``aws``, as botocore's own table writes them; elsewhere that table is read."""

_S3 = {
    "partitionEndpoint": "aws-global",
    "endpoints": {"aws-global": {"hostname": "s3.amazonaws.com", "credentialScope": {"region": "us-east-1"}}},
}
"""S3 alone has a name without a region, which botocore still takes for ``us-east-1``."""

_AWS = {
    "partition": "aws",
    "dnsSuffix": "amazonaws.com",
    "regionRegex": _REGIONS,
    "defaults": {"hostname": "{service}.{region}.{dnsSuffix}", "protocols": ["https"], "signatureVersions": ["v4"]},
    "regions": {},
    "services": {"s3": _S3},
}


def client(service: str, config: Config) -> Any:
    """Return a new client of one of ``SERVICES``."""
    return _session().create_client(service, config=config)


def client_on_first_use(service: str, config: Config) -> Any:
    """Return what becomes a client when it is first asked for anything, for services that most calls do not need."""
    return _OnFirstUse(functools.partial(client, service, config))


class _OnFirstUse:
    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = functools.cache(make)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._make(), name)


@functools.cache
def _session() -> botocore.session.Session:
    session = botocore.session.get_session()
    session.register_component("data_loader", _Lean())
    return session


class _Lean(Loader):
    """Botocore's own data, less the search for services and the table of all endpoints."""

    def list_available_services(self, type_name: str) -> list[str]:
        """Name ours, without looking."""
        del type_name
        return list(SERVICES)

    def load_data_with_path(self, name: str) -> Any:
        """Stand in for the table of endpoints alone."""
        if name == "endpoints" and re.match(_REGIONS, os.environ.get("AWS_REGION", "")):
            return {"version": 3, "partitions": [_AWS]}, ""
        return super().load_data_with_path(name)
