"""Search over an officer's cases."""
