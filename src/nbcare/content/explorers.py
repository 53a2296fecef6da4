"""Read the explorers' data from YAML and turn them into what a learner sees."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from nbcare.content import strict_yaml
from nbcare.content.evidence import Evidence, References
from nbcare.content.json_schema import Draft202012Validator, ValidationError, best_match
from nbcare.errors import ContentError

FOLDER = "assets/explorers"
SCHEMAS = "schemas/explorers"
# Authors' words, of no use to a learner.
_AUTHORS = ("version", "module", "objective")
_CITED = re.compile(r"\[(\d+)\]")
# A figure of the evidence that the browser computes with: "14 days", "six", "60%".
FIGURE = re.compile(r"\{\{\s*fact:[^{}]+\}\}")
_SPELLED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class ExplorerError(ContentError):
    """Say what is wrong in an explorer's file."""


@dataclass(frozen=True)
class Explorer:
    """One explorer as its author wrote it."""

    path: Path
    id: str
    module: str
    data: dict[str, Any]


def load(path: Path | str) -> Explorer:
    """Read and check one explorer; raise ExplorerError naming file and field."""
    path = Path(path)
    data = _read(path)
    errors = list(Draft202012Validator(_schema(path, data)).iter_errors(data))
    if errors:
        raise _refused(path, data, best_match(errors))
    if data["id"] != path.stem:
        raise ExplorerError(
            path.name, data["id"], "the id is not the file's name", f"write id: {path.stem}, or rename the file"
        )
    _check_prediction(path, data)
    return Explorer(path, data["id"], data["module"], data)


def load_all(root: Path | str) -> dict[str, Explorer]:
    """Return all explorers of a course by id."""
    found = [load(path) for path in sorted((Path(root) / FOLDER).glob("*.yaml"))]
    return {explorer.id: explorer for explorer in found}


def public(root: Path | str, id: str, evidence: Evidence, references: References) -> dict[str, Any]:
    """Return the props of an explorer of this course, with facts and citations printed."""
    return props(load(Path(root) / FOLDER / f"{id}.yaml"), evidence, references)


def props(explorer: Explorer, evidence: Evidence, references: References) -> dict[str, Any]:
    """Return what a learner sees of an explorer, signed with the hash of it."""
    written = {name: value for name, value in explorer.data.items() if name not in _AUTHORS}
    shown = {"kind": "explorer", **_expand(written, explorer, evidence, references)}
    shown["data"] = _figures(explorer, written["data"], shown["data"])
    shown["sources"] = _sources(shown, references)
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    return {**shown, "shown": "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:32]}


def _read(path: Path) -> Any:
    try:
        return strict_yaml.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ExplorerError(
            path.name, path.stem, "there is no such explorer", f"write {FOLDER}/{path.name}, or correct the id"
        ) from None
    except strict_yaml.NotStrictError as error:
        raise ExplorerError(path.name, "", str(error), error.repair) from None


def _refused(path: Path, data: Any, error: ValidationError) -> ExplorerError:
    id = data.get("id", "") if isinstance(data, dict) else ""
    place = "/".join(map(str, error.absolute_path)) or "the file"
    return ExplorerError(path.name, str(id), f"{place}: {error.message}", "compare with another explorer of this kind")


def _check_prediction(path: Path, data: dict) -> None:
    if "prediction" not in data:
        return
    options = set(data["prediction"]["options"])
    if data["prediction"]["seen"] not in options:
        raise ExplorerError(
            path.name,
            data["id"],
            "prediction/seen is not one of the options",
            f"use one of {', '.join(sorted(options))}",
        )
    if set(data["compare"]["feedback"]) != options:
        raise ExplorerError(
            path.name,
            data["id"],
            "compare/feedback does not answer each prediction",
            f"write one for each of {', '.join(sorted(options))}",
        )


def _expand(value: Any, explorer: Explorer, evidence: Evidence, references: References) -> Any:
    if isinstance(value, str):
        return evidence.expand(value, references, f"{FOLDER}/{explorer.path.name}", explorer.id).strip()
    if isinstance(value, dict):
        return {key: _expand(part, explorer, evidence, references) for key, part in value.items()}
    if isinstance(value, list):
        return [_expand(part, explorer, evidence, references) for part in value]
    return value


def _figures(explorer: Explorer, written: Any, shown: Any, place: str = "data") -> Any:
    """Turn each field that is one fact and nothing else into the number it begins with."""
    if isinstance(written, dict):
        return {key: _figures(explorer, part, shown[key], f"{place}/{key}") for key, part in written.items()}
    if not isinstance(written, str) or not FIGURE.fullmatch(written):
        return shown
    first = shown.split()[0].removesuffix("%") if shown else ""
    if first in _SPELLED:
        return _SPELLED.index(first)
    if first.isascii() and first.isdigit():
        return int(first)
    problem = f"{place}: {written} prints {shown!r}, which does not begin with a whole number"
    raise ExplorerError(explorer.path.name, explorer.id, problem, "name a part of the fact that does")


def _sources(shown: dict, references: References) -> list[dict]:
    numbers = {int(n) for n in _CITED.findall(json.dumps(shown))}
    return [{"n": n, "text": text} for n, text in references.entries() if n in numbers]


def _schema(path: Path, data: Any) -> dict:
    """Return the schema of every explorer together with that of this widget's data."""
    widget = data.get("widget") if isinstance(data, dict) else None
    if not isinstance(widget, str) or widget in widgets():
        return _joined(widget if isinstance(widget, str) else None)
    problem = f"widget: there is no schema for {widget!r}"
    raise ExplorerError(
        path.name,
        str(data.get("id", "")),
        problem,
        f"use one of {', '.join(sorted(widgets()))}, or write schemas/explorers/{widget}.json",
    )


def widgets() -> frozenset[str]:
    """Return the kinds of explorers: each is one schema and one module of the kit."""
    folder = resources.files("nbcare.content").joinpath(SCHEMAS)
    return frozenset(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))


@cache
def _joined(widget: str | None) -> dict:
    files = resources.files("nbcare.content")
    every = json.loads(files.joinpath("schemas/explorer.json").read_text(encoding="utf-8"))
    if widget is None:
        return every
    own = json.loads(files.joinpath(f"{SCHEMAS}/{widget}.json").read_text(encoding="utf-8"))
    # One document, so that a widget's schema may lean on the words that all explorers share.
    every["$defs"] |= own.pop("$defs", {})
    every["properties"]["data"] = own
    return every
