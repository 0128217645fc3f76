"""Answers: the question bank, its search, and the talk around it."""
