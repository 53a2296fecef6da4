"""The second reading of keys: what a reader who did not see the key answered, and of which state of the item."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbcare.content import bank, validation, yaml_files
from nbcare.content import evidence as evidences
from nbcare.content.evidence import Evidence
from nbcare.content.items import all_items
from nbcare.errors import ContentError
from nbcare.questions import scoring
from nbcare.questions.item import Item

FILE = "assessments/key-review.yaml"
# Fields that may change without a new reading: neither the reader's answer nor the key depends on them.
_UNREAD = {"why", "feedback", "objective", "step", "critical", "use", "facts"}
_HEAD = """# The second reading of the keys: the answers of a reader who did not see them. See docs/item-writing.md.
# Written by `nbcare key-review record`. `state` is a hash: it shows when item, key or facts have changed since.
version: 1
readings:"""


@dataclass(frozen=True)
class Reading:
    """One reader's answer to one item."""

    item: str
    answer: object
    facts: tuple[str, ...]
    state: str


def read(root: Path) -> dict[str, Reading]:
    """Return the readings on record by item id; raise ContentError for a file that is not as it should be."""
    if not (root / FILE).is_file():
        return {}
    document = yaml_files.read(root / FILE, FILE)
    validation.check(document, validation.validator("key-review"), FILE)
    written = document.data["readings"]
    return {id: Reading(id, one["answer"], tuple(one["facts"]), one["state"]) for id, one in written.items()}


def state(item: Item, facts: Evidence) -> str:
    """Return a hash of what a reader sees of an item, of its key, and of the facts behind it."""
    seen = {name: value for name, value in item.items() if name not in _UNREAD}
    behind = [(f.id, f.value, f.unit, f.parts, f.limit) for id in item.get("facts", []) if (f := facts.facts.get(id))]
    text = json.dumps([seen, behind], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def wanted(items: dict[str, Item]) -> dict[str, Item]:
    """Return the items that want a second reading: the graded ones that have a key."""
    return {id: item for id, item in items.items() if item["use"] == "graded" and not scoring.by_hand(item)}


def without_key(item: Item) -> dict[str, object]:
    """Return what a reader may see of an item."""
    hidden = _UNREAD | {"key", "formula", "variants", "tolerance", "limits"}
    return {name: value for name, value in item.items() if name not in hidden}


def record(root: Path, answers: Path) -> list[str]:
    """Record the answers of a file that agree with their keys; return a sentence for each that was not recorded."""
    items, facts, known = all_items(root), evidences.load(root), read(root)
    refused = []
    for id, given in _given(answers).items():
        problem = _problem(items, facts, id, given)
        if problem:
            refused.append(f"{id}: {problem}")
        else:
            known[id] = Reading(id, given["answer"], tuple(given["facts"]), state(items[id], facts))
    (root / FILE).write_text(_text([known[id] for id in wanted(items) if id in known]), encoding="utf-8")
    return refused


def _given(answers: Path) -> dict[str, Any]:
    data = yaml_files.read(answers, answers.name).data
    if not isinstance(data, dict):
        repair = "write {item id: {answer: …, facts: […]}}"
        raise ContentError(answers.name, "", "the file: must be a mapping", repair, 1)
    return data


def _problem(items: dict[str, Item], facts: Evidence, id: str, given: object) -> str:
    if id not in wanted(items):
        return "is no graded item with a key"
    if not isinstance(given, dict) or not given.get("facts") or "answer" not in given:
        return "has no 'answer' or no 'facts'"
    if _holds_yes_no(given["answer"]):
        return "its answer holds what YAML reads as a yes/no value; put it in quotes"
    unknown = [fact for fact in given["facts"] if fact not in facts.facts]
    if unknown:
        return f"rests on {', '.join(unknown)}, which is in no list of facts"
    result = scoring.score(items[id], given["answer"])
    return (
        ""
        if result.points == result.max
        else f"the reader's answer differs from the key ({result.points} of {result.max} points)"
    )


def _holds_yes_no(answer: object) -> bool:
    parts = answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else ()
    return isinstance(answer, bool) or any(map(_holds_yes_no, parts))


def _text(readings: list[Reading]) -> str:
    """Return the text of the file; answers are written as JSON, whose quotes keep YAML from reading them as dates or numbers."""
    if not readings:
        return f"{_HEAD} {{}}\n"
    entries = [
        f"  {one.item}:\n"
        f"    answer: {json.dumps(one.answer, ensure_ascii=False)}\n"
        f"    facts: {json.dumps(one.facts, ensure_ascii=False)}\n"
        f'    state: "{one.state}"\n'
        for one in readings
    ]
    return f"{_HEAD}\n" + "".join(entries)


def show(root: Path, name: str) -> str:
    """Return the graded questions of a bank as JSON, without their keys."""
    path = root / "assessments" / "bank" / f"{name}.yaml"
    if not path.is_file():
        raise ContentError(
            f"assessments/bank/{name}.yaml",
            name,
            "there is no such bank",
            "name a file of assessments/bank/ without .yaml",
        )
    items = wanted(bank.load(path).items)
    return json.dumps({id: without_key(item) for id, item in items.items()}, ensure_ascii=False, indent=1)
