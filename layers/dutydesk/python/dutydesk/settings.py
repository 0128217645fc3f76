"""A function's settings: every field of its ``Settings`` is one environment variable, in upper case."""

import dataclasses
import os
from collections.abc import Mapping

from dutydesk.errors import Misconfigured


def load[T](kind: type[T], environ: Mapping[str, str] = os.environ) -> T:
    """Build ``kind`` (a dataclass of ``str`` fields) from the environment.

    Raises:
        Misconfigured: a variable is missing or empty; the message names all of them.
    """
    names = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]  # T is a dataclass
    missing = [name.upper() for name in names if not environ.get(name.upper())]
    if missing:
        raise Misconfigured("environment variables not set: " + ", ".join(missing))
    return kind(**{name: environ[name.upper()] for name in names})
