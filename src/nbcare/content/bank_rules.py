"""What a schema cannot say about an item: its key, blanks and spans must name each other."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from nbcare.questions import markers
from nbcare.questions.kinds.rationale import _shares_effects as shares_effects
from nbcare.questions.variants import wording
from nbcare.questions.variants.dealing import placeholders

Item = Mapping[str, Any]
Finding = tuple[str, str]
"""What is wrong, and what to do."""


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids) or "(none)"


def _among(named: Iterable[str], field: str, ids: Collection[str], what: str) -> Iterator[Finding]:
    for each in named:
        if each not in ids:
            yield (
                f"{field}: {each} is not among the {what} {_listed(ids)}",
                f"name one of the {what}, or add {each} to them",
            )


def _every(ids: Iterable[str], field: str, named: Collection[str], what: str) -> Iterator[Finding]:
    for each in ids:
        if each not in named:
            yield f"{field}: nothing for {what} {each}", f"add {each} to {field}"


def _markers(item: Item, pattern: re.Pattern, form: str) -> Iterator[Finding]:
    """Find brackets that are not well-formed markers, and ids that stand twice."""
    found = []
    for text in markers.passages(item):
        found += [match.group(1) for match in pattern.finditer(text)]
        rest = pattern.sub("", text)
        if "[[" in rest or "]]" in rest:
            yield f"text: a [[…]] mark is not well formed in {text[:60]!r}", f"write {form}"
    for each, times in Counter(found).items():
        if times > 1:
            yield f"text: [[{each}]] stands {times} times", "give each its own id"


def _blank_marks(item: Item) -> Iterator[Finding]:
    yield from _markers(item, markers.BLANK, "[[b1]], with the id of one blank")


def _single(item: Item) -> Iterator[Finding]:
    yield from _among([item["key"]], "key", item["options"], "options")


def _multiple(item: Item) -> Iterator[Finding]:
    yield from _among(item["key"], "key", item["options"], "options")


def _select_n(item: Item) -> Iterator[Finding]:
    yield from _multiple(item)
    if len(item["key"]) != item["n"]:
        yield f"n: is {item['n']}, but the key has {len(item['key'])}", "make n the length of key"


def _order(item: Item) -> Iterator[Finding]:
    yield from _multiple(item)
    yield from _every(item["options"], "key", item["key"], "option")


def _some_key(item: Item) -> Iterator[Finding]:
    if not any(item["key"].values()):
        yield "key: chooses nothing", "name at least one right choice"


def _grouping(item: Item) -> Iterator[Finding]:
    yield from _among(item["key"], "key", item["groups"], "groups")
    for group, ids in item["key"].items():
        if group in item["groups"]:
            yield from _among(ids, f"key.{group}", item["groups"][group]["options"], "options")
    yield from _some_key(item)


def _matrix_single(item: Item) -> Iterator[Finding]:
    yield from _among(item["key"], "key", item["rows"], "rows")
    yield from _every(item["rows"], "key", item["key"], "row")
    for row, column in item["key"].items():
        yield from _among([column], f"key.{row}", item["columns"], "columns")


def _matrix_multiple(item: Item) -> Iterator[Finding]:
    yield from _among(item["key"], "key", item["columns"], "columns")
    for column, rows in item["key"].items():
        yield from _among(rows, f"key.{column}", item["rows"], "rows")
    yield from _some_key(item)


def _table(item: Item) -> Iterator[Finding]:
    """Find rows that do not fill the table's columns."""
    table = item.get("table")
    for number, row in enumerate(table["rows"] if table else (), 1):
        if len(row) != len(table["columns"]):
            yield (
                f"table: row {number} has {len(row)} cells for {len(table['columns'])} columns",
                "give each row one cell a column",
            )


