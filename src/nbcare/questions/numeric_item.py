"""What a question about a number looks like: the fields of the kind `numeric`, and of the variants that it is dealt in."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from nbcare.questions.item import Item


class Variant(TypedDict):
    """The numbers of one variant. `key` is missing where a graded question is shown; `worked` is the sum in words.

    `shown` is on a page only: the hash of the question with these numbers.
    """

    id: str
    parameters: dict[str, str | float]
    key: NotRequired[float]
    worked: NotRequired[str]
    shown: NotRequired[str]


class Tolerance(TypedDict, total=False):
    """How far from the key a number may lie: the one or the other."""

    absolute: float
    relative: float


class Rounding(TypedDict):
    """How the result of a formula is rounded, and to what step."""

    rule: Literal["half-up", "half-even", "down", "up"]
    to: float


Limits = TypedDict("Limits", {"from": float, "to": float})
"""The least and the most that is safe."""

Parameter = TypedDict(
    "Parameter",
    {"label": str, "unit": str, "values": list[float], "from": float, "to": float, "step": float},
    total=False,
)
"""What a formula counts with: listed values, or the steps of a range, or neither where `combinations` has them."""


class NumericItem(Item):
    """A number with its unit: with a key, with variants that were written out, or with the formula that makes them."""

    unit: str
    tolerance: float | Tolerance
    units: NotRequired[list[str]]
    key: NotRequired[float]
    variants: NotRequired[list[Variant]]
    parameters: NotRequired[dict[str, list[float] | Parameter]]
    combinations: NotRequired[list[dict[str, float]]]
    where: NotRequired[str]
    formula: NotRequired[str]
    round: NotRequired[Rounding]
    limits: NotRequired[Limits]
    worked: NotRequired[str]
    variant: NotRequired[str]
