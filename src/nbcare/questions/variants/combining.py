"""List the combinations of parameter values that an item may ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import prod

from nbcare.questions.number import exact
from nbcare.questions.numeric_item import NumericItem, Parameter
from nbcare.questions.variants.unsolvable import UnsolvableError

MOST_TRIED = 20_000
"""Combinations tried against `where`."""
MOST_VALUES = 2_000
"""Values of one parameter."""


def combinations(item: NumericItem) -> Iterator[dict[str, Fraction]]:
    """Yield each combination: the rows of the table, crossed with the values of all other parameters."""
    table = [_row(row) for row in item.get("combinations", ())] or [{}]
    together = _together(item, table)
    free = {name: _values(name, body) for name, body in item["parameters"].items() if name not in together}
    tried = len(table) * prod(len(values) for values in free.values())
    if tried > MOST_TRIED:
        raise UnsolvableError(
            f"parameters: {tried} combinations to try, at most {MOST_TRIED}",
            "use larger steps or a table of combinations",
        )
    for row in table:
        for values in product(*free.values()):
            whole = row | dict(zip(free, values, strict=True))
            yield {name: whole[name] for name in item["parameters"]}


def _row(row: Mapping[str, float]) -> dict[str, Fraction]:
    return {name: exact(value) for name, value in row.items()}


def _together(item: NumericItem, table: list[dict[str, Fraction]]) -> set[str]:
    names = set(table[0])
    for number, row in enumerate(table, 1):
        if set(row) != names:
            raise UnsolvableError(
                f"combinations: row {number} does not name the parameters of row 1",
                "give every row the same parameters",
            )
    for name in sorted(names - set(item["parameters"])):
        raise UnsolvableError(
            f"combinations: {name} is no parameter", f"declare {name} under parameters, with label and unit"
        )
    for name in sorted(names):
        if not isinstance(item["parameters"][name], dict) or set(item["parameters"][name]) - {"label", "unit"}:
            raise UnsolvableError(
                f"parameters: {name} has values of its own and stands in combinations", "keep one of the two"
            )
    return names


def _values(name: str, body: list[float] | Parameter) -> list[Fraction]:
    listed = body if isinstance(body, list) else body.get("values")
    if listed is not None:
        values = [exact(value) for value in listed]
    elif isinstance(body, dict) and {"from", "to", "step"} <= set(body):
        values = _range(name, exact(body["from"]), exact(body["to"]), exact(body["step"]))
    else:
        raise UnsolvableError(
            f"parameters: {name} has no values", "give it from, to and step, or values, or a column in combinations"
        )
    if len(set(values)) != len(values):
        raise UnsolvableError(f"parameters: {name} holds a value twice", "keep one of the two")
    return values


def _range(name: str, first: Fraction, last: Fraction, step: Fraction) -> list[Fraction]:
    if step <= 0 or last < first or (last - first) % step:
        raise UnsolvableError(
            f"parameters: the steps of {name} do not lead from its first value to its last",
            "choose from, to and step so that they meet",
        )
    count = (last - first) // step + 1
    if count > MOST_VALUES:
        raise UnsolvableError(f"parameters: {name} has {count} values, at most {MOST_VALUES}", "use larger steps")
    return [first + step * n for n in range(count)]
