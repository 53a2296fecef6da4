"""Read one YAML file of evidence and hold it against its JSON Schema."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path

import yaml

from nbcare.content.json_schema import Draft202012Validator
from nbcare.errors import ContentError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):
    """A safe loader in which the same key twice is an error, not the last one wins."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict:
    seen: set[str] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            line = key_node.start_mark.line + 1
            raise yaml.constructor.ConstructorError(None, None, f"{key} stands twice, line {line}")
        seen.add(key)
    return dict(loader.construct_pairs(node, deep=True))


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
# "accessed: 2026-11-22" without quotes stays text: a date object would not fit the schema
_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)


def shown(path: Path, root: Path) -> str:
    """Name a file the way an author knows it: from the course folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def read_yaml(path: Path, file: str) -> dict:
    """Return the mapping in a YAML file, or say where it does not parse."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), _StrictLoader)  # noqa: S506  (a safe loader)
    except FileNotFoundError:
        raise ContentError(file, "", "the file is missing", "restore it") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise ContentError(file, "", f"this is not valid YAML: {reason}", "mend that line") from None
    if not isinstance(data, dict):
        raise ContentError(file, "", "the file is not a mapping", "begin it with 'version: 1'")
    return data


@cache
def validator(schema: str) -> Draft202012Validator:
    """Return the validator for a schema of the package by name."""
    text = resources.files("nbcare.content").joinpath("schemas", f"{schema}.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


def validate(data: dict, schema: str, file: str) -> None:
    """Refuse data that breaks its schema, naming the entry and the field."""
    error = next(iter(validator(schema).iter_errors(data)), None)
    if error is None:
        return
    path = [str(step) for step in error.absolute_path]
    entry = path[1] if len(path) > 1 else ""
    field = " ".join(path[2:]) or (path[0] if path and not entry else "")
    what = f"{field}: {error.message}" if field else error.message
    raise ContentError(file, entry, what, f"see schemas/{schema}.json for the fields of an entry")
