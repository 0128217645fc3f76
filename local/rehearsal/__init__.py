"""A large broadcast before it is real: to a crowd that does not exist, through the functions that do."""
