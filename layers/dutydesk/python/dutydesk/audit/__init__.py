"""The account of what officers did: one hash chain each, kept in ``audit``, and the daily digests of their heads."""
