"""One folder per deployable job; its logic lives there, and only there."""
