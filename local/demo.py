"""The demo's invented district: 18 units with a page each, and the officers who serve there.

Nothing here names a real unit, person or account. Passwords, secrets and tokens are new for every run.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dutydesk.stores.content import Unit
from dutydesk.stores.offices import Office, Service

DISTRICT = "quan-mau"
WARDS = tuple(f"phuong-mau-{number}" for number in range(1, 12))
TEAMS = {
    "doi-csgt": "Đội Cảnh sát giao thông",
    "doi-hinh-su": "Đội Cảnh sát hình sự",
    "doi-ma-tuy": "Đội Cảnh sát điều tra tội phạm về ma túy",
    "doi-kinh-te": "Đội Cảnh sát kinh tế",
    "doi-qlhc": "Đội Cảnh sát quản lý hành chính",
    "doi-pccc": "Đội Cảnh sát phòng cháy chữa cháy",
}
WITH_SATURDAY = "1-5 07:30-11:30 13:30-17:00; 6 07:30-11:30"
HOURS_OF_TEAMS = {"doi-csgt": "1-7 00:00-24:00", "doi-pccc": "1-7 00:00-24:00"}

COMMUNITY_APP = "1000000000000000001"
"""The platform app of the district and its wards."""
TEAMS_APP = "1000000000000000002"
APP_IDS = (COMMUNITY_APP, TEAMS_APP)

SEES_ALL_UNITS = "supervisor"
"""The officer to look around as."""

EDITS_THE_BANK = "editor"
"""The officer who keeps the question bank of every unit."""

BRINGS_CARDS = EDITS_THE_BANK
"""The officer who uploads lists of cards."""

COUNTERS = (DISTRICT, WARDS[0])
"""The units where citizens can take a number."""

FIRST_OA = 4_318_000_000_000_000_000
"""Page ids of the platform do not fit into a double: one that went through a float is found out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPage:
    """A unit's page, with the secrets that its platform app and its token share with the simulator."""

    page_id: str
    unit: str
    name: str
    app_id: str
    oa_id: str
    signing_secret: str
    app_secret: str
    access_token: str
    refresh_token: str
    platform: str = "zalo"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOfficer:
    """An invented officer; ``unit`` is where they sit, ``units`` whose cases they see."""

    username: str
    display: str
    password: str
    unit: str
    units: Sequence[str]
    roles: Sequence[str]


def units() -> list[Unit]:
    """Return the district, its wards and its teams, 18 in all."""
    wards = [
        Unit(
            unit=unit,
            name=f"Công an Phường Mẫu {number}",
            parent=DISTRICT,
            hotline=f"028 0000 01{number:02}",
            hours=WITH_SATURDAY,
        )
        for number, unit in enumerate(WARDS, start=1)
    ]
    teams = [
        Unit(
            unit=unit,
            name=f"{name} Quận Mẫu",
            parent=DISTRICT,
            hotline=f"028 0000 02{number:02}",
            hours=HOURS_OF_TEAMS.get(unit, ""),
        )
        for number, (unit, name) in enumerate(TEAMS.items(), start=1)
    ]
    district = Unit(unit=DISTRICT, name="Công an Quận Mẫu", hotline="028 0000 0000", hours=WITH_SATURDAY)
    return [district, *wards, *teams]


def offices() -> list[Office]:
    """Return an office with two services for each unit that has a counter."""
    named = {unit.unit: unit for unit in units()}
    services = (
        Service(
            service_id="can-cuoc",
            name="Làm thẻ căn cước",
            papers="thẻ cũ nếu có",
            slot_minutes=30,
            capacity=4,
            walk_in_share=0.25,
        ),
        Service(service_id="cu-tru", name="Đăng ký cư trú", papers="giấy tờ về chỗ ở", slot_minutes=30, capacity=2),
    )
    return [
        Office(
            office_id=unit,
            unit=unit,
            name=f"Trụ sở {named[unit].name}",
            address=f"số {number} đường Mẫu",
            hours=named[unit].hours,
            services=services,
        )
        for number, unit in enumerate(COUNTERS, start=1)
    ]


def pages() -> list[DemoPage]:
    """Return one page for each unit; pages of one app share its secrets."""
    app_secrets = {app_id: (_secret(), _secret()) for app_id in APP_IDS}
    made = []
    for number, unit in enumerate(units()):
        app_id = TEAMS_APP if unit.unit in TEAMS else COMMUNITY_APP
        signing_secret, app_secret = app_secrets[app_id]
        made.append(
            DemoPage(
                page_id=f"zalo-{unit.unit}",
                unit=unit.unit,
                name=unit.name,
                app_id=app_id,
                oa_id=str(FIRST_OA + 104_729 * number + 1),
                signing_secret=signing_secret,
                app_secret=app_secret,
                access_token=_secret(),
                refresh_token=_secret(),
            )
        )
    return made


def officers() -> Iterator[DemoOfficer]:
    """Yield two officers for each unit, the first with only the role ``officer``, then those of the whole district."""
    everywhere = [unit.unit for unit in units()]
    for unit in units():
        yield _officer(f"{unit.unit}-officer", f"Cán bộ {unit.name}", unit.unit, ["officer"])
        yield _officer(f"{unit.unit}-duty", f"Trực ban {unit.name}", unit.unit, ["officer", "duty_officer"])
    yield _officer(SEES_ALL_UNITS, "Chỉ huy Quận Mẫu", DISTRICT, ["supervisor"], everywhere)
    yield _officer("auditor", "Thanh tra Quận Mẫu", DISTRICT, ["auditor"], everywhere)
    yield _officer(EDITS_THE_BANK, "Biên tập Quận Mẫu", DISTRICT, ["editor"], everywhere)
    yield _officer("administrator", "Quản trị Quận Mẫu", DISTRICT, ["administrator"], everywhere)


def _officer(
    username: str, display: str, unit: str, roles: Sequence[str], seen: Sequence[str] | None = None
) -> DemoOfficer:
    return DemoOfficer(
        username=username,
        display=display,
        password=_password(),
        unit=unit,
        units=seen or [unit],
        roles=roles,
    )


def _secret() -> str:
    return secrets.token_urlsafe(32)


def _password() -> str:
    """A password that satisfies any usual policy: long, with a capital, a small letter, a digit and a sign."""
    return f"Truc-{secrets.token_urlsafe(12)}-7a"
