"""How the desk itself fares: whether pages can send, and what could not be processed."""
