"""Reveal: the one function that may tell an officer who is behind a case, against the words of two people."""
