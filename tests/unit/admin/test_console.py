"""The console's own files: words in both languages, and how little the first view needs."""

import gzip
import re
from collections import Counter

from dutydesk.text.catalogue_cases import CLOSED_AS
from functions.admin import pages

FOLDER = pages.FOLDER
MOST_FIRST_VIEW = 60_000
"""Bytes of everything that the first inbox loads, compressed."""
_KEY = re.compile(r"^  \"?([\w.]+)\"?: ", re.MULTILINE)
_VIEW = re.compile(r"\{ name: \"(\w+)\"")
_SAID = (
    re.compile(r"\bsay\(\"(\w+)\""),
    re.compile(r"\bsay\([^()\"`]*(?:\([^()]*\)[^()\"`]*)*\? \"(\w+)\" : \"\w+\"\)"),
    re.compile(r"\bsay\([^()\"`]*(?:\([^()]*\)[^()\"`]*)*\? \"\w+\" : \"(\w+)\"\)"),
)
_BEGUN = re.compile(r"\bsay\(`([A-Za-z_]+)\$\{")
_IMPORTED = re.compile(r"^import .*?\bfrom \"(.+?)\";$", re.MULTILINE)


def tables() -> dict[str, tuple[list[str], list[str]]]:
    """Return the keys of each table of words, Vietnamese and English."""
    found = {}
    for file in sorted((FOLDER / "words").glob("*.js")):
        vi, _, en = file.read_text().partition("export const EN")
        found[file.name] = (_KEY.findall(vi), _KEY.findall(en))
    return found


def known() -> set[str]:
    """Return every key of every table."""
    return {key for vi, _ in tables().values() for key in vi}


def imports_of(*names: str) -> set[str]:
    """Return these scripts and all that they import when they are loaded."""
    found: set[str] = set()
    waiting = [FOLDER / name for name in names]
    while waiting:
        file = waiting.pop()
        if (name := file.relative_to(FOLDER).as_posix()) not in found:
            assert file.is_file(), name
            found.add(name)
            waiting += [(file.parent / one).resolve() for one in _IMPORTED.findall(file.read_text())]
    return found


def test_both_languages_have_the_same_words_once() -> None:
    assert len(tables()) > 1
    for name, (vi, en) in tables().items():
        assert vi, name
        assert vi == en, (name, set(vi) ^ set(en))
    said = Counter(key for vi, _ in tables().values() for key in vi)
    assert [key for key, count in said.items() if count > 1] == []


def test_every_word_that_a_view_says_is_in_a_table() -> None:
    words, missing, heard = known(), [], 0
    for file in sorted(FOLDER.rglob("*.js")):
        text = file.read_text()
        said = [one for pattern in _SAID for one in pattern.findall(text)]
        heard += len(said)
        missing += [(file.name, one) for one in said if one not in words]
        missing += [(file.name, one) for one in _BEGUN.findall(text) if not any(word.startswith(one) for word in words)]
    assert heard > 100, "nothing was read: the test would pass on nothing"
    assert missing == []


def test_every_view_has_a_title_and_its_files() -> None:
    views = (FOLDER / "views.js").read_text()
    names = _VIEW.findall(views)
    assert {"cases", "case"} <= set(names)
    assert [name for name in names if f"view_{name}" not in known()] == []
    assert [path for path in re.findall(r"import\(\"\./(.+?)\"\)", views) if not (FOLDER / path).is_file()] == []


def test_officers_are_shown_what_a_citizen_is_told_at_the_end() -> None:
    table = (FOLDER / "words" / "case.js").read_text()
    for outcome, words in CLOSED_AS.items():
        assert table.count(f'told_{outcome}: "{words}"') == 2, outcome


def test_the_page_asks_at_once_for_all_that_the_inbox_needs() -> None:
    page = (FOLDER / "index.html").read_text()
    preloaded = re.findall(r"rel=\"modulepreload\" href=\"(.+?)\"", page)
    assert {*preloaded, "app.js"} == imports_of("app.js", "views/inbox.js")


def test_the_first_view_is_small() -> None:
    needed = imports_of("app.js", "views/inbox.js") | {"index.html", "style.css"}
    size = sum(len(gzip.compress((FOLDER / name).read_bytes())) for name in needed)
    assert size < MOST_FIRST_VIEW


def test_every_import_leads_to_a_file() -> None:
    every = [file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.js")]
    assert imports_of(*every) == set(every)
