"""Each night: what was kept long enough is erased, and what a supervisor had erased."""
