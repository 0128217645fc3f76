"""A citizen wants to see their data, or to have it erased: a case of its own, with two working days on its clock."""

from dataclasses import dataclass, replace
from datetime import datetime

from dutydesk import deadlines
from dutydesk.clock import VIETNAM
from dutydesk.data_requests import DataWish
from dutydesk.errors import MalformedEvent
from dutydesk.messages import TipMessage
from dutydesk.stores.cases import DATA_REQUEST, Case, Status
from dutydesk.text.catalogue_cases import DATA_REQUEST_AGAIN, DATA_REQUEST_SUMMARY, DATA_REQUEST_TAKEN
from functions.intake.book import CaseBook, Change
from functions.intake.dialogue import Utterance
from functions.intake.drafts import Drafts, case_message


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequests:
    """Decide what a wish about one's own data changes."""

    book: CaseBook
    drafts: Drafts

    def on(self, tip: TipMessage) -> Change:
        """Open the case, or say its code again; one that was closed meanwhile is opened again.

        Raises:
            MalformedEvent: the case is another person's, or the wish is none.
        """
        wish = _wish(tip)
        case, _ = self.book.load(tip.dialogue_id)
        if case is None:
            return self._opened(tip, wish)
        if case.person_id != tip.message.person_id:
            raise MalformedEvent("the case is another person's")
        reopened = case.status is Status.CLOSED
        words = DATA_REQUEST_TAKEN[wish] if reopened else DATA_REQUEST_AGAIN
        until = self._deadline(tip) if reopened else case.life.close_by
        change = self._said(tip, words, case, until)
        added = case_message(tip.message, case.case_id) if tip.message.has_content else None
        return replace(change, existing=case, added=added, reopened=reopened)

    def _opened(self, tip: TipMessage, wish: DataWish) -> Change:
        """Open the case; the platform's own event brings no message with it."""
        added = case_message(tip.message, tip.dialogue_id) if tip.message.has_content else None
        drafted = self.drafts.open(tip, (), category=DATA_REQUEST)
        opened = replace(drafted, asks=wish, summary=DATA_REQUEST_SUMMARY[wish])
        change = self._said(tip, DATA_REQUEST_TAKEN[wish], opened, opened.life.close_by)
        return replace(change, opened=opened, added=added)

    def _said(self, tip: TipMessage, words: str, case: Case, until: datetime | None) -> Change:
        day = until.astimezone(VIETNAM).strftime("%d/%m/%Y") if until else ""
        return self.drafts.say(tip, (Utterance((words,)),), case, until=day)

    def _deadline(self, tip: TipMessage) -> datetime | None:
        hours = self.drafts.content.unit(tip.message.unit).hours
        return deadlines.opened(DATA_REQUEST, self.drafts.clock(), hours).close_by


def _wish(tip: TipMessage) -> DataWish:
    try:
        return DataWish(tip.code)
    except ValueError:
        raise MalformedEvent("no such wish") from None
