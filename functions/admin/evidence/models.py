"""The shapes of evidence."""

from typing import Literal

from pydantic import Field

from functions.admin.models import Shape


class FileAsked(Shape):
    """It is under way; read the case again in a moment."""

    file_id: str


class LinkView(Shape):
    """Where a file can be saved from, once more than nobody else can guess."""

    url: str = Field(description="Good for a minute, for this file alone; a browser saves it")
    expires_at: str


class FactsView(Shape):
    """What a picture says of itself; it may be wrong, or written to mislead. Empty where it says nothing."""

    taken_at: str = Field(description="By the camera's clock; with an offset only if the picture names one")
    latitude: str
    longitude: str


class CustodyLine(Shape):
    """One step."""

    what: str = Field(description="received, hashed, scanned, sealed, viewed, downloaded, held, released, erased, …")
    at: str
    by: str = Field(description="An officer, or a function of the desk")
    detail: str


class CustodyView(Shape):
    """What happened to a file, oldest first."""

    items: list[CustodyLine]


class AlikeView(Shape):
    """A file of another case that is the same, or looks so."""

    case_id: str
    receipt: str
    unit: str
    status: str
    opened_at: str
    file_id: str
    how: Literal["same", "near"]
    bits: int = Field(description="In how many of 128 bits the pictures' likenesses differ; 0 for the same file")


class AlikeList(Shape):
    """The same first, then the likest."""

    items: list[AlikeView]


class HoldView(Shape):
    """That nothing of a case may be erased."""

    by: str
    at: str
    reason: str


class ErasedCase(Shape):
    """What was decided about a case of the person's."""

    case_id: str
    what: Literal["ordered", "open", "held", "gone"] = Field(
        description="`open`: close it first; `held`: under legal hold; `gone`: erased before"
    )


class ErasureView(Shape):
    """What came of a decision to erase; what was ordered is gone by the next morning."""

    items: list[ErasedCase]
    elsewhere: int = Field(description="Cases of the person that other units have; they decide about them")
