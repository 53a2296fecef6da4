"""The second reading of keys: what a reader who did not see the key answered, and of which state of the item."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbcare.content import bank, yaml_files
from nbcare.content import evidence as evidences
from nbcare.content.evidence import Evidence
from nbcare.errors import ContentError
from nbcare.questions import scoring

FILE = "docs/key-review.md"
_ROW = re.compile(r"^\| ([a-z0-9-]+) \| `(.+)` \| ([^|]*) \| `([0-9a-f]{12})` \|$", re.MULTILINE)
# What may be mended without a new reading: neither the reader's answer nor the key hangs on it.
_UNREAD = {"why", "feedback", "objective", "step", "critical", "use", "facts"}
_HEAD = """# Second reading of the keys

Someone who saw stem and options of each graded question, and not its key, answered it from the evidence alone.
This list keeps that answer, the facts it rests on, and the state in which the item was read. `nbcare check` fails
when an item, its key or one of its facts has changed since. Questions answered in the learner's own words have no key.

- `nbcare key-review show BANK` prints the questions without their keys;
- `nbcare key-review record ANSWERS.yaml` enters answers that agree with the key (`{item id: {answer: …, facts: […]}}`).
  An answer that differs is not entered: rewrite the item, or make it a question for discussion.

The readers are not clinicians: this reading finds unclear questions and wrong keys, it does not replace a clinician's review.

| Item | Answer of the reader | Facts | State |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Reading:
    """One reader's answer to one item."""

    item: str
    answer: Any
    facts: tuple[str, ...]
    state: str


def read(root: Path) -> dict[str, Reading]:
    """Return the readings on record by item id."""
    path = root / FILE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return {m[1]: Reading(m[1], json.loads(m[2]), tuple(m[3].split(", ")), m[4]) for m in _ROW.finditer(text)}


def state(item: dict, facts: Evidence) -> str:
    """Return a hash of what a reader sees of an item, of its key, and of the facts behind it."""
    seen = {name: value for name, value in item.items() if name not in _UNREAD}
    behind = [(f.id, f.value, f.unit, f.parts, f.limit) for id in item.get("facts", []) if (f := facts.facts.get(id))]
    text = json.dumps([seen, behind], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def wanted(items: dict[str, dict]) -> dict[str, dict]:
    """Return the items that want a second reading: the graded ones that have a key."""
    return {id: item for id, item in items.items() if item["use"] == "graded" and item["kind"] != "text"}


def without_key(item: dict) -> dict:
    """Return what a reader may see of an item."""
    hidden = _UNREAD | {"key", "formula", "variants", "tolerance", "limits"}
    return {name: value for name, value in item.items() if name not in hidden}


def record(root: Path, answers: Path) -> list[str]:
    """Enter the answers of a file that agree with their keys; return a sentence for each that was not entered."""
    items, facts, known = bank.load_all(root), evidences.load(root), read(root)
    refused = []
    for id, given in yaml_files.read(answers, answers.name).data.items():
        problem = _problem(items, facts, id, given)
        if problem:
            refused.append(f"{id}: {problem}")
        else:
            known[id] = Reading(id, given["answer"], tuple(given["facts"]), state(items[id], facts))
    rows = [_row(known[id]) for id in wanted(items) if id in known]
    (root / FILE).write_text(_HEAD + "".join(rows), encoding="utf-8")
    return refused


def _problem(items: dict[str, dict], facts: Evidence, id: str, given: Any) -> str:
    if id not in wanted(items):
        return "is no graded item with a key"
    if not isinstance(given, dict) or not given.get("facts") or "answer" not in given:
        return "has no 'answer' or no 'facts'"
    unknown = [fact for fact in given["facts"] if fact not in facts.facts]
    if unknown:
        return f"rests on {', '.join(unknown)}, which is in no list of facts"
    result = scoring.score(items[id], given["answer"])
    return (
        ""
        if result.points == result.max
        else f"the reader's answer differs from the key ({result.points} of {result.max} points)"
    )


def _row(reading: Reading) -> str:
    answer = json.dumps(reading.answer, ensure_ascii=False)
    return f"| {reading.item} | `{answer}` | {', '.join(reading.facts)} | `{reading.state}` |\n"


def show(root: Path, name: str) -> str:
    """Return the graded questions of a bank as JSON, without anything that tells their keys."""
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
