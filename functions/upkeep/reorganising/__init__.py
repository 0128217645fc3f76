"""Carrying out what administrators decided about units and leavers: step by step, and again until nothing is left."""
