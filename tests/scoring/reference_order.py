"""The order of options that each learner sees, written a second time: what kit/seeded-hash.js is held against."""

from collections.abc import Iterable, Sequence

from nbcare.questions.seeded_hash import fnv1a


def seeded_order(seed: str, item_id: str, ids: Iterable[str], never: Sequence[str] | None = None) -> list[str]:
    """Sort ids by their hash; an `order` item whose key is known never starts at its key."""
    # The id stands first: FNV-1a hardly mixes its last bytes, and "d" would lead half the time.
    ordered = sorted(ids, key=lambda each: (fnv1a(f"{each}|{seed}|{item_id}"), each))
    if never is not None and ordered == list(never):
        ordered = ordered[1:] + ordered[:1]
    return ordered
