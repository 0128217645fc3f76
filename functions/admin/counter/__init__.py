"""The counter: who is next, who came, and when the day is over."""
