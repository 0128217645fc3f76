"""A citizen who does not agree with how a case was closed brings it back, once."""

from dataclasses import replace

from dutydesk import deadlines
from dutydesk.messages import TipMessage
from dutydesk.stores.case_life import Attention
from dutydesk.stores.case_states import public_of
from dutydesk.stores.cases import Case, Status
from dutydesk.text import catalogue
from dutydesk.text.catalogue_cases import DISPUTE_OPEN, DISPUTE_OVER, DISPUTE_TAKEN
from functions.intake.book import Change
from functions.intake.dialogue import Utterance
from functions.intake.drafts import Drafts, case_message


def disputed(tip: TipMessage, case: Case, drafts: Drafts) -> Change:
    """Open the citizen's own case again and have a supervisor look; say why not, when it cannot be.

    It can be once, for ``deadlines.DISPUTED_WITHIN`` after it was closed. A case that an earlier release closed cannot:
    nobody was told of it then, and when it was closed is not known.
    """
    now = drafts.clock()
    if case.status is not Status.CLOSED:
        return drafts.say(tip, (Utterance((DISPUTE_OPEN,)),), case, status=catalogue.PUBLIC_STATUS[public_of(case)])
    closed_at = case.life.closed_at
    if case.life.disputed_at is not None or closed_at is None or now - closed_at > deadlines.DISPUTED_WITHIN:
        return drafts.say(tip, (Utterance((DISPUTE_OVER,)),), case)
    life = deadlines.reopened(case, now, drafts.content.unit(case.unit).hours)
    return replace(
        drafts.say(tip, (Utterance((DISPUTE_TAKEN,)),), case),
        existing=case,
        reopened=True,
        added=case_message(tip.message, case.case_id),
        life=replace(life, disputed_at=now, attention=Attention.DISPUTED),
        attend=True,
    )
