"""Reply templates: what a unit's officers say often, bound to the states of a case in which it fits."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

from dutydesk.errors import Conflict, RejectedInput
from dutydesk.hours import OfficeHours
from dutydesk.ids import shown
from dutydesk.stores.cases import Case, Status
from dutydesk.stores.content import Content
from dutydesk.stores.items import from_item, key, to_item, to_value
from functions.admin.access import Access, Asker
from functions.admin.audit import Audit, LostRace
from functions.admin.broadcasts.rules import EMPTY, MOVED, tidy
from functions.admin.broadcasts.topics import MOST_SLUG, NO_SLUG, NO_UNIT, SLUG
from functions.admin.matrix import Deed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import PutTypeDef

MOST_PHRASES = 50
MOST_TITLE = 80
MOST_TEXT = 2_000
PLACEHOLDERS = ("code", "unit", "hours")

TOO_MANY = f"quá {MOST_PHRASES} mẫu / more than {MOST_PHRASES} templates"
TOO_LONG = "dài quá {most} ký tự / longer than {most} characters"
NO_PLACEHOLDER = "chỉ dùng được {code}, {unit}, {hours} / only {code}, {unit} and {hours} can stand in braces"
TWICE = "trùng mã với mẫu khác / another template has this key"
NO_STATE = "chọn ít nhất một trạng thái / choose at least one state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One template; ``states`` are those of a case in which it is offered."""

    key: str
    title: str
    text: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All templates of a unit; revision 0 is none yet."""

    unit: str
    phrases: tuple[Phrase, ...] = ()
    revision: int = 0


@dataclass(frozen=True, slots=True)
class DynamoPhrases:
    """In the table ``content``: ``PHRASES#<unit>``, ``#``. Reads are consistent."""

    client: "DynamoDBClient"
    table: str

    def of(self, unit: str) -> Phrases:
        """Return a unit's templates."""
        found = self.client.get_item(TableName=self.table, Key=key(f"PHRASES#{unit}"), ConsistentRead=True)
        if "Item" not in found:
            return Phrases(unit=unit)
        plain = from_item(found["Item"])
        phrases = tuple(Phrase(**one | {"states": tuple(one["states"])}) for one in plain["phrases"])
        return Phrases(unit=unit, phrases=phrases, revision=plain["revision"])

    def put(self, after: Phrases) -> "PutTypeDef":
        """The put that replaces the revision before; it fails when that is not what stands there."""
        plain: dict[str, Any] = {
            "pk": f"PHRASES#{after.unit}",
            "sk": "#",
            "schema": 1,
            "unit": after.unit,
            "revision": after.revision,
            "phrases": [asdict(one) for one in after.phrases],
        }
        put: PutTypeDef = {
            "TableName": self.table,
            "Item": to_item(plain),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        if after.revision > 1:
            put["ConditionExpression"] = "revision = :read"
            put["ExpressionAttributeValues"] = {":read": to_value(after.revision - 1)}
        return put


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseEditing:
    """Every method decides through ``access`` first, and changes things only through ``audit``."""

    access: Access
    audit: Audit
    store: DynamoPhrases
    content: Content

    def read(self, asker: Asker) -> tuple[Phrases, ...]:
        """Return the templates of each of the asker's units."""
        return tuple(self.store.of(unit) for unit in self.access.units(asker, Deed.READ_PHRASES, "reply templates"))

    def fitting(self, asker: Asker, case_id: str) -> tuple[Phrase, ...]:
        """Return the unit's templates for the state of a case, filled in; raise ``NotFound`` as reading it would."""
        case = self.access.case(asker, Deed.READ_CASE, case_id)
        facts = self._facts(case)
        return tuple(
            Phrase(key=one.key, title=one.title, text=one.text.format(**facts), states=one.states)
            for one in self.store.of(case.unit).phrases
            if case.status in one.states
        )

    def put(self, asker: Asker, wish: Phrases) -> Phrases:
        """Replace a unit's templates, of which ``wish.revision`` was read; return them with the new revision.

        Raises:
            RejectedInput: a template is not as it must be.
            Forbidden: no role of the asker allows it, or it is another unit's.
            Conflict: it is not of that revision.
        """
        target = f"reply templates of {wish.unit}" if wish.unit in asker.officer.units else "reply templates"
        with self.access.changing(asker, Deed.EDIT_PHRASES, target) as units:
            unit = wish.unit or (units[0] if len(units) == 1 else "")
            self.access.owned(asker, Deed.EDIT_PHRASES, target, unit)
            phrases = tuple(
                Phrase(
                    key=one.key.strip(), title=tidy(one.title, one_line=True), text=tidy(one.text), states=one.states
                )
                for one in wish.phrases
            )
            wrong = ([] if unit else [("unit", NO_UNIT)]) + faults(phrases)
            if wrong:
                raise RejectedInput("; ".join(f"{name}: {reason}" for name, reason in wrong))
            after = Phrases(unit=unit, phrases=phrases, revision=wish.revision + 1)
            try:
                mark = asker.mark(Deed.EDIT_PHRASES, f"reply templates of {unit}")
                self.audit.commit(mark, [{"Put": self.store.put(after)}])
            except LostRace:
                raise Conflict(MOVED) from None
        return after

    def _facts(self, case: Case) -> dict[str, str]:
        unit = self.content.unit(case.unit)
        return {"code": shown(case.receipt), "unit": unit.name, "hours": OfficeHours.of(unit.hours).in_words()}


def faults(phrases: Sequence[Phrase]) -> list[tuple[str, str]]:
    """Return what is wrong with tidied templates: place and reason. Pure."""
    found: list[tuple[str, str]] = [("templates", TOO_MANY)] if len(phrases) > MOST_PHRASES else []
    seen: set[str] = set()
    for place, phrase in enumerate(phrases):
        at = f"templates.{place}"
        if len(phrase.key) > MOST_SLUG or not re.fullmatch(SLUG, phrase.key):
            found.append((f"{at}.key", NO_SLUG))
        if phrase.key in seen:
            found.append((f"{at}.key", TWICE))
        seen.add(phrase.key)
        found += [(f"{at}.{name}", reason) for name, reason in _text_faults(phrase)]
        if not phrase.states or not set(phrase.states) <= set(Status):
            found.append((f"{at}.states", NO_STATE))
    return found


def _text_faults(phrase: Phrase) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, text, most in (("title", phrase.title, MOST_TITLE), ("text", phrase.text, MOST_TEXT)):
        if not text:
            found.append((name, EMPTY))
        if len(text) > most:
            found.append((name, TOO_LONG.format(most=most)))
    return found if _is_filled(phrase.text) else [*found, ("text", NO_PLACEHOLDER)]


def _is_filled(text: str) -> bool:
    """Whether nothing but our placeholders stands in braces, so that filling in can neither fail nor reach further."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return False
    return all(name is None or (name in PLACEHOLDERS and not spec and not how) for _, name, spec, how in parts)
