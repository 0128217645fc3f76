"""What an attacker learns: the figures that the page on privacy gives, from the real desk on fakes in memory."""

import calendar
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from dutydesk.text import catalogue_lookup as catalogue
from functions.lookup.cards import Card
from functions.lookup.status.rules import NUMBERS_A_DAY, PAGE_A_DAY, Outcome
from tests.unit.lookup.status.desk import BORN, INDEX, NUMBER, TestDesk, ask, digest_of, slot

SIZES = [pytest.param(10_000, id="10,000"), pytest.param(100_000, id="100,000", marks=pytest.mark.long)]
YEARS = range(1946, 2012)
PROVINCES = [f"{code:03}" for code in range(1, 97)]
MONTH = timedelta(days=30)


def plausible(chance: random.Random) -> tuple[str, date]:
    """Invent a number as the law composes it (province, sex and century, year, six random digits), and a day of it."""
    year = chance.choice(YEARS)
    sex_and_century = chance.randrange(2) + (2 if year >= 2000 else 0)
    number = f"{chance.choice(PROVINCES)}{sex_and_century}{year % 100:02}{chance.randrange(10**6):06}"
    day = date(year, 1, 1) + timedelta(days=chance.randrange(366 if calendar.isleap(year) else 365))
    return number, day


def fill(desk: TestDesk, records: int, chance: random.Random) -> list[tuple[str, date]]:
    """Put the records into the table; return whose they are."""
    people = [plausible(chance) for _ in range(records)]
    for number, born in people:
        digest = INDEX.digest(number)
        desk.put_card(Card(digest=digest, a=replace(slot(), birth=INDEX.birth_digest(digest, born))))
    desk.show(1)
    return people


def learns(desk: TestDesk, person: str, number: str, born: date) -> bool:
    """Have an attacker try; say whether the answer says anything of a card."""
    (reply,) = desk.hear(ask(f"{number} {born:%d/%m/%Y}", person=person))
    return reply.text != catalogue.NOT_FOUND


def attackers(desk: TestDesk) -> Iterator[str]:
    """Name a new attacker for each ten tries, and begin a new day when the page takes no more."""
    for serial in count():
        if serial and serial % (PAGE_A_DAY // NUMBERS_A_DAY) == 0:
            desk.clock.advance(days=1)
        for _ in range(NUMBERS_A_DAY):
            yield f"attacker-{serial}"


@pytest.mark.parametrize("size", SIZES)
def test_as_many_tries_at_random_as_there_are_records_learn_nothing(quick: TestDesk, size: int) -> None:
    """About one try in a hundred thousand meets a number that exists, and then the day of the year is still unknown."""
    fill(quick, size, random.Random("records"))
    guesses = random.Random("guesses")
    tries = zip(attackers(quick), range(size), strict=False)
    assert sum(learns(quick, person, *plausible(guesses)) for person, _ in tries) == 0


def test_the_same_attack_learns_of_everybody_whose_number_and_date_it_knows(quick: TestDesk) -> None:
    """So the attack is one that could have learned something."""
    people = fill(quick, 2_000, random.Random("records"))[:200]
    victims = zip(attackers(quick), people, strict=False)
    assert sum(learns(quick, person, number, born) for person, (number, born) in victims) == len(people)


def heard_in_a_month(desk: TestDesk, *, people: int, every: timedelta) -> Counter[Outcome | None]:
    """Have so many people in turn try wrong dates of one known number for a month; count what became of the tries."""
    desk.holds(slot())
    digest, end = digest_of(NUMBER), desk.clock() + MONTH
    outcomes: Counter[Outcome | None] = Counter()
    for serial in count():
        if desk.clock() >= end:
            return outcomes
        person = f"attacker-{serial % people}"
        tried = desk.desk.attempts.make(ask(person=person), digest, BORN + timedelta(days=1 + serial % 364))
        outcomes[tried.outcome] += 1
        desk.clock.advance(seconds=every.total_seconds())
    return outcomes


def test_many_who_know_a_number_are_heard_129_times_a_month_however_many_they_are(quick: TestDesk) -> None:
    """Ten times at once, and then once in six hours: 10 + 119."""
    outcomes = heard_in_a_month(quick, people=5_000, every=timedelta(minutes=5))
    assert outcomes == {Outcome.WRONG: 129, Outcome.SLOWED: 30 * 24 * 12 - 129}
    assert len(quick.signs) > 1


@pytest.mark.parametrize("minutes", [30, 60])
def test_one_alone_who_knows_a_number_is_heard_less_often_still(quick: TestDesk, minutes: int) -> None:
    outcomes = heard_in_a_month(quick, people=1, every=timedelta(minutes=minutes))
    assert outcomes[Outcome.RIGHT] == 0
    assert 60 <= outcomes[Outcome.WRONG] <= 100


def test_while_many_attack_the_owner_who_has_answered_before_is_answered_every_time(quick: TestDesk) -> None:
    quick.holds(slot())
    quick.tries(person="owner")
    for serial in range(100):
        quick.tries(person=f"attacker-{serial}", born="2/2/1990")
        assert quick.tries(person="owner") != catalogue.NOT_FOUND
