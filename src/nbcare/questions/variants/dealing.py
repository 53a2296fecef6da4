"""Give each learner one variant by seed, and print its numbers; the same in frontend's kit/variant.js."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nbcare.questions.number import exact
from nbcare.questions.seeded_hash import fnv1a
from nbcare.questions.variants.rounding import plain

_VALUE = re.compile(r"\{\{\s*value:\s*([a-z][a-z0-9_]*)\s*\}\}")
ANSWER = "answer"
"""The placeholder {{value:answer}} of rationale and feedback."""


def asks_by_variant(item: Mapping[str, Any]) -> bool:
    """Tell whether each learner gets a variant; an item with a `key` is asked as it stands."""
    return item.get("kind") == "numeric" and bool(item.get("variants")) and ("key" not in item or "variant" in item)


def chosen(seed: str, item_id: str, ids: Iterable[str]) -> str:
    """Return the variant of this learner; a variant more or less changes nothing for most of the others."""
    item = item_id.removesuffix("-before")
    return min(ids, key=lambda id: (_mixed(f"{id}|{seed}|{item}"), id))


def _mixed(text: str) -> int:
    # Hashed once, two ids can differ in the highest bit for every seed: one of them would hardly ever be dealt.
    return fnv1a(f"{fnv1a(text):x}")


def dealt(props: Mapping[str, Any], seed: str) -> dict[str, Any]:
    """Return a question with the numbers of this learner's variant in it, and of no other."""
    if not asks_by_variant(props) or "variant" in props:
        return dict(props)
    return spoken(props, chosen(seed, props["id"], [each["id"] for each in props["variants"]]))


def spoken(item: Mapping[str, Any], variant: str) -> dict[str, Any]:
    """Return an item as it reads in one variant; numbers that are not known stand as [name]."""
    own = next((each for each in item["variants"] if each["id"] == variant), None)
    values = printed_values(own, item.get("unit", "")) if own else {}
    said = {name: part if name == "variants" else filled(part, values) for name, part in item.items()}
    if own is None:
        return said
    answer = {name: own[name] for name in ("key", "worked") if name in own}
    return {**said, **answer, "variant": variant, "variants": [dict(own)]}


def printed_values(variant: Mapping[str, Any], unit: str) -> dict[str, str]:
    """Return what each placeholder prints: parameters, and the answer where the variant carries it."""
    values = {name: plain_number(value) for name, value in variant["parameters"].items()}
    return values | ({ANSWER: f"{plain_number(variant['key'])}\u00a0{unit}".strip()} if "key" in variant else {})


def filled(part: Any, values: Mapping[str, str]) -> Any:
    """Put values into every text of a part of an item."""
    if isinstance(part, str):
        return _VALUE.sub(lambda found: values.get(found[1], f"[{found[1]}]"), part)
    if isinstance(part, Mapping):
        return {name: filled(each, values) for name, each in part.items()}
    return [filled(each, values) for each in part] if isinstance(part, list) else part


def placeholders(part: Any) -> set[str]:
    """Return the names of all values that the texts of a part of an item print."""
    if isinstance(part, str):
        return set(_VALUE.findall(part))
    inner = part.values() if isinstance(part, Mapping) else part if isinstance(part, list) else ()
    return set().union(*map(placeholders, inner))


def around_values(text: str, change: Callable[[str], str]) -> str:
    """Change a text whose value placeholders are to stay; they mean nothing to whoever prints facts."""
    hidden = _VALUE.sub(lambda found: f"\ue000{found[1]}\ue001", text)
    return re.sub("\ue000(.*?)\ue001", r"{{value:\1}}", change(hidden))


def without_values(text: str) -> str:
    """Return a text with its value placeholders taken out."""
    return _VALUE.sub("", text)


def asked(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a learner may see of unit, rounding and variants: where there is a choice of units, not which is right."""
    units = (
        sorted({item["unit"], *item["units"]} - {""}, key=lambda unit: (unit.casefold(), unit))
        if item.get("units")
        else []
    )
    seen: dict[str, Any] = {"units": units} if units else {"unit": item["unit"]}
    if "round" in item:
        seen["round"] = dict(item["round"])
    if asks_by_variant(item):
        seen["variants"] = [
            {"id": each["id"], "parameters": {n: plain_number(v) for n, v in each["parameters"].items()}}
            for each in item["variants"]
        ]
    return seen


def rounding(props: Mapping[str, Any]) -> str:
    """Say to what a learner rounds, and what becomes of a half."""
    if "round" not in props:
        return ""
    to = f"{plain_number(props['round']['to'])} {props.get('unit', '') if not props.get('units') else ''}".strip()
    near, multiple = ("whole number", "a whole number") if props["round"]["to"] == 1 else (to, f"a multiple of {to}")
    return _RULES[props["round"]["rule"]].format(near=near, multiple=multiple)


_RULES = {
    "half-up": "Round the result to the nearest {near}; an exact half goes up.",
    "half-even": "Round the result to the nearest {near}; an exact half goes to the even neighbour.",
    "down": "Round the result down to {multiple}.",
    "up": "Round the result up to {multiple}.",
}


def plain_number(value: Any) -> str:
    """Write a number of a bank as people do; a text stays as it is."""
    return value if isinstance(value, str) else plain(exact(value))
