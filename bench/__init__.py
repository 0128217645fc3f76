"""What the desk costs, measured side by side with a yardstick in the same run; never a test of time."""
