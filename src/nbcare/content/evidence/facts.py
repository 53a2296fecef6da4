"""A fact: one clinical statement with its value, limits and source."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from nbcare.content import validation, yaml_files
from nbcare.content.course_root import shown
from nbcare.content.yaml_files import Document, Fields
from nbcare.errors import ContentError


@dataclass(frozen=True)
class Fact:
    """One fact as its file states it."""

    id: str
    topic: str
    statement: str
    source: str
    locator: str
    teach: str
    status: str
    value: str = ""
    unit: str = ""
    population: str = ""
    timepoint: str = ""
    url: str = ""
    corroborated_by: tuple[str, ...] = ()
    note: str = ""
    limit: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    subject: tuple[str, ...] = ()
    arms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    years: float | None = None
    file: str = ""
    line: int = 0

    def refusal(self, problem: str, repair: str) -> ContentError:
        """Return the error that names this fact and where it is written."""
        return ContentError(self.file, self.id, problem, repair, self.line)


def read_facts(folder: Path, root: Path) -> dict[str, Fact]:
    """Read all topic files of a folder, refusing an id that stands in two of them."""
    facts: dict[str, Fact] = {}
    for path in sorted(folder.glob("*.yaml")):
        for fact in _read_topic(path, shown(path, root)):
            if fact.id in facts:
                other = facts[fact.id].file
                raise fact.refusal(f"this id stands in {other} too", "keep one of the two, or give one another id")
            facts[fact.id] = fact
    _refuse_hidden_parts(facts)
    return facts


def _read_topic(path: Path, file: str) -> list[Fact]:
    document = yaml_files.read(path, file)
    data = document.data
    entries = data.get("facts") if isinstance(data, dict) else None
    for id, entry in entries.items() if isinstance(entries, dict) else ():
        if isinstance(entry, dict):
            _settle_teach(entry, file, id, document)
    validation.check(document, validation.validator("facts"), file)
    if data["topic"] != path.stem:
        problem, repair = f"its topic is '{data['topic']}'", f"write 'topic: {path.stem}' or rename the file"
        raise ContentError(file, "", problem, repair, document.line(["topic"]))
    facts = [_fact(id, entry, data["topic"], file, document.line(("facts", id))) for id, entry in data["facts"].items()]
    for fact in facts:
        _check(fact)
    return facts


def _settle_teach(entry: Fields, file: str, id: str, document: Document) -> None:
    """Read YAML's bare yes and no as the words the author wrote."""
    teach = entry.get("teach")
    if isinstance(teach, bool):
        entry["teach"] = teach = "yes" if teach else "no"
    if teach == "no":
        raise ContentError(
            file,
            id,
            "'teach: no' marks a fact that must not be taught",
            "take it out of assets/evidence, or correct it from its primary document",
            document.line(("facts", id, "teach")),
        )


def _fact(id: str, entry: Fields, topic: str, file: str, line: int) -> Fact:
    known = dict(entry)
    for name in ("corroborated_by", "subject"):
        known[name] = tuple(known.get(name, ()))
    known["parts"] = {name: str(text) for name, text in known.get("parts", {}).items()}
    known["arms"] = {part: tuple(words) for part, words in known.get("arms", {}).items()}
    for name in ("value", "unit", "timepoint", "population"):
        known[name] = str(known.get(name, ""))
    return Fact(id=id, topic=topic, file=file, line=line, **known)


def _check(fact: Fact) -> None:
    """Refuse a fact whose own fields do not fit together."""
    if fact.teach == "caution" and not fact.limit.strip():
        raise fact.refusal(
            "a caution fact needs its limit", "write 'limit:' in plain words, such as \"one UK centre's sheet\""
        )
    for part in fact.arms:
        if part not in fact.parts:
            repair = f"name arms by part; the parts are {', '.join(fact.parts) or 'none'}"
            raise fact.refusal(f"arm '{part}' is not one of its parts", repair)


def _refuse_hidden_parts(facts: dict[str, Fact]) -> None:
    """Refuse a part whose placeholder would name another fact."""
    for fact in facts.values():
        for part in fact.parts:
            if f"{fact.id}.{part}" in facts:
                raise fact.refusal(f"part '{part}' has the id of another fact", "give the part another name")
