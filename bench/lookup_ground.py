"""What cards and queue numbers are measured on: an emulator of our own with the desk's tables, and no stack.

The desk's code runs in the measuring process, or in one of its own. The emulator's conditional writes are atomic
between threads, as DynamoDB's are; moto's are not.
"""

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dutydesk.stores.content import Unit, unit_item
from dutydesk.stores.items import to_item
from dutydesk.stores.offices import Office, office_item
from local.deploy import Cloud
from local.deploy.cloud import REGION, ROOT_KEY
from local.emulator import start_emulator, stop_emulator
from local.places import Places
from local.ports import HOST
from local.prepare import prepare
from tests.fakes.tables import create_tables

UNIT = Unit(unit="quan-mau", name="Công an Quận Mẫu", hotline="028 0000 0000")
OFFICE_ID = "mot-cua"
HOURS = "1-5 07:30-11:30 13:30-17:00"
BUCKET = "bench-cards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The desk's tables, a bucket, a queue that nobody reads, and a key. ``client`` gives the client of a service."""

    client: Callable[[str], Any] = field(repr=False)
    endpoint_url: str
    tables: Mapping[str, str]
    replies_url: str
    key_arn: str

    @classmethod
    def filled(cls, client: Callable[[str], Any], *, endpoint_url: str = "") -> "Ground":
        """Create everything in an empty account, and one unit."""
        dynamodb, tables = client("dynamodb"), create_tables(client("dynamodb"))
        client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        fifo = client("sqs").create_queue(QueueName="bench-replies.fifo", Attributes={"FifoQueue": "true"})
        dynamodb.put_item(TableName=tables["content"], Item=to_item(unit_item(UNIT)))
        return cls(
            client=client,
            endpoint_url=endpoint_url,
            tables=tables,
            replies_url=fifo["QueueUrl"],
            key_arn=client("kms").create_key()["KeyMetadata"]["Arn"],
        )

    def open_office(self, office: Office) -> None:
        """Put an office of the unit."""
        self.client("dynamodb").put_item(TableName=self.tables["content"], Item=office_item(office))

    def environment(self) -> dict[str, str]:
        """Return what ``lookup`` and ``imports`` would have in their environment."""
        return {
            **{f"{name.upper()}_TABLE": table for name, table in self.tables.items()},
            "CARDS_BUCKET": BUCKET,
            "REPLIES_QUEUE_URL": self.replies_url,
            "PAPERS_KEY_ARN": self.key_arn,
            "AWS_ENDPOINT_URL": self.endpoint_url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": ROOT_KEY,
            "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
        }


@contextlib.contextmanager
def ground() -> Iterator[Ground]:
    """Start an emulator with nothing else in it, and end it afterwards."""
    with tempfile.TemporaryDirectory(prefix="dutydesk-bench-") as folder:
        places = Places(state=Path(folder))
        try:
            running = start_emulator(places, python=prepare(), region=REGION)
            cloud = Cloud(endpoint_url=f"http://{HOST}:{running.port}", workspace=places.state)
            yield Ground.filled(cloud.client, endpoint_url=cloud.endpoint_url)
        finally:
            stop_emulator(places)
