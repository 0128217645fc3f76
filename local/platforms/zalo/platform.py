"""Zalo put together: what its addresses do, from the one state that all of them share."""

from collections.abc import Callable

from local.platforms.config import Settings
from local.platforms.delivery import Courier
from local.platforms.faults import Faults
from local.platforms.journal import Journal
from local.platforms.limits import MinuteLimit
from local.platforms.world import World
from local.platforms.zalo.articles import Articles
from local.platforms.zalo.broadcasts import Broadcasts
from local.platforms.zalo.calls import Calls, Service
from local.platforms.zalo.consultations import Consultations
from local.platforms.zalo.crowd_events import CrowdEvents
from local.platforms.zalo.gateway import Gateway
from local.platforms.zalo.mail import Mail
from local.platforms.zalo.oauth import OAuth
from local.platforms.zalo.official_account import OfficialAccount
from local.platforms.zalo.quotas import Quotas
from local.platforms.zalo.templates import Templates
from local.platforms.zalo.tokens import Tokens

ARTICLES_METER = "/articles"


class Zalo:
    """The simulated Zalo: its tokens, limits, templates, articles and broadcasts, and the gateway before them."""

    def __init__(
        self, world: World, courier: Courier, *, faults: Faults, journal: Journal, settings: Callable[[], Settings]
    ) -> None:
        self.tokens = Tokens(world, settings)
        self.limit = MinuteLimit(world.clock)
        self.crowd_events = CrowdEvents(world, courier, settings)
        mail = Mail(world, courier, self.crowd_events, settings)
        self.templates = Templates(world, mail, settings)
        self.articles = Articles(world, settings)
        self.broadcasts = Broadcasts(world, self.articles, courier, settings)
        account = OfficialAccount(world)
        self.gateway = Gateway(
            Calls(world, self.tokens, self.limit, settings),
            OAuth(self.tokens, settings),
            self.tokens,
            posted={
                "/v3.0/oa/message/cs": Service(endpoint="message", use=Consultations(mail, settings).send, sends=True),
                "/v3.0/oa/message/template": Service(endpoint="template", use=self.templates.send, sends=True),
                "/v2.0/oa/message": Service(endpoint="broadcast", use=self.broadcasts.send, sends=True),
                "/v3.0/oa/quota/message": Service(endpoint="quota", use=Quotas(settings).left),
                "/v2.0/article/create": Service(endpoint="article", use=self.articles.create, meter=ARTICLES_METER),
                "/v2.0/article/verify": Service(endpoint="article", use=self.articles.verify, meter=ARTICLES_METER),
            },
            asked={
                "/v3.0/oa/user/detail": Service(endpoint="user_detail", use=account.user_detail),
                "/v3.0/oa/user/getlist": Service(endpoint="user_list", use=account.user_list),
                "/v2.0/oa/getoa": Service(endpoint="oa", use=account.info),
            },
            faults=faults,
            journal=journal,
            settings=settings,
        )

    def clear(self) -> None:
        """Forget counts, articles and waiting events; tokens and templates stay."""
        self.limit.clear()
        self.crowd_events.clear()
        self.templates.clear()
        self.articles.clear()
        self.broadcasts.clear()
