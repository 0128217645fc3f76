"""Each minute: what has fallen due, and what lies among the dead letters."""
