"""Publishing: a draft of the question bank becomes the version that answers citizens, or is refused with a reason."""
