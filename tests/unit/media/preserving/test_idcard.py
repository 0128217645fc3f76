"""Photos of identity cards: recognised, set aside, warned of, and gone after a day unless somebody wants them."""

import pytest

from dutydesk.clock import from_iso, iso
from dutydesk.errors import Conflict
from dutydesk.evidence import ID_CARD, FileState
from dutydesk.stores.aside import carry_on, wanted
from dutydesk.stores.holds import DynamoHolds
from dutydesk.stores.transactions import transact
from dutydesk.text.catalogue_evidence import ID_CARD_SET_ASIDE
from functions.media.preserving.idcard import Seen, could_be_card, is_about_cards, shows_card
from functions.media.preserving.outcomes import Outcome
from tests.faults.sabotage import Saboteur
from tests.unit.media.preserving.specimens import CARD_CODE, card, encoded, scene
from tests.unit.media.preserving.vault import THREAT, Vault

CARD = encoded(card(), quality=88)
PLAIN = encoded(scene(1012, 638))
"""A photo with a card's proportions."""


@pytest.mark.parametrize("turned", [0, 4, 90, 180, 270])
def test_a_chip_cards_code_is_seen_however_the_card_lies(turned: int) -> None:
    image = card().rotate(turned, expand=True, fillcolor="gray")
    assert could_be_card(image, width=image.width, height=image.height) is Seen.CODE


@pytest.mark.parametrize(
    "code",
    ["https://mau.example/?id=001099000001", "001099000001", "a|b|c|d|e|f|g", CARD_CODE[3:]],
    ids=["a link", "a number", "other fields", "a short number"],
)
def test_other_codes_are_no_cards(code: str) -> None:
    image = card(1200, 1200, code=code)
    assert could_be_card(image, width=1200, height=1200) is Seen.NOTHING


@pytest.mark.parametrize(
    ("caption", "is_card"),
    [
        ("CCCD của em đây ạ", True),
        ("Căn cước công dân của tôi", True),
        ("gui anh can cuoc", True),
        ("chứng minh nhân dân", True),
        ("xe này chạy ngược chiều", False),
        ("căn nhà bị cháy", False),
        ("", False),
    ],
)
def test_without_a_code_words_and_proportions_must_agree(caption: str, *, is_card: bool) -> None:
    assert could_be_card(scene(1012, 638), width=1012, height=638) is Seen.PROPORTION
    assert shows_card(Seen.PROPORTION, caption=caption) is is_card
    assert not shows_card(Seen.NOTHING, caption=caption)


@pytest.mark.parametrize("size", [(640, 480), (1920, 1080), (300, 189), (600, 400)])
def test_other_proportions_and_small_pictures_are_no_cards(size: tuple[int, int]) -> None:
    assert could_be_card(scene(*size), width=size[0], height=size[1]) is Seen.NOTHING


@pytest.mark.parametrize(
    ("words", "is_about"),
    [
        ("có người làm giả giấy tờ", True),
        ("em nhặt được thẻ này ở chợ", True),
        ("nhặt được căn cước", True),
        ("bị mất CCCD từ hôm qua", True),
        ("nó mượn căn cước của tôi để vay tiền", True),
        ("đối tượng lừa đảo gửi ảnh này", True),
        ("rao bán căn cước trên mạng", True),
        ("cccd này là giả", True),
        ("tôi tên Mẫu, đây là căn cước của tôi", False),
        ("gửi công an giấy tờ của em", False),
        ("hàng xóm hát karaoke quá to, em gửi cccd rồi ạ", False),
        ("muốn báo tin mất điện", False),
        ("", False),
    ],
)
def test_a_tip_about_cards_is_told_from_one_that_only_brings_one(words: str, *, is_about: bool) -> None:
    assert is_about_cards([words]) is is_about


def test_a_card_that_nobody_asked_for_is_set_aside_and_its_owner_warned(vault: Vault) -> None:
    vault.say("hàng xóm gây ồn")
    file = vault.fetched(CARD, caption="tên em đây")
    assert vault.deliver(file) is Outcome.SET_ASIDE
    aside = vault.file(file)
    assert (aside.state, aside.reason, aside.viewable) == (FileState.SET_ASIDE, ID_CARD, "")
    assert vault.objects("originals") == vault.objects("views") == []
    assert vault.objects("quarantine") == [f"c1/{file.file_id}"]
    (reply,) = vault.replies.sent
    assert (reply.text, reply.person_id, reply.case_id) == (ID_CARD_SET_ASIDE, "p1", "c1")
    (due,) = vault.due()
    assert (due["kind"], due["due_at"], due["what"]) == (
        "aside",
        aside.until,
        {"case_id": "c1", "file_id": file.file_id},
    )
    assert vault.steps(file)[-1] == "set_aside id_card"


