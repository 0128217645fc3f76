"""The invariant: what must be true of every message once all work has ended, whatever went wrong meanwhile.

Exactly one case per tip, no message lost, every citizen has the answer owed, at most one copy of each answer is
recorded as sent, and what could not be processed lies in a dead-letter queue with its reason beside it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dutydesk.ids import shown

type Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one citizen told as one tip: each of ``words`` is one message, and all belong to one case."""

    person_id: str
    unit: str
    words: tuple[str, ...] = ()
    attachments: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that is known once all work has ended.

    ``inboxes`` holds what each person got, as (platform's message id, text), copies too. ``waiting`` counts what no
    worker has taken yet, by queue; ``dead`` holds the ids of dead letters, by queue; ``fetches`` the ids of the
    files that were asked for, where that is known.
    """

    cases: Sequence[Item]
    receipts: Sequence[Item]
    inboxes: Mapping[str, Sequence[tuple[str, str]]]
    waiting: Mapping[str, int] = field(default_factory=dict)
    dead: Mapping[str, Sequence[str]] = field(default_factory=dict)
    fetches: frozenset[str] | None = None

    def headers(self, person_id: str) -> list[Item]:
        """Return a person's cases."""
        return [one for one in self.cases if one["sk"] == "#" and one.get("person_id") == person_id]

    def messages(self, case_id: str) -> list[Item]:
        """Return a case's messages, oldest first; also those that are only kept."""
        mine = (one for one in self.cases if one["pk"] == f"CASE#{case_id}" and one["sk"].startswith("MSG#"))
        return sorted(mine, key=lambda one: str(one["sk"]))

    def owed(self, person_id: str) -> Iterator[Item]:
        """Yield the replies that receipts say this person is owed."""
        for receipt in self.receipts:
            if receipt["pk"].startswith("EVENT#"):
                yield from (reply for reply in receipt["owed"] if reply["person_id"] == person_id)

    def sent(self) -> dict[str, Item]:
        """Return the records of messages on their way out, by their ids."""
        return {one["pk"].removeprefix("SENT#"): one for one in self.receipts if one["pk"].startswith("SENT#")}


def broken_promises(
    evidence: Evidence, told: Sequence[Told], *, second_copies: Mapping[str, int] | None = None
) -> list[str]:
    """Return one line for each way in which the invariant does not hold; empty is good.

    Args:
        evidence: what is known; all work has ended.
        told: every tip of every person in it or in the evidence's inboxes: they have no other case.
        second_copies: how many copies beyond the recorded one a person may have got, because an answer of the platform
            was lost or its worker was killed before it could write it down.
    """
    allowed = second_copies or {}
    people = sorted({one.person_id for one in told} | set(evidence.inboxes))
    return [
        *_left_over(evidence),
        *_files(evidence),
        *(line for person in people for line in _cases(evidence, person, [t for t in told if t.person_id == person])),
        *(line for person in people for line in _answers(evidence, person, allowed.get(person, 0))),
    ]


def _left_over(evidence: Evidence) -> Iterator[str]:
    for queue, count in evidence.waiting.items():
        if count:
            yield f"{count} messages still wait in {queue}"
    reasons = {(one["pk"], one["sk"]): one.get("reason") for one in evidence.receipts}
    for queue, message_ids in evidence.dead.items():
        for message_id in message_ids:
            if not reasons.get((f"FAILURE#{queue}", message_id)):
                yield f"a dead letter of {queue} has no reason beside it"


def _files(evidence: Evidence) -> Iterator[str]:
    """What a case's messages brought is owed once, and was asked for."""
    if evidence.fetches is None:
        return
    cases = {one["pk"] for one in evidence.cases if one["sk"] == "#"}
    mine = [one for one in evidence.cases if one["pk"] in cases]
    brought = sum(len(one["attachments"]) for one in mine if one["sk"].startswith("MSG#"))
    owed = {one["file_id"] for one in mine if one["sk"].startswith("FILE#")}
    received = sum(one["sk"].startswith("CUSTODY#") for one in mine)
    if not brought == len(owed) == received:
        yield f"{brought} photos were sent, {len(owed)} are owed, {received} are said to be received"
    if owed != evidence.fetches:
        yield f"{len(owed)} photos are owed and {len(evidence.fetches)} were asked for"


def _cases(evidence: Evidence, person: str, told: Sequence[Told]) -> Iterator[str]:
    headers = evidence.headers(person)
    if len(headers) != len(told):
        yield f"{person} told {len(told)} tips and has {len(headers)} cases"
    holding = {str(header["case_id"]): evidence.messages(header["case_id"]) for header in headers}
    for tip in told:
        matching = [case_id for case_id, held in holding.items() if _holds(held, tip)]
        if len(matching) != 1:
            found = [[one["text"] for one in held] for held in holding.values()]
            yield f"{len(matching)} cases of {person} hold exactly {tip.words}; the cases hold {found}"
            continue
        (header,) = (one for one in headers if one["case_id"] == matching[0])
        if header["unit"] != tip.unit:
            yield f"a tip for {tip.unit} is at {header['unit']}"
        if any("expires_at" in one for one in holding[matching[0]]):
            yield f"a message of a case of {person} would expire"
        if not any(shown(header["receipt"]) in text for _, text in evidence.inboxes.get(person, ())):
            yield f"{person} never got the code of a case"


def _holds(held: Sequence[Item], tip: Told) -> bool:
    words = Counter(one["text"] for one in held if one["author"] == "citizen" and one["text"])
    attachments = sum(len(one["attachments"]) for one in held)
    places = sum(1 for one in held if one.get("place"))
    return words == Counter(tip.words) and attachments == tip.attachments and places == tip.places


def _answers(evidence: Evidence, person: str, second_copies: int) -> Iterator[str]:
    sent = evidence.sent()
    got = evidence.inboxes.get(person, ())
    recorded = {one["message_id"] for one in sent.values() if one.get("state") == "sent" and one.get("message_id")}
    for reply in evidence.owed(person):
        record = sent.get(reply["reply_id"])
        if record is None or record.get("state") != "sent":
            yield f"{person} is owed {reply['reply_id']}, which is {record and record.get('state')}"
        elif record.get("message_id") not in {message_id for message_id, _ in got}:
            yield f"{reply['reply_id']} is recorded as sent and {person} does not have it"
    copies = [text for message_id, text in got if message_id not in recorded]
    if len(copies) > second_copies:
        yield f"{person} got {len(copies)} messages that are not recorded as sent, {second_copies} may be: {copies}"
