"""Looking at evidence: never the original by itself, never before it was scanned, and never unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from dutydesk.errors import Conflict, NotFound
from dutydesk.evidence import Custody, copy_key, original_key, thumb_key, view_key
from dutydesk.sealed import opened
from dutydesk.stores.custody import CustodyEntry, DynamoCustody
from dutydesk.stores.facts import DynamoFacts, Facts
from functions.admin.access import Asker
from functions.admin.evidence.finding import Finding, Found
from functions.admin.evidence.shelves import Shelves
from functions.admin.evidence.watermark import marked
from functions.admin.matrix import Deed

NO_PICTURE = "tệp này không phải ảnh, hãy tải về / this file is no picture; download it"
IS_PICTURE = "tệp này là ảnh, hãy xem / this file is a picture; look at it"
NO_VIEW = "bản xem chưa có / there is no view of it"
_ENDINGS: Mapping[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "application/pdf": "pdf",
}


class CaseKeys(Protocol):
    """Where the keys of cases are unwrapped."""

    def get(self, case_id: str) -> bytes:
        """Return a case's key; raise ``KeyDestroyed`` or ``NotFound``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Each method decides through ``finding`` first, and returns nothing before it is accounted for."""

    finding: Finding
    shelves: Shelves
    custody: DynamoCustody
    facts_book: DynamoFacts
    keys: CaseKeys

    def thumb(self, asker: Asker, case_id: str, file_id: str) -> bytes:
        """Return a picture's thumbnail.

        Raises:
            Conflict: nobody may open the file, or it is no picture.
        """
        return self._picture(self.finding.openable(asker, Deed.SEE_THUMB, case_id, file_id), thumb_key)

    def view(self, asker: Asker, case_id: str, file_id: str) -> bytes:
        """Return a picture's view with the officer's name across it.

        Raises:
            Conflict: as above.
        """
        found = self.finding.openable(asker, Deed.VIEW_FILE, case_id, file_id)
        picture, at = self._picture(found, view_key), self.finding.clock()
        self.finding.note(asker, Deed.VIEW_FILE, found, Custody.VIEWED)
        return marked(picture, officer=asker.officer.username, display=asker.officer.display, at=at)

    def link(self, asker: Asker, case_id: str, file_id: str) -> str:
        """Return a link to the copy of a video, a recording or a document.

        Raises:
            Conflict: nobody may open the file, or it is a picture.
        """
        found = self.finding.openable(asker, Deed.DOWNLOAD_FILE, case_id, file_id)
        if _is_picture(found):
            self.finding.refuse(asker, Deed.DOWNLOAD_FILE, found)
            raise Conflict(IS_PICTURE)
        self.finding.note(asker, Deed.DOWNLOAD_FILE, found, Custody.DOWNLOADED)
        return self.shelves.link(copy_key(case_id, file_id), name=_name(found))

    def original(self, asker: Asker, case_id: str, file_id: str) -> str:
        """Open the sealed original for a day; return a link to it.

        Raises:
            Conflict: nobody may open the file.
            SealBroken: it is not as it was sealed; nothing of it can be had.
            KeyDestroyed: it was erased.
        """
        found = self.finding.openable(asker, Deed.OPEN_ORIGINAL, case_id, file_id)
        key = self.keys.get(case_id)
        self.finding.note(asker, Deed.OPEN_ORIGINAL, found, Custody.DOWNLOADED)
        plain = opened(key, original_key(case_id, file_id), self.shelves.sealed(case_id, file_id))
        return self.shelves.link(self.shelves.open(case_id, file_id, plain), name=_name(found))

    def facts(self, asker: Asker, case_id: str, file_id: str) -> Facts:
        """Return what a picture says of itself; nothing of most."""
        found = self.finding.openable(asker, Deed.READ_FACTS, case_id, file_id)
        try:
            key = self.keys.get(found.file.case_id)
        except NotFound:
            return Facts()
        return self.facts_book.get(case_id, file_id, key) or Facts()

    def log(self, asker: Asker, case_id: str, file_id: str) -> tuple[CustodyEntry, ...]:
        """Return what happened to a file, oldest first, whatever its state."""
        self.finding.file(asker, Deed.READ_CUSTODY, case_id, file_id)
        return self.custody.of_file(case_id, file_id)

    def _picture(self, found: Found, key_of: "_KeyOf") -> bytes:
        if not _is_picture(found):
            raise Conflict(NO_PICTURE)
        picture = self.shelves.picture(key_of(found.file.case_id, found.file.file_id))
        if picture is None:
            raise Conflict(NO_VIEW)
        return picture


class _KeyOf(Protocol):
    def __call__(self, case_id: str, file_id: str) -> str: ...


def _is_picture(found: Found) -> bool:
    return found.file.media_type.startswith("image/")


def _name(found: Found) -> str:
    """Return a name that tells nothing of what the citizen called the file."""
    return f"{found.file.file_id}.{_ENDINGS.get(found.file.media_type, 'bin')}"
