"""Function `imports`: a file of cards is checked whole, written, and then shown at once."""
