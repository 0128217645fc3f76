"""The shapes of imports of card states, as officers' clients see them."""

from typing import Annotated

from pydantic import Field

from dutydesk.stores.card_imports import MOST_BYTES, MOST_SHOWN
from functions.admin.models import Shape


class ImportWish(Shape):
    """A file that is to be uploaded."""

    size_bytes: int = Field(ge=1, le=MOST_BYTES, description="How large it is; 100,000 rows take some 10 MB")
    file_name: Annotated[str, Field(max_length=200)] = Field(
        default="", description="What officers call it; long numbers are taken out"
    )
    unit: Annotated[str, Field(max_length=200)] = Field(
        default="", description="Whose cards they are; may be left out with one unit"
    )


class UploadView(Shape):
    """Where to send the file: a POST as multipart form, all `fields` first and the file last, as `file`."""

    id: str
    url: str
    fields: dict[str, str]
    expires_at: str = Field(description="Until when it is taken; ISO-8601, UTC")


class ImportLine(Shape):
    """One import."""

    id: str
    unit: str
    state: str = Field(description="awaiting, checking, refused, writing, shown or failed")
    by: str
    created_at: str
    finished_at: str
    file_name: str
    rows: int
    added: int
    changed: int
    unchanged: int
    error_count: int
    reason: str = Field(description="Why it failed, in Vietnamese and English")


class ImportPage(Shape):
    """Some imports, newest first."""

    items: list[ImportLine]
    next: str | None = Field(description="The cursor of the next page, if there is one")


class ImportFault(Shape):
    """What is wrong, and where."""

    line: int = Field(description="From 1, where the row begins")
    column: str = Field(description="Its name, or its place if it has no name of ours; empty for the whole line")
    message: str = Field(description="In Vietnamese and English; never what the cell holds")


class ImportView(ImportLine):
    """One import with what is wrong with it."""

    errors: list[ImportFault] = Field(description=f"The first {MOST_SHOWN}, by line")
    report_url: str = Field(description="All of them as CSV, for a day; empty when there are none. Good for minutes")
