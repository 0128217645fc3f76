"""From what the desk knows of broadcasts to what the API shows, and back."""

from collections.abc import Mapping
from typing import Any

from dutydesk.ids import shown
from dutydesk.stores.broadcasts import Broadcast, Kind, Policy, Priority, Totals
from functions.admin.broadcasts import articles, rules
from functions.admin.broadcasts.models import (
    PRIORITY,
    AudienceWish,
    BooksView,
    BroadcastLine,
    BroadcastPage,
    BroadcastView,
    BroadcastWish,
    CodeView,
    PreflightView,
    RecipientPage,
    RecipientView,
)
from functions.admin.broadcasts.progress import Progress
from functions.admin.broadcasts.reading import Listing, Recipients
from functions.admin.broadcasts.store import Coded, Kept
from functions.admin.broadcasts.wish import Wish

_COPIED = "unit title created_by created_at starts_at started_at ended_at target revision".split()


def wish_from(body: BroadcastWish) -> Wish:
    """Read a draft."""
    audience = {name: _plain(value) for name, value in body.audience.model_dump().items()}
    others = body.model_dump(exclude={"audience", "priority", "policy", "kind", "revision"})
    priority, policy, kind = Priority[body.priority.upper()], Policy(body.policy), Kind(body.kind)
    return Wish(priority=priority, policy=policy, kind=kind, **audience, **others)


def broadcast_page(listing: Listing) -> BroadcastPage:
    """Show a page of the list."""
    items = [BroadcastLine(**_line(kept.broadcast)) for kept in listing.broadcasts]
    return BroadcastPage(items=items, next=listing.following or None)


def broadcast_view(kept: Kept, progress: Progress) -> BroadcastView:
    """Show a broadcast with its books."""
    broadcast = kept.broadcast
    return BroadcastView(
        **_line(broadcast),
        text=broadcast.text,
        description=broadcast.description,
        cover_url=broadcast.cover_url,
        code=shown(broadcast.code),
        audience=_audience(broadcast),
        policy=broadcast.policy.value,
        template_id=broadcast.template_id,
        recurring=broadcast.recurring,
        corrects=broadcast.corrects,
        follows=broadcast.follows,
        night_reason=broadcast.night_reason,
        approved_by=list(broadcast.approved_by),
        needs_two=rules.needs_two(broadcast, kept.preflight),
        reason=broadcast.reason,
        reason_words=rules.REASONS.get(broadcast.reason, ""),
        preflight=_preflight(kept),
        books=_books(progress.totals, articles.LETTERS if broadcast.kind is Kind.ARTICLE else rules.LETTERS),
        followers=progress.followers,
        per_second=round(progress.per_second, 1),
        eta_s=progress.eta_s,
    )


def recipient_page(page: Recipients) -> RecipientPage:
    """Show a page of recipients."""
    items = [
        RecipientView(person_id=one.person_id, page_id=one.page_id, letter=one.letter, words=one.words)
        for one in page.recipients
    ]
    return RecipientPage(items=items, next=page.following or None)


def code_view(coded: Coded) -> CodeView:
    """Show what a code names."""
    return CodeView(
        id=coded.broadcast_id,
        unit=coded.unit,
        started_at=coded.started_at,
        is_out=bool(coded.started_at),
        called_off=coded.called_off,
        corrected_by=coded.corrected_by,
    )


def _line(broadcast: Broadcast) -> dict[str, Any]:
    copied = {name: getattr(broadcast, name) for name in _COPIED}
    priority: PRIORITY = "emergency" if broadcast.priority is Priority.EMERGENCY else "normal"
    told = {"state": broadcast.state.value, "priority": priority, "kind": broadcast.kind.value}
    return copied | told | {"id": broadcast.broadcast_id}


def _audience(broadcast: Broadcast) -> AudienceWish:
    plain = broadcast.audience
    return AudienceWish(**{name: _listed(plain.get(name, "")) for name in AudienceWish.model_fields if plain.get(name)})


def _preflight(kept: Kept) -> PreflightView | None:
    if not kept.preflight:
        return None
    known = {name: value for name, value in kept.preflight.items() if name in PreflightView.model_fields}
    return PreflightView(**known, notices=articles.notices(kept.broadcast, kept.preflight))


def _books(totals: Totals, meant: Mapping[str, str]) -> BooksView:
    names = "target sent failed skipped unknown pending delivered seen".split()
    counts = {name: getattr(totals, name) for name in names}
    letters = {str(letter): count for letter, count in totals.letters.items()}
    return BooksView(**counts, letters=letters, words={letter: meant.get(letter, "") for letter in letters})


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
