"""The citizen's chat page: a few static files, read from the disk at each call."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

HERE = Path(__file__).parent / "chat"
FILES = {
    "": ("index.html", "text/html"),
    "chat.css": ("chat.css", "text/css"),
    "chat.js": ("chat.js", "text/javascript"),
    "conversation.js": ("conversation.js", "text/javascript"),
}
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def routes() -> list[Route]:
    """Return ``/chat/`` and the way to it."""
    return [
        Route("/", _enter),
        Route("/chat", _enter),
        Route("/chat/{name:path}", _file),
    ]


async def _enter(request: Request) -> Response:
    del request
    return RedirectResponse("/chat/")


async def _file(request: Request) -> Response:
    known = FILES.get(request.path_params["name"])
    if known is None:
        raise HTTPException(404, "no such file")
    name, content_type = known
    return Response((HERE / name).read_bytes(), headers=HEADERS, media_type=content_type)
