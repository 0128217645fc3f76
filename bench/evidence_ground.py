"""What evidence is measured on: an emulator with the desk's tables and buckets, and a media server in this process."""

import contextlib
import io
import random
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from PIL import Image

from bench import lookup_ground
from dutydesk.clock import utc_now
from dutydesk.messages import Attachment, AttachmentKind, Platform
from dutydesk.stores.cases import Author, Case, CaseMessage, case_item, message_item
from dutydesk.stores.files import file_parts, owed_files
from dutydesk.stores.transactions import transact
from local.deploy.cloud import REGION

CASE = "01J00000000000000000000001"
VIDEO_BYTES = 200_000_000
_PIECE = random.Random(7).randbytes(100_000)
_SIDES = (1600, 1200)
BUCKETS = ("quarantine", "originals", "views")
"""As the stack names them, less its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Tables, buckets, a key, and where the platform's files are."""

    client: Callable[[str], Any] = field(repr=False)
    tables: Mapping[str, str]
    origin: str
    photo_bytes: int
    environment: Mapping[str, str] = field(repr=False)

    def owe(self, links: Sequence[str], *, event_key: str, kind: AttachmentKind = AttachmentKind.IMAGE) -> list[str]:
        """Have a citizen send these, one message each, and return the files' ids."""
        return [self._owe(link, f"{event_key}-{number}", kind) for number, link in enumerate(links)]

    def _owe(self, link: str, event_key: str, kind: AttachmentKind) -> str:
        now = utc_now()
        message = CaseMessage(
            case_id=CASE,
            event_key=event_key,
            author=Author.CITIZEN,
            sent_at=now,
            attachments=(Attachment(kind=kind, url=link),),
        )
        (file,) = owed_files(message, platform=Platform.ZALO, page_id="zalo-1", unit="quan-mau", received_at=now)
        put: Any = {"Put": {"TableName": self.tables["cases"], "Item": message_item(message)}}
        transact(self.client("dynamodb"), [put, *file_parts(self.tables["cases"], file, by="bench")])
        return file.file_id


@contextlib.contextmanager
def ground() -> Iterator[Ground]:
    """Start all of it, and end it afterwards."""
    photo = _photo()
    with lookup_ground.ground() as desk, _serving(photo) as origin:
        s3, sqs = desk.client("s3"), desk.client("sqs")
        place: Any = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}
        for name in BUCKETS:
            s3.create_bucket(Bucket=f"bench-{name}", ObjectLockEnabledForBucket=name == "originals", **place)
        media = sqs.create_queue(QueueName="bench-media")["QueueUrl"]
        _open_case(desk.client("dynamodb"), desk.tables["cases"])
        yield Ground(
            client=desk.client,
            tables=desk.tables,
            origin=origin,
            photo_bytes=len(photo),
            environment=desk.environment()
            | {f"{name.upper()}_BUCKET": f"bench-{name}" for name in BUCKETS}
            | _settings(origin, media, desk.key_arn),
        )


def _settings(origin: str, media_url: str, key_arn: str) -> dict[str, str]:
    megabytes = '{"image": 30, "gif": 30, "video": 200, "audio": 50, "file": 100}'
    return {
        "MEDIA_QUEUE_URL": media_url,
        "MEDIA_RULES": f'{{"megabytes": {megabytes}, "link_hours": 48, "hosts": [], "local_origin": "{origin}"}}',
        "EVIDENCE_KEY_ARN": key_arn,
        "LOCK_MODE": "GOVERNANCE",
        "SEALED_DAYS": '{"": 1}',
    }


def _open_case(dynamodb: Any, table: str) -> None:
    case = Case(
        case_id=CASE,
        receipt="ABCDEFGH2",
        unit="quan-mau",
        page_id="zalo-1",
        person_id="p1",
        opened_at=utc_now(),
        summary="invented",
    )
    dynamodb.put_item(TableName=table, Item=case_item(case))


def _photo() -> bytes:
    """Return a photo as large as chat apps send them: half noise, so that it does not shrink to nothing."""
    noise = Image.frombytes(
        "RGB", (_SIDES[0] // 4, _SIDES[1] // 4), random.Random(8).randbytes(_SIDES[0] * _SIDES[1] * 3 // 16)
    )
    written = io.BytesIO()
    noise.resize(_SIDES, Image.Resampling.BICUBIC).save(written, "JPEG", quality=80)
    return written.getvalue()


@contextlib.contextmanager
def _serving(photo: bytes) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            video = self.path.startswith("/video")
            self.send_response(200)
            self.send_header("content-length", str(VIDEO_BYTES if video else len(photo)))
            self.end_headers()
            if not video:
                self.wfile.write(photo)
                return
            for _ in range(VIDEO_BYTES // len(_PIECE)):
                self.wfile.write(_PIECE)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
