"""HTTP in: verify, normalise, route, enqueue, answer 200."""
