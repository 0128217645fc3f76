"""The webhook's handler without AWS: verifying, normalising, routing and writing messages, over stores in memory."""

import contextlib
import functools
import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from dutydesk import ids
from dutydesk.clock import utc_now
from dutydesk.platforms.zalo.inbox import ZaloInbox
from dutydesk.stores.content import Page as StoredPage
from local.platforms.config import Page
from local.platforms.zalo.events import Events
from tests.fakes.people import FakeContent, FakeIdentities, FakePeople
from tests.fakes.queues import FakeOutlet, FakeStream
from tests.fakes.seals import FakeSealer

if TYPE_CHECKING:
    from dutydesk.errands import LookupMessage, TicketMessage
    from dutydesk.messages import AlertMessage, QuestionMessage, TipMessage

PAGE = Page.model_validate(
    {
        "page_id": "zalo-phuong-mau-1",
        "unit": "phuong-mau-1",
        "app_id": "1000000000000000001",
        "oa_id": "4318000000000104730",
        "name": "Công an Phường Mẫu 1",
        "signing_secret": "invented",
        "app_secret": "-",
        "access_token": "-",
        "refresh_token": "-",
    }
)
SAYINGS = (
    "xin chào",
    "báo tin",
    "Có hai thanh niên bẻ khóa xe máy trước số 12 đường Mẫu 3",
    "khoang 9 gio toi qua, gan cho Mau",
    "xong",
    "cho em hỏi thủ tục làm căn cước ạ",
)
WARM_UP = 100


def handler_ms(calls: int) -> list[float]:
    """Return how long each of ``calls`` warm calls took, in milliseconds."""
    environment = {"POWERTOOLS_SERVICE_NAME": "webhook", "POWERTOOLS_METRICS_NAMESPACE": "DutyDesk"}
    with (
        patch.dict(os.environ, environment),
        open(os.devnull, "w") as nowhere,  # noqa: PTH123 - a device, not a path of ours
        contextlib.redirect_stdout(nowhere),
    ):
        from functions.webhook import handler  # noqa: PLC0415 - its logger writes to what stdout is while it loads

        with patch.object(handler, "desk", functools.cache(_desk)):
            taken = []
            for number in range(calls + WARM_UP):
                event = _event(number)
                began = time.perf_counter()
                answer = handler.lambda_handler(event, None)
                taken.append((time.perf_counter() - began) * 1000)
                if answer["statusCode"] != 200:
                    raise RuntimeError(f"the handler answered {answer['statusCode']}")
    return taken[WARM_UP:]


def _desk() -> Any:
    from functions.webhook.errand_desks import ErrandDesks  # noqa: PLC0415 - see above
    from functions.webhook.reception import Reception  # noqa: PLC0415 - see above
    from functions.webhook.routing import Router  # noqa: PLC0415 - likewise
    from functions.webhook.wiring import Desk  # noqa: PLC0415 - likewise

    tips: FakeOutlet[TipMessage] = FakeOutlet()
    questions: FakeOutlet[QuestionMessage] = FakeOutlet()
    alerts: FakeOutlet[AlertMessage] = FakeOutlet()
    lookups: FakeOutlet[LookupMessage] = FakeOutlet()
    tickets: FakeOutlet[TicketMessage] = FakeOutlet()
    stored = StoredPage(page_id=PAGE.page_id, platform="zalo", unit=PAGE.unit, app_id=PAGE.app_id, oa_id=PAGE.oa_id)
    return Desk(
        zalo=ZaloInbox(lambda _app_id: PAGE.signing_secret.get_secret_value()),
        reception=Reception(
            people=FakePeople(),
            identities=FakeIdentities(),
            content=FakeContent((stored,)),
            tips=tips,
            questions=questions,
            alerts=alerts,
            echoes=FakeStream(),
            errands=ErrandDesks(lookups=lookups, tickets=tickets, sealer=FakeSealer()),
            router=Router(new_id=lambda: ids.new_ulid(utc_now())),
            person_id=lambda page_id, user_id: ids.person_id(b"key", "zalo", page_id, user_id),
            link_of=lambda app_id, by_app: ids.link_of(b"key", "zalo", app_id, by_app),
            clock=utc_now,
            count=lambda _name: None,
            pause=lambda _attempt: None,
        ),
    )


def _event(number: int) -> dict[str, Any]:
    """The call of API Gateway for one message; each citizen says all of ``SAYINGS`` in turn."""
    user_id = f"84{number // len(SAYINGS):012}"
    sent = Events(PAGE, user_id, datetime.now(UTC)).user_sends(
        "text", message_id=f"message-{number}", text=SAYINGS[number % len(SAYINGS)], attachments=[]
    )
    return {
        "requestContext": {"http": {"method": "POST"}},
        "headers": {name.lower(): value for name, value in sent.headers.items()},
        "body": sent.raw.decode(),
        "isBase64Encoded": False,
    }
