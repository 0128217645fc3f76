"""What a citizen may want of the data that the desk keeps about them."""

from enum import StrEnum


class DataWish(StrEnum):
    """What is wanted; the word is in the route, in the case and in the API."""

    ACCESS = "access"  # to see it
    ERASE = "erase"  # to have it erased
    WITHDRAW = "withdraw"  # the platform says that the person takes their consent back
