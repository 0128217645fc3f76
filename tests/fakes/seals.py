"""Sealing in memory: what was sealed can be read again here, and nowhere in what was returned."""

from base64 import b64encode
from itertools import count

from functions.webhook.sealing import Sealer, clipped


class KmsRefused(Exception):
    """What a fake raises when it is told to refuse."""


class FakeSealer:
    """The ``Sealer`` port; ``refuse_next`` calls fail."""

    def __init__(self) -> None:
        self.refuse_next = 0
        self._numbers = count(1)
        self._sealed: dict[str, tuple[str, str]] = {}

    def seal(self, text: str, *, person_id: str) -> str:
        """Remember the words under an opaque name, or raise ``KmsRefused``."""
        if self.refuse_next > 0:
            self.refuse_next -= 1
            raise KmsRefused
        words = clipped(text)
        if not words:
            return ""
        sealed = b64encode(f"sealed {next(self._numbers)}".encode()).decode()
        self._sealed[sealed] = (person_id, words.decode())
        return sealed

    def opened(self, sealed: str, *, person_id: str) -> str:
        """Return the words that were sealed for this person."""
        owner, words = self._sealed[sealed]
        assert owner == person_id
        return words


_: Sealer = FakeSealer()
