"""A dialogue as an item of the table ``cases``."""

from collections.abc import Mapping
from typing import Any

from dutydesk.clock import from_iso
from dutydesk.messages import as_plain
from dutydesk.stores.cases import DIALOGUE, case_pk
from dutydesk.stores.items import to_item
from functions.intake.dialogue import Dialogue, Question


def dialogue_item(dialogue: Dialogue, *, expires_at: int | None) -> dict[str, Any]:
    """Write a dialogue as its next version; without a case beside it, it expires."""
    plain: dict[str, Any] = as_plain(dialogue)
    keys = {"pk": case_pk(dialogue.case_id), "sk": DIALOGUE, "schema": 1}
    return to_item(plain | keys | {"version": dialogue.version + 1, "expires_at": expires_at})


def dialogue_from(plain: Mapping[str, Any]) -> Dialogue:
    """Read a dialogue."""
    started_at, run_at = plain.get("started_at"), plain.get("run_at")
    return Dialogue(
        case_id=plain["case_id"],
        person_id=plain["person_id"],
        started_at=from_iso(started_at) if started_at else None,
        tapped=plain["tapped"],
        done=plain["done"],
        asked=tuple(Question(one) for one in plain["asked"]),
        described=plain["described"],
        run_at=from_iso(run_at) if run_at else None,
        version=plain["version"],
    )
