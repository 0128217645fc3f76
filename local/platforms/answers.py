"""Reading control calls and answering in JSON."""

import json
from collections.abc import Mapping

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response


async def filled[Form: BaseModel](request: Request, form: type[Form]) -> Form:
    """Return the call's body as a form; raise a 400 that names the field, never its value."""
    raw = await request.body()
    try:
        return form.model_validate(json.loads(raw or b"{}"))
    except ValidationError as wrong:
        reasons = (f"{'.'.join(map(str, error['loc'])) or 'body'}: {error['msg']}" for error in wrong.errors())
        raise HTTPException(400, "; ".join(reasons)) from wrong
    except ValueError as wrong:
        raise HTTPException(400, "the body is not JSON") from wrong


def number_in(request: Request, name: str, *, default: int, at_most: int | None = None) -> int:
    """Return a number of the query, not below 0; raise a 400 that names it otherwise."""
    told = request.query_params.get(name, str(default))
    if not (told.isascii() and told.isdigit()) or (at_most is not None and int(told) > at_most):
        raise HTTPException(400, f"{name} is a number from 0" + (f" to {at_most}" if at_most is not None else ""))
    return int(told)


def answered(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with JSON in ASCII, which carries any text, whole or not."""
    return Response(json.dumps(body, separators=(",", ":")), status, headers, "application/json")


async def refused(request: Request, problem: Exception) -> Response:
    """Answer a control call that cannot be done: ``{"error": reason}``."""
    del request
    if not isinstance(problem, HTTPException):
        raise problem
    return answered({"error": problem.detail}, problem.status_code, problem.headers)
