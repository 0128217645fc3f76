"""Evidence, as officers see it: files, their custody, what looks alike; holds, and what a citizen has erased."""
