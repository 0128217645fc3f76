"""Well-kept engines on the same bank, each as plainly as its manual shows, over folded text.

A document is an entry's question and variants; rapidfuzz compares phrasing by phrasing, as it is made to. The three
that are not in the standard library are left out when they are not installed.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import math
import re
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, Any

from dutydesk.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from functions.faq.bank import Entry

    type Engine = Callable[[str], list[str]]
    """A message in, up to three entry ids out, best first."""

__all__ = ["engines"]

_WORD = re.compile(r"\w+")


@contextlib.contextmanager
def engines(entries: Sequence[Entry]) -> Iterator[dict[str, Engine]]:
    """Lend the baselines that this environment can run, by name."""
    made: dict[str, Callable[[Sequence[Entry]], Engine]] = {"bm25": _bm25}
    optional = {"rapidfuzz": _rapidfuzz, "bm25s": _bm25s, "tantivy": _tantivy}
    made |= {name: make for name, make in optional.items() if importlib.util.find_spec(name)}
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        lent = {name: make(entries) for name, make in made.items()}
        yield {**lent, "sqlite_fts5": _sqlite_fts5(entries, database)}


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _documents(entries: Sequence[Entry]) -> list[list[str]]:
    return [_words(" ".join(entry.phrasings)) for entry in entries]


def _bm25(entries: Sequence[Entry]) -> Engine:
    documents = [Counter(words) for words in _documents(entries)]
    lengths = [document.total() for document in documents]
    mean = sum(lengths) / max(len(lengths), 1)
    counts = Counter(word for document in documents for word in document)

    def search(text: str) -> list[str]:
        scores = []
        asked = _words(text)
        for at, document in enumerate(documents):
            long = 0.25 + 0.75 * lengths[at] / mean
            score = sum(
                math.log(1 + (len(documents) - counts[word] + 0.5) / (counts[word] + 0.5))
                * document[word] * 2.5 / (document[word] + 1.5 * long)
                for word in asked if word in document
            )  # fmt: skip
            scores.append((-score, at))
        return [entries[at].id for score, at in sorted(scores)[:3] if score < 0]

    return search


def _sqlite_fts5(entries: Sequence[Entry], database: sqlite3.Connection) -> Engine:
    database.execute("CREATE VIRTUAL TABLE bank USING fts5(id UNINDEXED, words)")
    rows = [(entry.id, " ".join(words)) for entry, words in zip(entries, _documents(entries), strict=True)]
    database.executemany("INSERT INTO bank VALUES (?, ?)", rows)

    def search(text: str) -> list[str]:
        asked = " OR ".join(f'"{word}"' for word in dict.fromkeys(_words(text)))
        if not asked:
            return []
        found = database.execute("SELECT id FROM bank WHERE bank MATCH ? ORDER BY bm25(bank) LIMIT 3", (asked,))
        return [str(row[0]) for row in found]

    return search


def _rapidfuzz(entries: Sequence[Entry]) -> Engine:
    fuzz, process = (importlib.import_module(f"rapidfuzz.{name}") for name in ("fuzz", "process"))

    phrasings = [(fold(phrasing), entry.id) for entry in entries for phrasing in entry.phrasings]
    texts = [text for text, _ in phrasings]

    def search(text: str) -> list[str]:
        found = process.extract(fold(text), texts, scorer=fuzz.token_set_ratio, limit=20)
        return list(dict.fromkeys(phrasings[at][1] for _, _, at in found))[:3]

    return search


def _bm25s(entries: Sequence[Entry]) -> Engine:
    bm25s = importlib.import_module("bm25s")

    documents = _documents(entries)
    retriever: Any = bm25s.BM25()
    retriever.index(documents, show_progress=False)

    def search(text: str) -> list[str]:
        asked = [word for word in _words(text) if word in retriever.vocab_dict]
        if not asked:
            return []
        found, _ = retriever.retrieve([asked], k=min(3, len(entries)), show_progress=False)
        return [entries[int(at)].id for at in found[0]]

    return search


def _tantivy(entries: Sequence[Entry]) -> Engine:
    tantivy = importlib.import_module("tantivy")

    schema = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    schema = schema.add_text_field("words", tokenizer_name="whitespace").build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    for entry, words in zip(entries, _documents(entries), strict=True):
        writer.add_document(tantivy.Document(id=entry.id, words=" ".join(words)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> list[str]:
        asked = dict.fromkeys(_words(text))
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "words", word)) for word in asked]
        found = searcher.search(tantivy.Query.boolean_query(terms), 3).hits if terms else []
        return [str(searcher.doc(address)["id"][0]) for _, address in found]

    return search
