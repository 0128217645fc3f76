"""A scanned file becomes evidence: sealed byte for byte, safe to look at, once, whatever cuts it short."""

import io
from datetime import timedelta

import exifread
import pytest
from PIL import Image

from dutydesk.errors import KeyDestroyed
from dutydesk.evidence import FileState, Lost, Scan, ScanMessage, Unviewable, copy_key, thumb_key, view_key
from dutydesk.messages import AttachmentKind
from dutydesk.stores.aside import carry_on
from dutydesk.stores.facts import DynamoFacts, Facts
from dutydesk.stores.transactions import transact
from functions.media.preserving import originals, preserving
from functions.media.preserving.originals import NotAsFetched
from functions.media.preserving.outcomes import Outcome, TooEarly
from tests.faults.sabotage import Interruption, Killed, Saboteur
from tests.unit.media.preserving.specimens import HTML, encoded, photo, scene, video
from tests.unit.media.preserving.vault import CLEAN, THREAT, UNIT, Vault, bucket


def test_a_clean_photo_is_sealed_as_it_came_and_shown_without_its_metadata(vault: Vault) -> None:
    data = photo(orientation=6)
    file = vault.fetched(data)
    assert vault.deliver(file) is Outcome.KEPT
    kept = vault.file(file)
    assert (kept.state, kept.viewable, kept.reason, kept.scan) == (FileState.KEPT, "yes", "", Scan.CLEAN)
    assert kept.media_type == "image/jpeg"
    assert vault.original(file) == data
    assert data[1000:1100] not in vault.bytes_of("originals", f"c1/{file.file_id}")
    assert vault.objects("views") == sorted([thumb_key("c1", file.file_id), view_key("c1", file.file_id)])
    for key in vault.objects("views"):
        assert exifread.process_file(io.BytesIO(vault.bytes_of("views", key))) == {}
    with Image.open(io.BytesIO(vault.bytes_of("views", view_key("c1", file.file_id)))) as view:
        assert view.size == (480, 640)
    assert vault.objects("quarantine") == []
    assert vault.steps(file) == ["received", "scanned clean", "sealed"]


def test_when_and_where_a_photo_was_taken_is_kept_under_the_cases_key_alone(vault: Vault) -> None:
    file = vault.fetched(photo())
    vault.deliver(file)
    facts = DynamoFacts(vault.dynamodb, vault.tables["cases"]).get("c1", file.file_id, vault.keys.get("c1"))
    assert facts == Facts(taken_at="2026-03-01T21:15:09+07:00", latitude="21.0284722", longitude="105.8541667")
    assert "21.02" not in str(vault.dynamodb.scan(TableName=vault.tables["cases"])["Items"])


def test_a_photo_that_says_nothing_of_itself_has_no_facts(vault: Vault) -> None:
    file = vault.fetched(encoded(scene()))
    vault.deliver(file)
    assert DynamoFacts(vault.dynamodb, vault.tables["cases"]).get("c1", file.file_id, vault.keys.get("c1")) is None


def test_a_video_is_sealed_in_parts_and_copied_as_what_no_browser_opens(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "PART_BYTES", 5 * 1024 * 1024)
    data = video(5_500_000)
    file = vault.fetched(data, kind=AttachmentKind.VIDEO)
    assert vault.deliver(file) is Outcome.KEPT
    assert vault.original(file) == data
    assert vault.objects("views") == [copy_key("c1", file.file_id)]
    copy = vault.s3.get_object(Bucket=bucket("views"), Key=copy_key("c1", file.file_id))
    assert copy["ContentType"] == "application/octet-stream"
    assert copy["ContentDisposition"] == "attachment"
    assert copy["Body"].read() == data
    assert vault.uploads() == 0


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (THREAT, (Scan.THREAT, Unviewable.THREAT, Outcome.THREAT)),
        ("UNSUPPORTED", (Scan.UNSUPPORTED, Unviewable.UNCHECKED, Outcome.KEPT_UNSEEN)),
        ("ACCESS_DENIED", (Scan.FAILED, Unviewable.UNCHECKED, Outcome.KEPT_UNSEEN)),
        ("FAILED", (Scan.FAILED, Unviewable.UNCHECKED, Outcome.KEPT_UNSEEN)),
        ("A_WORD_OF_TOMORROW", (Scan.FAILED, Unviewable.UNCHECKED, Outcome.KEPT_UNSEEN)),
        ("no_threats_found", (Scan.FAILED, Unviewable.UNCHECKED, Outcome.KEPT_UNSEEN)),
    ],
)
def test_what_is_not_clean_is_sealed_and_never_opened(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, result: str, expected: tuple[Scan, str, Outcome]
) -> None:
    scan, reason, outcome = expected
    monkeypatch.setattr(preserving, "looked", lambda _: pytest.fail("opened"))
    data = photo()
    file = vault.fetched(data)
    assert vault.deliver(file, result) is outcome
    kept = vault.file(file)
    assert (kept.state, kept.scan, kept.viewable, kept.reason) == (FileState.KEPT, scan, "no", reason)
    assert vault.original(file) == data
    assert vault.objects("views") == vault.objects("quarantine") == []


