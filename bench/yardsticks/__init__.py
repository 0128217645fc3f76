"""Functions that do next to nothing: what this machine and this stack cost without the desk."""
