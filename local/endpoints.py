"""What a running stack tells the outside: ``endpoints.json``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.deploy.cloud import ROOT_KEY, Cloud
from local.errors import NotUp
from local.seed import Demo


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Where everything is; ``api`` and ``simulator`` are bases without a trailing slash."""

    api: str
    console: str
    chat: str
    simulator: str
    aws: Mapping[str, str]
    pages: list[dict[str, Any]]
    officers: list[dict[str, Any]]

    @classmethod
    def of(cls, cloud: Cloud, *, api: str, console: str, simulator: str, demo: Demo) -> "Endpoints":
        """Describe a stack that was just deployed and seeded."""
        return cls(
            api=api,
            console=console,
            chat=f"{simulator}/chat/",
            simulator=simulator,
            aws={
                "endpoint_url": cloud.endpoint_url,
                "region": cloud.region,
                "access_key_id": ROOT_KEY,
                "secret_access_key": ROOT_KEY,
            },
            pages=[{name: getattr(page, name) for name in _PAGE_FIELDS} for page in demo.pages],
            officers=[
                {
                    "username": officer.username,
                    "password": officer.password,
                    "unit": officer.unit,
                    "roles": list(officer.roles),
                }
                for officer in demo.officers
            ],
        )

    @classmethod
    def load(cls, file: Path) -> "Endpoints":
        """Return what ``save`` wrote.

        Raises:
            NotUp: no stack is up in this folder.
        """
        try:
            return cls(**json.loads(file.read_text()))
        except FileNotFoundError:
            raise NotUp("the desk is not up: `make up` first") from None

    def save(self, file: Path) -> None:
        """Write the file whole or not at all, readable by its owner alone: it holds the demo's passwords."""
        draft = file.with_suffix(".draft")
        draft.touch(mode=0o600)
        fields = {name: getattr(self, name) for name in self.__slots__}
        draft.write_text(json.dumps(fields, ensure_ascii=False, indent=2) + "\n")
        draft.replace(file)

    def page(self, unit: str) -> dict[str, Any]:
        """Return the page of this unit."""
        return next(page for page in self.pages if page["unit"] == unit)

    def officer(self, unit: str) -> dict[str, Any]:
        """Return the unit's first officer, who has only the role ``officer``."""
        return next(officer for officer in self.officers if officer["unit"] == unit)

    def password(self, username: str) -> str | None:
        """Return the password of a demo officer, or None."""
        return next((each["password"] for each in self.officers if each["username"] == username), None)


_PAGE_FIELDS = ("page_id", "platform", "unit", "app_id", "oa_id", "signing_secret")
