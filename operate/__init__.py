"""What an operator does to a deployed stack: units, pages, officers, secrets, dead letters, the smoke probe."""