def _cloze(item: Item) -> Iterator[Finding]:
    yield from _table(item)
    yield from _blank_marks(item)
    marked = markers.blanks(item)
    yield from _among(marked, "text", item["blanks"], "blanks")
    yield from _every(item["blanks"], "text", marked, "blank")
    yield from _among(item["key"], "key", item["blanks"], "blanks")
    yield from _every(item["blanks"], "key", item["key"], "blank")
    for blank, option in item["key"].items():
        if blank in item["blanks"]:
            yield from _among([option], f"key.{blank}", item["blanks"][blank]["options"], "options")


def _drag_cloze(item: Item) -> Iterator[Finding]:
    yield from _blank_marks(item)
    marked = markers.blanks(item)
    yield from _among(item["key"], "key", marked, "blanks of the text")
    yield from _every(marked, "key", item["key"], "blank")
    for blank, token in item["key"].items():
        yield from _among([token], f"key.{blank}", item["tokens"], "tokens")


def _rationale(item: Item) -> Iterator[Finding]:
    yield from _cloze(item)
    slots = [item["cause"], *item["effects"]]
    yield from _among([item["cause"]], "cause", item["blanks"], "blanks")
    yield from _among(item["effects"], "effects", item["blanks"], "blanks")
    if item["cause"] in item["effects"]:
        yield f"effects: {item['cause']} is the cause as well", "name the other blanks"
    for blank in item["blanks"]:
        if blank not in slots:
            yield (
                f"blanks: {blank} is neither the cause nor an effect",
                "a dyad has one cause and one effect, a triad one cause and two effects",
            )
    known = all(each in item["blanks"] and each in item["key"] for each in item["effects"])
    if known and shares_effects(item) and len({item["key"][each] for each in item["effects"]}) == 1:
        yield "key: the two effects are the same option", "give each effect its own"


def _highlight(item: Item) -> Iterator[Finding]:
    if ("text" in item) == ("table" in item):
        yield "needs either text or table", "keep one of the two, with [[s1: words]] spans"
        return
    yield from _table(item)
    yield from _markers(item, markers.SPAN, "[[s1: words]], with the span's own id")
    yield from _among(item["key"], "key", markers.spans(item), "spans")


def _bowtie(item: Item) -> Iterator[Finding]:
    for part in ("actions", "parameters"):
        yield from _among(item["key"][part], f"key.{part}", item[part], part)
    yield from _among([item["key"]["condition"]], "key.condition", item["conditions"], "conditions")


def _numeric(item: Item) -> Iterator[Finding]:
    tolerance = item["tolerance"]
    distances = tolerance.values() if isinstance(tolerance, dict) else [tolerance]
    variants = item.get("variants", ())
    numbers = [
        ("key", item.get("key", 0)),
        *(("tolerance", each) for each in distances),
        *((f"variants.{each['id']}.key", each["key"]) for each in variants),
        *wording.figures(item),
    ]
    for field, number in numbers:
        if not math.isfinite(number):
            yield f"{field}: {number} is not a finite number", "write a plain number"
    for each, times in Counter(each["id"] for each in variants).items():
        if times > 1:
            yield f"variants: {each} stands {times} times", "give each variant its own id"
    yield from wording.findings(item)


_RULES: dict[str, Callable[[Item], Iterable[Finding]]] = {
    "single": _single,
    "multiple": _multiple,
    "select_n": _select_n,
    "grouping": _grouping,
    "matrix_single": _matrix_single,
    "matrix_multiple": _matrix_multiple,
    "cloze": _cloze,
    "table_cloze": _cloze,
    "drag_cloze": _drag_cloze,
    "rationale": _rationale,
    "highlight": _highlight,
    "bowtie": _bowtie,
    "order": _order,
    "numeric": _numeric,
    "text": lambda item: (),
}


def findings(item: Item) -> Iterator[Finding]:
    """Yield what is wrong within one item that already fits the schema."""
    if item["id"].endswith("-before"):
        yield "id: ends with -before, which is kept for pre-questions", "choose another id"
    if item["kind"] != "numeric" and (names := placeholders(item)):
        yield f"{{{{value:{min(names)}}}}} stands in a question that is no number", "write the value"
    yield from _RULES[item["kind"]](item)
