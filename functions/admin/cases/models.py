"""The shapes of the life of a case."""

from typing import Annotated

from pydantic import Field

from functions.admin.cases.phrases import MOST_PHRASES, MOST_TEXT, MOST_TITLE
from functions.admin.cases.sheet import Agency
from functions.admin.models import STATUS, CaseLine, Shape, UnitName, words

MOST_NOTE = 5_000

Reason = Annotated[
    str,
    words(500),
    Field(
        description="For the history; the citizen never sees it", json_schema_extra={"minLength": 1, "maxLength": 500}
    ),
]


class NoteWish(Shape):
    """Something for the other officers."""

    text: Annotated[str, words(MOST_NOTE)] = Field(
        description="The citizen never sees it", json_schema_extra={"minLength": 1, "maxLength": MOST_NOTE}
    )


class Assignment(Shape):
    """Whose the case is to be."""

    officer: str = Field(description="A username; empty for nobody in particular", max_length=128)
    reason: Reason


class TransferWish(Shape):
    """Which unit the case is to go to."""

    unit: str = Field(description="The unit's id", min_length=1, max_length=100)
    reason: Reason


class DestinationList(Shape):
    """Every unit, by name."""

    items: list[UnitName]


class HandOverWish(Shape):
    """Which agency the case is passed on to."""

    agency: Agency
    reason: Reason
    with_places: bool = Field(default=False, description="Also the places that the citizen sent; one may be their home")


class MergeWish(Shape):
    """In which case this one is to be dealt with."""

    into: str = Field(description="The other case's id", min_length=1, max_length=200)
    reason: Reason


class ReasonGiven(Shape):
    """Why."""

    reason: Reason


class CaseChanged(Shape):
    """It was done."""

    case_id: str


class PlaceGiven(Shape):
    """A point on the map."""

    latitude: str
    longitude: str
    label: str = ""


class SaidView(Shape):
    """What the citizen wrote, numbers of papers and telephones hidden."""

    at: str
    text: str
    attached: dict[str, int] = Field(description="How many of each kind were attached; none is given")
    place: PlaceGiven | None = None


class SheetView(Shape):
    """What the other agency may be given: no id of the person, no receipt code, no file."""

    agency: Agency
    unit: str = Field(description="The name of the unit that passes the case on")
    at: str
    category: str
    urgency: str
    opened_at: str
    said: list[SaidView]
    left_out: int = Field(description="Messages for which there was no room")


class GoneView(Shape):
    """That a case went to another unit; what is in it is that unit's to see."""

    unit: str = Field(description="Whose it was")
    receipt: str
    to: str
    at: str
    officer: str
    reason: str


class GoneList(Shape):
    """What the own units gave away, newest first."""

    items: list[GoneView]


class SimilarView(CaseLine):
    """A likely duplicate, and why."""

    likeness: float = Field(description="0 to 1; only likely ones are listed")
    shared: list[str] = Field(description="The words that both cases hold, folded")
    hours_apart: int


class SimilarList(Shape):
    """The likeliest first."""

    items: list[SimilarView]


class PhraseShape(Shape):
    """One reply template."""

    key: str = Field(description="Lower-case letters, digits and hyphens")
    title: str = Field(description=f"For officers; up to {MOST_TITLE} characters")
    text: str = Field(description=f"Up to {MOST_TEXT} characters; {{code}}, {{unit}} and {{hours}} are filled in")
    states: list[STATUS] = Field(description="The states of a case in which it is offered")


class PhrasesWish(Shape):
    """All templates of a unit, in the order in which officers see them."""

    templates: list[PhraseShape] = Field(description=f"Up to {MOST_PHRASES}")
    revision: int = Field(description="The one that was read, 0 for a unit without templates", ge=0)
    unit: str = Field(default="", description="Whose they are; may be left out by officers of one unit")


class PhrasesView(Shape):
    """A unit's templates."""

    unit: str
    templates: list[PhraseShape]
    revision: int


class PhrasesList(Shape):
    """The templates of each of the own units."""

    items: list[PhrasesView]


class PhrasesFitting(Shape):
    """The templates for the state of a case, filled in."""

    items: list[PhraseShape]
