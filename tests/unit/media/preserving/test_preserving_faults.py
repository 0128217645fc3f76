"""Killed or refused at any call: the next delivery ends as if nothing had happened, with one original."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from dutydesk.messages import AttachmentKind
from functions.media.preserving import originals
from tests.faults.sabotage import Killed, Saboteur
from tests.unit.media.preserving.specimens import HTML, card, encoded, photo, video
from tests.unit.media.preserving.vault import CLEAN, THREAT, Vault, bucket

CASES: dict[str, tuple[bytes, AttachmentKind, str]] = {
    "photo": (photo(), AttachmentKind.IMAGE, CLEAN),
    "video": (video(5_500_000), AttachmentKind.VIDEO, CLEAN),
    "page": (HTML, AttachmentKind.FILE, CLEAN),
    "threat": (photo(seed=2), AttachmentKind.IMAGE, THREAT),
    "card": (encoded(card()), AttachmentKind.IMAGE, CLEAN),
}
SAMPLE = 6
"""Every so many calls without the mark ``long``, and then before one of them and after the next."""


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "PART_BYTES", 5 * 1024 * 1024)


def _refused(call: str) -> ClientError:
    return ClientError({"Error": {"Code": "ServiceUnavailable", "Message": "later"}}, call)


def _strikes(step: int, *, every: bool) -> Iterator[Any]:
    """Yield what is tried: all of it with the mark ``long``, and of the sample each file once."""
    errors: dict[str, Callable[[str], BaseException]] = {"killed": lambda _call: Killed(), "refused": _refused}
    for place, name in enumerate(CASES):
        for turn, (told, error) in enumerate(errors.items()):
            if every or turn == place % 2:
                marks = [pytest.mark.long] if every else []
                yield pytest.param(name, error, step, id=f"{name}-{told}-{step}", marks=marks)


def _struck(vault: Vault, name: str, at: int, moment: str, error: Callable[[str], BaseException]) -> list[str]:
    """Strike one delivery at a call, deliver again twice, and expect the end that an undisturbed one has."""
    data, kind, result = CASES[name]
    file = vault.fetched(data, kind=kind)
    saboteur = Saboteur(at, moment=moment, error=error)
    with contextlib.suppress(Killed, ClientError):
        vault.deliver(file, result, saboteur=saboteur)
    assert saboteur.struck or moment == "after"  # a call that is refused anyhow, such as of what is not there
    for _ in range(2):
        vault.deliver(file, result)
    return saboteur.struck


@pytest.mark.parametrize(("name", "error", "step"), [*_strikes(SAMPLE, every=False), *_strikes(1, every=True)])
def test_cut_short_anywhere_it_ends_the_same(
    vault: Vault, name: str, error: Callable[[str], BaseException], step: int
) -> None:
    data, kind, result = CASES[name]
    trial = Saboteur()
    first = vault.fetched(data, kind=kind)
    vault.deliver(first, result, saboteur=trial)
    vault.deliver(first, result)
    expected = _end(vault, first)
    assert trial.calls > SAMPLE
    for turn, at in enumerate(range(1, trial.calls + 1, step)):
        for moment in ("before", "after") if step == 1 else (("before", "after")[turn % 2],):
            _empty(vault)
            struck = _struck(vault, name, at, moment, error)
            assert _end(vault, vault.latest) == expected, (struck, moment)


def _end(vault: Vault, file: object) -> dict[str, object]:
    end = vault.end(file)  # type: ignore[arg-type]
    end.pop("uploads")  # what a killed upload leaves is swept by the bucket itself
    return end


def _empty(vault: Vault) -> None:
    """Start over in the same cloud, which costs less than another."""
    for name in vault.tables:
        for item in vault.dynamodb.scan(TableName=vault.tables[name])["Items"]:
            vault.dynamodb.delete_item(TableName=vault.tables[name], Key={"pk": item["pk"], "sk": item["sk"]})
    for name in ("quarantine", "originals", "views"):
        for key in vault.objects(name):
            vault.s3.delete_object(Bucket=bucket(name), Key=key)
    vault.replies.sent.clear()
    vault.open()


def test_an_upload_in_parts_that_is_refused_leaves_no_parts(vault: Vault) -> None:
    data, kind, _ = CASES["video"]
    trial = Saboteur()
    vault.deliver(vault.fetched(data, kind=kind, event_key="trial"), saboteur=trial)
    for call in ("upload_part", "complete_multipart_upload"):
        file = vault.fetched(data, kind=kind, event_key=call)
        with pytest.raises(ClientError):
            vault.deliver(file, saboteur=Saboteur(trial.names.index(call) + 1, error=_refused))
        assert vault.uploads() == 0
        assert vault.original(vault.file(file)) == data if f"c1/{file.file_id}" in vault.objects("originals") else True


def test_an_original_is_sealed_once_however_often_its_scan_is_told(vault: Vault) -> None:
    data, kind, _ = CASES["photo"]
    file = vault.fetched(data, kind=kind)
    trial = Saboteur()
    vault.deliver(vault.fetched(data, kind=kind, event_key="trial"), saboteur=trial)
    at = trial.names.index("put_object") + 1  # the original's
    with pytest.raises(Killed):
        vault.deliver(file, saboteur=Saboteur(at, moment="after"))
    vault.deliver(file)
    vault.deliver(file)
    versions = vault.s3.list_object_versions(Bucket=bucket("originals"), Prefix=f"c1/{file.file_id}")["Versions"]
    assert len(versions) == 1
