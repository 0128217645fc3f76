"""The steps of articles on DynamoDB, and what makes a run of them.

===========  =======================  ==============================  =================================================
Item         pk                       sk                              What a sender does with it
===========  =======================  ==============================  =================================================
Article      ``BROADCAST#<id>``       ``ARTICLE#<path>``              writes each step's outcome before the next
===========  =======================  ==============================  =================================================
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutydesk.clock import Clock
from dutydesk.stores.articles import ArticleSteps, steps_from, steps_item, steps_key
from dutydesk.stores.broadcasts import Active, Chunk, ChunkKey, Ledger
from dutydesk.stores.items import to_value
from functions.broadcast.sending.articles import ArticleRun, Publisher, StepsKept
from functions.broadcast.sending.pace import Pace
from functions.broadcast.sending.ports import Books, Fenced, Work

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class DynamoSteps:
    """The ``StepsKept`` port."""

    client: "DynamoDBClient"
    table: str

    def read(self, at: ChunkKey) -> ArticleSteps:
        """Read consistently; a page that nothing was done for has no item."""
        found = self.client.get_item(TableName=self.table, Key=steps_key(at), ConsistentRead=True)
        return steps_from(found["Item"]) if "Item" in found else ArticleSteps()

    def write(self, at: ChunkKey, steps: ArticleSteps, *, generation: int) -> None:
        """Put the whole item, unless a younger sender has."""
        try:
            self.client.put_item(
                TableName=self.table,
                Item=steps_item(at, steps, generation=generation),
                ConditionExpression="attribute_not_exists(pk) OR generation <= :mine",
                ExpressionAttributeValues={":mine": to_value(generation)},
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            raise Fenced from None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRuns:
    """Makes the run of a page's article."""

    books: Books
    work: Work
    kept: StepsKept
    publisher: Callable[[Active, str], Publisher]
    """Returns the publisher of a broadcast on a page."""
    wait: Callable[[float], None]
    now: Callable[[], float]
    clock: Clock

    def of(
        self, active: Active, chunk: Chunk, ledger: Ledger, pace: Pace, told_to_stop: Callable[[], bool]
    ) -> ArticleRun:
        """Return it, for one use."""
        return ArticleRun(
            chunk=chunk,
            ledger=ledger,
            books=self.books,
            kept=self.kept,
            publisher=self.publisher(active, chunk.key.page_id),
            pace=pace,
            told_to_stop=told_to_stop,
            rest=lambda until: self.work.rests(active, until=until),
            wait=self.wait,
            now=self.now,
            clock=self.clock,
        )
