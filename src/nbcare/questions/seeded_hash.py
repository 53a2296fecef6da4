"""Hash text to 32 bits, the same in Python and in the front end's kit/seeded-hash.js."""

from __future__ import annotations

_OFFSET = 2166136261
_PRIME = 16777619


def fnv1a(text: str) -> int:
    """Hash UTF-8 text to 32 bits (FNV-1a, Fowler, Noll and Vo)."""
    value = _OFFSET
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * _PRIME) & 0xFFFFFFFF
    return value
