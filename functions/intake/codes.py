"""What a code says that a citizen sends: how far their own case is, or whose broadcast carries it."""

from dataclasses import dataclass

from dutydesk.clock import VIETNAM, from_iso
from dutydesk.ids import shown
from dutydesk.messages import TipMessage
from dutydesk.stores.announced import Announced
from dutydesk.stores.case_states import public_of
from dutydesk.stores.cases import QUESTION, Case
from dutydesk.text import catalogue
from dutydesk.text.catalogue_cases import DISPUTE
from dutydesk.text.fold import fold
from functions.intake.book import Announcements, CaseBook, Change
from functions.intake.dialogue import Utterance
from functions.intake.disputes import disputed
from functions.intake.drafts import Drafts

_ASKS_WHETHER_TRUE = "kiem tra"
"""What stands before a check code and never before a receipt code."""
_DISAGREES = fold(DISPUTE)
_UNKNOWN = Utterance((catalogue.STATUS_UNKNOWN, catalogue.CODE_IN_NOTICE))
_FALSE = Utterance((catalogue.CODE_FALSE,), (catalogue.TIP_BUTTON,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Answer about a code; the case of somebody else is answered like a code that nobody has."""

    book: CaseBook
    announcements: Announcements
    drafts: Drafts

    def on(self, tip: TipMessage) -> Change:
        """Return the change, which only answers, unless the citizen says "không đồng ý" with the code."""
        case = self.book.by_receipt(tip.code)
        if case is not None and case.person_id == tip.message.person_id:
            disputes = fold(tip.message.text).startswith(_DISAGREES)
            return disputed(tip, case, self.drafts) if disputes else self._status(tip, case)
        announced = self.announcements.by_code(tip.code)
        if announced is not None:
            return self._true(tip, announced)
        asks_whether_true = _ASKS_WHETHER_TRUE in fold(tip.message.text)
        return self.drafts.say(tip, (_FALSE if asks_whether_true else _UNKNOWN,), None, code=shown(tip.code))

    def _status(self, tip: TipMessage, case: Case) -> Change:
        template = catalogue.QUESTION_STATUS if case.category == QUESTION else catalogue.STATUS
        return self.drafts.say(
            tip,
            (Utterance((template,)),),
            case,
            status=catalogue.PUBLIC_STATUS[public_of(case)],
            opened=case.opened_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M"),
        )

    def _true(self, tip: TipMessage, announced: Announced) -> Change:
        """Say whose it is, when it went out and how it begins: a forged message can carry a true code."""
        templates = (
            catalogue.CODE_TRUE,
            *((catalogue.CODE_CORRECTED,) if announced.corrected_at else ()),
            *((catalogue.CODE_CALLED_OFF,) if announced.called_off else ()),
        )
        return self.drafts.say(
            tip,
            (Utterance(templates),),
            None,
            unit=self.drafts.content.unit(announced.unit).name,
            date=_date(announced.started_at),
            words=announced.words,
            corrected_on=_date(announced.corrected_at),
            correction=announced.correction,
            correction_code=shown(announced.correction_code),
        )


def _date(moment: str) -> str:
    """Return a stored moment as a date in Vietnam, nothing for none."""
    return from_iso(moment).astimezone(VIETNAM).strftime("%d/%m/%Y") if moment else ""
