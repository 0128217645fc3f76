"""The API's description of itself: every route, and every answer it can give."""

import functools
import json
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse
from pydantic import BaseModel

from functions.admin.models import Problem
from functions.admin.reveals.document import OUTSIDE

_REASONS = {
    400: "Something in the call is not as it must be",
    401: "No valid identity token",
    403: "Not an officer in service, or without the role",
    404: "No such thing, or not one of your units'",
    409: "Not allowed from the present state, or somebody was quicker",
    410: "It was erased for good",
    415: "The body is not JSON",
    429: "Too many calls",
    500: "A fault of the desk",
    503: "The desk cannot do this now; nothing was read or done unless a retry says so",
}
_ALWAYS = (401, 403, 429, 500, 503)


def answers(
    model: type[BaseModel], *also: int, ok: int = 200, refused: type[Problem] = Problem
) -> dict[int, OpenAPIResponse]:
    """Return the documented answers of a route: success, what any route can answer, and ``also``.

    ``refused`` is the shape in which a 400 tells what is wrong.
    """
    found: dict[int, OpenAPIResponse] = {
        ok: {"description": "Done", "content": {"application/json": {"model": model}}},
    }
    for status in sorted({*_ALWAYS, *also}):
        problem = refused if status == HTTPStatus.BAD_REQUEST else Problem
        found[status] = {"description": _REASONS[status], "content": {"application/json": {"model": problem}}}
    return found


@functools.cache
def document(app: APIGatewayHttpResolver) -> str:
    """Return the OpenAPI document, made once.

    The models it is made with cost a quarter of a cold start, and hardly any call asks for it: imported here.
    """
    from aws_lambda_powertools.event_handler.openapi.models import HTTPBearer, Server  # noqa: PLC0415

    made = app.get_openapi_json_schema(
        title="Duty Desk: officers' API",
        version="1",
        description="Times are UTC. What is another unit's does not exist.",
        servers=[Server(url="..", description="Where this document was found", variables=None)],
        security_schemes={"officer": HTTPBearer(bearerFormat="JWT", description="ID token of the officers' user pool")},
        security=[{"officer": []}],
    )
    plain: dict[str, Any] = json.loads(made)
    for path in plain["paths"].values():
        for operation in path.values():
            told = operation["responses"]
            told.pop("422", None)  # refused input is 400 here, as everywhere in the desk
            told["500"] = told["503"] | {"description": _REASONS[500]}  # the resolver's own words are not what we say
    plain["paths"] |= OUTSIDE
    for unused in ("HTTPValidationError", "ValidationError", "ResponseValidationError"):
        plain["components"]["schemas"].pop(unused, None)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
