"""Plain HTTP to servers on this machine."""

import http.client
import ssl
from http import HTTPStatus
from typing import Any

import httpx

from local.ports import HOST

PATIENCE_S = 2.0

_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody, and saves the 70 ms that loading everybody's certificates takes."""


def web(**options: Any) -> httpx.Client:
    """Return a client without proxies and without the certificates that plain HTTP never needs."""
    return httpx.Client(trust_env=False, verify=_NO_CERTIFICATES, **options)


def answers(port: int, path: str) -> bool:
    """Tell whether a server on this port of this machine answers this path with 200."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_S)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
