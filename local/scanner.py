"""What plays GuardDuty on this machine: looks at every file in quarantine, tags it, and says what it found.

It says it as the real one does, by an event that the program's own rule must catch. A file with the test string of
https://www.eicar.org/download-anti-malware-testfile/ is a threat, of one with a string of our own the scan fails, and
any other is clean.
"""

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local.deploy.cloud import ACCOUNT_ID, REGION, Cloud
from local.deploy.twists import PLAYED
from local.places import ROOT, Places
from local.processes import Running, start

NAME = "scanner"
EVERY_S = 0.3
TAG = "GuardDutyMalwareScanStatus"
CLEAN, THREAT, FAILED = "NO_THREATS_FOUND", "THREATS_FOUND", "FAILED"
TEST_STRING = b"EICAR-STANDARD" + b"-ANTIVIRUS-TEST-FILE!"
FAILING_STRING = b"DUTYDESK-TEST-FILE-" + b"WHOSE-SCAN-FAILS"
READ_BYTES = 1024 * 1024
_SPECIAL = {TEST_STRING: THREAT, FAILING_STRING: FAILED}
_LEFT_EACH_ROUND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """Scans one bucket; each version of an object once."""

    s3: Any
    events: Any
    bucket: str
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    seen: dict[str, str] = field(default_factory=dict)

    def round(self) -> int:
        """Scan what is new, and return how many objects that were; what fails is tried in the next round."""
        done = 0
        found = self.s3.list_objects_v2(Bucket=self.bucket, MaxKeys=_LEFT_EACH_ROUND).get("Contents", [])
        for key in self.seen.keys() - {one["Key"] for one in found}:
            del self.seen[key]
        for one in found:
            if self.seen.get(one["Key"]) != one["ETag"] and self._scan(one["Key"], one["ETag"]):
                self.seen[one["Key"]] = one["ETag"]
                done += 1
        return done

    def _scan(self, key: str, etag: str) -> bool:
        try:
            body = self.s3.get_object(Bucket=self.bucket, Key=key, IfMatch=etag)["Body"]
            result = _result(body.iter_chunks(READ_BYTES))
            tags = {"TagSet": [{"Key": TAG, "Value": result}]}
            self.s3.put_object_tagging(Bucket=self.bucket, Key=key, Tagging=tags)
            answer = self.events.put_events(Entries=[self._entry(key, etag, result)])
        except Exception as failed:  # noqa: BLE001  # gone meanwhile, or the emulator is busy
            logging.getLogger(__name__).warning("not scanned: %s", type(failed).__name__)
            return False
        return not answer.get("FailedEntryCount")

    def _entry(self, key: str, etag: str, result: str) -> dict[str, Any]:
        detail = {
            "schemaVersion": "1.0",
            "scanStatus": "COMPLETED",
            "resourceType": "S3_OBJECT",
            "s3ObjectDetails": {
                "bucketName": self.bucket,
                "objectKey": key,
                "eTag": etag.strip('"'),
                "s3Throttled": False,
            },
            "scanResultDetails": {
                "scanResultStatus": result,
                "threats": [{"name": "EICAR"}] if result == THREAT else None,
            },
        }
        return {
            "Time": self.clock(),
            "Source": f"{PLAYED}guardduty",
            "DetailType": "GuardDuty Malware Protection Object Scan Result",
            "Resources": [f"arn:aws:guardduty:{REGION}:{ACCOUNT_ID}:malware-protection-plan/local"],
            "Detail": json.dumps(detail),
        }


def start_scanner(places: Places, *, endpoint_url: str, port: int, bucket: str) -> Running:
    """Start the scanner of this bucket; it needs nothing to be ready, and answers nobody."""
    command = [sys.executable, "-m", "local.scanner", "--endpoint", endpoint_url, "--bucket", bucket]
    return start(
        command,
        environment={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"},
        port=port,
        log=places.log(NAME),
        remember=places.pid(NAME),
        folder=ROOT,
    )


def main() -> None:
    """Scan until somebody ends the process."""
    parser = argparse.ArgumentParser(prog="python -m local.scanner")
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--bucket", required=True)
    arguments = parser.parse_args()
    cloud = Cloud(endpoint_url=arguments.endpoint, workspace=Path())
    scanner = Scanner(s3=cloud.client("s3"), events=cloud.client("events"), bucket=arguments.bucket)
    while True:
        try:
            scanner.round()
        except Exception as failed:  # noqa: BLE001  # the emulator may be starting, or ending
            logging.getLogger(__name__).warning("no round: %s", type(failed).__name__)
        time.sleep(EVERY_S)


def _result(pieces: Iterator[bytes]) -> str:
    before = b""
    for piece in pieces:
        for string, result in _SPECIAL.items():
            if string in before + piece:
                return result
        before = piece[-max(map(len, _SPECIAL)) :]
    return CLEAN


if __name__ == "__main__":
    main()
