"""What more than one function of Duty Desk needs."""