def test_what_a_cards_code_says_is_kept_nowhere(vault: Vault) -> None:
    vault.deliver(vault.fetched(CARD))
    everything = str([vault.dynamodb.scan(TableName=table)["Items"] for table in vault.tables.values()])
    for part in CARD_CODE.split("|"):
        assert part == "Nam" or part not in everything
    assert "001099" not in str(vault.replies.sent)


def test_several_cards_of_one_message_are_warned_of_under_one_id(vault: Vault) -> None:
    file = vault.fetched(CARD)
    vault.deliver(file)
    vault.deliver(file)
    assert {one.reply_id for one in vault.replies.sent} == {"e1#id_card"}


def test_a_warning_that_the_queue_refused_is_sent_by_the_next_delivery(vault: Vault) -> None:
    file = vault.fetched(CARD)
    with pytest.raises(RuntimeError):
        vault.deliver(file, saboteur=Saboteur(1, only="sqs", error=RuntimeError))
    assert vault.replies.sent == []
    assert vault.deliver(file) is Outcome.SET_ASIDE
    assert len(vault.replies.sent) == 1


@pytest.mark.parametrize("words", ["em nhặt được thẻ này", "có người dùng cccd giả"])
def test_a_card_that_the_tip_is_about_is_evidence(vault: Vault, words: str) -> None:
    vault.say(words)
    assert vault.deliver(vault.fetched(CARD)) is Outcome.KEPT
    assert vault.replies.sent == []


def test_in_an_emergency_everything_is_evidence(vault: Vault) -> None:
    vault.open(category="emergency")
    assert vault.deliver(vault.fetched(CARD)) is Outcome.KEPT


def test_words_of_another_message_are_no_caption(vault: Vault) -> None:
    vault.say("cccd của em", event_key="e0")
    assert vault.deliver(vault.fetched(PLAIN, caption="hiện trường")) is Outcome.KEPT
    assert vault.deliver(vault.fetched(PLAIN, event_key="e2", caption="cccd của em")) is Outcome.SET_ASIDE


def test_a_card_that_may_carry_malware_is_not_even_looked_at(vault: Vault) -> None:
    assert vault.deliver(vault.fetched(CARD), THREAT) is Outcome.THREAT


def test_after_a_day_it_is_gone(vault: Vault) -> None:
    file = vault.fetched(CARD)
    vault.deliver(file)
    vault.clock.now = from_iso(vault.file(file).until)
    assert vault.preserving().take(carry_on("c1", file.file_id)) is Outcome.REMOVED
    assert vault.objects("quarantine") == vault.objects("originals") == []
    gone = vault.file(file)
    assert (gone.state, gone.until) == (FileState.SET_ASIDE, "")
    assert vault.steps(file)[-1] == "erased id_card"
    assert vault.preserving().take(carry_on("c1", file.file_id)) is Outcome.NOTHING
    with pytest.raises(Conflict):
        wanted(vault.files, gone, at=vault.clock(), by="o1")


def test_a_minute_before_its_day_is_over_it_is_there(vault: Vault) -> None:
    file = vault.fetched(CARD)
    vault.deliver(file)
    vault.clock.advance(hours=23, minutes=59)
    assert vault.preserving().take(carry_on("c1", file.file_id)) is Outcome.SET_ASIDE
    assert vault.objects("quarantine") == [f"c1/{file.file_id}"]


def test_an_officer_who_wants_it_has_it_preserved(vault: Vault) -> None:
    file = vault.fetched(CARD)
    vault.deliver(file)
    vault.clock.advance(hours=3)
    wanted(vault.files, vault.file(file), at=vault.clock(), by="o1")
    vault.clock.advance(seconds=1)
    assert vault.preserving().take(carry_on("c1", file.file_id)) is Outcome.KEPT
    kept = vault.file(file)
    assert (kept.state, kept.reason, kept.viewable, kept.until) == (FileState.KEPT, "", "yes", "")
    assert vault.original(file) == CARD
    assert vault.steps(file) == ["received", "scanned clean", "set_aside id_card", "wanted id_card", "sealed"]


def test_only_what_is_set_aside_can_be_wanted(vault: Vault) -> None:
    file = vault.fetched(encoded(scene()))
    with pytest.raises(Conflict):
        wanted(vault.files, file, at=vault.clock(), by="o1")


def test_under_a_legal_hold_it_is_preserved_when_its_day_is_over(vault: Vault) -> None:
    file = vault.fetched(CARD)
    vault.deliver(file)
    holds = DynamoHolds(vault.dynamodb, vault.tables["cases"])
    transact(vault.dynamodb, [holds.put("c1", by="o1", at=vault.clock(), reason="điều tra")])
    vault.clock.advance(hours=25)
    assert vault.preserving().take(carry_on("c1", file.file_id)) is Outcome.KEPT
    assert vault.original(file) == CARD


def test_its_day_is_counted_from_when_it_was_set_aside(vault: Vault) -> None:
    file = vault.fetched(CARD)
    vault.clock.advance(hours=5)
    vault.deliver(file)
    day_later = vault.clock.advance(hours=24)
    assert vault.file(file).until == iso(day_later)
