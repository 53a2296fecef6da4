"""Give each learner one variant by seed, and print its numbers; the same in frontend's kit/variant.js."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar, cast

from nbcare.questions.item import Question
from nbcare.questions.number import exact
from nbcare.questions.numeric_item import NumericItem, Variant
from nbcare.questions.seeded_hash import fnv1a
from nbcare.questions.variants.rounding import plain

_VALUE = re.compile(r"\{\{\s*value:\s*([a-z][a-z0-9_]*)\s*\}\}")
Shown = TypeVar("Shown", bound=Question)
Part = TypeVar("Part")
ANSWER = "answer"
"""The placeholder {{value:answer}} of rationale and feedback."""


def asks_by_variant(item: Mapping[str, object]) -> bool:
    """Tell whether each learner gets a variant; an item with a `key` is asked as it stands."""
    return item.get("kind") == "numeric" and bool(item.get("variants")) and ("key" not in item or "variant" in item)


def variants_of(item: Mapping[str, object]) -> list[Variant]:
    """Return the variants of an item or of what a learner sees of it; none for a question that has none."""
    return cast(NumericItem, item).get("variants", [])


def chosen(seed: str, item_id: str, ids: Iterable[str]) -> str:
    """Return the variant of this learner; a variant more or less changes nothing for most of the others."""
    item = item_id.removesuffix("-before")
    return min(ids, key=lambda id: (_mixed(f"{id}|{seed}|{item}"), id))


def _mixed(text: str) -> int:
    # Hashed once, two ids can differ in the highest bit for every seed: one of them would hardly ever be dealt.
    return fnv1a(f"{fnv1a(text):x}")


def dealt(props: Shown, seed: str) -> Shown:
    """Return a question with the numbers of this learner's variant in it, and of no other."""
    if not asks_by_variant(props) or "variant" in props:
        return cast(Shown, dict(props))
    return spoken(props, chosen(seed, props["id"], [each["id"] for each in variants_of(props)]))


def spoken(item: Shown, variant: str) -> Shown:
    """Return an item as it reads in one variant; numbers that are not known stand as [name]."""
    own = next((each for each in variants_of(item) if each["id"] == variant), None)
    values = printed_values(own, cast(NumericItem, item).get("unit", "")) if own else {}
    said = {name: part if name == "variants" else filled(part, values) for name, part in item.items()}
    if own is not None:
        answer = {name: part for name, part in own.items() if name in ("key", "worked")}
        said |= {**answer, "variant": variant, "variants": [dict(own)]}
        if "shown" in own:
            said |= {
                "shown": own["shown"],
                "was": dict.fromkeys(cast(Mapping[str, str], item.get("was", {})), own["shown"]),
            }
    return cast(Shown, said)


def printed_values(variant: Variant, unit: str) -> dict[str, str]:
    """Return what each placeholder prints: parameters, and the answer where the variant carries it."""
    values = {name: plain_number(value) for name, value in variant["parameters"].items()}
    return values | ({ANSWER: f"{plain_number(variant['key'])}\u00a0{unit}".strip()} if "key" in variant else {})


def filled(part: Part, values: Mapping[str, str]) -> Part:
    """Put values into every text of a part of an item; the part keeps its shape."""
    return cast(Part, _filled(part, values))


def _filled(part: object, values: Mapping[str, str]) -> object:
    if isinstance(part, str):
        return _VALUE.sub(lambda found: values.get(found[1], f"[{found[1]}]"), part)
    if isinstance(part, Mapping):
        return {name: _filled(each, values) for name, each in part.items()}
    return [_filled(each, values) for each in part] if isinstance(part, list) else part


def placeholders(part: object) -> set[str]:
    """Return the names of all values that the texts of a part of an item print."""
    if isinstance(part, str):
        return set(_VALUE.findall(part))
    inner = part.values() if isinstance(part, Mapping) else part if isinstance(part, list) else ()
    return set[str]().union(*map(placeholders, inner))


def around_values(text: str, change: Callable[[str], str]) -> str:
    """Change a text whose value placeholders are to stay; they mean nothing to whoever prints facts."""
    hidden = _VALUE.sub(lambda found: f"\ue000{found[1]}\ue001", text)
    return re.sub("\ue000(.*?)\ue001", r"{{value:\1}}", change(hidden))


def without_values(text: str) -> str:
    """Return a text with its value placeholders taken out."""
    return _VALUE.sub("", text)


def asked(item: NumericItem) -> dict[str, object]:
    """Return what a learner may see of unit, rounding and variants: where there is a choice of units, not which is right."""
    units = (
        sorted({item["unit"], *item["units"]} - {""}, key=lambda unit: (unit.casefold(), unit))
        if item.get("units")
        else []
    )
    seen: dict[str, object] = {"units": units} if units else {"unit": item["unit"]}
    if "round" in item:
        seen["round"] = dict(item["round"])
    if asks_by_variant(item):
        seen["variants"] = [
            {"id": each["id"], "parameters": {n: plain_number(v) for n, v in each["parameters"].items()}}
            for each in variants_of(item)
        ]
    return seen


def rounding(props: NumericItem) -> str:
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


def plain_number(value: str | float) -> str:
    """Write a number of a bank as people do; a text stays as it is."""
    return value if isinstance(value, str) else plain(exact(value))
