"""Function `lookup`: whether an identity card is ready, told to whom it belongs and to nobody else."""
