"""The route of a wish about one's own data: to the tips desk, as a case of its own; the same wish again to the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from dutydesk.clock import iso
from dutydesk.data_requests import DataWish
from dutydesk.messages import Intent
from functions.webhook.dialogues import TIPS
from functions.webhook.session import Request, Routed, Session


def requested(wish: DataWish, session: Session, now: datetime, new_id: Callable[[], str]) -> tuple[Routed, Session]:
    """Return the route and the session that remembers it; an open dialogue stays as it is."""
    request = session.request
    if request is None or request.wish != wish or not request.is_fresh(now):
        request = Request(wish=wish, case_id=new_id(), asked_at=iso(now))
    routed = Routed(desk=TIPS, intent=Intent.DATA_REQUEST, dialogue_id=request.case_id, code=wish)
    return routed, replace(session, request=request)
