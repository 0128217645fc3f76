"""Text: folding, cleaning, masking, and the one catalogue of what citizens read."""
