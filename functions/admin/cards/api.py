"""The routes of imports of card states."""

from collections.abc import Callable
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from dutydesk.clock import iso
from dutydesk.stores.card_imports import CardImport
from functions.admin.access import Asker
from functions.admin.cards.imports import CardImports
from functions.admin.cards.models import (
    ImportFault,
    ImportLine,
    ImportPage,
    ImportView,
    ImportWish,
    UploadView,
)
from functions.admin.document import answers

ImportId = Annotated[str, Path(description="The import's id", max_length=200)]


class CardImportsApi:
    """Answers the calls under ``/admin/cards/imports``."""

    def __init__(self, app: APIGatewayHttpResolver, imports: CardImports, asker: Callable[[], Asker]) -> None:
        self._imports = imports
        self._asker = asker
        every = "/admin/cards/imports"
        app.post(every, status_code=201, responses=answers(UploadView, 400, 404, 415, ok=201))(self.begin)
        app.get(every, responses=answers(ImportPage, 400))(self.imports)
        app.get(f"{every}/<import_id>", responses=answers(ImportView, 400, 404))(self.one)

    def begin(self, wish: ImportWish) -> UploadView:
        """Begin an import: get a form to upload the file with. It is checked as soon as it is there.

        Citizens are answered from it once all of it is right and written, and from the one before until then.
        """
        form = self._imports.begin(self._asker(), unit=wish.unit, file_name=wish.file_name)
        return UploadView(id=form.import_id, url=form.url, fields=form.fields, expires_at=iso(form.expires_at))

    def imports(
        self,
        cursor: Annotated[str, Query(description="`next` of the page before", max_length=300)] = "",
        limit: Annotated[int, Query(ge=1, le=50)] = 20,
    ) -> ImportPage:
        """List the imports of all own units, newest first."""
        found, following = self._imports.page(self._asker(), cursor=cursor, limit=limit)
        return ImportPage(items=[ImportLine(**_line(one)) for one in found], next=following or None)

    def one(self, import_id: ImportId) -> ImportView:
        """Read how far an import is, and what is wrong with it."""
        found = self._imports.read(self._asker(), import_id)
        errors = [ImportFault(line=one.line, column=one.column, message=one.message) for one in found.faults]
        return ImportView(**_line(found.one), errors=errors, report_url=found.report_url)


def _line(one: CardImport) -> dict[str, Any]:
    names = ("unit", "by", "created_at", "finished_at", "file_name", "rows", "added", "changed", "unchanged", "reason")
    return {name: getattr(one, name) for name in names} | {
        "id": one.import_id,
        "state": one.state.value,
        "error_count": one.faults,
    }
