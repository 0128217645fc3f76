"""The bank's shapes, as editors' clients see them."""

from typing import Annotated

from pydantic import Field

from functions.admin.bank.rules import LENGTHS, MOST_VARIANTS
from functions.admin.models import Problem, Shape, words

Day = Annotated[str, Field(description="A day in Vietnam, as 2026-12-31, or empty")]
Reason = Annotated[str, words(500)]
VersionId = Annotated[str, Field(max_length=200)]


class EntryFields(Shape):
    """What an entry holds besides its id."""

    question: str = Field(description=f"As a citizen would ask, up to {LENGTHS['question']} characters")
    variants: list[str] = Field(
        default=[], description=f"Other ways to ask, up to {MOST_VARIANTS}, none with the sign `|`"
    )
    answer: str = Field(description=f"Up to {LENGTHS['answer']} characters")
    topic: str = ""
    papers: str = Field(default="", description="What to bring")
    fee: str = ""
    time: str = Field(default="", description="How long it takes")
    place: str = ""
    who: str = Field(default="", description="Who may or must do it")
    legal_source: str = ""
    valid_from: Day = ""
    valid_to: Day = Field(default="", description="The last day on which it is shown")
    last_reviewed: Day = ""
    owner_unit: str = Field(default="", description="Whose editors may change it; empty for the only unit of one's own")
    pages: list[str] = Field(default=[], description="The pages it is shown on; none for all")
    sample: bool = Field(default=False, description="Still to be checked by the unit")


class EntryBody(EntryFields):
    """An entry as it is to be."""

    revision: int = Field(default=0, ge=0, description="Of the entry as it was read; 0 for a new one")


class NewEntry(EntryFields):
    """A new entry."""

    id: str = Field(description="1 to 64 letters, digits, `.`, `_`, `-`; never `none`")


class EntryView(EntryFields):
    """An entry as it is."""

    id: str
    revision: int


class EntryLine(Shape):
    """One line of the list."""

    id: str
    question: str
    topic: str
    owner_unit: str
    variants: int = Field(description="How many")
    valid_from: str
    valid_to: str
    last_reviewed: str
    sample: bool
    revision: int


class EntryPage(Shape):
    """Some lines, by id."""

    items: list[EntryLine]
    next: str | None = Field(description="The cursor of the next page, if there is one")


class Removed(Shape):
    """What is gone."""

    id: str


class TableOut(Shape):
    """The whole draft."""

    csv: str = Field(
        description="Comma-separated, UTF-8, without byte order mark; cells like formulas have a `'` first"
    )


class TableIn(Shape):
    """A table of entries."""

    csv: str = Field(
        description="At least the columns `id,question,variants,answer,topic`, variants and pages separated by ` | `; "
        "`,`, `;` or tabs between cells. A column that is not there leaves what an entry has. Up to 5 MB, 5,000 rows"
    )
    replace: bool = Field(default=False, description="Entries of one's own units that the table lacks are removed")
    check_only: bool = Field(default=False, description="Say what would happen, and do nothing")
    owner_unit: str = Field(default="", description="The unit of new entries whose row names none")


class TableTaken(Shape):
    """What a table did, or would do."""

    added: int
    changed: int
    unchanged: int
    removed: int


class CellFault(Shape):
    """What is wrong, and where."""

    line: int = Field(description="From 1, where the row begins")
    column: str = Field(description="Its name, or its place if it has no name of ours; empty for the whole line")
    message: str = Field(description="In Vietnamese and English; never what the cell holds")


class TableProblem(Problem):
    """Why a table was refused; nothing was taken from it."""

    errors: list[CellFault] = Field(default=[], description="Everything that is wrong with the table, by line")


class Publish(Shape):
    """A wish to publish the draft."""

    override: Annotated[str, words(500)] | None = Field(
        default=None, description="Why it is to serve even if fewer trials come out right than now"
    )


class VersionView(Shape):
    """A version. Shares of trials are in thousandths, -1 where there were none."""

    version: str
    build: str = Field(description="building, published, refused or failed")
    live: bool = Field(description="Whether it serves now")
    by: str
    requested_at: str = Field(description="ISO-8601, UTC")
    finished_at: str
    override: str
    entries: int
    trials: int
    right_now: int
    right_before: int = Field(
        description="Of the version that served when it was built, on the same trials. Those of entries that it has "
        "not do not count when it is decided whether the new one is worse"
    )
    reason: str = Field(description="Why it was refused or failed")


class RollbackView(Shape):
    """An earlier version put into service again."""

    at: str
    by: str
    was: str
    version: str
    reason: str


class VersionPage(Shape):
    """Some versions, newest first."""

    live: str = Field(description="The version that serves; empty if none does")
    history: list[str] = Field(description="Versions that served before, the latest first")
    items: list[VersionView]
    next: str | None = Field(description="The cursor of the next page, if there is one")
    rollbacks: list[RollbackView] = Field(description="The latest, newest first")


class RollBack(Shape):
    """A wish to have an earlier version back."""

    version: VersionId
    reason: Reason = Field(json_schema_extra={"minLength": 1, "maxLength": 500})


class Live(Shape):
    """What serves now."""

    live: str
    history: list[str]


class TrialView(Shape):
    """A question that every publication is tried on."""

    id: str
    text: str = Field(description="Empty when it is another unit's, as are by whom and when it was added")
    expected: str = Field(description="The entry that must be found; `none`: no entry may be sure to answer it")
    unit: str = Field(description="Whose editors may read and change it; empty: administrators only")
    added_by: str
    added_at: str


class TrialPage(Shape):
    """Some trials, by id."""

    items: list[TrialView]
    next: str | None = Field(description="The cursor of the next page, if there is one")


class TrialsIn(Shape):
    """Either a table, or one question."""

    csv: str | None = Field(
        default=None,
        description="At least the columns `expected_id,text`; `qid` names a trial, `owner_unit` the unit of one's own "
        "whose it is to be (by default the first), `form` is let through",
    )
    text: str | None = Field(default=None, description="One question; long numbers are taken out of it")
    expected: str | None = Field(default=None, description="An entry's id, or `none`")
    owner_unit: str = Field(
        default="", description="The unit of one's own whose trials these are; by default the first"
    )


class TrialsTaken(Shape):
    """What came of it."""

    added: int
    changed: int
    unchanged: int
