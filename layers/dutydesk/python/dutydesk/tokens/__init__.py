"""Page tokens: sealed at rest, renewed by one exchange at a time, shared by everything that sends."""
