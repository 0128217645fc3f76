"""Tracking: what the platform says of messages that went out moves their recipients forward, never back."""
