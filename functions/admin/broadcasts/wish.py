"""What an officer wants told to whom, as it was typed or as an earlier broadcast had it."""

from dataclasses import dataclass

from dutydesk.stores.broadcasts import Broadcast, Kind, Policy, Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an officer wants told to whom, as it was typed; ``units`` stand for all their pages."""

    title: str
    text: str
    unit: str = ""
    units: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    got: str = ""
    not_got: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    priority: Priority = Priority.NORMAL
    policy: Policy = Policy.ONCE
    template_id: str = ""
    starts_at: str = ""
    recurring: str = ""
    corrects: str = ""
    follows: str = ""
    night_reason: str = ""
    kind: Kind = Kind.MESSAGES
    description: str = ""
    cover_url: str = ""


def wish_of(first: Broadcast) -> Wish:
    """The same once more, at once; its pages are those that were meant then."""
    audience = first.audience
    return Wish(
        title=first.title,
        text=first.text,
        unit=first.unit,
        pages=tuple(audience["pages"]),
        segments=tuple(audience["segments"]),
        got=audience["got"],
        excluded=tuple(audience["excluded"]),
        priority=first.priority,
        policy=first.policy,
        template_id=first.template_id,
        night_reason=first.night_reason,
        kind=first.kind,
        description=first.description,
        cover_url=first.cover_url,
    )