def test_what_is_clean_and_not_safe_to_show_is_sealed_with_the_reason(vault: Vault) -> None:
    file = vault.fetched(HTML, kind=AttachmentKind.FILE)
    assert vault.deliver(file) is Outcome.KEPT_UNSEEN
    kept = vault.file(file)
    assert (kept.viewable, kept.reason, kept.media_type) == ("no", Unviewable.MARKUP, "text/html")
    assert vault.original(file) == HTML
    assert vault.objects("views") == []


@pytest.mark.parametrize(("category", "days"), [("tip", 90), ("question", 30)])
def test_an_original_is_locked_for_as_long_as_its_category_says(vault: Vault, category: str, days: int) -> None:
    vault.open(category=category)
    file = vault.fetched(photo())
    vault.deliver(file)
    lock = vault.s3.head_object(Bucket=bucket("originals"), Key=f"c1/{file.file_id}")
    assert lock["ObjectLockMode"] == "COMPLIANCE"
    assert lock["ObjectLockRetainUntilDate"] == vault.clock() + timedelta(days=days)


def test_an_original_in_parts_is_locked_as_well(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "PART_BYTES", 5 * 1024 * 1024)
    asked: list[dict[str, object]] = []
    create = vault.s3.create_multipart_upload

    def noted(**what: object) -> object:
        asked.append(what)
        return create(**what)  # type: ignore[arg-type]

    monkeypatch.setattr(vault.s3, "create_multipart_upload", noted)
    vault.deliver(vault.fetched(video(5_500_000), kind=AttachmentKind.VIDEO))
    (upload,) = asked
    assert upload["ObjectLockMode"] == "COMPLIANCE"
    assert upload["ObjectLockRetainUntilDate"] == vault.clock() + timedelta(days=90)


