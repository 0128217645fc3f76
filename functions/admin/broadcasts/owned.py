"""Whose a broadcast is, and who may begin it: asked before anything is read or done."""

from collections.abc import Sequence

from dutydesk.errors import Forbidden, NotFound
from dutydesk.stores.broadcasts import Priority
from functions.admin.access import DENIED, Access, Asker
from functions.admin.broadcasts.store import DynamoBroadcasts, Kept, is_id
from functions.admin.matrix import Deed, Role

NO_SUCH_BROADCAST = "no such broadcast"


def target_of(broadcast_id: str) -> str:
    """What the audit calls a broadcast."""
    return f"broadcast {broadcast_id}" if is_id(broadcast_id) else "broadcast ?"


def mine(store: DynamoBroadcasts, units: Sequence[str], broadcast_id: str) -> Kept:
    """Return a broadcast of one of these units; raise ``NotFound`` for any other, there or not."""
    kept = store.get(broadcast_id)
    if kept is None or kept.unit not in units:
        raise NotFound(NO_SUCH_BROADCAST)
    return kept


def only_urgent(access: Access, asker: Asker, deed: Deed, target: str, priority: Priority) -> None:
    """Raise ``Forbidden``, accounted for, when no role of the asker allows more than emergencies, and this is none."""
    if priority is not Priority.EMERGENCY and {Role.EDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR}.isdisjoint(
        asker.officer.roles
    ):
        access.audit.note(asker.mark(deed, target, DENIED))
        raise Forbidden("a duty officer may begin emergencies only")
