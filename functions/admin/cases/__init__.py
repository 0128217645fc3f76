"""The life of a case: how it ends, who has it, what is owed, what belongs together."""
