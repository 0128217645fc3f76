"""Looking a question up in what serves right now, as far as it may be shown here today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from dutydesk.clock import VIETNAM
from dutydesk.text.redact import HIDDEN_IDENTITY, HIDDEN_NUMBER
from functions.faq.normalise import read
from functions.faq.telling import telling

if TYPE_CHECKING:
    from dutydesk.clock import Clock
    from functions.faq.edition import Answer
    from functions.faq.shelf import Serving

__all__ = ["Looked", "Lookup", "Serves"]


class Serves(Protocol):
    """Where the serving edition comes from."""

    def serving(self) -> Serving | None:
        """Return it, or None when there is no bank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a search came to: the nearest answers, best first, and how far the first can be trusted.

    ``sides`` are those that were asked for, ``words`` what the question is about (see ``telling``).
    """

    kind: Literal["sure", "unsure", "none"] = "none"
    answers: tuple[Answer, ...] = ()
    sides: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    version: str = ""

    @property
    def nearest(self) -> str:
        """The id of the nearest entry, or ''."""
        return self.answers[0].id if self.answers else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Searches the serving edition for one page, on the day that it is in Vietnam."""

    shelf: Serves
    clock: Clock

    def search(self, text: str, *, page_id: str) -> Looked:
        """Look a question up; without a bank nothing is known. What stands for a hidden number is not part of it."""
        asked = text.replace(HIDDEN_IDENTITY, " ").replace(HIDDEN_NUMBER, " ")
        serving = self.shelf.serving()
        if serving is None:
            return Looked(words=telling(read(asked)))
        found = serving.search.find(asked, serving.hidden(on=self._today(), page_id=page_id))
        return Looked(
            kind=found.kind,
            answers=tuple(serving.answers[candidate.entry] for candidate in found.candidates),
            sides=found.sides,
            words=telling(serving.search.words(asked)),
            version=serving.version,
        )

    def answer(self, entry: str, *, page_id: str) -> Answer | None:
        """Return an entry's answer if it serves and may be shown, or None."""
        serving = self.shelf.serving()
        return serving.answer(entry, on=self._today(), page_id=page_id) if serving is not None else None

    def _today(self) -> str:
        return self.clock().astimezone(VIETNAM).date().isoformat()
