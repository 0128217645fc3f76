"""What a message brings is owed with it, asked for after it, and never holds it up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from dutydesk.evidence import Custody, FileState, file_id
from dutydesk.messages import Attachment, AttachmentKind, Emergency, Intent, Platform, TipMessage
from dutydesk.stores.custody import DynamoCustody
from dutydesk.stores.files import DynamoFiles, EvidenceFile
from functions.intake.book import Change
from functions.intake.store import DynamoCaseBook
from tests.fakes.aws import dynamodb_in_process
from tests.fakes.clock import FakeClock
from tests.fakes.queues import QueueRefused
from tests.faults.sabotage import Breakable, Saboteur
from tests.unit.intake.conftest import on_dynamodb
from tests.unit.intake.desk import CASE, PHOTO, UNIT, TestDesk, tip

CONTENT, KEEP, START = Intent.CONTENT, Intent.KEEP, Intent.START


@dataclass
class Shelf:
    """A desk on DynamoDB, and the files in it."""

    desk: TestDesk
    files: DynamoFiles
    custody: DynamoCustody

    def owed(self, case_id: str = CASE) -> tuple[EvidenceFile, ...]:
        return self.files.of_case(case_id)

    def asked_for(self) -> list[str]:
        return [message.file_id for message in self.desk.media.messages]


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with dynamodb_in_process() as client:
        desk = on_dynamodb(client, FakeClock())
        assert isinstance(desk.book, DynamoCaseBook)
        table = desk.book.cases_table
        yield Shelf(desk, DynamoFiles(client, table), DynamoCustody(client, table))


def album(count: int) -> tuple[Attachment, ...]:
    kind = AttachmentKind.IMAGE
    return tuple(Attachment(kind=kind, url=f"https://photo.example/{number}.jpg") for number in range(count))


def shown(event: str, photos: tuple[Attachment, ...] = PHOTO, *, intent: Intent = CONTENT, at: float = 0) -> TipMessage:
    return tip(intent, photos=photos, event=event, at=at)


def test_a_photo_is_owed_from_the_moment_its_message_is_the_cases(shelf: Shelf) -> None:
    shelf.desk.hear(shown("zalo-e1"))
    (file,) = shelf.owed()
    assert file.file_id == file_id("zalo-e1", 0)
    assert (file.state, file.link, file.tried) == (FileState.OWED, PHOTO[0].url, 0)
    assert (file.platform, file.page_id, file.unit) == (Platform.ZALO, "zalo-phuong-mau-1", UNIT.unit)
    assert file.received_at == shelf.desk.clock()
    (message,) = shelf.desk.media.messages
    assert (message.case_id, message.file_id, message.unit) == (CASE, file.file_id, UNIT.unit)


def test_that_it_was_received_is_said_once(shelf: Shelf) -> None:
    shelf.desk.hear(shown("zalo-e1"), shown("zalo-e1"))
    (entry,) = shelf.custody.of_file(CASE, file_id("zalo-e1", 0))
    assert (entry.what, entry.by, entry.at) == (Custody.RECEIVED, "intake", shelf.desk.clock())


def test_a_link_a_sticker_and_a_contact_are_no_files(shelf: Shelf) -> None:
    kinds = [AttachmentKind.LINK, AttachmentKind.STICKER, AttachmentKind.CONTACT, AttachmentKind.AUDIO]
    shelf.desk.hear(shown("zalo-e1", tuple(Attachment(kind=kind, url="https://x.example") for kind in kinds)))
    (file,) = shelf.owed()
    assert (file.kind, file.ordinal) == (AttachmentKind.AUDIO, 3)


def test_words_alone_ask_for_nothing(desk: TestDesk) -> None:
    desk.hear(tip(CONTENT, "trộm"))
    assert desk.media.messages == []


def test_what_is_only_kept_is_owed_when_it_becomes_a_tip(shelf: Shelf) -> None:
    shelf.desk.hear(shown("zalo-e1", intent=KEEP))
    assert shelf.owed() == ()
    assert shelf.asked_for() == []
    shelf.desk.hear(tip(Intent.MAKE_TIP, at=60))
    assert [file.event_key for file in shelf.owed()] == ["zalo-e1"]
    assert shelf.asked_for() == [file_id("zalo-e1", 0)]


def test_the_text_may_come_after_the_photos(shelf: Shelf) -> None:
    """An album overtook the start of its tip: kept first, the case's with the words."""
    for number in range(10):
        shelf.desk.hear(shown(f"zalo-e{number}", intent=KEEP, at=2 + number / 10))
    shelf.desk.hear(tip(START, at=1), tip(CONTENT, "trộm", at=5))
    assert len(shelf.owed()) == 10
    assert sorted(shelf.asked_for()) == sorted(file.file_id for file in shelf.owed())


