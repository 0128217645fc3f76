"""The console's static pages and the little that they must know before sign-in."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "console"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
_BINARY = frozenset({".png", ".ico"})
_START = "index.html"


@dataclass(frozen=True)
class Console:
    """Serves ``/console/…``: the files of one folder and those below it, by name, and ``config.json``."""

    client_id: str
    sign_in_url: str
    folder: Path = FOLDER

    def answer(self, path: str, headers: Mapping[str, str], *, query: str = "") -> dict[str, Any]:
        """Return the page at ``path``, 304 when the browser has it, or 404; links in pages are relative.

        The sign-in page sends officers back to ``/console`` itself, whose query goes along to the first page.
        """
        name = path.removeprefix("/console").removeprefix("/")
        if path == "/console":
            start = f"console/{_START}?{query}" if query else f"console/{_START}"
            return self._with({"statusCode": 302, "headers": {"location": start}, "body": ""})
        if name == "config.json":
            return self._with(_text(json.dumps(self._config), "application/json"))
        found = self._files.get(name or _START)
        if found is None:
            return self._with(_text("not found", "text/plain; charset=utf-8") | {"statusCode": 404})
        tag = found["headers"]["etag"]
        if headers.get("if-none-match") == tag:
            return self._with({"statusCode": 304, "headers": {"etag": tag}, "body": ""})
        return self._with(found)

    @cached_property
    def _files(self) -> dict[str, dict[str, Any]]:
        """Every answer by name: a name that is not here is not served, whatever it climbs to."""
        return {
            file.relative_to(self.folder).as_posix(): _file(file.read_bytes(), file.suffix)
            for file in sorted(self.folder.rglob("*"))
            if file.suffix in _TYPES
        }

    @cached_property
    def _config(self) -> dict[str, str]:
        return {"client_id": self.client_id, "sign_in_url": self.sign_in_url, "api": "../admin/"}

    @cached_property
    def _policy(self) -> str:
        # On one machine, where sign-in is plain HTTP, so are the photos of the simulated platform.
        photos = "https:" if self.sign_in_url.startswith("https:") else "https: http:"
        return (
            f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {photos}; "
            f"connect-src 'self' {self.sign_in_url}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )

    def _with(self, answer: dict[str, Any]) -> dict[str, Any]:
        headers = answer["headers"] | {"cache-control": "no-cache", "content-security-policy": self._policy}
        return answer | {"headers": headers}


def _file(content: bytes, suffix: str) -> dict[str, Any]:
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    headers = {"content-type": _TYPES[suffix], "etag": tag}
    if suffix in _BINARY:
        body = base64.b64encode(content).decode()
        return {"statusCode": 200, "headers": headers, "body": body, "isBase64Encoded": True}
    return {"statusCode": 200, "headers": headers, "body": content.decode()}


def _text(body: str, content_type: str) -> dict[str, Any]:
    return {"statusCode": 200, "headers": {"content-type": content_type}, "body": body}
