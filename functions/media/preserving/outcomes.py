"""What a scanner says, and what became of a message about it."""

from collections.abc import Mapping
from enum import StrEnum

from dutydesk.evidence import Scan

RESULTS: Mapping[str, Scan] = {
    "NO_THREATS_FOUND": Scan.CLEAN,
    "THREATS_FOUND": Scan.THREAT,
    "UNSUPPORTED": Scan.UNSUPPORTED,
}
"""Any other word, known today or not, is no result.

https://docs.aws.amazon.com/guardduty/latest/ug/monitoring-malware-protection-s3-scans-gdu.html
"""


class Outcome(StrEnum):
    """What became of a message."""

    KEPT = "kept"
    KEPT_UNSEEN = "kept_unseen"  # sealed, and nobody can look at it
    THREAT = "threat"  # likewise, since the scan found something
    SET_ASIDE = "set_aside"
    REMOVED = "removed"  # set aside, and its day is over
    ERASED = "erased"  # its case's evidence was erased meanwhile
    LOST = "lost"  # it left quarantine before it was sealed
    STALE = "stale"  # about a version, or a file, that is not there any more
    NOTHING = "nothing"  # all of it was done before


class TooEarly(Exception):
    """The scan was faster than whoever fetched the file and is still noting it; the message comes again."""
