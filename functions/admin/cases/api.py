"""The routes of the life of a case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Path

from dutydesk.ids import shown
from functions.admin.access import Asker
from functions.admin.cases.care import Care
from functions.admin.cases.merging import Merging
from functions.admin.cases.models import (
    Assignment,
    CaseChanged,
    DestinationList,
    GoneList,
    GoneView,
    HandOverWish,
    MergeWish,
    NoteWish,
    PhrasesFitting,
    PhraseShape,
    PhrasesList,
    PhrasesView,
    PhrasesWish,
    ReasonGiven,
    SheetView,
    SimilarList,
    SimilarView,
    TransferWish,
)
from functions.admin.cases.phrases import Phrase, PhraseEditing, Phrases
from functions.admin.cases.views import line_of
from functions.admin.document import answers
from functions.admin.models import NoteView, UnitName

CaseId = Annotated[str, Path(description="The case's id", max_length=200)]
WRITES = (400, 404, 409, 415)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDesk:
    """What these routes can touch."""

    care: Care
    merging: Merging
    phrases: PhraseEditing


class CasesApi:
    """Answers the calls about the life of a case."""

    def __init__(self, app: APIGatewayHttpResolver, desk: CaseDesk, asker: Callable[[], Asker]) -> None:
        self._desk = desk
        self._asker = asker
        one = "/admin/cases/<case_id>"
        app.post(f"{one}/notes", status_code=201, responses=answers(NoteView, *WRITES, ok=201))(self.note)
        app.post(f"{one}/assign", responses=answers(CaseChanged, *WRITES))(self.assign)
        app.post(f"{one}/transfer", responses=answers(CaseChanged, *WRITES))(self.transfer)
        app.post(f"{one}/hand-over", responses=answers(SheetView, *WRITES))(self.hand_over)
        app.get(f"{one}/similar", responses=answers(SimilarList, 400, 404))(self.similar)
        app.post(f"{one}/merge", responses=answers(CaseChanged, *WRITES))(self.merge)
        app.post(f"{one}/unmerge", responses=answers(CaseChanged, *WRITES))(self.unmerge)
        app.get(f"{one}/reply-templates", responses=answers(PhrasesFitting, 400, 404))(self.fitting)
        app.get("/admin/transfer-units", responses=answers(DestinationList))(self.destinations)
        app.get("/admin/cases-sent-away", responses=answers(GoneList))(self.gone)
        app.get("/admin/reply-templates", responses=answers(PhrasesList))(self.phrases)
        app.put("/admin/reply-templates", responses=answers(PhrasesView, 400, 409, 415))(self.put_phrases)

    def note(self, case_id: CaseId, wish: NoteWish) -> NoteView:
        """Write a note for the other officers."""
        note = self._desk.care.note(self._asker(), case_id, wish.text)
        return NoteView(officer=note.officer, at=note.at, text=note.text)

    def assign(self, case_id: CaseId, wish: Assignment) -> CaseChanged:
        """Make a case an officer's, or nobody's in particular."""
        self._desk.care.assign(self._asker(), case_id, wish.officer, reason=wish.reason)
        return CaseChanged(case_id=case_id)

    def transfer(self, case_id: CaseId, wish: TransferWish) -> CaseChanged:
        """Give a case to another unit, for which it is new; it is no longer there for this one."""
        self._desk.care.transfer(self._asker(), case_id, wish.unit, reason=wish.reason)
        return CaseChanged(case_id=case_id)

    def hand_over(self, case_id: CaseId, wish: HandOverWish) -> SheetView:
        """Pass a case on to another agency, and get what that may be given of it."""
        sheet = self._desk.care.hand_over(
            self._asker(), case_id, wish.agency, reason=wish.reason, with_places=wish.with_places
        )
        return SheetView.model_validate(sheet)

    def similar(self, case_id: CaseId) -> SimilarList:
        """List the unit's cases that may tell of the same matter."""
        found, now = self._desk.merging.similar(self._asker(), case_id), self._desk.care.clock()
        items = [
            SimilarView(
                **line_of(row, now).model_dump(),
                likeness=one.likeness,
                shared=list(one.shared),
                hours_apart=one.hours_apart,
            )
            for one, row in found
        ]
        return SimilarList(items=items)

    def merge(self, case_id: CaseId, wish: MergeWish) -> CaseChanged:
        """Deal with a case in another; its citizen is told, and both receipt codes go on."""
        self._desk.merging.merge(self._asker(), case_id, wish.into, reason=wish.reason)
        return CaseChanged(case_id=case_id)

    def unmerge(self, case_id: CaseId, wish: ReasonGiven) -> CaseChanged:
        """Part a case again from the one in which it was dealt with."""
        self._desk.merging.unmerge(self._asker(), case_id, reason=wish.reason)
        return CaseChanged(case_id=case_id)

    def destinations(self) -> DestinationList:
        """List the units, own and others', that a case can be given to."""
        found = self._desk.care.destinations(self._asker())
        return DestinationList(items=[UnitName(unit=unit, name=name) for unit, name in found])

    def gone(self) -> GoneList:
        """List the cases that the own units gave to others: that they went, not what they hold."""
        return GoneList(
            items=[
                GoneView(
                    unit=unit, receipt=shown(one.receipt), to=one.to, at=one.at, officer=one.officer, reason=one.reason
                )
                for unit, one in self._desk.care.gone(self._asker())
            ]
        )

    def fitting(self, case_id: CaseId) -> PhrasesFitting:
        """List the reply templates for the state of a case, filled in."""
        found = self._desk.phrases.fitting(self._asker(), case_id)
        return PhrasesFitting(items=[_shape(one) for one in found])

    def phrases(self) -> PhrasesList:
        """List the reply templates of all own units."""
        return PhrasesList(items=[_view(one) for one in self._desk.phrases.read(self._asker())])

    def put_phrases(self, wish: PhrasesWish) -> PhrasesView:
        """Replace the reply templates of a unit."""
        phrases = tuple(
            Phrase(key=one.key, title=one.title, text=one.text, states=tuple(one.states)) for one in wish.templates
        )
        after = Phrases(unit=wish.unit, phrases=phrases, revision=wish.revision)
        return _view(self._desk.phrases.put(self._asker(), after))


def _shape(phrase: Phrase) -> PhraseShape:
    return PhraseShape.model_validate(
        {"key": phrase.key, "title": phrase.title, "text": phrase.text, "states": list(phrase.states)}
    )


def _view(phrases: Phrases) -> PhrasesView:
    templates = [_shape(one) for one in phrases.phrases]
    return PhrasesView(unit=phrases.unit, templates=templates, revision=phrases.revision)
