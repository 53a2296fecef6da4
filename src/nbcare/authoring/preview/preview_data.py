"""What the preview shows of a bank: each item as the learner sees it, and all that only its author sees."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from nbcare.authoring.check import advice
from nbcare.authoring.check.content import Content, unfit
from nbcare.authoring.check.registry import RULES
from nbcare.content import bank, course, evidence, learner_view, pictures
from nbcare.content.course_root import shown
from nbcare.content.evidence import Evidence, References
from nbcare.content.evidence.facts import Fact
from nbcare.content.evidence.wording import amount
from nbcare.errors import ContentError
from nbcare.questions import answer_text, scoring
from nbcare.questions.item import Item
from nbcare.questions.numeric_item import NumericItem, Variant

Said = dict[str, str]
"""One finding of the check: its level, and its text."""

_ABOUT = ("objective", "step", "critical", "fictional", "tolerance", "rubric")


def page(root: Path, path: Path) -> dict[str, Any]:
    """Return the whole page as data; for a bank that cannot be read, `errors` and no items."""
    file = shown(path, root)
    try:
        known, loaded = evidence.load(root), bank.load(path).items
        items = {id: pictures.inlined(item, root, file) for id, item in loaded.items()}
        # As they are written: to the check, a picture inside its item would be one without a file.
        findings = _findings(root, file, loaded, known)
    except ContentError as caught:
        return {"file": file, "errors": [_sentence(caught, file)], "items": []}
    return {
        "file": file,
        "errors": [],
        "general": findings.get("", []),
        "items": [_item(item, known, findings.get(id, [])) for id, item in items.items()],
    }


def score(path: Path, id: str, response: Any) -> dict[str, Any]:
    """Score one answer as grading does; raise ContentError when the bank cannot be read, KeyError without the item."""
    result = scoring.score(bank.load(path).items[id], response)
    return {"points": result.points, "max": result.max, "status": str(result.status), "problem": result.problem}


def _item(written: Item, known: Evidence, findings: list[Said]) -> dict[str, Any]:
    item: Item = {"use": "practice", **written}
    fields: Mapping[str, object] = item
    about = {name: fields[name] for name in _ABOUT if name in fields}
    entry = {
        "id": item["id"],
        "kind": item["kind"],
        "use": item["use"],
        "about": about,
        "findings": findings,
        "points": scoring.maximum(item),
        "facts": [_fact(id, known) for id in item.get("facts", [])],
    }
    try:
        return entry | _printed(item, known)
    except ContentError as caught:
        return entry | {"error": _sentence(caught, item["id"])}


def _printed(item: Item, known: Evidence) -> dict[str, Any]:
    """Return an item as the learner sees it, and its answer in words; both number the sources alike."""
    references = References()
    full = learner_view.reviewed(item, known, references)
    props = learner_view.public(item, known, references) if item["use"] == "graded" else full
    right = scoring.kind_of(item).keyed(item)
    feedback, numeric = full.get("feedback", {}), cast(NumericItem, full)
    return {
        "props": props,
        "key": [{"place": line.place, "text": line.text} for line in answer_text.right(full)],
        "why": full.get("why", ""),
        "choices": [
            {"id": id, "label": label, "right": id in right, "text": feedback.get(id, "")}
            for id, label in answer_text.choices(full).items()
        ],
        "sources": full["sources"],
        "variants": [_variant(each, numeric.get("unit", "")) for each in numeric.get("variants", ())],
    }


def _variant(variant: Variant, unit: str) -> str:
    """Return the figures of one variant of a number, and its key."""
    figures = ", ".join(f"{name} {value}" for name, value in variant["parameters"].items())
    return f"{figures}: {variant.get('key', '')} {unit}".strip()


def _fact(id: str, known: Evidence) -> dict[str, Any]:
    """Return a fact as an author wants to see it beside the key; an id without a fact is marked as unknown."""
    fact: Fact | None = known.facts.get(id)
    if fact is None:
        return {"id": id, "unknown": True}
    source = known.sources[fact.source]
    parts = [{"name": name, "text": text} for name, text in fact.parts.items()]
    return {
        "id": id,
        "statement": fact.statement,
        "value": amount(fact.value, fact.unit) if fact.value else "",
        "parts": parts,
        "teach": fact.teach,
        "limit": fact.limit,
        "timepoint": fact.timepoint,
        "population": fact.population,
        "source": source.citation(),
    }


def _findings(root: Path, file: str, items: dict[str, Item], known: Evidence) -> dict[str, list[Said]]:
    """Return the findings of `nbcare check` by item id; those about the whole bank are under an empty id."""
    made = course.load(root)
    lessons = {shown(path, root): path.read_text(encoding="utf-8") for path in sorted((root / "lessons").glob("*.md"))}
    read = Content(made, known, {file: items}, lessons)
    found = unfit(file, items) or [finding for rule in (*RULES, *advice.RULES) for finding in rule(read)]
    by_item: dict[str, list[Said]] = {}
    for finding in dict.fromkeys(found):
        if finding.file == file:
            id, _, place = finding.id.partition(" ")
            problem = f"{place}: {finding.problem}" if place else finding.problem
            by_item.setdefault(id, []).append({"level": finding.level, "text": f"{problem}; {finding.repair}."})
    return by_item


def _sentence(caught: ContentError, place: str) -> dict[str, str]:
    file = shown_name(caught.file) or place
    return {"place": f"{file} {caught.id}".strip(), "problem": caught.problem, "repair": caught.repair}


def shown_name(file: str) -> str:
    """Return a file's name without the folders of this machine."""
    return Path(file).name if Path(file).is_absolute() else file
