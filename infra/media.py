"""Where evidence lies: originals that nobody can quietly change."""

from typing import ClassVar

from infra.buckets import PrivateBucket


class Media(PrivateBucket):
    """Citizens' photos and videos, sealed in a protected stack."""

    sealed_days: ClassVar[int] = 90
