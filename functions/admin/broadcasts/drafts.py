"""Drafting broadcasts: the words, whom they are for, and what follows an earlier one. Nobody is told anything here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dutydesk.clock import Clock, iso
from dutydesk.errors import Conflict, RejectedInput
from dutydesk.stores.audiences import named
from dutydesk.stores.broadcasts import Broadcast, Kind, State
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.broadcasts import articles, rules
from functions.admin.broadcasts.owned import mine, only_urgent, target_of
from functions.admin.broadcasts.pages import DynamoPages
from functions.admin.broadcasts.store import DynamoBroadcasts, Kept
from functions.admin.broadcasts.wish import Wish, wish_of
from functions.admin.matrix import Deed

MOST_ATTEMPTS = 5
NO_UNIT = "chọn một đơn vị của bạn / name one of your units"
SAME_UNIT = "không đổi được đơn vị / the unit cannot change"
NOT_BEGUN = "thông báo này chưa gửi tới ai / nobody was told this yet"
NOT_OVER = "thông báo này chưa xong / this broadcast is not over yet"
AGAIN_TOO_OFTEN = (
    f"đã gửi lại {rules.MOST_EARLIER} lần; hãy soạn bản mới / "
    f"it was sent again {rules.MOST_EARLIER} times already; draft a new one"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoBroadcasts
    pages: DynamoPages
    letters_by_page: Callable[[str], Mapping[str, str]]
    """Returns what became of an article on each page."""
    clock: Clock
    new_id: Callable[[datetime], str]
    new_code: Callable[[], str]

    def add(self, asker: Asker, wish: Wish) -> Kept:
        """Put a new draft.

        Raises:
            RejectedInput: it is not as a broadcast must be.
            Forbidden: it is another unit's, or the asker's roles allow emergencies only.
        """
        with self.access.changing(asker, Deed.EDIT_BROADCAST, "broadcast new") as units:
            return self._add(asker, units, wish)

    def put(self, asker: Asker, broadcast_id: str, wish: Wish, *, revision: int) -> Kept:
        """Write a draft anew over the one of that revision; approvals and the pre-flight are void then.

        Raises:
            NotFound: absent or another unit's.
            RejectedInput: it is not as a broadcast must be.
            Conflict: it is no draft any more, or not of that revision.
        """
        target = target_of(broadcast_id)
        with self.access.changing(asker, Deed.EDIT_BROADCAST, target) as units:
            before = self._to_edit(asker, units, broadcast_id)
            if before.state is not State.DRAFT:
                raise Conflict(rules.NOT_DRAFT)
            if before.revision != revision:
                raise Conflict(rules.MOVED)
            if wish.unit not in {"", before.unit}:
                raise RejectedInput(f"unit: {SAME_UNIT}")
            wish = replace(wish, unit=before.unit, follows=before.follows)
            after = replace(
                self._admissible(asker, units, wish),
                broadcast_id=before.broadcast_id,
                code=before.code,
                created_by=before.created_by,
                created_at=before.created_at,
                revision=before.revision + 1,
            )
            try:
                self.audit.commit(asker.mark(Deed.EDIT_BROADCAST, target), self.store.rewritten(before, after))
            except LostRace:
                raise Conflict(rules.MOVED) from None
        return Kept(after)

    def again(self, asker: Asker, broadcast_id: str) -> Kept:
        """Draft the same once more for those who got neither it nor any that it repeats.

        Raises:
            Conflict: it is still on its way, or was sent again too often.
        """
        with self.access.changing(asker, Deed.EDIT_BROADCAST, target_of(broadcast_id)) as units:
            first = self._to_edit(asker, units, broadcast_id)
            if first.state not in {State.DONE, State.CANCELLED}:
                raise Conflict(NOT_OVER)
            if first.kind is Kind.ARTICLE:
                pages = self._pages(first, have_it=False)
                return self._add(asker, units, replace(wish_of(first), pages=pages, follows=first.broadcast_id))
            not_got = (*named(first.audience.get("not_got", ())), first.broadcast_id)
            if len(not_got) > rules.MOST_EARLIER:
                raise Conflict(AGAIN_TOO_OFTEN)
            wish = replace(wish_of(first), not_got=not_got, follows=first.broadcast_id)
            return self._add(asker, units, wish)

    def correct(self, asker: Asker, broadcast_id: str, *, title: str, text: str) -> Kept:
        """Draft other words for those who got it; raise ``Conflict`` when nobody can have got it yet."""
        with self.access.changing(asker, Deed.EDIT_BROADCAST, target_of(broadcast_id)) as units:
            first = self._to_edit(asker, units, broadcast_id)
            if not first.apps:
                raise Conflict(NOT_BEGUN)
            if first.kind is Kind.ARTICLE:
                pages, title = self._pages(first, have_it=True), title or first.title
                other = replace(wish_of(first), title=title, text=text, pages=pages, corrects=first.broadcast_id)
                return self._add(asker, units, other)
            wish = replace(
                wish_of(first),
                title=title or first.title,
                text=text,
                segments=(),
                excluded=(),
                not_got=(),
                got=first.broadcast_id,
                corrects=first.broadcast_id,
            )
            return self._add(asker, units, wish)

    def _pages(self, first: Broadcast, *, have_it: bool) -> tuple[str, ...]:
        """Return an article's pages that have sent it, or those that have not; raise ``Conflict`` for none."""
        letters = self.letters_by_page(first.broadcast_id)
        pages = [page for page in first.audience["pages"] if (letters.get(page) in articles.HAVE_IT) is have_it]
        if not pages:
            raise Conflict(articles.NONE_HAS_IT if have_it else articles.ALL_HAVE_IT)
        return tuple(pages)

    def _to_edit(self, asker: Asker, units: Sequence[str], broadcast_id: str) -> Broadcast:
        """Return what is to be written anew or followed; raise ``NotFound``, or ``Forbidden`` to a duty officer."""
        broadcast = mine(self.store, units, broadcast_id).broadcast
        only_urgent(self.access, asker, Deed.EDIT_BROADCAST, target_of(broadcast_id), broadcast.priority)
        return broadcast

    def _add(self, asker: Asker, units: Sequence[str], wish: Wish) -> Kept:
        draft = self._admissible(asker, units, wish)
        for _ in range(MOST_ATTEMPTS):
            now = self.clock()
            broadcast = replace(
                draft,
                broadcast_id=self.new_id(now),
                code=self.new_code(),
                created_by=asker.officer.username,
                created_at=iso(now),
                revision=1,
            )
            try:
                mark = asker.mark(Deed.EDIT_BROADCAST, target_of(broadcast.broadcast_id))
                self.audit.commit(mark, self.store.drafted(broadcast))
            except LostRace:
                continue  # a code that is taken
            return Kept(broadcast)
        raise Conflict(rules.TOO_FAST)

    def _admissible(self, asker: Asker, units: Sequence[str], wish: Wish) -> Broadcast:
        """Return a draft without id, code and author.

        Raises:
            RejectedInput: it is not as a broadcast must be.
            Forbidden: it is another unit's, or the asker's roles allow emergencies only.
        """
        only_urgent(self.access, asker, Deed.EDIT_BROADCAST, "broadcast new", wish.priority)
        unit = wish.unit or (units[0] if len(units) == 1 else "")
        self.access.owned(asker, Deed.EDIT_BROADCAST, "broadcast new", unit, *wish.units)
        wrong = [] if unit else [("unit", NO_UNIT)]
        starts_at = rules.moment(wish.starts_at) if wish.starts_at else ""
        if starts_at is None:
            wrong.append(("starts_at", rules.NO_MOMENT))
        broadcast = Broadcast(
            broadcast_id="",
            unit=unit,
            title=rules.tidy(wish.title, one_line=True),
            text=rules.tidy(wish.text),
            priority=wish.priority,
            policy=wish.policy,
            audience=self._audience(wish),
            starts_at=starts_at or "",
            corrects=wish.corrects,
            follows=wish.follows,
            recurring=wish.recurring,
            template_id=wish.template_id.strip(),
            night_reason=rules.tidy(wish.night_reason),
            kind=wish.kind,
            description=rules.tidy(wish.description),
            cover_url=wish.cover_url.strip(),
        )
        wrong += rules.faults(broadcast, self.clock())
        wrong += self._unknown(units, wish)
        if wrong:
            raise RejectedInput("; ".join(f"{name}: {reason}" for name, reason in wrong))
        return broadcast

    def _audience(self, wish: Wish) -> dict[str, Any]:
        """Freeze the wish into pages: a page that joins a unit later is not meant."""
        pages = {page for unit in dict.fromkeys(wish.units) for page in self.pages.of_unit(unit)} | set(wish.pages)
        return {
            "units": sorted(set(wish.units)),
            "pages": sorted(pages),
            "segments": sorted(set(wish.segments)),
            "got": wish.got or ("" if wish.kind is Kind.ARTICLE else wish.corrects),
            "not_got": list(dict.fromkeys(filter(None, wish.not_got))),
            "excluded": sorted(set(wish.excluded)),
        }

    def _unknown(self, units: Sequence[str], wish: Wish) -> list[tuple[str, str]]:
        """Say what is named that is not there; what is another unit's is not there either."""
        found: list[tuple[str, str]] = []
        pages = set(wish.pages)
        if len(pages) <= rules.MOST_PAGES and any(self.pages.unit_of(page) not in units for page in pages):
            found.append(("audience.pages", rules.NO_PAGE))
        earlier_ones = [("got", wish.got), ("corrects", wish.corrects), *(("not_got", one) for one in wish.not_got)]
        for name, earlier in earlier_ones:
            if earlier:
                kept = self.store.get(earlier)
                if kept is None or kept.unit not in units or not (kept.broadcast.apps or name == "not_got"):
                    found.append((name, rules.NO_EARLIER))
                elif kept.broadcast.kind is Kind.ARTICLE and wish.kind is not Kind.ARTICLE:
                    found.append((name, articles.NO_PEOPLE))
        return found
