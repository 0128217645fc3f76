"""Links: which may be followed, and to where exactly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from dutydesk.evidence import Lost
from functions.media.fetching.failures import Unfetchable

_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_KEPT = "/%:@!$&'()*+,;=~-._?[]"
"""What is not written anew in a path or a query: it is written as it must be already."""
_HTTPS = 443


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where to connect to, and what to ask for there. ``local``: it is the one address that is known to be our own."""

    scheme: str
    host: str
    port: int
    target: str
    local: bool = False

    def __repr__(self) -> str:
        """Name the place only: whoever has a link has the file."""
        return f"Link(host={self.host!r})"

    @property
    def url(self) -> str:
        """The link, to find out where a redirect leads."""
        return f"{self.scheme}://{self.host}:{self.port}{self.target}"


def allowed(link: str, *, hosts: Sequence[str], local_origin: str = "", base: Link | None = None) -> Link:
    """Read a link, which may be relative to ``base``, and make sure that it is one of the platform's.

    Only encrypted connections to the usual port are made; an ``http`` link is asked for by ``https``.

    Raises:
        Unfetchable: there is none, or it leads elsewhere.
    """
    try:
        parts = urlsplit(urljoin(base.url, link) if base is not None else link)
        port = parts.port
    except ValueError:
        raise Unfetchable(Lost.REFUSED_HOST) from None
    host = (parts.hostname or "").rstrip(".")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    if local_origin and f"{parts.scheme}://{parts.netloc}" == local_origin and port is not None:
        return Link(scheme=parts.scheme, host=host, port=port, target=target, local=True)
    plain = parts.scheme == "http" and port in (None, 80)
    usual = parts.scheme == "https" and port in (None, _HTTPS)
    if parts.username is not None or not (plain or usual) or not _is_among(host, hosts):
        raise Unfetchable(Lost.REFUSED_HOST)
    return Link(scheme="https", host=host, port=_HTTPS, target=target)


def _is_among(host: str, hosts: Sequence[str]) -> bool:
    if not _NAME.fullmatch(host):
        return False
    return any(host.endswith(one[1:]) if one.startswith("*.") else host == one for one in hosts)