@pytest.mark.parametrize("count", [10, pytest.param(50, marks=pytest.mark.long)])
def test_an_album_in_one_message_is_owed_whole(shelf: Shelf, count: int) -> None:
    shelf.desk.hear(shown("zalo-e1", album(count)))
    assert [file.ordinal for file in shelf.owed()] == list(range(count))
    assert len(set(shelf.asked_for())) == count


def test_many_kept_albums_fit_whatever_a_transaction_takes(shelf: Shelf) -> None:
    for number in range(3):
        shelf.desk.hear(shown(f"zalo-e{number:02}", album(16), intent=KEEP, at=number))
    shelf.desk.hear(tip(Intent.MAKE_TIP, at=90))
    assert len(shelf.owed()) == 48
    assert len(set(shelf.asked_for())) == 48


def test_a_case_is_read_in_two_reads_however_many_files_it_has(shelf: Shelf) -> None:
    shelf.desk.hear(shown("zalo-e1", album(10)))
    assert isinstance(shelf.desk.book, DynamoCaseBook)
    reads = Saboteur()
    watched: Any = Breakable(shelf.desk.book.client, "dynamodb", reads)
    book = replace(shelf.desk.book, client=watched)
    case, dialogue = book.load(CASE)
    assert (case is None, dialogue is None) == (False, False)
    assert reads.names == ["get_item", "get_item"]


def erased(desk: TestDesk) -> datetime:
    """Have a case closed and its content erased; return when."""
    desk.hear(tip(CONTENT, "trộm"))
    desk.close(CASE)
    case, at = desk.header(), desk.clock()
    desk.book.commit(Change(event_key="erased", existing=case, life=replace(case.life, erased_at=at)))
    assert desk.header().life.erased_at == at
    return at


@pytest.mark.parametrize("emergency", [Emergency.NONE, Emergency.CERTAIN])
def test_a_message_that_joins_an_erased_case_makes_it_one_with_content_again(
    desk: TestDesk, emergency: Emergency
) -> None:
    erased(desk)
    desk.hear(tip(CONTENT, "còn nữa", at=60, emergency=emergency))
    assert desk.header().life.erased_at is None
    assert "còn nữa" in desk.words()


def test_what_only_asks_about_an_erased_case_leaves_it_erased(desk: TestDesk) -> None:
    at = erased(desk)
    desk.hear(tip(Intent.DONE, at=60))
    assert desk.header().life.erased_at == at


def test_a_redelivery_asks_again_and_owes_nothing_twice(desk: TestDesk) -> None:
    desk.hear(shown("zalo-e1"), shown("zalo-e1"))
    first, second = desk.media.messages
    assert first == second


def test_a_redelivery_leaves_a_file_as_far_as_it_is(shelf: Shelf) -> None:
    shelf.desk.hear(shown("zalo-e1"))
    fetched = shelf.files.move(shelf.owed()[0], state=FileState.FETCHED, link="", sha256="ab")
    shelf.desk.hear(shown("zalo-e1"))
    assert shelf.owed() == (fetched,)


def test_a_worker_that_dies_before_its_commit_may_owe_again_what_is_far_along(shelf: Shelf) -> None:
    """What a transaction has no room for is owed before it; another delivery may have got further meanwhile."""
    shelf.desk.hear(shown("zalo-e1"))
    file = shelf.owed()[0]
    fetched = shelf.files.move(file, state=FileState.FETCHED, link="", sha256="ab")
    change = replace(shelf.desk.intake.decisions.on(shown("zalo-e2")), files=(file,))
    shelf.desk.book.commit(change)
    assert shelf.files.get(CASE, file.file_id) == fetched


def test_a_refusing_queue_holds_up_neither_the_case_nor_the_answer(desk: TestDesk) -> None:
    desk.media.refuse_next = 1
    said = shown("zalo-e1")
    with pytest.raises(QueueRefused):
        desk.intake.accept(said)
    assert desk.media.messages == []
    assert len(desk.replies.take()) == 1
    assert desk.book.load(CASE)[0] is not None
    desk.intake.accept(said)
    assert len(desk.media.messages) == 1
