"""The routes of the to-do list: what citizens asked in vain, and what becomes of it."""

from collections.abc import Callable
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Query

from dutydesk.errors import RejectedInput
from functions.admin.access import Asker
from functions.admin.bank.views import entry_from_new, entry_view
from functions.admin.document import answers
from functions.admin.learning.clusters import Cluster
from functions.admin.learning.models import (
    MOST_MEMBERS,
    ClusterView,
    NearEntry,
    Resolve,
    ResolvedView,
    ToDoList,
    WhyCount,
)
from functions.admin.learning.store import member_of
from functions.admin.learning.todo import Learning, Resolved


class ToDoApi:
    """Answers the calls under ``/admin/faq/todo``."""

    def __init__(self, app: APIGatewayHttpResolver, learning: Learning, asker: Callable[[], Asker]) -> None:
        self._learning = learning
        self._asker = asker
        app.get("/admin/faq/todo", responses=answers(ToDoList, 400))(self.todo)
        app.post("/admin/faq/todo/resolve", responses=answers(ResolvedView, 400, 404, 409, 415))(self.resolve)

    def todo(self, days: Annotated[int, Query(description="How far back", ge=1, le=180)] = 30) -> ToDoList:
        """List what was asked in vain in all own units, grouped, biggest group first."""
        overview = self._learning.overview(self._asker(), days=days)
        return ToDoList(
            questions=overview.questions, more=overview.more, items=[_cluster(one) for one in overview.clusters]
        )

    def resolve(self, wish: Resolve) -> ResolvedView:
        """Make a variant or an entry of a group, and trials of its questions; or dismiss it."""
        return _resolved(self._resolved(wish))

    def _resolved(self, wish: Resolve) -> Resolved:
        asker, members = self._asker(), wish.members
        match wish.made:
            case "variant" if wish.entry_id:
                return self._learning.as_variant(asker, members, entry_id=wish.entry_id, text=wish.text)
            case "entry" if wish.entry:
                return self._learning.as_entry(asker, members, entry=entry_from_new(wish.entry))
            case "dismiss" if wish.reason:
                return self._learning.dismiss(asker, members, reason=wish.reason)
        needed = {"variant": "entry_id", "entry": "entry", "dismiss": "reason"}
        raise RejectedInput(f"{needed[wish.made]}: missing")


def _cluster(cluster: Cluster) -> ClusterView:
    return ClusterView(
        count=len(cluster.members),
        why=[WhyCount(why=why, count=count) for why, count in cluster.why],
        texts=list(cluster.texts),
        nearest=[NearEntry(id=entry_id, count=count) for entry_id, count in cluster.nearest],
        first_at=cluster.members[-1].asked_at,
        last_at=cluster.members[0].asked_at,
        members=[str(member_of(one)) for one in cluster.members[:MOST_MEMBERS]],
    )


def _resolved(resolved: Resolved) -> ResolvedView:
    return ResolvedView(
        done=resolved.done,
        already=resolved.already,
        gone=resolved.gone,
        entry=entry_view(resolved.entry) if resolved.entry else None,
    )
