"""Urgent cases call an officer, then the next one."""
