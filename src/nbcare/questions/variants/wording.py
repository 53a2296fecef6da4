"""Hold an item's variants against the rest of it: what may stand together, and what its texts may print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nbcare.questions.numeric_item import NumericItem
from nbcare.questions.variants.dealing import ANSWER, placeholders
from nbcare.questions.variants.formula import FUNCTIONS

Finding = tuple[str, str]
_QUESTION = ("stem", "exhibits")
_EXPLANATION = ("why", "feedback")
_MAKING = ("parameters", "combinations", "where", "limits")


def findings(item: NumericItem) -> Iterator[Finding]:
    """Yield what is wrong with how a number's answer is given."""
    if "formula" in item:
        yield from _with_formula(item)
    else:
        for field in _MAKING:
            if field in item:
                yield f"{field}: there is no formula", f"add formula, or remove {field}"
        if "key" not in item and "variants" not in item:
            yield "key is missing", "add key, or parameters and a formula"
    yield from _printed(item)


def figures(item: NumericItem) -> Iterator[tuple[str, float]]:
    """Yield every number that variants are made from, with the field it stands in."""
    for field in ("parameters", "combinations", "round", "limits"):
        yield from _numbers(field, item.get(field))


def _numbers(field: str, value: object) -> Iterator[tuple[str, float]]:
    if isinstance(value, (int, float)):
        yield field, value
    parts = value.items() if isinstance(value, Mapping) else enumerate(value, 1) if isinstance(value, list) else ()
    for name, part in parts:
        yield from _numbers(f"{field}.{name}", part)


def _with_formula(item: NumericItem) -> Iterator[Finding]:
    for field in ("key", "variants"):
        if field in item:
            yield f"{field}: the formula makes it", f"remove {field}, or the formula"
    for field, how in (
        ("parameters", "name what the formula counts with"),
        ("round", "write {rule: half-up, to: 0.01}"),
        ("limits", "write the least and the most that is safe, {from: 1, to: 10}"),
    ):
        if field not in item:
            yield f"{field} is missing: the item has a formula", how
    if "limits" in item and item["limits"]["from"] > item["limits"]["to"]:
        yield "limits: from is above to", "exchange the two"
    for name in item.get("parameters", ()):
        if name in FUNCTIONS or name == ANSWER:
            yield f"parameters: {name} is a word of the format", "choose another name"


def _printed(item: NumericItem) -> Iterator[Finding]:
    """Find placeholders without a value, an answer told too early, and a parameter that nobody is told."""
    question, explanation = (
        placeholders({field: item.get(field) for field in fields}) for fields in (_QUESTION, _EXPLANATION)
    )
    if ANSWER in question:
        yield f"stem: {{{{value:{ANSWER}}}}} tells the answer", "use it in why and feedback only"
    known = _known(item)
    for name in sorted((question | explanation) - known - {ANSWER}):
        yield (
            f"{{{{value:{name}}}}} has no value",
            f"its values are {', '.join(sorted(known)) or 'none: the item has no variants'}",
        )
    if ANSWER in explanation and not _dealt(item):
        yield f"{{{{value:{ANSWER}}}}} stands in an item without variants", "write the answer"
    if _dealt(item):
        for name in sorted(known - question):
            yield (
                f"parameters: {name} stands nowhere in the question",
                f"print it in the stem or an exhibit with {{{{value:{name}}}}}",
            )


def _known(item: NumericItem) -> set[str]:
    if "formula" in item:
        return set(item.get("parameters", ()))
    if not _dealt(item):
        return set()
    return set.intersection(*(set(each["parameters"]) for each in item["variants"]))


def _dealt(item: NumericItem) -> bool:
    return "key" not in item and ("formula" in item or "variants" in item)
