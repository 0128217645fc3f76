"""The dialogue's rules, without a store."""

from dataclasses import replace

import pytest

from dutydesk.messages import Emergency
from dutydesk.text import catalogue
from functions.intake import dialogue as talk
from functions.intake.dialogue import Dialogue, Question, Said
from tests.unit.intake.desk import CASE, moment

FRESH = Dialogue(case_id=CASE, person_id="p1")
WHAT, WHERE, WHEN, PHOTOS = Question


def said(at: float = 0, *, words: bool = False, place: bool = False, emergency: Emergency = Emergency.NONE) -> Said:
    return Said(sent_at=moment(at), words=words, place=place, emergency=emergency)


def told(step: talk.Step) -> list[tuple[str, ...]]:
    return [utterance.templates for utterance in step.utterances]


@pytest.mark.parametrize(
    ("asked", "message", "expected"),
    [
        pytest.param((WHAT,), said(words=True), catalogue.ASK_WHERE, id="what is answered, where is asked"),
        pytest.param((WHAT, WHERE), said(words=True), catalogue.ASK_WHEN, id="where is answered, when is asked"),
        pytest.param((WHAT, WHERE), said(place=True), catalogue.ASK_WHEN, id="a place answers where"),
        pytest.param((WHAT,), said(place=True), catalogue.ASK_WHEN, id="a place before its question answers it"),
        pytest.param((WHAT, WHERE, WHEN), said(words=True), catalogue.ASK_PHOTOS, id="photos are asked last"),
        pytest.param(tuple(Question), said(words=True), catalogue.ADDED, id="then words are only added"),
        pytest.param((WHAT, WHERE), said(), catalogue.ADDED, id="photos answer nothing"),
    ],
)
def test_the_next_question(asked: tuple[Question, ...], message: Said, expected: str) -> None:
    step = talk.content(replace(FRESH, asked=asked), message, opens=False)
    assert told(step) == [(expected,)]
    assert step.utterances[0].buttons == (catalogue.DONE_BUTTON,)


def test_photos_leave_the_question_open() -> None:
    before = replace(FRESH, asked=(WHAT, WHERE))
    assert talk.content(before, said(), opens=False).dialogue.asked == before.asked


def test_a_case_that_opens_with_photos_asks_what_they_show() -> None:
    step = talk.content(FRESH, said(), opens=True)
    assert told(step) == [(catalogue.RECEIVED, catalogue.ASK_WHAT)]
    assert told(talk.content(step.dialogue, said(5, words=True), opens=False)) == [(catalogue.ASK_WHERE,)]


def test_a_run_of_photos_is_acknowledged_once_and_the_next_run_again() -> None:
    dialogue, answers = replace(FRESH, asked=tuple(Question)), []
    for at in (0, 5, 50, 100, 300, 301):
        step = talk.content(dialogue, said(at), opens=False)
        dialogue = step.dialogue
        answers.append(len(step.utterances))
    assert answers == [1, 0, 0, 0, 1, 0]


def test_words_end_a_run() -> None:
    run = talk.content(replace(FRESH, asked=tuple(Question)), said(0), opens=False).dialogue
    words = talk.content(run, said(1, words=True), opens=False).dialogue
    assert told(talk.content(words, said(2), opens=False)) == [(catalogue.ADDED,)]


def test_a_closed_dialogue_asks_nothing_but_gives_the_code_of_a_case_that_opens() -> None:
    closed = replace(FRESH, done=True)
    assert told(talk.content(closed, said(words=True), opens=True)) == [(catalogue.RECEIVED,)]
    assert told(talk.content(closed, said(words=True), opens=False)) == []


def test_an_emergency_line_comes_first_even_in_a_closed_dialogue() -> None:
    fire = said(words=True, emergency=Emergency.CERTAIN)
    assert told(talk.content(replace(FRESH, done=True), fire, opens=False)) == [(catalogue.EMERGENCY,)]
    assert told(talk.content(FRESH, fire, opens=True))[0] == (catalogue.EMERGENCY,)


def test_the_earliest_start_counts() -> None:
    late = talk.start(FRESH, moment(10), exists=False).dialogue
    assert talk.start(late, moment(5), exists=False).dialogue.started_at == moment(5)
    assert talk.start(late, moment(15), exists=False).dialogue.started_at == moment(10)


def test_a_start_after_its_own_end_asks_nothing() -> None:
    assert told(talk.start(replace(FRESH, done=True), moment(0), exists=False)) == []


def test_a_case_that_began_with_a_tap_goes_on_with_the_questions() -> None:
    step = talk.tap(FRESH, said(words=True), exists=False)
    assert told(step) == [(catalogue.RECEIVED, catalogue.ASK_WHERE)]


@pytest.mark.parametrize("at", [-1, 0, 1])
def test_a_message_is_taken_from_the_start_on(at: float) -> None:
    begun = talk.start(FRESH, moment(0), exists=False).dialogue
    assert begun.takes(moment(at)) == (at >= 0)
    assert replace(begun, tapped=True).takes(moment(at))
