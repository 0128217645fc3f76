"""Where published versions of the question bank lie."""

from infra.buckets import PrivateBucket
from infra.grants import Grant

EDITIONS = "faq"
"""The folder of the bank's published versions; each object is written once and never changed."""


class Library(PrivateBucket):
    """What officers published, ready to be served."""

    def may_read_editions(self) -> Grant:
        """Allow loading a published version by its name; none can be listed."""
        return self.may("GetObject", below=EDITIONS)

    def may_write_editions(self) -> Grant:
        """Allow storing a version, and reading back what was stored."""
        return self.may("GetObject", "PutObject", below=EDITIONS)
