"""The console's static pages and the little that they must know before sign-in."""

import base64
import gzip
import hashlib
import json
import re
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
_PACKED = frozenset({".png", ".ico"})
"""Binary, and as small as they get."""
_REFUSED = re.compile(r"gzip\s*;\s*q=0(\.0*)?$")
_START = "index.html"


@dataclass(frozen=True)
class Console:
    """Serves ``/console/…``: the files of one folder and those below it, by name, and ``config.json``.

    Text is compressed for whoever takes it so; the browser asks each time whether what it has is still the newest.
    """

    client_id: str
    sign_in_url: str
    uploads_origin: str = ""
    """Where pages send lists of cards; empty: nowhere."""
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
        found = self._file(name or _START, compressed=_takes_gzip(headers.get("accept-encoding", "")))
        if found is None:
            return self._with(_text("not found", "text/plain; charset=utf-8") | {"statusCode": 404})
        tag = found["headers"]["etag"]
        if headers.get("if-none-match") == tag:
            kept = {"etag": tag, "vary": found["headers"]["vary"]}
            return self._with({"statusCode": 304, "headers": kept, "body": ""})
        return self._with(found)

    def _file(self, name: str, *, compressed: bool) -> dict[str, Any] | None:
        """Return the answer with this file, made once for each encoding, or None."""
        if name not in self._files:
            return None
        suffix = self._files[name].suffix
        kind = (name, compressed and suffix not in _PACKED)
        if kind not in self._made:
            self._made[kind] = _file(self._files[name].read_bytes(), suffix, compressed=kind[1])
        return self._made[kind]

    @cached_property
    def _files(self) -> dict[str, Path]:
        """Every file by name: a name that is not here is not served, whatever it climbs to."""
        found = (file for file in self.folder.rglob("*") if file.suffix in _TYPES)
        return {file.relative_to(self.folder).as_posix(): file for file in found}

    @cached_property
    def _made(self) -> dict[tuple[str, bool], dict[str, Any]]:
        return {}

    @cached_property
    def _config(self) -> dict[str, str]:
        return {"client_id": self.client_id, "sign_in_url": self.sign_in_url, "api": "../admin/"}

    @cached_property
    def _policy(self) -> str:
        called = " ".join(["'self'", self.sign_in_url, *([self.uploads_origin] if self.uploads_origin else [])])
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
            f"connect-src {called}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )

    def _with(self, answer: dict[str, Any]) -> dict[str, Any]:
        headers = answer["headers"] | {"cache-control": "no-cache", "content-security-policy": self._policy}
        return answer | {"headers": headers}


def _takes_gzip(accepted: str) -> bool:
    """Whether a browser that accepts these encodings takes gzip."""
    named = [one.strip() for one in accepted.lower().split(",") if one.strip().startswith("gzip")]
    return bool(named) and not _REFUSED.match(named[0])


def _file(content: bytes, suffix: str, *, compressed: bool) -> dict[str, Any]:
    """Return the answer with this content; each encoding has a tag of its own, or a cache would mix them up."""
    tag = hashlib.sha256(content).hexdigest()[:20]
    headers = {"content-type": _TYPES[suffix], "etag": f'"{tag}"', "vary": "accept-encoding"}
    if compressed:
        content = gzip.compress(content, mtime=0)
        headers |= {"etag": f'"{tag}-gz"', "content-encoding": "gzip"}
    if compressed or suffix in _PACKED:
        body = base64.b64encode(content).decode()
        return {"statusCode": 200, "headers": headers, "body": body, "isBase64Encoded": True}
    return {"statusCode": 200, "headers": headers, "body": content.decode()}


def _text(body: str, content_type: str) -> dict[str, Any]:
    return {"statusCode": 200, "headers": {"content-type": content_type}, "body": body}
