"""Imports of card states, as officers begin and follow them; what is in a file this function never reads."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dutydesk.clock import Clock, expiry, from_iso, iso
from dutydesk.errors import NotFound, RejectedInput
from dutydesk.stores.card_imports import (
    KEPT_DAYS,
    MOST_BYTES,
    CardImport,
    DynamoCardImports,
    Fault,
    ImportState,
    import_item,
    report_key,
    upload_key,
)
from dutydesk.text.clean import clean, masked
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

UPLOAD_WITHIN = timedelta(minutes=15)
READ_WITHIN = timedelta(minutes=5)
REPORT_KEPT = timedelta(hours=23)
"""The bucket keeps a report for a day."""
NO_SUCH_IMPORT = "no such import"

_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadForm:
    """Where a file goes, and what a POST must carry besides it."""

    import_id: str
    url: str
    fields: dict[str, str]
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRead:
    """An import, the first of its faults, and where all of them can be had; empty when there are none."""

    one: CardImport
    faults: tuple[Fault, ...]
    report_url: str


@dataclass(frozen=True, slots=True)
class Forms:
    """Signs what an officer's browser may do in the bucket of cards, which is all this function does there.

    S3 itself refuses another key, and more than ``MOST_BYTES``:
    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
    """

    client: "S3Client"
    bucket: str

    def upload(self, unit: str, import_id: str) -> tuple[str, dict[str, str]]:
        """Return URL and fields of a POST that may put this import's file, and nothing else."""
        made = self.client.generate_presigned_post(
            self.bucket,
            upload_key(unit, import_id),
            Conditions=[["content-length-range", 1, MOST_BYTES]],
            ExpiresIn=int(UPLOAD_WITHIN.total_seconds()),
        )
        return made["url"], made["fields"]

    def report(self, import_id: str) -> str:
        """Return the URL of an import's report, to be saved and not shown."""
        named: Any = {"ResponseContentDisposition": f'attachment; filename="{import_id}.csv"'}
        params = {"Bucket": self.bucket, "Key": report_key(import_id)} | named
        return self.client.generate_presigned_url(
            "get_object", Params=params, ExpiresIn=int(READ_WITHIN.total_seconds())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CardImports:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoCardImports
    forms: Forms
    clock: Clock
    new_id: Callable[[datetime], str]

    def begin(self, asker: Asker, *, unit: str, file_name: str) -> UploadForm:
        """Return where the file is to be sent; ``unit`` may be empty for an officer of one unit.

        Raises:
            Forbidden: no role of the asker allows it.
            NotFound: the unit is not one of the asker's.
            RejectedInput: the asker has several units and names none.
        """
        now = self.clock()
        import_id = self.new_id(now)
        with self.access.changing(asker, Deed.IMPORT_CARDS, f"import {import_id}") as units:
            if not unit and len(units) > 1:
                raise RejectedInput("unit: name one of yours")
            owner = unit or next(iter(units), "")
            if owner not in units:
                raise NotFound("no such unit")
            asked = CardImport(
                import_id=import_id,
                unit=owner,
                state=ImportState.AWAITING,
                by=asker.officer.username,
                created_at=iso(now),
                file_name=masked(clean(file_name).strip()),
            )
            item = import_item(asked, expires_at=expiry(now, timedelta(days=KEPT_DAYS)))
            mark = asker.mark(Deed.IMPORT_CARDS, f"import {import_id}")
            self.audit.commit(mark, [{"Put": {"TableName": self.store.table, "Item": item}}])
        url, fields = self.forms.upload(owner, import_id)
        return UploadForm(import_id=import_id, url=url, fields=fields, expires_at=now + UPLOAD_WITHIN)

    def page(self, asker: Asker, *, cursor: str = "", limit: int = 20) -> tuple[list[CardImport], str]:
        """Return up to ``limit`` imports of all own units, newest first, and the cursor of the next page, or "".

        Raises:
            RejectedInput: the cursor is not one of ours.
        """
        if cursor and not _ID.fullmatch(cursor):
            raise RejectedInput("cursor: not one of ours")
        units = self.access.units(asker, Deed.READ_IMPORTS, "imports")
        found = [one for unit in units for one in self.store.latest(unit, before=cursor, most=limit + 1)]
        found.sort(key=lambda one: one.import_id, reverse=True)
        return found[:limit], found[limit - 1].import_id if len(found) > limit else ""

    def read(self, asker: Asker, import_id: str) -> ImportRead:
        """Return an import of one of the asker's units.

        Raises:
            NotFound: absent or another unit's; the same answer for both.
        """
        known = bool(_ID.fullmatch(import_id))
        target = f"import {import_id}" if known else "import ?"
        one = self.access.found(
            asker,
            Deed.READ_IMPORTS,
            target,
            lambda: self._of(asker, import_id) if known else None,
            otherwise=NO_SUCH_IMPORT,
        )
        faults = tuple(self.store.faults(one.unit, import_id)) if one.faults else ()
        is_kept = bool(one.faults) and self.clock() < from_iso(one.finished_at) + REPORT_KEPT
        return ImportRead(one=one, faults=faults, report_url=self.forms.report(import_id) if is_kept else "")

    def _of(self, asker: Asker, import_id: str) -> CardImport | None:
        found = (self.store.get(unit, import_id) for unit in dict.fromkeys(asker.officer.units))
        return next((one for one in found if one is not None), None)
