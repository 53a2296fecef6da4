"""Advice on tolerances: a slip of the decimal point must not be right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, warning
from nbcare.questions.number import exact, slips_taken
from nbcare.questions.numeric_item import NumericItem
from nbcare.questions.variants.dealing import plain_number


def no_tolerance_takes_a_slip(content: Content) -> Iterator[Finding]:
    """Find numbers whose tolerance takes 0, a tenth of the key or ten times the key."""
    for file, item in content.each_item():
        if item["kind"] != "numeric":
            continue
        numeric = cast(NumericItem, item)
        for key in _keys(numeric):
            if slips := slips_taken(numeric, exact(key)):
                wrong = " and ".join(plain_number(float(slip)) for slip in slips)
                problem = f"tolerance: {wrong} would be right for {plain_number(key)}"
                yield warning(file, item["id"], problem, "make the tolerance smaller")
                break


def _keys(item: NumericItem) -> Iterator[float]:
    if "key" in item:
        yield item["key"]
    yield from (each["key"] for each in item.get("variants", ()))
