"""Uploads, turns and cards in memory, for the function that imports card states."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from functions.lookup.cards import Card
from functions.lookup.importing.shelf import Shelf
from functions.lookup.importing.turns import LostTurn, Turn, Turns
from functions.lookup.importing.uploads import Gone, Replaced, Upload, Uploads


class FakeUploads:
    """The ``Uploads`` port; ``files`` holds what was uploaded, by unit and import."""

    def __init__(self) -> None:
        self.files: dict[tuple[str, str], bytes] = {}
        self.reports: dict[str, bytes] = {}
        self._kept: dict[str, bytes] = {}

    def look(self, unit: str, import_id: str) -> Upload:
        """Look at the file."""
        if (unit, import_id) not in self.files:
            raise Gone
        data = self.files[unit, import_id]
        return Upload(unit=unit, import_id=import_id, size=len(data), etag=str(hash(data)))

    def read(self, upload: Upload, at: int, length: int) -> bytes:
        """Read a part of the file that was looked at."""
        if at >= upload.size:
            return b""
        if self.look(upload.unit, upload.import_id) != upload:
            raise Replaced
        return self.files[upload.unit, upload.import_id][at : at + length]

    def remove(self, unit: str, import_id: str) -> None:
        """Forget the file and what was kept."""
        self.files.pop((unit, import_id), None)
        self._kept.pop(import_id, None)

    def put_report(self, import_id: str, data: bytes) -> None:
        """Remember the report."""
        self.reports[import_id] = data

    def keep(self, import_id: str, data: bytes) -> None:
        """Remember it."""
        self._kept[import_id] = data

    def kept(self, import_id: str) -> bytes:
        """Return what was remembered."""
        return self._kept.get(import_id, b"")


class FakeTurns:
    """The ``Turns`` port."""

    def __init__(self) -> None:
        self._turn: Turn | None = None
        self._live = 0

    def now(self) -> Turn | None:
        """Return whose turn it is."""
        return self._turn

    def take(self, turn: Turn, *, before: Turn | None) -> bool:
        """Replace what was read."""
        if _token(self._turn) != _token(before):
            return False
        self._turn = turn
        return True

    def save(self, turn: Turn) -> None:
        """Replace one's own."""
        if not self.take(turn, before=turn):
            raise LostTurn("another has the turn")

    def show(self, turn: Turn) -> None:
        """Replace one's own, and move the number."""
        if turn.number != self._live + 1:
            raise LostTurn("another number is shown")
        self.save(turn)
        self._live = turn.number

    def leave(self, turn: Turn) -> None:
        """Forget one's own."""
        if _token(self._turn) == turn.token:
            self._turn = None

    def live(self) -> int:
        """Return the number."""
        return self._live


class FakeShelf:
    """The ``Shelf`` port; pages of ``page`` cards."""

    def __init__(self, page: int = 2) -> None:
        self.cards: dict[str, Card] = {}
        self._page = page

    def find(self, digests: Collection[str]) -> Mapping[str, Card]:
        """Return those that are there."""
        return {one: self.cards[one] for one in digests if one in self.cards}

    def write(self, cards: Sequence[Card]) -> None:
        """Replace them."""
        self.cards |= {card.digest: replace(card) for card in cards}

    def remove(self, digests: Sequence[str]) -> None:
        """Forget them."""
        for one in digests:
            self.cards.pop(one, None)

    def all(self, after: str) -> Iterator[tuple[str, list[Card]]]:
        """Yield them in the order of their digests."""
        while True:
            rest = sorted(one for one in self.cards if one > after)
            after = rest[self._page - 1] if len(rest) > self._page else ""
            yield after, [self.cards[one] for one in rest[: self._page]]
            if not after:
                return


def _token(turn: Turn | None) -> str:
    return turn.token if turn else ""


_UPLOADS: Uploads = FakeUploads()
_TURNS: Turns = FakeTurns()
_SHELF: Shelf = FakeShelf()
