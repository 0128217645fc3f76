"""Planning: who is meant, frozen into chunks, and what sending to them will take."""
