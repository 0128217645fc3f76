"""The to-do list's shapes."""

from typing import Annotated, Literal

from pydantic import Field

from functions.admin.bank.models import EntryView, NewEntry
from functions.admin.models import Shape, words

MOST_MEMBERS = 200
"""Told of a group, and resolved in one call; of a bigger group the rest is there at the next reading."""


class WhyCount(Shape):
    """How often a reason occurs."""

    why: str = Field(description="unanswered, not_listed, denied, confirmed or handed_off")
    count: int


class NearEntry(Shape):
    """An entry that the desk gave or came near to."""

    id: str
    count: int


class ClusterView(Shape):
    """Questions that ask the same."""

    count: int
    why: list[WhyCount]
    texts: list[str] = Field(description="Up to five, newest first, without long numbers")
    nearest: list[NearEntry] = Field(description="Up to three, most often first")
    first_at: str = Field(description="ISO-8601, UTC")
    last_at: str
    members: list[str] = Field(description=f"To resolve them by, newest first; up to {MOST_MEMBERS}")


class ToDoList(Shape):
    """What citizens asked in vain, biggest group first."""

    questions: int
    more: bool = Field(description="Whether older questions were left out")
    items: list[ClusterView]


class Resolve(Shape):
    """What is to become of a group."""

    members: Annotated[list[str], Field(min_length=1, max_length=MOST_MEMBERS)]
    made: Literal["variant", "entry", "dismiss"] = Field(alias="as")
    entry_id: str = Field(default="", description="variant: the entry that answers them")
    text: str = Field(default="", description="variant: the words; by default those of the first member")
    entry: NewEntry | None = Field(default=None, description="entry: the new one that answers them")
    reason: Annotated[str, words(500)] | None = Field(default=None, description="dismiss: why")


class ResolvedView(Shape):
    """What came of it. Asked again after an error, the call does what is left."""

    done: int
    already: int = Field(description="Done before")
    gone: int = Field(description="Forgotten by now")
    entry: EntryView | None = Field(description="As the draft has it")
