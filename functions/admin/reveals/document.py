"""What ``reveal`` answers on the same API, described for the one document of it."""

from typing import Any


def _answer(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_TEXT = {"type": "string"}
_REVEALED = {
    "type": "object",
    "required": ["request_id", "case_id", "platform", "page_id", "user_id"],
    "properties": {
        "request_id": _TEXT,
        "case_id": _TEXT,
        "platform": _TEXT,
        "page_id": _TEXT,
        "user_id": _TEXT | {"description": "The platform's own id of the person on this page"},
    },
}
OUTSIDE: dict[str, Any] = {
    "/reveal/{request_id}": {
        "post": {
            "summary": "Learn who is behind a case, once, as the officer who asked, after a supervisor agreed",
            "operationId": "reveal",
            "parameters": [
                {"in": "path", "name": "request_id", "required": True, "schema": _TEXT | {"maxLength": 200}}
            ],
            "responses": {
                "200": _answer("Told; it will not be told again", _REVEALED),
                "401": _answer("No valid identity token", _PROBLEM),
                "403": _answer("Not an officer in service, or without the role", _PROBLEM),
                "404": _answer("No such request of yours", _PROBLEM),
                "409": _answer("Nobody agreed, somebody refused, or whoever agreed may not any more", _PROBLEM),
                "410": _answer("Used already, or its day is over", _PROBLEM),
                "429": _answer("Too many calls", _PROBLEM),
                "500": _answer("A fault of the desk", _PROBLEM),
                "503": _answer("The desk cannot do this now; nothing was told", _PROBLEM),
            },
        }
    }
}
"""To be joined to the document's paths."""
