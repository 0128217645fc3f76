"""Function `ticket`: a place at the counter, for a day and an hour."""