@pytest.mark.parametrize("size", [1_000, 5_500_000], ids=["at once", "in parts"])
def test_bytes_that_are_not_those_that_were_hashed_are_not_sealed(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(originals, "PART_BYTES", 5 * 1024 * 1024)
    file = vault.files.move(vault.fetched(video(size), kind=AttachmentKind.VIDEO), sha256="0" * 64)
    with pytest.raises(NotAsFetched):
        vault.deliver(file)
    assert vault.objects("originals") == vault.objects("views") == []
    assert vault.uploads() == 0
    assert len(vault.objects("quarantine")) == 1, "a person must be able to look at it"
    assert vault.file(file).state is FileState.SCANNED


def test_a_scan_of_what_was_fetched_again_since_changes_nothing(vault: Vault) -> None:
    file = vault.fetched(photo())
    scan = ScanMessage(case_id="c1", file_id=file.file_id, result=CLEAN, etag="another")
    assert vault.preserving().take(scan) is Outcome.STALE
    assert vault.file(file) == file


def test_a_scan_that_does_not_say_of_which_version_counts(vault: Vault) -> None:
    file = vault.fetched(photo())
    scan = ScanMessage(case_id="c1", file_id=file.file_id, result=CLEAN)
    assert vault.preserving().take(scan) is Outcome.KEPT


def test_what_replaced_a_scanned_file_in_quarantine_is_never_taken_for_it(vault: Vault) -> None:
    file = vault.fetched(photo())
    vault.s3.put_object(Bucket=bucket("quarantine"), Key=f"c1/{file.file_id}", Body=HTML)
    assert vault.deliver(file) is Outcome.LOST
    assert vault.objects("originals") == vault.objects("views") == []


def test_a_scan_that_is_faster_than_the_note_of_the_fetching_comes_again(vault: Vault) -> None:
    file = vault.files.move(vault.fetched(photo()), state=FileState.OWED)
    with pytest.raises(TooEarly):
        vault.deliver(file)
    vault.files.move(file, state=FileState.FETCHED)
    assert vault.deliver(file) is Outcome.KEPT


def test_a_scan_of_nothing_that_anybody_knows_is_let_go(vault: Vault) -> None:
    scan = ScanMessage(case_id="c1", file_id="nobody", result=CLEAN)
    assert vault.preserving().take(scan) is Outcome.STALE


def test_a_file_never_goes_on_without_a_word_of_the_scan(vault: Vault) -> None:
    file = vault.fetched(photo())
    assert vault.preserving().take(carry_on("c1", file.file_id)) is Outcome.STALE
    assert vault.file(file).state is FileState.FETCHED


def test_the_first_word_of_the_scan_stays(vault: Vault) -> None:
    file = vault.fetched(photo())
    vault.deliver(file, THREAT)
    assert vault.deliver(file, CLEAN) is Outcome.NOTHING
    assert vault.file(file).scan is Scan.THREAT
    assert vault.objects("views") == []


def test_what_left_quarantine_before_it_was_sealed_is_lost_and_said_to_be(vault: Vault) -> None:
    file = vault.fetched(photo())
    vault.s3.delete_object(Bucket=bucket("quarantine"), Key=f"c1/{file.file_id}")
    assert vault.deliver(file) is Outcome.LOST
    lost = vault.file(file)
    assert (lost.state, lost.reason) == (FileState.LOST, Lost.GONE)


def test_what_left_quarantine_after_it_was_sealed_is_kept_without_a_view(vault: Vault) -> None:
    data = photo()
    file = vault.fetched(data)
    with pytest.raises(Killed):
        vault.deliver(file, saboteur=_killer(vault, file, "s3.put_object", moment="after"))
    assert vault.objects("originals")
    vault.s3.delete_object(Bucket=bucket("quarantine"), Key=f"c1/{file.file_id}")
    assert vault.deliver(file) is Outcome.KEPT_UNSEEN
    assert vault.original(file) == data
    assert vault.file(file).viewable == "no"


def test_once_a_cases_evidence_is_erased_nothing_of_it_is_kept(vault: Vault) -> None:
    transact(vault.dynamodb, [vault.keys.destroyed("c1", now=vault.clock())])
    file = vault.fetched(photo())
    assert vault.deliver(file) is Outcome.ERASED
    assert [vault.objects(name) for name in ("quarantine", "originals", "views")] == [[], [], []]
    assert vault.file(file).state is FileState.ERASED
    assert vault.deliver(file) is Outcome.ERASED


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)])
def test_what_is_erased_while_it_is_being_preserved_leaves_nothing_to_look_at(vault: Vault, step: int) -> None:
    """The eraser comes between any two calls: marks, views and quarantine end empty, and the original has no key."""
    calls = Saboteur()
    vault.deliver(vault.fetched(photo(), event_key="other"), saboteur=calls)
    for at in range(1, calls.calls + 1, step):
        file = vault.fetched(photo(seed=at), case_id=vault.open(f"x{at}"), event_key=f"x{at}")
        race = Interruption(at=at)
        race.interrupt = lambda file=file: _erase(vault, file)  # type: ignore[misc]
        vault.deliver(file, saboteur=race)
        vault.deliver(file)  # whatever was cut off is finished by the next delivery
        assert race.struck
        assert vault.file(file).state is FileState.ERASED, race.struck
        assert not [key for name in ("quarantine", "views") for key in vault.objects(name) if f"x{at}/" in key], (
            race.struck
        )
        marks = vault.dynamodb.scan(TableName=vault.tables["likenesses"])["Items"]
        assert not [one for one in marks if one["case_id"]["S"] == f"x{at}"], race.struck
        with pytest.raises(KeyDestroyed):
            vault.keys.get(f"x{at}")


def _erase(vault: Vault, file: object) -> None:
    now = vault.file(file)  # type: ignore[arg-type]
    if now.state is FileState.ERASED:
        return
    vault.files.move(now, beside=[vault.keys.destroyed(now.case_id, now=vault.clock())], state=FileState.ERASED)
    vault.preserving()._clear(vault.file(now))


def _killer(vault: Vault, file: object, call: str, *, moment: str = "before") -> Saboteur:
    """Strike at the first such call of a delivery; another file shows where that is."""
    del file
    trial = Saboteur()
    vault.deliver(vault.fetched(photo(seed=99), case_id=vault.open("trial"), event_key="trial"), saboteur=trial)
    for name in ("views", "originals"):
        for key in vault.objects(name):
            vault.s3.delete_object(Bucket=bucket(name), Key=key)
    return Saboteur(trial.names.index(call.partition(".")[2]) + 1, moment=moment)


def test_the_case_may_be_another_units_by_now(vault: Vault) -> None:
    vault.open(unit="phuong-mau-1")
    data = photo()
    vault.deliver(vault.fetched(data))
    second = vault.fetched(data, case_id=vault.open("c2"), event_key="e2")
    vault.deliver(second)
    now = vault.file(second)
    (found,) = vault.likenesses.alike(case_id="c2", file_id=now.file_id, sha256=now.sha256, likeness=now.likeness)
    assert (found.case_id, found.unit, found.bits) == ("c1", "phuong-mau-1", None)
    assert found.unit != UNIT
