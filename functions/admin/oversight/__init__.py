"""Overseeing officers: what they did, whose data they saw, and whether the account of it holds."""
