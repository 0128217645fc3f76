"""Which addresses of the internet are everybody's: a link must never lead into the desk's own network."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

Resolve = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a name, at least one; raises ``OSError``."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""An IPv4 address within an IPv6 one: https://www.rfc-editor.org/rfc/rfc6052"""


def resolved(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name, in the order in which they are to be tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def is_public(address: str) -> bool:
    """Whether an address is one that anybody on the internet can reach, also if it is written inside another."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False  # with a zone, it is of this machine's own links
    if isinstance(known, ipaddress.IPv6Address):
        inner = known.ipv4_mapped or known.sixtofour or (known.teredo or (None, None))[1]
        if known in _NAT64:
            inner = ipaddress.IPv4Address(known.packed[-4:])
        if inner is not None:
            return is_public(str(inner))
    return known.is_global and not known.is_multicast
