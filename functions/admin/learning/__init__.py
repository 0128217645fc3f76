"""What citizens asked in vain, put together for editors."""
