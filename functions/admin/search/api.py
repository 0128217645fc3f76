"""The route of the search over cases."""

from collections.abc import Callable
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Query

from functions.admin.access import Asker
from functions.admin.cases.views import case_page
from functions.admin.document import answers
from functions.admin.models import CasePage
from functions.admin.search.searching import MOST_FOUND, Search

MOST_CHARACTERS = 100


class SearchApi:
    """Answers ``/admin/search``."""

    def __init__(self, app: APIGatewayHttpResolver, search: Search, asker: Callable[[], Asker]) -> None:
        self._search = search
        self._asker = asker
        app.get("/admin/search", responses=answers(CasePage, 400))(self.find)

    def find(
        self,
        words: Annotated[
            str,
            Query(
                description="All of them are in the case; accents do not count, and the last may be a word's beginning",
                min_length=1,
                max_length=MOST_CHARACTERS,
            ),
        ],
        cursor: Annotated[str, Query(description="`next` of the page before", max_length=300)] = "",
        limit: Annotated[int, Query(ge=1, le=MOST_FOUND)] = MOST_FOUND,
    ) -> CasePage:
        """Search the cases of all own units, newest first; a page may be short and still have a `next`."""
        return case_page(self._search.page(self._asker(), words, cursor=cursor, limit=limit))
