"""Where the end of a chain calls back."""

import time

import httpx
import pytest

from bench.callback import ChainBroken, Homecomings, listening


def test_a_mark_that_is_posted_has_come_home() -> None:
    homecomings, began = Homecomings(), time.time()
    with listening(homecomings) as url:
        assert httpx.post(url, content="mark", trust_env=False).status_code == 204
        assert began <= homecomings.wait("mark", longest_s=5) <= time.time()


def test_the_first_homecoming_counts() -> None:
    homecomings = Homecomings()
    homecomings.note("mark")
    first = homecomings.wait("mark")
    homecomings.note("mark")
    assert homecomings.wait("mark") == first


def test_a_mark_that_never_comes_breaks_the_chain() -> None:
    with pytest.raises(ChainBroken):
        Homecomings().wait("mark", longest_s=0.01)
