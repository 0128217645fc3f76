"""Our own calls: playing citizens, ordering faults, reading what happened. No platform has them."""
