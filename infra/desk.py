"""The whole desk as one component."""

import json
from dataclasses import dataclass
from typing import Any

import pulumi

from infra.alarms import BudgetArgs, CostAlarm
from infra.api import HttpApi, HttpApiArgs
from infra.config import DeskConfig
from infra.dashboard import Dashboard, DashboardArgs
from infra.dependencies import Target
from infra.domain import ApiDomain, ApiDomainArgs
from infra.function import FunctionArgs, PythonFunction, Runtime
from infra.ground import lay_ground
from infra.jobs import jobs
from infra.layers import Layers, LayersArgs
from infra.officers import Officers, OfficersArgs
from infra.place import Place
from infra.revealing import ROUTES as REVEAL_ROUTES
from infra.schedule import HOURS, Schedule, ScheduleArgs

WORKERS = {
    "tips": "intake",
    "alerts": "alert",
    "replies": "reply",
    "questions": "faq",
    "publications": "publish",
    "plans": "plan",
    "chunks": "send",
    "echoes": "track",
    "followers": "follow",
    "orders": "reorganise",
    "lookups": "lookup",
    "tickets": "ticket",
    "arrivals": "imports",
    "media": "media",
    "scans": "preserve",
}
"""Which function works off which queue."""

PLATFORM_ROUTES = ["GET /webhooks/zalo", "POST /webhooks/zalo"]
CONSOLE_ROUTES = ["GET /console", "GET /console/{proxy+}", "GET /admin/openapi.json"]
OFFICER_ROUTES = ["ANY /admin/{proxy+}"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskArgs:
    """Where a desk stands and what its stack decided."""

    place: Place
    config: DeskConfig


class DutyDesk(pulumi.ComponentResource):
    """A police unit's duty desk: data, queues, functions, API, sign-in, alarms."""

    def __init__(self, name: str, args: DeskArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:DutyDesk", name, {}, opts)
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        place, config = args.place, args.config
        self._ground = lay_ground(place, config, self._child)
        api_args = HttpApiArgs(
            place=place,
            alarms=self._ground.alarms,
            throttles=config.throttles,
            log_retention_days=config.log_retention_days,
        )
        self._api = HttpApi("api", api_args, self._child)
        self._url: pulumi.Input[str] = f"https://{config.domain.name}" if config.domain else self._api.endpoint
        self._officers = self._sign_in()
        self._functions = self._deploy()
        self._connect()
        self.outputs = self._outputs()
        self.register_outputs(self.outputs)

    def _sign_in(self) -> Officers:
        config = self._args.config
        console = [pulumi.Output.concat(self._url, "/console"), pulumi.Output.concat(self._url, "/console/")]
        sign_in = OfficersArgs(
            place=self._args.place,
            mfa=config.mfa,
            protected=config.protected,
            console_urls=console,
            sign_in_url=config.sign_in_url,
        )
        return Officers("officers", sign_in, self._child)

    def _deploy(self) -> dict[str, PythonFunction]:
        place, config = self._args.place, self._args.config
        target = Target(architecture=config.architecture, python_version=config.python_version)
        layers = Layers("layers", LayersArgs(place=place, target=target), self._child)
        runtime = Runtime(
            place=place,
            target=target,
            layers=layers.arns,
            images=layers.images,
            alarms=self._ground.alarms,
            log_retention_days=config.log_retention_days,
        )
        return {
            name: PythonFunction(
                name,
                FunctionArgs(
                    runtime=runtime,
                    module=job.module or name,
                    timeout_s=job.timeout_s,
                    memory_mib=job.memory_mib,
                    settings=job.settings,
                    grants=job.grants,
                    counted=job.counted,
                    draws=job.draws,
                ),
                self._child,
            )
            for name, job in jobs(self._ground, self._officers, config).items()
        }

    def _connect(self) -> None:
        """Join routes, queues, clock and watchers to the functions."""
        place, config, functions = self._args.place, self._args.config, self._functions
        for queue, worker in WORKERS.items():
            self._ground.queues[queue].deliver_to(functions[worker].arn)
        authorizer = self._api.sign_in(self._officers)
        self._api.serve(functions["webhook"], public=PLATFORM_ROUTES)
        self._api.serve(functions["admin"], public=CONSOLE_ROUTES, signed_in=OFFICER_ROUTES, authorizer=authorizer)
        self._api.serve(functions["reveal"], signed_in=REVEAL_ROUTES, authorizer=authorizer)
        self._ground.cards.take_from(self._url)
        stage = self._api.open()
        if config.domain:
            ApiDomain("domain", ApiDomainArgs(domain=config.domain, api_id=self._api.id, stage=stage), self._child)
        every_minute = ScheduleArgs(
            place=place,
            alarms=self._ground.alarms,
            function=functions["upkeep"],
            expression="rate(1 minute)",
            event={"do": "minute"},
        )
        Schedule("upkeep", every_minute, self._child)
        every_night = ScheduleArgs(
            place=place,
            alarms=self._ground.alarms,
            function=functions["follow"],
            expression="cron(0 20 * * ? *)",  # 03:00 in Vietnam, when few write
            event={"do": "night"},
            patience_s=HOURS,
            silence_s=36 * HOURS,
        )
        Schedule("follow", every_night, self._child)
        every_morning = ScheduleArgs(
            place=place,
            alarms=self._ground.alarms,
            function=functions["report"],
            expression="cron(0 0 * * ? *)",  # 07:00 in Vietnam; it tells on Mondays
            event={"do": "report"},
            patience_s=HOURS,
            silence_s=36 * HOURS,
        )
        Schedule("report", every_morning, self._child)
        every_evening = ScheduleArgs(
            place=place,
            alarms=self._ground.alarms,
            function=functions["seal"],
            expression="cron(5 17 * * ? *)",  # 00:05 in Vietnam: the day that has just ended
            event={"do": "seal"},
            patience_s=HOURS,
            silence_s=36 * HOURS,
        )
        Schedule("seal", every_evening, self._child)
        every_small_hours = ScheduleArgs(
            place=place,
            alarms=self._ground.alarms,
            function=functions["retain"],
            expression="cron(30 18 * * ? *)",  # 01:30 in Vietnam, after the day's chains were sealed
            event={"do": "retain"},
            patience_s=HOURS,
            silence_s=36 * HOURS,
        )
        Schedule("retain", every_small_hours, self._child)
        shown = DashboardArgs(place=place, api=self._api, functions=functions, queues=self._ground.queues)
        Dashboard("desk", shown, self._child)
        costs = BudgetArgs(place=place, monthly_usd=config.monthly_budget_usd, topic=self._ground.alarms)
        CostAlarm("budget", costs, self._child)

    def _outputs(self) -> dict[str, Any]:
        ground, officers = self._ground, self._officers
        return {
            "api_url": self._url,
            "api_id": self._api.id,
            "user_pool_id": officers.pool_id,
            "user_pool_client_id": officers.client_id,
            "user_pool_domain": officers.domain,
            "user_pool_domain_url": officers.domain_url,
            "quarantine_bucket": ground.quarantine.bucket,
            "originals_bucket": ground.originals.bucket,
            "views_bucket": ground.views.bucket,
            "library_bucket": ground.library.bucket,
            "cards_bucket": ground.cards.bucket,
            "audit_heads_bucket": ground.audit_heads.bucket,
            "alarm_topic_arn": ground.alarms.arn,
            "tables": {name: table.name for name, table in ground.tables.items()},
            "queues": {name: queue.url for name, queue in ground.queues.items()},
            "dead_letters": {name: queue.dead_letters_url for name, queue in ground.queues.items()},
            "functions": {name: function.name for name, function in self._functions.items()},
            "person_key_secret_arn": ground.credentials.person_key_arn,
            "app_secret_names": ground.credentials.app_names,
            "tokens_key_arn": ground.tokens_key.arn,
            "papers_key_arn": ground.papers_key.arn,
            "evidence_key_arn": ground.evidence_key.arn,
            "retention_days": json.dumps(self._args.config.retention_days),
        }
