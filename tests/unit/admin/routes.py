"""Every route of the API, by which deed it is decided, with a call that is as it must be.

A route of the document that is missing here fails a test, so that none is added without being tried.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from functions.admin.matrix import Deed
from tests.unit.admin.desk import Answer
from tests.unit.admin.town import AUDIENCE_TEXT, Town

THINGS = frozenset({404})
"""What is another unit's, and what is not there, get the same answer."""
NAMED = frozenset({403})
"""The call names a unit, and units are no secret."""
NOBODYS = frozenset({200, 202, 404, 409})
"""Not a unit's: every unit gets the same."""
OWN = frozenset({200})
"""The answer holds own things only, whatever is asked for."""

MONTH = {"from": "2026-03-01", "to": "2026-03-31", "unit": "<unit>"}
BETWEEN = {"officer": "<username>", "since": "2026-03-01T00:00:00Z", "until": "2026-03-03T00:00:00Z"}
WHY = {"reason": "vì một lý do"}
DRAFT = {"title": "Tin", "text": AUDIENCE_TEXT, "audience": {"units": ["<unit>"]}, "unit": "<unit>"}
ENTRY = {"question": "Hỏi gì?", "answer": "Đáp.", "owner_unit": "<unit>", "revision": 1}
OFFICER = {"display": "Người", "roles": ["officer"], "units": ["<unit>"]}
ASKING = {"basis": "consent", "reason": "cần biết ai báo tin để hỏi"}
BANK_CSV = "id,question,variants,answer,topic,owner_unit\nmoi,Hỏi?,,Đáp.,khac,<unit>\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One route; ``abroad`` is how it answers about another unit's, ``at_home`` about the own."""

    method: str
    path: str
    deed: Deed
    abroad: frozenset[int]
    body: Any = None
    query: Mapping[str, str] | None = None
    at_home: frozenset[int] = frozenset({200, 201, 202})

    def call(self, town: Town, unit: str, *, username: str) -> Answer:
        """Call it about what is this unit's."""
        names = town.names[unit]
        body, query = (_filled(plain, names) for plain in (self.body, self.query))
        return town.desk.call(self.method, self.path.format(**names), body, username=username, query=query)


def _filled(plain: Any, names: Mapping[str, str]) -> Any:
    text = json.dumps(plain)
    for name, value in names.items():
        text = text.replace(f"<{name}>", value)
    return json.loads(text)


def _row(deed: Deed, said: str, body: Any = None, **more: Any) -> Row:
    method, path = said.split(" ")
    abroad = more.pop("abroad", THINGS if "{" in path else OWN)
    return Row(method=method, path=f"/admin/{path}", deed=deed, body=body, abroad=abroad, **more)


