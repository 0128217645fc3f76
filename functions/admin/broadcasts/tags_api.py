"""The route of tags."""

from collections.abc import Callable
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from pydantic import Field

from dutydesk.stores.segments import tag_segment
from functions.admin.access import Asker
from functions.admin.broadcasts.tags import MOST_PERSONS, Tagging
from functions.admin.broadcasts.topics import MOST_SLUG, SLUG
from functions.admin.document import answers
from functions.admin.models import Shape

PersonId = Annotated[str, Field(pattern=r"^p[0-9a-f]{32}$")]


class TagWish(Shape):
    """Who is to have a tag, or to have it no more."""

    persons: Annotated[list[PersonId], Field(min_length=1, max_length=MOST_PERSONS)] = Field(
        description="Person ids; each must have a case of one of the own units"
    )
    tag: str = Field(
        description="Lower-case letters, digits and hyphens; ids of ours, never a name or a number of somebody's",
        pattern=f"^{SLUG}$",
        max_length=MOST_SLUG,
    )
    remove: bool = Field(default=False, description="Take the tag from them")


class TagAsked(Shape):
    """It is on its way, and done some seconds later."""

    segment: str = Field(description="What an audience's `segments` are to name for these people")
    persons: int = Field(description="How many, each counted once")


class TagsApi:
    """Answers the call ``/admin/people/tags``."""

    def __init__(self, app: APIGatewayHttpResolver, tagging: Tagging, asker: Callable[[], Asker]) -> None:
        self._tagging = tagging
        self._asker = asker
        taken = answers(TagAsked, 400, 404, 415, ok=202)
        app.post("/admin/people/tags", status_code=202, responses=taken)(self.tag)

    def tag(self, wish: TagWish) -> TagAsked:
        """Give people a tag, or take it from them: all of those named, or nobody."""
        count = self._tagging.ask(self._asker(), wish.persons, wish.tag, remove=wish.remove)
        return TagAsked(segment=tag_segment(wish.tag), persons=count)
