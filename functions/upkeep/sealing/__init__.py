"""Each night: where every officer's chain of deeds ends, written down where nobody can change it."""
