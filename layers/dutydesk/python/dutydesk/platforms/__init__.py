"""The chat platforms: one folder each; what they share is the shape of what comes out and goes in."""
