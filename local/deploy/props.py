"""The inputs of one resource, read in such a way that nothing can be overlooked."""

from collections.abc import Iterator, Mapping
from typing import Any

SECRET_MARK = "4dabf18193072939515e22adb298388d"  # noqa: S105 - Pulumi's key that marks a wrapped value
SECRET_KIND = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - and the value that says "a secret"


class MissingInput(ValueError):
    """A resource lacks a property without which it cannot be created."""


class Props:
    """One resource's inputs, which remember what was read.

    Whoever creates the resource takes each property by name. What is left unread at the end is a property that
    nobody taught the deployer, and the engine refuses it (``unread``). Nested objects are ``Props`` of their own,
    so that a forgotten property three levels down is found as well.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = {name: plain(value) for name, value in values.items() if value is not None}
        self._read: set[str] = set()
        self._children: dict[str, list[Props]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def take(self, name: str, default: Any = None) -> Any:
        """Return the property whole, with all that is nested in it, or the default."""
        self._read.add(name)
        return self._values.get(name, default)

    def need(self, name: str) -> Any:
        """Return the property, or raise ``MissingInput``."""
        if name not in self._values:
            raise MissingInput(name)
        return self.take(name)

    def child(self, name: str) -> "Props":
        """Return the nested object, empty when it is absent; its own properties must be read one by one."""
        self._read.add(name)
        nested = Props(self._values.get(name) or {})
        self._children[name] = [nested]
        return nested

    def children(self, name: str) -> list["Props"]:
        """Return the nested objects of a list, empty when it is absent."""
        self._read.add(name)
        nested = [Props(value) for value in self._values.get(name) or []]
        self._children[name] = nested
        return nested

    def unread(self) -> Iterator[str]:
        """Yield the path of every property that nobody read, such as ``defaultRouteSettings.throttlingRateLimit``."""
        yield from (name for name in self._values if name not in self._read)
        for name, nested in self._children.items():
            for child in nested:
                yield from (f"{name}.{path}" for path in child.unread())


def plain(value: Any) -> Any:
    """Unwrap secrets at any depth and turn whole floats into the integers they were (Protobuf knows only floats)."""
    if isinstance(value, Mapping):
        if value.get(SECRET_MARK) == SECRET_KIND:
            return plain(value.get("value"))
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def pascal(value: Any) -> Any:
    """Spell the keys of nested objects as AWS's API does (``minimumLength`` -> ``MinimumLength``).

    boto3 validates what it is given, so an unknown nested property still is an error that names it.
    """
    if isinstance(value, Mapping):
        return {key[:1].upper() + key[1:]: pascal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [pascal(item) for item in value]
    return value


def present(**parameters: Any) -> dict[str, Any]:
    """Return only the parameters that were given: boto3 refuses ``None``."""
    return {name: value for name, value in parameters.items() if value is not None}
