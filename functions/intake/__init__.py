"""Tips become cases; what follows joins them."""
