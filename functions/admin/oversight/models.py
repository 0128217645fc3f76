"""Shapes of the oversight routes."""

from pydantic import Field

from functions.admin.models import Shape


class EntryView(Shape):
    """One deed, as it was accounted for."""

    place: int = Field(description="Its place in the officer's chain")
    at: str = Field(description="ISO-8601, UTC")
    deed: str
    target: str
    outcome: str = Field(description="allowed, denied, refused or repeated")
    source_ip: str


class EntryPage(Shape):
    """Some entries of one officer, newest first."""

    officer: str
    items: list[EntryView]
    next: str | None = Field(description="The cursor of the next page, if there is one")


class SightView(Shape):
    """Something of somebody's that the account saw."""

    at: str
    deed: str
    kind: str = Field(description="case, person, or other: then `id` is the target as it was accounted for")
    id: str
    person_id: str = Field(description="Ours; empty when nobody can be named")
    source_ip: str


class SightPage(Shape):
    """Whose data an account saw, oldest first; a page may be short and still have a `next`."""

    officer: str
    items: list[SightView]
    next: str | None


class SightTable(Shape):
    """The same as a table."""

    officer: str
    csv: str
    next: str | None


class BrokenView(Shape):
    """Where the account is not as it was written."""

    where: str = Field(description="An officer, or a digest")
    place: int = Field(description="The first entry that does not hold; 0 for a digest")
    kind: str = Field(description="overwritten, removed, cut off; late: no digest of the last two days")


class FindingsView(Shape):
    """What was verified by this call."""

    holds: bool
    chains: int
    entries: int
    digests: int
    broken: list[BrokenView]
    next: str | None = Field(description="Where the next call goes on; nothing when everything was verified")
