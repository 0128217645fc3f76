"""The routes of topics: what citizens may choose on the pages of a unit."""

from collections.abc import Callable

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from pydantic import Field

from dutydesk.stores.topics import Topic
from functions.admin.access import Asker
from functions.admin.broadcasts.topics import MOST_NAME, MOST_SLUG, MOST_TOPICS, Offered, TopicEditing
from functions.admin.document import answers
from functions.admin.models import Shape


class TopicShape(Shape):
    """One topic."""

    key: str = Field(description=f"Lower-case letters, digits and hyphens, up to {MOST_SLUG}; people stay by it")
    name: str = Field(description=f"As citizens read and type it; up to {MOST_NAME} characters after NFC")


class TopicsWish(Shape):
    """All that a unit is to offer, in the order in which citizens see it."""

    topics: list[TopicShape] = Field(description=f"Up to {MOST_TOPICS}; what is left out is offered no more")
    revision: int = Field(description="The one that was read, 0 for a unit that offers nothing yet", ge=0)
    unit: str = Field(default="", description="Whose they are; may be left out by officers of one unit")


class TopicsView(Shape):
    """What a unit offers. An audience names people who chose it by the segment `topic:` and the key."""

    unit: str
    topics: list[TopicShape]
    revision: int


class TopicsList(Shape):
    """What each of the own units offers."""

    items: list[TopicsView]


class TopicsApi:
    """Answers the calls under ``/admin/topics``."""

    def __init__(self, app: APIGatewayHttpResolver, editing: TopicEditing, asker: Callable[[], Asker]) -> None:
        self._editing = editing
        self._asker = asker
        app.get("/admin/topics", responses=answers(TopicsList))(self.read)
        app.put("/admin/topics", responses=answers(TopicsView, 400, 409, 415))(self.put)

    def read(self) -> TopicsList:
        """List the topics that citizens may choose on the pages of all own units."""
        return TopicsList(items=[_view(one) for one in self._editing.read(self._asker())])

    def put(self, wish: TopicsWish) -> TopicsView:
        """Replace the topics of a unit; citizens see it within a minute. Who chose one that is gone keeps it."""
        topics = tuple(Topic(key=one.key, name=one.name) for one in wish.topics)
        return _view(self._editing.put(self._asker(), Offered(unit=wish.unit, topics=topics, revision=wish.revision)))


def _view(offered: Offered) -> TopicsView:
    topics = [TopicShape(key=one.key, name=one.name) for one in offered.topics]
    return TopicsView(unit=offered.unit, topics=topics, revision=offered.revision)
