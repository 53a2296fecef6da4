"""Order options for one learner: stable, and the same in Python and in frontend's kit/seeded-hash.js."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_OFFSET = 2166136261
_PRIME = 16777619


def fnv1a(text: str) -> int:
    """Hash UTF-8 text to 32 bits (FNV-1a, Fowler, Noll and Vo)."""
    value = _OFFSET
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * _PRIME) & 0xFFFFFFFF
    return value


def seeded_order(seed: str, item_id: str, ids: Iterable[str], never: Sequence[str] | None = None) -> list[str]:
    """Sort ids by their hash; an `order` item whose key is known never starts at its key."""
    # The id stands first: FNV-1a hardly mixes its last bytes, and "d" would lead half the time.
    ordered = sorted(ids, key=lambda each: (fnv1a(f"{each}|{seed}|{item_id}"), each))
    if never is not None and ordered == list(never):
        ordered = ordered[1:] + ordered[:1]
    return ordered
