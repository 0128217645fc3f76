"""Units as administrators enter, rename, merge and split them."""
