"""Asking who is behind a case, and deciding it; only ``reveal`` can tell."""
