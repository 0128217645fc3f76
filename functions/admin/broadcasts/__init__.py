"""Broadcasts as officers write, check, approve and stop them, and whom they are for."""
