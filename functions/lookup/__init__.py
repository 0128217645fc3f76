"""Identity cards and queue numbers: what a citizen may know of the one, and a place in the line for the other."""