_CONFLICTS = frozenset({200, 201, 202, 409})
_REFUSED = frozenset({400})
CASES = (
    _row(Deed.LIST_CASES, "GET cases"),
    _row(Deed.SEARCH_CASES, "GET search", query={"words": "<mark>"}),
    _row(Deed.READ_CASE, "GET cases/{case_id}"),
    _row(Deed.ANSWER, "POST cases/{case_id}/replies", {"text": "Xin chào"}),
    _row(Deed.DECIDE, "POST cases/{case_id}/status", WHY | {"status": "in_progress"}, at_home=_CONFLICTS),
    _row(Deed.NOTE_CASE, "POST cases/{case_id}/notes", {"text": "đã gọi"}),
    _row(Deed.ASSIGN_CASE, "POST cases/{case_id}/assign", WHY | {"officer": "<username>"}, at_home=_CONFLICTS),
    _row(Deed.TRANSFER_CASE, "POST cases/{case_id}/transfer", WHY | {"unit": "khong-co"}, at_home=_REFUSED),
    _row(Deed.HAND_OVER_CASE, "POST cases/{case_id}/hand-over", WHY | {"agency": "court"}, at_home=_CONFLICTS),
    _row(Deed.COMPARE_CASES, "GET cases/{case_id}/similar"),
    _row(Deed.MERGE_CASES, "POST cases/{case_id}/merge", WHY | {"into": "<case_id>"}, at_home=frozenset({409})),
    _row(Deed.MERGE_CASES, "POST cases/{case_id}/unmerge", WHY, at_home=frozenset({409})),
    _row(Deed.READ_CASE, "GET cases/{case_id}/reply-templates"),
    _row(Deed.LIST_GONE, "GET cases-sent-away"),
    _row(Deed.READ_UNITS, "GET transfer-units"),
    _row(Deed.READ_PHRASES, "GET reply-templates"),
    _row(
        Deed.EDIT_PHRASES,
        "PUT reply-templates",
        {"templates": [], "revision": 1, "unit": "<unit>"},
        abroad=NAMED,
        at_home=_CONFLICTS,
    ),
    _row(Deed.ASK_REVEAL, "POST cases/{case_id}/reveal-requests", ASKING),
    _row(Deed.LIST_REVEALS, "GET reveal-requests"),
    _row(Deed.READ_REVEAL, "GET reveal-requests/{request_id}"),
    _row(Deed.DECIDE_REVEAL, "POST reveal-requests/{request_id}/decision", {"decision": "refuse"}, at_home=_CONFLICTS),
    _row(Deed.TAG_PEOPLE, "POST people/tags", {"persons": ["<person>"], "tag": "to-5"}, abroad=THINGS),
    _row(Deed.READ_STATISTICS, "GET statistics", query=MONTH),
    _row(Deed.EXPORT_STATISTICS, "GET statistics/export", query=MONTH),
)
_FILE = "cases/{case_id}/files/{file_id}"
_NOT_THIS_ONE = frozenset({409})
"""The file is a picture that is kept: nothing to download as a recording is, to fetch again or to want after all."""
EVIDENCE = (
    _row(Deed.SEE_THUMB, f"GET {_FILE}/thumb"),
    _row(Deed.VIEW_FILE, f"GET {_FILE}/view"),
    _row(Deed.DOWNLOAD_FILE, f"POST {_FILE}/link", at_home=_NOT_THIS_ONE),
    _row(Deed.OPEN_ORIGINAL, f"POST {_FILE}/original"),
    _row(Deed.READ_FACTS, f"GET {_FILE}/facts"),
    _row(Deed.READ_CUSTODY, f"GET {_FILE}/custody"),
    _row(Deed.COMPARE_FILES, f"GET {_FILE}/alike"),
    _row(Deed.RETRY_FILE, f"POST {_FILE}/retry", at_home=_NOT_THIS_ONE),
    _row(Deed.KEEP_FILE, f"POST {_FILE}/keep", at_home=_NOT_THIS_ONE),
    _row(Deed.HOLD_CASE, "PUT cases/{case_id}/hold", WHY),
    _row(Deed.RELEASE_CASE, "DELETE cases/{case_id}/hold", WHY),
    _row(Deed.ERASE_CASES, "POST cases/{case_id}/erasure", WHY, at_home=frozenset({409})),
)
BANK = (
    _row(Deed.READ_BANK, "GET faq/entries", abroad=NOBODYS),
    _row(Deed.READ_BANK, "GET faq/entries/{entry_id}", abroad=NOBODYS),
    _row(Deed.EDIT_BANK, "PUT faq/entries/{entry_id}", ENTRY, abroad=NAMED, at_home=_CONFLICTS),
    _row(Deed.EDIT_BANK, "DELETE faq/entries/{entry_id}", query={"revision": "9"}, abroad=NAMED, at_home=_CONFLICTS),
    _row(Deed.READ_BANK, "GET faq/export", abroad=NOBODYS),
    _row(Deed.EDIT_BANK, "POST faq/import", {"csv": BANK_CSV, "check_only": True}, abroad=_REFUSED),
    _row(Deed.READ_BANK, "GET faq/versions", abroad=NOBODYS),
    _row(Deed.PUBLISH_BANK, "POST faq/versions", {}, abroad=NOBODYS, at_home=_CONFLICTS),
    _row(Deed.READ_BANK, "GET faq/versions/{version}", abroad=NOBODYS, at_home=THINGS),
    _row(Deed.ROLL_BACK_BANK, "POST faq/rollback", WHY | {"version": "v1"}, abroad=NOBODYS, at_home=THINGS),
    _row(Deed.READ_TRIALS, "GET faq/trials"),
    _row(
        Deed.EDIT_TRIALS,
        "POST faq/trials",
        {"text": "hỏi thêm", "expected": "none", "owner_unit": "<unit>"},
        abroad=NAMED,
        at_home=_CONFLICTS,
    ),
    _row(Deed.EDIT_TRIALS, "DELETE faq/trials/{trial_id}", abroad=NAMED, at_home=frozenset({200, 404})),
    _row(Deed.LIST_TODO, "GET faq/todo"),
    _row(
        Deed.RESOLVE_TODO,
        "POST faq/todo/resolve",
        {"members": ["<member>"], "as": "dismiss", "reason": "vì"},
        abroad=THINGS,
        at_home=frozenset({200, 404, 409}),
    ),
)
_ABOUT = "broadcasts/{broadcast_id}"
_STATES = frozenset({200, 201, 202, 400, 409})
BROADCASTS = (
    _row(Deed.LIST_BROADCASTS, "GET broadcasts"),
    _row(Deed.EDIT_BROADCAST, "POST broadcasts", DRAFT, abroad=NAMED),
    _row(Deed.READ_BROADCAST, f"GET {_ABOUT}"),
    _row(Deed.EDIT_BROADCAST, f"PUT {_ABOUT}", DRAFT | {"revision": 99}, at_home=frozenset({409})),
    _row(Deed.TRY_BROADCAST, f"POST {_ABOUT}/preflight", at_home=_STATES),
    _row(Deed.TRY_BROADCAST, f"POST {_ABOUT}/test", {"officers": ["<username>"]}, at_home=_STATES),
    _row(Deed.APPROVE_BROADCAST, f"POST {_ABOUT}/approve", {}, at_home=_STATES),
    _row(Deed.PAUSE_BROADCAST, f"POST {_ABOUT}/pause", at_home=_STATES),
    _row(Deed.RESUME_BROADCAST, f"POST {_ABOUT}/resume", at_home=_STATES),
    _row(Deed.CANCEL_BROADCAST, f"POST {_ABOUT}/cancel", at_home=_STATES),
    _row(Deed.EDIT_BROADCAST, f"POST {_ABOUT}/again", at_home=_STATES),
    _row(Deed.EDIT_BROADCAST, f"POST {_ABOUT}/correct", {"text": AUDIENCE_TEXT}, at_home=_STATES),
    _row(Deed.READ_BROADCAST, f"GET {_ABOUT}/recipients"),
    _row(Deed.READ_BROADCAST, "GET broadcast-codes/{code}"),
    _row(Deed.LIST_BROADCASTS, "GET pages"),
)
_COUNTER = "counter/{office_id}/{day}"
COUNTERS = (
    _row(Deed.READ_OFFICES, "GET offices"),
    _row(Deed.READ_OFFICES, "GET offices/{office_id}"),
    _row(
        Deed.EDIT_OFFICES,
        "PUT offices/{office_id}",
        {"name": "Nơi", "unit": "<unit>", "revision": 99},
        abroad=frozenset({400, 403, 404, 409}),
        at_home=frozenset({409}),
    ),
    _row(Deed.EDIT_OFFICES, "DELETE offices/{office_id}", query={"revision": "99"}, at_home=frozenset({409})),
    _row(Deed.READ_COUNTER, f"GET {_COUNTER}"),
    _row(Deed.READ_COUNTER, f"GET {_COUNTER}/estimate"),
    _row(Deed.READ_COUNTER, f"GET {_COUNTER}/figures"),
    _row(Deed.CALL_NEXT, f"POST {_COUNTER}/next", {"desk": "1"}, at_home=_CONFLICTS),
    _row(Deed.WORK_TICKET, f"POST {_COUNTER}/tickets/{{ticket_id}}/{{action}}", {"desk": "1"}, at_home=_CONFLICTS),
    _row(Deed.GIVE_NUMBER, f"POST {_COUNTER}/walk-in", {"service": "the"}),
    _row(Deed.CLOSE_DAY, f"POST {_COUNTER}/close", {"reason": ""}, at_home=_REFUSED),
    _row(Deed.IMPORT_CARDS, "POST cards/imports", {"size_bytes": 9, "unit": "<unit>"}, abroad=THINGS),
    _row(Deed.READ_IMPORTS, "GET cards/imports"),
    _row(Deed.READ_IMPORTS, "GET cards/imports/{import_id}"),
    _row(Deed.READ_HEALTH, "GET health"),
    _row(Deed.LIST_LETTERS, "GET dead-letters", abroad=NOBODYS),
    _row(Deed.REDRIVE_LETTERS, "POST dead-letters/{queue}/redrive", abroad=NOBODYS, at_home=THINGS),
    _row(Deed.READ_TOPICS, "GET topics"),
    _row(
        Deed.EDIT_TOPICS,
        "PUT topics",
        {"topics": [], "revision": 1, "unit": "<unit>"},
        abroad=NAMED,
        at_home=_CONFLICTS,
    ),
)
_MERGER = WHY | {"from": ["<unit>"], "into": "<unit>"}
_SPLIT = WHY | {"unit": "<unit>", "into": "<unit>", "pages": ["p"]}
PEOPLE = (
    _row(Deed.SEE_SELF, "GET me"),
    _row(Deed.LINK_CHAT, "POST me/chat-link", abroad=frozenset({201})),
    _row(Deed.READ_OWN_AUDIT, "GET audit"),
    _row(Deed.TRACE_AUDIT, "GET audit/seen", query=BETWEEN, abroad=THINGS),
    _row(Deed.TRACE_AUDIT, "GET audit/seen/export", query=BETWEEN, abroad=THINGS),
    _row(Deed.VERIFY_AUDIT, "GET audit/verify"),
    _row(Deed.LIST_STAFF, "GET officers"),
    _row(
        Deed.EDIT_STAFF,
        "POST officers",
        OFFICER | {"username": "<username>"},
        abroad=_REFUSED,
        at_home=frozenset({409}),
    ),
    _row(Deed.EDIT_STAFF, "PUT officers/{username}", OFFICER, abroad=THINGS | _REFUSED),
    _row(Deed.END_SERVICE, "POST officers/{username}/leave", WHY | {"hand_to": "khong-co"}, at_home=_REFUSED),
    _row(Deed.READ_UNITS, "GET units"),
    _row(
        Deed.EDIT_UNITS,
        "POST units",
        {"unit": "<unit>", "name": "X", "parent": "<unit>"},
        abroad=THINGS,
        at_home=frozenset({409}),
    ),
    _row(Deed.EDIT_UNITS, "PUT units/{unit}", {"name": "Xã <unit>"}),
    _row(Deed.REGROUP_UNITS, "POST units/merge", _MERGER, abroad=THINGS, at_home=_REFUSED),
    _row(Deed.REGROUP_UNITS, "POST units/split", _SPLIT, abroad=THINGS, at_home=_REFUSED),
    _row(Deed.REGROUP_UNITS, "GET units/orders/{order_id}"),
)
READ_COLLEAGUE = _row(Deed.READ_AUDIT, "GET audit", query=BETWEEN, abroad=THINGS)
"""The same route as one's own account, by another deed."""
ROWS = (*CASES, *EVIDENCE, *BANK, *BROADCASTS, *COUNTERS, *PEOPLE)
