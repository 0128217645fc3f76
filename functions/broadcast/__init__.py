"""Broadcasts: planning freezes the audience, sending tells it at the platform's pace, tracking hears what arrived."""
