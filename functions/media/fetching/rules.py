"""What a stack's configuration decides about fetching."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from dutydesk.errors import Misconfigured
from dutydesk.messages import AttachmentKind

MOST_S = 240.0
"""A file that takes longer to come does not come."""
_MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How large a file of a kind may be, how long links live, where they may lead beside the platform's own hosts."""

    megabytes: Mapping[str, int]
    link_life: timedelta = timedelta(hours=48)
    hosts: tuple[str, ...] = ()
    local_origin: str = ""
    most_s: float = MOST_S

    def most_bytes(self, kind: AttachmentKind) -> int:
        """Return the size from which on a file is too large."""
        return self.megabytes[kind] * _MB


def rules_from(setting: str) -> Rules:
    """Read the setting ``MEDIA_RULES``, which ``infra.evidence`` writes.

    Raises:
        Misconfigured: it is not what it must be.
    """
    try:
        plain = json.loads(setting)
        return Rules(
            megabytes={kind: int(plain["megabytes"][kind]) for kind in ("image", "gif", "video", "audio", "file")},
            link_life=timedelta(hours=int(plain["link_hours"])),
            hosts=tuple(str(host) for host in plain["hosts"]),
            local_origin=str(plain["local_origin"]),
        )
    except (ValueError, KeyError, TypeError):
        raise Misconfigured("MEDIA_RULES is not readable") from None
