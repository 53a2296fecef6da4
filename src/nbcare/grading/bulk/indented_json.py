"""Write JSON as nbformat writes a notebook, three times as fast: Python's own encoder is slow when it indents."""

from json.encoder import encode_basestring
from typing import Any


def indented(value: Any, level: int = 0) -> str:
    """Return what json.dumps returns with sorted keys, an indent of 1 and all characters as they are.

    The text is to stand so many levels deep in another.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict):
        parts = [f"{encode_basestring(key)}: {indented(value[key], level + 1)}" for key in sorted(value)]
        return _within("{", parts, "}", level)
    if isinstance(value, list | tuple):
        return _within("[", [indented(part, level + 1) for part in value], "]", level)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    # int.__repr__ and float.__repr__, as the json module has it; a notebook holds no number that is not finite.
    return repr(value)


def _within(opening: str, parts: list[str], closing: str, level: int) -> str:
    if not parts:
        return opening + closing
    margin = " " * level
    return f"{opening}\n{margin} " + f",\n{margin} ".join(parts) + f"\n{margin}{closing}"
