"""The simulator as one ASGI application: the platforms, our control calls, the chat page."""

import contextlib
from collections.abc import AsyncIterator

import httpx
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from local.platforms import pages
from local.platforms.answers import refused
from local.platforms.config import Config
from local.platforms.control.citizens import Citizens
from local.platforms.control.operator import Operator
from local.platforms.severing import Severable
from local.platforms.simulation import Simulation
from local.platforms.world import Clock, utc_now
from local.platforms.zalo.gateway import Gateway
from local.platforms.zalo.official_account import OfficialAccount


def build(config: Config, *, transport: httpx.AsyncBaseTransport | None = None, clock: Clock = utc_now) -> Severable:
    """Return the application; ``transport`` and ``clock`` stand in for the network and the time in tests."""
    return serving(Simulation(config, transport=transport, clock=clock))


def serving(simulation: Simulation) -> Severable:
    """Return the application that serves a simulation."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        yield
        await simulation.courier.close()

    gateway = Gateway(
        simulation.world,
        OfficialAccount(simulation.world, simulation.courier, simulation.settings),
        simulation.tokens,
        limit=simulation.limit,
        faults=simulation.faults,
        journal=simulation.journal,
        settings=simulation.settings,
    )
    citizens = Citizens(simulation.world, simulation.courier, simulation.media, simulation.settings)
    routes = [
        *gateway.routes(),
        *citizens.routes(),
        *Operator(simulation).routes(),
        *simulation.media.routes(),
        *pages.routes(),
    ]
    return Severable(Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: refused}))
