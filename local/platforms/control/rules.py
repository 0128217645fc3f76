"""What the platform's rules work on: templates, and how much of the limits is used."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from local.platforms.answers import answered, filled
from local.platforms.config import Template
from local.platforms.simulation import Simulation
from local.platforms.zalo.platform import ARTICLES_METER


class Rules:
    """The calls ``/templates`` and ``/limits``."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def routes(self) -> list[Route]:
        """Return the calls."""
        return [
            Route("/templates", self._templates, methods=["GET"]),
            Route("/templates/{template_id}", self._put_template, methods=["PUT"]),
            Route("/templates/{template_id}", self._delete_template, methods=["DELETE"]),
            Route("/limits", self._limits, methods=["GET"]),
        ]

    async def _templates(self, request: Request) -> Response:
        del request
        known = self._simulation.zalo.templates.known
        return answered({template_id: template.model_dump() for template_id, template in known.items()})

    async def _put_template(self, request: Request) -> Response:
        template = await filled(request, Template)
        if template.page_id is not None and template.page_id not in self._simulation.world.pages:
            raise HTTPException(404, "no such page")
        self._simulation.zalo.templates.known[request.path_params["template_id"]] = template
        return answered(template.model_dump())

    async def _delete_template(self, request: Request) -> Response:
        self._simulation.zalo.templates.known.pop(request.path_params["template_id"], None)
        return Response(status_code=204)

    async def _limits(self, request: Request) -> Response:
        del request
        settings, counted = self._simulation.settings(), self._simulation.zalo.limit.counted()
        none = {"taken": 0, "refused": 0}
        return answered(
            {
                "requests_per_minute": settings.requests_per_minute,
                "limit_window": settings.limit_window,
                "apps": [
                    {
                        "app_id": app_id,
                        **counted.get(app_id, none),
                        "articles": counted.get(app_id + ARTICLES_METER, none),
                    }
                    for app_id in self._simulation.world.apps()
                ],
            }
        )
