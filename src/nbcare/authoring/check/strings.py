"""The written strings of an item or an explorer, and which of them its key makes true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nbcare.questions import markers

Item = dict[str, Any]

_NOT_TEXT = {
    "id",
    "kind",
    "use",
    "objective",
    "step",
    "key",
    "cause",
    "effects",
    "facts",
    "unit",
    "module",
    "widget",
    "version",
    "variants",
    "combinations",
    "where",
    "formula",
    "round",
}


def walk(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below a value with the path to it; words of the format are left out."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            if path or name not in _NOT_TEXT:
                yield from walk(part, f"{path} {name}".strip())
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from walk(part, f"{path} {number}".strip())


def choices(item: Item) -> dict[str, str]:
    """Return the text of every choice under the id that its feedback has."""
    found = {**item.get("options", {}), **item.get("tokens", {})}
    for blank, body in item.get("blanks", {}).items():
        found |= {f"{blank}.{id}": text for id, text in body["options"].items()}
    for group, body in item.get("groups", {}).items():
        found |= {f"{group}.{id}": text for id, text in body["options"].items()}
    for slot in ("actions", "conditions", "parameters") if item["kind"] == "bowtie" else ():
        found |= {f"{slot}.{id}": text for id, text in item.get(slot, {}).items()}
    for row, text in item.get("rows", {}).items():
        found[row] = text
        found |= {f"{column}.{row}": text for column in item.get("columns", {})}
    return found | dict(spans(item))


def spans(item: Item) -> list[tuple[str, str]]:
    """Return id and words of every span of a highlight."""
    return [(match[1], match[2]) for text in markers.passages(item) for match in markers.SPAN.finditer(text)]


def keyed(item: Item) -> set[str]:
    """Return the feedback ids of the choices that are right."""
    key = item.get("key")
    if isinstance(key, str):
        return {key}
    if isinstance(key, list):
        return set(key)
    if not isinstance(key, dict):
        return set()
    if item["kind"] in ("drag_cloze", "matrix_single"):
        return set(key.values()) if item["kind"] == "drag_cloze" else set(key)
    slots = {"condition": "conditions"}
    return {
        f"{slots.get(part, part)}.{id}" for part, ids in key.items() for id in ([ids] if isinstance(ids, str) else ids)
    }


def claims(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what an item states as true: stem, text with its key filled in, right options."""
    yield "stem", item["stem"]
    filled = {**item, "text": _fill(item.get("text", ""), item)}
    if item["kind"] == "table_cloze":
        yield from walk(
            {"table": item["table"] | {"rows": [[_fill(c, item) for c in row] for row in item["table"]["rows"]]}}
        )
    elif "text" in item and item["kind"] != "text":
        yield "text", filled["text"]
    if item["kind"] in ("single", "multiple", "select_n", "grouping", "bowtie", "order"):
        texts = choices(item)
        yield from ((f"option {id}", texts[id]) for id in sorted(keyed(item)) if id in texts)


def _fill(text: str, item: Item) -> str:
    """Put the right choice into each blank; the spans of a highlight may be wrong on purpose."""
    texts, key = choices(item), item.get("key")

    def filled(match: re.Match) -> str:
        choice = key.get(match[1], "") if isinstance(key, dict) else ""
        return texts.get(f"{match[1]}.{choice}", texts.get(choice, "…"))

    return markers.SPAN.sub("…", markers.BLANK.sub(filled, str(text)))
