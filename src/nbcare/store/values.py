"""Turn what a caller gives into what a column takes; refuse what would spoil a statement for others."""

import json
import math
from typing import Any

from nbcare.store.errors import UnstorableError

LONGEST_NAME = 200
DEEPEST = 100
"""Levels of a value; far more than any answer has, far less than Python's parser can stand."""
_LARGEST = 2**31 - 1
_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


def name(value: str, what: str) -> str:
    """Return an id, hash or moment as it is; raise UnstorableError unless it is short, printable and free of quotes."""
    if 0 < len(value) <= LONGEST_NAME and value.isprintable() and '"' not in value and "\\" not in value:
        return value
    raise UnstorableError(
        f"{what} {value[:40]!r} cannot be kept: use 1 to {LONGEST_NAME} printable characters, no quotes"
    )


def encode(value: Any) -> str:
    """Return a value as JSON in ASCII, which any text survives; raise UnstorableError for what is not JSON."""
    try:
        text = _ENCODER.encode(value)
    except (TypeError, ValueError, RecursionError) as error:
        raise UnstorableError(f"a value is not JSON ({error}); send text, numbers, lists and objects") from None
    if text.count("[") + text.count("{") > DEEPEST and _deeper(value, DEEPEST):
        raise UnstorableError(f"a value has more than {DEEPEST} levels; send a simpler one")
    return text


def small(value: int | None, what: str) -> int | None:
    """Return a whole number that each database can hold; raise UnstorableError for another one."""
    if value is None or (type(value) is int and 0 <= value <= _LARGEST):
        return value
    raise UnstorableError(f"{what} is {value!r}; it must be a whole number from 0 to {_LARGEST}")


def amount(value: float | None, what: str) -> float | None:
    """Return a number that is not negative and not infinite; raise UnstorableError for anything else."""
    if value is None or (type(value) in (int, float) and 0 <= value < math.inf):
        return value
    raise UnstorableError(f"{what} is {value!r}; it must be a number from 0")


def _deeper(value: Any, levels: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return levels < 0 or any(_deeper(part, levels - 1) for part in parts)
