"""Dropping a connection as a broken network does: no status, no body, just the end."""

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_SEVER = "simulator.sever"


class ConnectionSevered(ConnectionError):
    """The call was to be dropped, and the server in use has no connection to drop (an in-process test)."""


class Severable:
    """An application whose answers may be a dropped connection."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Remember the server's own ``send``, by which the connection is found."""
        if scope["type"] == "http":
            scope[_SEVER] = send
        await self._app(scope, receive, send)


class Dropped(Response):
    """An answer that never comes: the connection is aborted."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Abort the connection and wait until the server has noticed; else it would answer 500."""
        del send
        # The server's send is a bound method of its request cycle, which holds the socket's transport.
        transport = getattr(getattr(scope.get(_SEVER), "__self__", None), "transport", None)
        if transport is None:
            raise ConnectionSevered
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass
