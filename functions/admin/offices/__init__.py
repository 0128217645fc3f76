"""Offices that give out numbers: their days, hours and places."""
