"""Sending: one app's chunks, one sender at a time, every recipient accounted for at every write."""
