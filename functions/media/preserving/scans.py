"""What comes by the queue ``scans``: the scanner's words by EventBridge, and what upkeep or an officer asks for.

The scanner's events: https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
"""

import json
from typing import Any

from dutydesk.errors import MalformedEvent
from dutydesk.evidence import ScanMessage
from dutydesk.inlet import read

DETAIL_TYPE = "GuardDuty Malware Protection Object Scan Result"
_VALIDATION = "malware-protection-resource-validation-object"
"""What the scanner puts into the bucket to see whether it may."""


def scan_of(body: str) -> ScanMessage | None:
    """Return what a message says; None for an object that is no file of ours.

    Raises:
        MalformedEvent: the message is neither the scanner's nor ours; the error does not repeat it.
    """
    try:
        plain = json.loads(body)
        if not isinstance(plain, dict) or "detail-type" not in plain:
            return read(ScanMessage, body)
        if plain["detail-type"] != DETAIL_TYPE:
            return None
        return _told(plain["detail"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise MalformedEvent("not a scan") from None


def _told(detail: dict[str, Any]) -> ScanMessage | None:
    thing = detail["s3ObjectDetails"]
    case_id, slash, file_id = thing["objectKey"].partition("/")
    if not (case_id and slash and file_id) or "/" in file_id or thing["objectKey"].startswith(_VALIDATION):
        return None
    return ScanMessage(
        case_id=case_id,
        file_id=file_id,
        result=str((detail.get("scanResultDetails") or {}).get("scanResultStatus") or "NONE"),
        etag=str(thing.get("eTag") or ""),
    )
