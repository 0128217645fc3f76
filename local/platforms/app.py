"""The simulator as one ASGI application: the platforms, our control calls, the chat page."""

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from local.platforms import pages
from local.platforms.answers import refused
from local.platforms.control.citizens import Citizens
from local.platforms.control.crowds import Crowds
from local.platforms.control.operator import Operator
from local.platforms.control.rules import Rules
from local.platforms.severing import Severable
from local.platforms.simulation import Simulation


def serving(simulation: Simulation) -> Severable:
    """Return the application that serves a simulation."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        yield
        await simulation.courier.close()

    citizens = Citizens(simulation.world, simulation.courier, simulation.media, simulation.settings)
    routes = [
        *simulation.zalo.gateway.routes(),
        *citizens.routes(),
        *Operator(simulation).routes(),
        *Crowds(simulation).routes(),
        *Rules(simulation).routes(),
        *simulation.media.routes(),
        *pages.routes(),
    ]
    return Severable(Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: refused}))
