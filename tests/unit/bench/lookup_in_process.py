"""What cards and queue numbers are measured on, inside this process: moto, whose writes are atomic on one thread."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from moto import mock_aws

from bench.lookup_ground import Ground
from tests.fakes.aws import REGION


@contextmanager
def ground_in_process() -> Iterator[Ground]:
    """Give a ground that is gone when the block ends."""
    with mock_aws():
        session: Any = boto3.Session(region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing")
        yield Ground.filled(functools.cache(session.client))
