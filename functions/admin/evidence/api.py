"""The routes of evidence."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from dutydesk.clock import iso
from dutydesk.ids import shown
from functions.admin.access import Asker
from functions.admin.cases.models import CaseChanged, ReasonGiven
from functions.admin.document import answers
from functions.admin.evidence.caring import Caring
from functions.admin.evidence.erasing import Erasing
from functions.admin.evidence.holding import Holding
from functions.admin.evidence.looking import Looking
from functions.admin.evidence.models import (
    AlikeList,
    AlikeView,
    CustodyLine,
    CustodyView,
    ErasedCase,
    ErasureView,
    FactsView,
    FileAsked,
    HoldView,
    LinkView,
)
from functions.admin.evidence.shelves import LINK_FOR

CaseId = Annotated[str, Path(description="The case's id", max_length=200)]
FileId = Annotated[str, Path(description="The file's id", max_length=200)]
JPEG = "image/jpeg"
WRITES = (400, 404, 409, 415)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceDesk:
    """What these routes can touch."""

    looking: Looking
    caring: Caring
    holding: Holding
    erasing: Erasing


class EvidenceApi:
    """Answers the calls about files, holds and erasure."""

    def __init__(self, app: APIGatewayHttpResolver, desk: EvidenceDesk, asker: Callable[[], Asker]) -> None:
        self._desk = desk
        self._asker = asker
        case = "/admin/cases/<case_id>"
        one = f"{case}/files/<file_id>"
        app.get(f"{one}/thumb", responses=_picture())(self.thumb)
        app.get(f"{one}/view", responses=_picture())(self.view)
        app.post(f"{one}/link", responses=answers(LinkView, *WRITES))(self.link)
        app.post(f"{one}/original", responses=answers(LinkView, 410, *WRITES))(self.original)
        app.get(f"{one}/facts", responses=answers(FactsView, 400, 404, 409, 410))(self.facts)
        app.get(f"{one}/custody", responses=answers(CustodyView, 400, 404))(self.custody)
        app.get(f"{one}/alike", responses=answers(AlikeList, 400, 404))(self.alike)
        app.post(f"{one}/retry", status_code=202, responses=answers(FileAsked, *WRITES, ok=202))(self.retry)
        app.post(f"{one}/keep", status_code=202, responses=answers(FileAsked, *WRITES, ok=202))(self.keep)
        app.put(f"{case}/hold", responses=answers(HoldView, *WRITES))(self.hold)
        app.delete(f"{case}/hold", responses=answers(CaseChanged, *WRITES))(self.release)
        app.post(f"{case}/erasure", responses=answers(ErasureView, *WRITES))(self.erase)

    def thumb(self, case_id: CaseId, file_id: FileId) -> Response[str]:
        """Get a picture's thumbnail, a JPEG of at most 320 px."""
        return _sent(self._desk.looking.thumb(self._asker(), case_id, file_id), file_id)

    def view(self, case_id: CaseId, file_id: FileId) -> Response[str]:
        """Get a picture's view, a JPEG of at most 2,048 px with the asker's name across it; it is accounted for."""
        return _sent(self._desk.looking.view(self._asker(), case_id, file_id), file_id)

    def link(self, case_id: CaseId, file_id: FileId) -> LinkView:
        """Get a link to a video, a recording or a document; it is accounted for."""
        return self._linked(self._desk.looking.link(self._asker(), case_id, file_id))

    def original(self, case_id: CaseId, file_id: FileId) -> LinkView:
        """Open a sealed original, byte for byte what the citizen sent, and get a link to it; it is accounted for."""
        return self._linked(self._desk.looking.original(self._asker(), case_id, file_id))

    def facts(self, case_id: CaseId, file_id: FileId) -> FactsView:
        """Read when and where a picture says that it was taken."""
        found = self._desk.looking.facts(self._asker(), case_id, file_id)
        return FactsView(taken_at=found.taken_at, latitude=found.latitude, longitude=found.longitude)

    def custody(self, case_id: CaseId, file_id: FileId) -> CustodyView:
        """Read what happened to a file, and who looked at it."""
        entries = self._desk.looking.log(self._asker(), case_id, file_id)
        lines = [CustodyLine(what=one.what, at=iso(one.at), by=one.by, detail=one.detail) for one in entries]
        return CustodyView(items=lines)

    def alike(self, case_id: CaseId, file_id: FileId) -> AlikeList:
        """List the files of the own units' other cases that are the same, or look so."""
        found = self._desk.caring.alike(self._asker(), case_id, file_id)
        items = [
            AlikeView(
                case_id=case.case_id,
                receipt=shown(case.receipt),
                unit=case.unit,
                status=case.status.value,
                opened_at=iso(case.opened_at),
                file_id=one.file_id,
                how="same" if one.bits is None else "near",
                bits=one.bits or 0,
            )
            for case, one in found
        ]
        return AlikeList(items=items)

    def retry(self, case_id: CaseId, file_id: FileId) -> FileAsked:
        """Have a file fetched again that could not be."""
        self._desk.caring.retry(self._asker(), case_id, file_id)
        return FileAsked(file_id=file_id)

    def keep(self, case_id: CaseId, file_id: FileId) -> FileAsked:
        """Keep a photo of an identity card as evidence, within the day for which it waits."""
        self._desk.caring.keep(self._asker(), case_id, file_id)
        return FileAsked(file_id=file_id)

    def hold(self, case_id: CaseId, wish: ReasonGiven) -> HoldView:
        """Let nothing of a case be erased until it is released."""
        held = self._desk.holding.hold(self._asker(), case_id, reason=wish.reason)
        return HoldView(by=held.by, at=held.at, reason=held.reason)

    def release(self, case_id: CaseId, wish: ReasonGiven) -> CaseChanged:
        """Release a case that was held."""
        self._desk.holding.release(self._asker(), case_id, reason=wish.reason)
        return CaseChanged(case_id=case_id)

    def erase(self, case_id: CaseId, wish: ReasonGiven) -> ErasureView:
        """Have the other cases of a person erased who asks for it in this one."""
        done = self._desk.erasing.erase(self._asker(), case_id, reason=wish.reason)
        items = [ErasedCase(case_id=name, what=what.value) for name, what in done.cases]
        return ErasureView(items=items, elsewhere=done.elsewhere)

    def _linked(self, url: str) -> LinkView:
        return LinkView(url=url, expires_at=iso(self._desk.looking.finding.clock() + LINK_FOR))


def _sent(picture: bytes, file_id: str) -> Response[str]:
    """Send a picture that a browser saves, keeps nowhere, and takes for nothing else."""
    headers = {
        "content-disposition": f'attachment; filename="{file_id}.jpg"',
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    sent: Response[str] = Response(200, JPEG, base64.b64encode(picture).decode(), {**headers})
    sent.base64_encoded = True  # done here: the resolver would read bytes as text before it came to encode them
    return sent


def _picture() -> Any:
    """Return the documented answers of a route that sends a picture."""
    found: Any = answers(FileAsked, 400, 404, 409)
    found[200] = {"description": "Done", "content": {JPEG: {"schema": {"type": "string", "format": "binary"}}}}
    return found
