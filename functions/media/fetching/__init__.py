"""Fetching: what a citizen attached is brought from the platform into quarantine while its link lives."""
