"""Whether a link was met before, in constant memory: a Bloom filter over the keyed hashes that join a person's ids.

A link that was met is always recognised. One that was not is taken for met with a chance of (1 - e^(-5n/2^23))^5 after
n links: of 157,200 people not one is expected to be counted wrongly, of 500,000 about 100, of a million some 3,800.
"""

import hashlib
from dataclasses import dataclass, field

BITS = 1 << 23
"""One mebibyte, whatever the audience."""
PLACES = 5


@dataclass(frozen=True, slots=True)
class Links:
    """The links met so far."""

    _bits: bytearray = field(default_factory=lambda: bytearray(BITS // 8))

    def met(self, link: str) -> bool:
        """Whether this link was met before, which from now on it was; an empty one never is."""
        if not link:
            return False
        digest = hashlib.sha256(link.encode()).digest()
        known = True
        for place in range(PLACES):
            bit = int.from_bytes(digest[4 * place : 4 * place + 4]) % BITS
            byte, mask = bit >> 3, 1 << (bit & 7)
            known = known and bool(self._bits[byte] & mask)
            self._bits[byte] |= mask
        return known
