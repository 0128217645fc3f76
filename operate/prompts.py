"""Asking whoever sits at the terminal."""

import getpass
import sys


def secret(prompt: str) -> str:
    """Ask without echo, or read a line of standard input when nobody is there to ask."""
    return (getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline()).strip()
