"""A page's crowd: made in one call, listed in pages, and what it received in figures."""

import asyncio
from datetime import timedelta
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from local.platforms.answers import answered, filled, number_in
from local.platforms.config import Share
from local.platforms.crowd import COUNT_MAX, SEED_MAX, Crowd, Shares
from local.platforms.simulation import Simulation

LISTED_MAX = 20_000
LISTED = 1_000
SILENT_DAYS_MAX = 3_650


class Gathering(BaseModel):
    """A crowd to be made; it takes the place of the page's former one.

    ``interacted_hours_ago``: when its members last wrote. The shares say whom the page cannot reach: who wrote too
    long ago (-230), who blocked it (-244), who does not follow it any more (-213); together at most 1. Those who wrote
    too long ago fell silent over ``silent_days`` days, so that a list of people can be narrowed by days.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    count: int = Field(gt=0, le=COUNT_MAX)
    interacted_hours_ago: float = Field(default=1, ge=0)
    seed: int = Field(default=0, ge=0, le=SEED_MAX)
    silent_days: int = Field(default=0, ge=0, le=SILENT_DAYS_MAX)
    outside_window: Share = 0
    blocked: Share = 0
    not_following: Share = 0

    @model_validator(mode="after")
    def _is_one_crowd(self) -> Self:
        if self.outside_window + self.blocked + self.not_following > 1:
            raise ValueError("the shares are more than the whole crowd")
        return self


class Crowds:
    """The calls below ``/pages/{page_id}/crowd``."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def routes(self) -> list[Route]:
        """Return the calls."""
        return [
            Route("/pages/{page_id}/crowd", self._gather, methods=["POST"]),
            Route("/pages/{page_id}/crowd", self._list, methods=["GET"]),
            Route("/pages/{page_id}/crowd", self._disperse, methods=["DELETE"]),
            Route("/pages/{page_id}/crowd/tally", self._tally, methods=["GET"]),
            Route("/pages/{page_id}/crowd/{user_id}", self._member, methods=["GET"]),
        ]

    async def _gather(self, request: Request) -> Response:
        page_id = request.path_params["page_id"]
        if page_id not in self._simulation.world.pages:
            raise HTTPException(404, "no such page")
        asked = await filled(request, Gathering)
        now = self._simulation.world.clock()
        # Off the loop: dealing out 157,200 people takes a while, and others are being answered.
        crowd = await asyncio.to_thread(
            Crowd,
            page_id,
            count=asked.count,
            seed=asked.seed,
            shares=Shares(
                outside_window=asked.outside_window, blocked=asked.blocked, not_following=asked.not_following
            ),
            interacted_at=now - timedelta(hours=asked.interacted_hours_ago),
            silent_since=now - timedelta(days=self._simulation.settings().window_days + 1),
            silent_days=asked.silent_days,
        )
        self._simulation.world.gather(crowd)
        return answered(
            {"page_id": page_id, "count": crowd.count, "seed": crowd.seed, "standings": crowd.counts()}, 201
        )

    async def _disperse(self, request: Request) -> Response:
        self._simulation.world.crowds.pop(request.path_params["page_id"], None)
        return Response(status_code=204)

    async def _list(self, request: Request) -> Response:
        crowd = self._crowd(request)
        offset = number_in(request, "offset", default=0)
        limit = number_in(request, "limit", default=LISTED, at_most=LISTED_MAX)
        return answered(
            {
                "count": crowd.count,
                "offset": offset,
                "user_ids": [crowd.user_id(index) for index in range(offset, min(offset + limit, crowd.count))],
                "standings": crowd.standings(offset, limit),
            }
        )

    async def _tally(self, request: Request) -> Response:
        return answered(self._crowd(request).tally() | {"events": self._simulation.zalo.crowd_events.counted()})

    async def _member(self, request: Request) -> Response:
        crowd, user_id = self._crowd(request), request.path_params["user_id"]
        index = crowd.index_of(user_id)
        if index is None:
            raise HTTPException(404, "nobody of this crowd")
        messages, last = crowd.inbox(index)
        return answered(
            {
                "user_id": user_id,
                "standing": crowd.standing(index),
                "messages": messages,
                "last_message_ids": last,
            }
        )

    def _crowd(self, request: Request) -> Crowd:
        crowd = self._simulation.world.crowds.get(request.path_params["page_id"])
        if crowd is None:
            raise HTTPException(404, "this page has no crowd")
        return crowd
