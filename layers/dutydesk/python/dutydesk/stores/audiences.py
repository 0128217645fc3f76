"""A broadcast's audience as it is stored: plain JSON, written by ``admin``, read by ``plan``."""

from collections.abc import Sequence


def named(broadcasts: str | Sequence[str]) -> tuple[str, ...]:
    """Return the earlier broadcasts that ``not_got`` names: several, or one as plain text, as it was stored before."""
    return tuple(one for one in ([broadcasts] if isinstance(broadcasts, str) else broadcasts) if one)
