"""Playing a citizen: say, press, follow, leave, block, and read what the pages answered."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, InstanceOf
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from local.platforms.answers import answered, filled
from local.platforms.config import Page, Settings
from local.platforms.conversation import Conversation, Line, new_message_id
from local.platforms.delivery import Attempt, Courier, Delivery
from local.platforms.media import Media
from local.platforms.world import World
from local.platforms.zalo.attachments import Attachment, attached, picture_of, place_of
from local.platforms.zalo.events import Events


class Saying(BaseModel):
    """What a citizen says. ``payload`` presses a button: Zalo sends it back as the citizen's text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    page_id: str
    # InstanceOf: a lone surrogate is a text here, though pydantic's own str would refuse it.
    text: InstanceOf[str] | None = None
    payload: InstanceOf[str] | None = None
    attachments: tuple[dict[str, Any], ...] = ()


class Meeting(BaseModel):
    """The page that a citizen follows, leaves, blocks or is silent to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    page_id: str
    hours: float = Field(default=0, ge=0)


class Citizens:
    """Every citizen of the demo; any ``user_id`` is one, from the first call that names it."""

    def __init__(self, world: World, courier: Courier, media: Media, settings: Callable[[], Settings]) -> None:
        self._world = world
        self._courier = courier
        self._media = media
        self._settings = settings

    def routes(self) -> list[Route]:
        """Return the calls below ``/citizens/{user_id}``."""
        return [
            Route("/citizens/{user_id}/say", self._say, methods=["POST"]),
            Route("/citizens/{user_id}/inbox", self._inbox, methods=["GET"]),
            Route("/citizens/{user_id}/conversation", self._conversation, methods=["GET"]),
            Route("/citizens/{user_id}/{act:str}", self._act, methods=["POST"]),
        ]

    async def _say(self, request: Request) -> Response:
        saying = await filled(request, Saying)
        page = self._page(saying.page_id)
        conversation = self._world.meet(page.page_id, request.path_params["user_id"])
        told: list[dict[str, object]] = []
        for kind, text, attachments in self._messages(saying):
            line = self._world.citizen_writes(
                conversation,
                new_message_id(),
                text or "",
                images=tuple(filter(None, map(picture_of, attachments))),
                place=", ".join(filter(None, map(place_of, attachments))),
            )
            delivery = Events(page, conversation.user_id, line.at).user_sends(
                kind, message_id=line.message_id, text=text, attachments=attachments
            )
            attempt = await self._courier.deliver(delivery, partial(_follow, conversation, line))
            told.append(_told(delivery, attempt))
        # Several kinds of attachment are several messages; the first that was not accepted speaks for all.
        return answered({**next((one for one in told if one["status"] != HTTPStatus.OK), told[-1]), "events": told})

    def _messages(self, saying: Saying) -> list[tuple[str, str | None, list[Attachment]]]:
        """Cut a saying into the platform's messages: one text, or one per kind of attachment."""
        text = saying.text if saying.payload is None else saying.payload
        grouped: dict[str, list[Attachment]] = {}
        try:
            for given in saying.attachments:
                kind, attachment = attached(given, self._media.photo_url)
                grouped.setdefault(kind, []).append(attachment)
        except ValueError as wrong:
            raise HTTPException(400, f"attachments: {wrong}") from wrong
        if not grouped:
            if text is None:
                raise HTTPException(400, "say something: text, payload or attachments")
            return [("text", text, [])]
        captions = iter([text])
        return [(kind, next(captions, None), attachments) for kind, attachments in grouped.items()]

    async def _act(self, request: Request) -> Response:
        act = request.path_params["act"]
        meeting = await filled(request, Meeting)
        page = self._page(meeting.page_id)
        conversation = self._world.meet(page.page_id, request.path_params["user_id"])
        delivery = self._done(act, page, conversation, hours=meeting.hours)
        conversation.version += 1
        if delivery is None:
            return answered({"done": act})
        return answered(_told(delivery, await self._courier.deliver(delivery)))

    def _done(self, act: str, page: Page, conversation: Conversation, *, hours: float) -> Delivery | None:
        """Do one act and return the event that tells the page, or None when the platform keeps it to itself."""
        now = self._world.clock()
        events = Events(page, conversation.user_id, now)
        match act:
            case "follow":
                conversation.follows = True
                conversation.interact(now)
                return events.follower("follow")
            case "unfollow":
                conversation.follows, conversation.has_left = False, True
                return events.follower("unfollow")
            case "chat-now":
                conversation.interact(now)
                return events.chat_now()
            case "block" | "unblock":
                conversation.has_blocked = act == "block"
            case "silence":
                conversation.interacted_at = now - timedelta(hours=hours)
            case _:
                raise HTTPException(404, "a citizen can say, follow, unfollow, chat-now, block, unblock, silence")
        return None

    async def _inbox(self, request: Request) -> Response:
        page_id = request.query_params.get("page_id")
        received = self._world.received_by(request.path_params["user_id"], page_id)
        for conversation in self._world.of_citizen(request.path_params["user_id"], page_id):
            self._see(conversation)
        return answered([{"page_id": conversation.page_id, **_shown(line)} for conversation, line in received])

    async def _conversation(self, request: Request) -> Response:
        page = self._page(request.query_params.get("page_id", ""))
        conversation = self._world.find(page.page_id, request.path_params["user_id"])
        if conversation is None:
            return answered({"version": 0, "follows": False, "blocked": False, "lines": []})
        self._see(conversation)
        if request.query_params.get("version") == str(conversation.version):
            return Response(status_code=204)
        return answered(
            {
                "version": conversation.version,
                "follows": conversation.follows,
                "blocked": conversation.has_blocked,
                "lines": [
                    {"by": line.by, "place": line.place, "delivery": line.delivery, **_shown(line)}
                    for line in conversation.lines
                ],
            }
        )

    def _see(self, conversation: Conversation) -> None:
        """Tell the page what its citizen has now seen, once."""
        unseen, conversation.unseen = conversation.unseen, []
        if unseen and self._settings().sends_seen:
            page = self._world.pages[conversation.page_id]
            self._courier.deliver_later(Events(page, conversation.user_id, self._world.clock()).seen(unseen))

    def _page(self, page_id: str) -> Page:
        try:
            return self._world.pages[page_id]
        except KeyError as unknown:
            raise HTTPException(404, "no such page") from unknown


def _follow(conversation: Conversation, line: Line, state: str) -> None:
    """Show on a citizen's line how far it has come."""
    line.delivery = state
    conversation.version += 1


def _told(delivery: Delivery, attempt: Attempt) -> dict[str, object]:
    return {
        "status": attempt.status,
        "latency_ms": attempt.latency_ms,
        "event_name": delivery.event_name,
        "msg_id": delivery.message_id,
        "error": attempt.error,
    }


def _shown(line: Line) -> dict[str, object]:
    return {
        "message_id": line.message_id,
        "text": line.text,
        "buttons": list(line.buttons),
        "images": list(line.images),
        "at": line.at.isoformat(),
    }
