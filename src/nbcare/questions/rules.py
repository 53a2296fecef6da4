"""The three NGN scoring rules, in whole points."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

Element = TypeVar("Element")


def zero_one(given: Collection[Element], key: Collection[Element]) -> int:
    """Count one point for each right element, with no penalty (NCSBN 0/1 rule)."""
    return len(set(given) & set(key))


def plus_minus(given: Collection[Element], key: Collection[Element]) -> int:
    """Add one for each right choice, take one for each wrong, never below 0 (NCSBN +/- rule)."""
    right = len(set(given) & set(key))
    wrong = len(set(given) - set(key))
    return max(0, right - wrong)


def rationale(cause_right: bool, effects_right: int) -> int:
    """Pay each effect only together with its cause (NCSBN rationale rule)."""
    return effects_right if cause_right else 0
