"""Sealed words: one behaviour, in memory and on KMS in this process."""

import base64
from collections.abc import Callable, Iterator

import pytest

from functions.webhook.sealing import MOST_BYTES, KmsSealer, Sealer
from tests.fakes.aws import kms_in_process
from tests.fakes.seals import FakeSealer
from tests.unit.webhook.papers import invented

WORDS = "{card} sinh {date} ạ".format_map(invented(3).typed)

type Subject = tuple[Sealer, Callable[[str, str], str]]
"""A sealer, and what opens its work for a person: raises for another's."""


@pytest.fixture(name="subject", params=["in memory", "kms"])
def _subject(request: pytest.FixtureRequest) -> Iterator[Subject]:
    if request.param == "in memory":
        fake = FakeSealer()
        yield fake, lambda sealed, person_id: fake.opened(sealed, person_id=person_id)
        return
    with kms_in_process() as kms:
        arn = kms.create_key()["KeyMetadata"]["Arn"]

        def opened(sealed: str, person_id: str) -> str:
            blob = base64.b64decode(sealed, validate=True)
            return kms.decrypt(CiphertextBlob=blob, KeyId=arn, EncryptionContext={"person_id": person_id})[
                "Plaintext"
            ].decode()

        yield KmsSealer(kms, arn), opened


def test_words_are_read_again_by_whoever_may_open_them(subject: Subject) -> None:
    sealer, opened = subject
    sealed = sealer.seal(f"  {WORDS}\n", person_id="p1")
    assert opened(sealed, "p1") == WORDS
    assert sealed.isascii()


def test_what_is_sealed_tells_nothing_of_the_words(subject: Subject) -> None:
    sealer, _ = subject
    sealed = sealer.seal(WORDS, person_id="p1")
    assert not any(part in f"{sealed} {base64.b64decode(sealed)!r}" for part in WORDS.split() if len(part) > 4)


def test_one_persons_words_cannot_be_passed_off_as_anothers(subject: Subject) -> None:
    sealer, opened = subject
    sealed = sealer.seal(WORDS, person_id="p1")
    with pytest.raises(Exception):  # noqa: B017, PT011  # each subject has its own
        opened(sealed, "p2")


def test_the_same_words_are_sealed_differently_each_time(subject: Subject) -> None:
    sealer, _ = subject
    assert len({sealer.seal(WORDS, person_id="p1") for _ in range(3)}) == 3


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_is_sealed_as_nothing(subject: Subject, text: str) -> None:
    assert subject[0].seal(text, person_id="p1") == ""


@pytest.mark.parametrize("letter", ["a", "ộ", "🔥"])
def test_a_long_text_is_cut_between_two_characters(subject: Subject, letter: str) -> None:
    sealer, opened = subject
    read = opened(sealer.seal("1" + letter * 5_000, person_id="p1"), "p1")
    assert read == "1" + letter * ((MOST_BYTES - 1) // len(letter.encode()))


def test_what_no_encoding_knows_is_replaced(subject: Subject) -> None:
    sealer, opened = subject
    assert opened(sealer.seal("1\ud8002", person_id="p1"), "p1") == "1?2"
