"""Read the explorers' data from YAML and turn them into what a learner sees."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

from nbcare.content import former_hashes, validation, yaml_files
from nbcare.content.course_root import shown
from nbcare.content.evidence import Evidence, References
from nbcare.content.json_schema import Draft202012Validator
from nbcare.content.shown_hash import with_hash
from nbcare.content.yaml_files import Document
from nbcare.errors import ContentError
from nbcare.questions.props import ExplorerProps, ExplorerView

FOLDER = "assets/explorers"
SCHEMAS = "schemas/explorers"
# Fields for authors only.
_AUTHORS = ("version", "module", "objective")
# A figure of the evidence that the browser computes with: "14 days", "six", "60%".
FIGURE = re.compile(r"\{\{\s*fact:[^{}]+\}\}")
_SPELLED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class ExplorerError(ContentError):
    """A mistake in an explorer's file."""


class ExplorerFile(ExplorerView):
    """An explorer as it is written, once it fits its schema."""

    version: int
    module: str
    objective: str


@dataclass(frozen=True)
class Explorer:
    """One explorer as its author wrote it."""

    path: Path
    id: str
    module: str
    data: ExplorerFile
    formerly: Mapping[str, str] = field(default_factory=dict)
    """Hashes of its earlier releases; see `former_hashes`."""


def load(path: Path | str) -> Explorer:
    """Read and check one explorer; raise ExplorerError naming file and field."""
    path = Path(path)
    file = shown(path)
    if not path.is_file():
        repair = f"write {FOLDER}/{path.name}, or correct the id"
        raise ExplorerError(file, path.stem, "there is no such explorer", repair)
    document = yaml_files.read(path, file, ExplorerError)
    validation.check(document, _validator(file, document), file, ExplorerError)
    data: ExplorerFile = document.data
    if data["id"] != path.stem:
        problem, repair = "the id is not the file's name", f"write id: {path.stem}, or rename the file"
        raise ExplorerError(file, data["id"], problem, repair, document.line(["id"]))
    _check_prediction(file, document)
    return Explorer(path, data["id"], data["module"], data)


def load_all(root: Path | str) -> dict[str, Explorer]:
    """Return all explorers of a course by id."""
    found = [load(path) for path in sorted((Path(root) / FOLDER).glob("*.yaml"))]
    return {explorer.id: explorer for explorer in found}


def public(root: Path | str, id: str, evidence: Evidence, references: References) -> ExplorerProps:
    """Return the props of an explorer of this course, with facts and citations printed."""
    explorer = load(Path(root) / FOLDER / f"{id}.yaml")
    return props(replace(explorer, formerly=former_hashes.read(root).get(id, {})), evidence, references)


def props(explorer: Explorer, evidence: Evidence, references: References) -> ExplorerProps:
    """Return what a learner sees of an explorer, with the hash of it."""
    written: dict[str, object] = {name: value for name, value in explorer.data.items() if name not in _AUTHORS}
    visible: dict[str, Any] = {"kind": "explorer", **_expand(written, explorer, evidence, references)}
    visible["data"] = _figures(explorer, written["data"], visible["data"])
    visible["sources"] = references.cited_in(visible)
    return cast(ExplorerProps, with_hash(visible, explorer.formerly))


def _check_prediction(file: str, document: Document) -> None:
    data: ExplorerFile = document.data
    if "prediction" not in data:
        return
    options = set(data["prediction"]["options"])
    each = ", ".join(sorted(options))
    if data["prediction"]["seen"] not in options:
        problem, line = "prediction.seen: is not one of the options", document.line(("prediction", "seen"))
        raise ExplorerError(file, data["id"], problem, f"use one of {each}", line)
    if set(data["compare"]["feedback"]) != options:
        problem, line = "compare.feedback: does not answer each prediction", document.line(("compare", "feedback"))
        raise ExplorerError(file, data["id"], problem, f"write one for each of {each}", line)


def _expand(value: Any, explorer: Explorer, evidence: Evidence, references: References) -> Any:
    if isinstance(value, str):
        return evidence.expand(value, references, f"{FOLDER}/{explorer.path.name}", explorer.id).strip()
    if isinstance(value, dict):
        return {key: _expand(part, explorer, evidence, references) for key, part in value.items()}
    if isinstance(value, list):
        return [_expand(part, explorer, evidence, references) for part in value]
    return value


def _figures(explorer: Explorer, written: Any, printed: Any, place: str = "data") -> Any:
    """Turn each field that is one fact and nothing else into the number it begins with."""
    if isinstance(written, dict):
        return {key: _figures(explorer, part, printed[key], f"{place}.{key}") for key, part in written.items()}
    if not isinstance(written, str) or not FIGURE.fullmatch(written):
        return printed
    first = printed.split()[0].removesuffix("%") if printed else ""
    if first in _SPELLED:
        return _SPELLED.index(first)
    if first.isascii() and first.isdigit():
        return int(first)
    problem = f"{place}: {written} prints {printed!r}, which does not begin with a whole number"
    raise ExplorerError(shown(explorer.path), explorer.id, problem, "name a part of the fact that does")


def _validator(file: str, document: Document) -> Draft202012Validator:
    """Return the validator of every explorer together with that of this widget's data."""
    data = document.data
    widget = data.get("widget") if isinstance(data, dict) else None
    if not isinstance(widget, str) or widget in widgets():
        return _joined(widget if isinstance(widget, str) else None)
    problem, line = f"widget: there is no explorer of the kind {widget!r}", document.line(["widget"])
    repair = f"use one of {', '.join(sorted(widgets()))}, or begin a new one with `nbcare new explorer`"
    raise ExplorerError(file, str(data.get("id", "")), problem, repair, line)


def widgets() -> frozenset[str]:
    """Return the kinds of explorers: each is one schema and one module of the kit."""
    folder = resources.files("nbcare.content").joinpath(SCHEMAS)
    return frozenset(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))


@cache
def _joined(widget: str | None) -> Draft202012Validator:
    files = resources.files("nbcare.content")
    every = json.loads(files.joinpath("schemas/explorer.json").read_text(encoding="utf-8"))
    if widget is None:
        return validation.strict(every)
    own = json.loads(files.joinpath(f"{SCHEMAS}/{widget}.json").read_text(encoding="utf-8"))
    # One document, so that a widget's schema can use the definitions that all explorers share.
    every["$defs"] |= own.pop("$defs", {})
    every["properties"]["data"] = own
    return validation.strict(every)
