"""Work out every variant of an item, and stop at the first that is not safe to ask."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from typing import Literal, TypeVar

from nbcare.questions.number import allowance, exact
from nbcare.questions.numeric_item import NumericItem, Parameter, Variant
from nbcare.questions.variants.combining import combinations
from nbcare.questions.variants.formula import Formula, FormulaError
from nbcare.questions.variants.rounding import plain, to_step
from nbcare.questions.variants.unsolvable import UnsolvableError

MOST = 2_000
"""Variants of one item."""
Worked = TypeVar("Worked")
_TENTH_OFF = Fraction(9, 10)


def solved(item: NumericItem) -> list[Variant]:
    """Return the variants that the item's parameters and formula make, each with its key; raise UnsolvableError."""
    names = item["parameters"].keys()
    formula, where = _formula(item, "formula", names), _formula(item, "where", names)
    if formula is None:
        raise UnsolvableError("formula is missing", "add formula, or write the key")
    variants: dict[str, Variant] = {}
    for numbers in combinations(item):
        said = _said(item, numbers)
        if where is not None and not _tried(where.holds, numbers, "where", said):
            continue
        variant = _variant(item, formula, numbers, said)
        if variant["id"] in variants:
            raise UnsolvableError(f"parameters: {said} stands twice", "keep one of the two")
        variants[variant["id"]] = variant
        if len(variants) > MOST:
            raise UnsolvableError(
                f"parameters: more than {MOST} variants", "use larger steps, a table of combinations, or where"
            )
    if not variants:
        raise UnsolvableError("where: no combination is left", "widen the ranges, or correct where")
    return list(variants.values())


def variant_id(numbers: Mapping[str, Fraction]) -> str:
    """Name a variant by its numbers, so that it keeps its name when an author widens a range."""
    text = "|".join(f"{name}={plain(numbers[name])}" for name in sorted(numbers))
    return "v" + hashlib.sha256(text.encode()).hexdigest()[:10]


def _variant(item: NumericItem, formula: Formula, numbers: dict[str, Fraction], said: str) -> Variant:
    value = _tried(formula.value, numbers, "formula", said)
    key = to_step(value, exact(item["round"]["to"]), item["round"]["rule"])
    low, high = (exact(item["limits"][end]) for end in ("from", "to"))
    if not low <= key <= high:
        raise UnsolvableError(
            f"limits: {said} gives {plain(key)}, outside {plain(low)} to {plain(high)}",
            "narrow the parameters, correct the formula, or correct the limits",
        )
    if key == 0 or allowance(item, key) >= _TENTH_OFF * abs(key):
        raise UnsolvableError(
            f"tolerance: with {said} a tenth of the answer {plain(key)} would be right too",
            "make the tolerance smaller, or round to a finer step",
        )
    return {
        "id": variant_id(numbers),
        "parameters": {name: printed(numbers[name], _unit(item["parameters"][name])) for name in numbers},
        "key": int(key) if key.denominator == 1 else float(key),
        "worked": _worked(item, formula, numbers, value, key),
    }


def printed(number: Fraction, unit: str) -> str:
    """Write a quantity so that a line never breaks between number and unit."""
    return f"{plain(number)}\u00a0{unit}" if unit else plain(number)


def _worked(item: NumericItem, formula: Formula, numbers: dict[str, Fraction], value: Fraction, key: Fraction) -> str:
    """Write the sum with a learner's numbers, its result and what it is rounded to."""
    answer, places = printed(key, item["unit"]), len(plain(exact(item["round"]["to"])).partition(".")[2]) + 2
    if value == key:
        return f"{formula.with_numbers(numbers)} = {answer}"
    cut = to_step(value, Fraction(1, 10**places), "down")
    shown = plain(cut) if cut == value else f"{float(cut):.{places}f}…"
    return f"{formula.with_numbers(numbers)} = {shown}, rounded {answer}"


def _formula(item: NumericItem, field: Literal["formula", "where"], names: Collection[str]) -> Formula | None:
    if field not in item:
        return None
    try:
        return Formula(item[field], names)
    except FormulaError as error:
        raise UnsolvableError(f"{field}: {error}", "see docs/bank-format.md for what a formula may hold") from None


def _tried(
    work: Callable[[Mapping[str, Fraction]], Worked], numbers: Mapping[str, Fraction], field: str, said: str
) -> Worked:
    try:
        return work(numbers)
    except FormulaError as error:
        raise UnsolvableError(
            f"{field}: cannot be worked out for {said}: {error}",
            "correct it, or take these values out of the parameters",
        ) from None


def _said(item: NumericItem, numbers: Mapping[str, Fraction]) -> str:
    return ", ".join(f"{name} {printed(number, _unit(item['parameters'][name]))}" for name, number in numbers.items())


def _unit(body: list[float] | Parameter) -> str:
    return body.get("unit", "") if isinstance(body, dict) else ""
