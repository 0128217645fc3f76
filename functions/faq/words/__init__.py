"""What citizens call things: short forms, names of one matter, words that ask, words that say nothing."""
