"""The pictures and files that citizens send, served under ``/media/`` as a platform serves them."""

import asyncio
import hashlib
import secrets
import struct
import zlib
from collections.abc import AsyncIterator

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from local.platforms.answers import answered
from local.platforms.faults import Faults, Trick

BYTES_MAX = 25 * 1024 * 1024
KEPT = 200
SIDE_PX = 64
DRIP_S = 1.0
PRIVATE = "http://169.254.169.254/latest/meta-data/"
"""Where no link may lead: what a cloud's machines ask about themselves."""
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "audio/amr": "amr",
    "application/pdf": "pdf",
}
TYPES = {ending: content_type for content_type, ending in ENDINGS.items()}
SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}


class Media:
    """Uploads, and photos made up on demand; a made-up photo is a plain colour that follows from its name."""

    def __init__(self, base_url: str, faults: Faults) -> None:
        self._base_url = base_url
        self._faults = faults
        self._kept: dict[str, bytes] = {}

    def routes(self) -> list[Route]:
        """``POST /media`` with the file as body, and ``GET /media/{name}``."""
        return [
            Route("/media", self._upload, methods=["POST"]),
            Route("/media/{name}", self._serve, methods=["GET"]),
        ]

    def photo_url(self) -> str:
        """Return the address of a photo that nobody uploaded."""
        return f"{self._base_url}/media/photo-{secrets.token_hex(8)}.png"

    def clear(self) -> None:
        """Forget the uploads."""
        self._kept.clear()

    async def _upload(self, request: Request) -> Response:
        ending = ENDINGS.get(request.headers.get("content-type", ""))
        if ending is None:
            raise HTTPException(415, f"content type must be one of {', '.join(ENDINGS)}")
        content = bytearray()
        async for chunk in request.stream():
            content += chunk
            if len(content) > BYTES_MAX:
                raise HTTPException(413, f"at most {BYTES_MAX} bytes")
        if len(self._kept) >= KEPT:
            del self._kept[next(iter(self._kept))]
        name = f"{secrets.token_hex(12)}.{ending}"
        self._kept[name] = bytes(content)
        return answered({"url": f"{self._base_url}/media/{name}", "name": name}, 201)

    async def _serve(self, request: Request) -> Response:
        name = request.path_params["name"]
        fault = self._faults.take("media", page_id=None, user_id=None) if self._faults else None
        if fault and fault.http_status:
            return Response("URL signature expired", fault.http_status, media_type="text/plain")
        content = self._kept.get(name)
        if content is None and name.startswith("photo-") and name.endswith(".png"):
            content = _plain_png(name)
        if content is None:
            raise HTTPException(404, "no such media")
        media_type = TYPES[name.rpartition(".")[2]]
        if fault and fault.trick:
            return _tricked(fault.trick, content, media_type, f"{self._base_url}/media/{name}")
        return Response(content, headers=SAFE, media_type=media_type)


def _tricked(trick: Trick, content: bytes, media_type: str, url: str) -> Response:
    """Return an answer that is not what it seems."""
    match trick:
        case "private" | "loop":
            return RedirectResponse(PRIVATE if trick == "private" else url, 302)
        case "empty":
            return Response(b"", headers=SAFE, media_type=media_type)
    whole = {"content-length": str(len(content))}
    pieces = _drip(content) if trick == "drip" else _half(content)
    return StreamingResponse(pieces, headers=SAFE | whole, media_type=media_type)


async def _half(content: bytes) -> AsyncIterator[bytes]:
    yield content[: len(content) // 2]


async def _drip(content: bytes) -> AsyncIterator[bytes]:
    for at in range(len(content)):
        yield content[at : at + 1]
        await asyncio.sleep(DRIP_S)


def _plain_png(name: str) -> bytes:
    """Return a square of one colour, the same for the same name."""
    row = b"\0" + hashlib.sha256(name.encode()).digest()[:3] * SIDE_PX
    header = struct.pack(">2I5B", SIDE_PX, SIDE_PX, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * SIDE_PX)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
