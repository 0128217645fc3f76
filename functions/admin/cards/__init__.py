"""Lists of cards that are ready, handed in by officers."""
