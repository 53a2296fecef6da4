"""The unfinished entry of each kind that an author starts from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from string import Template

from nbcare.content import yaml_files
from nbcare.questions.item import Item

_INDENT = "  "
"""The indentation of the items in the skeletons."""
_KEPT = ("id", "kind", "use", "step", "key", "cause", "effects")
"""Fields whose value in the skeleton may be the right one."""


def entry(kind: str, id: str, use: str, indent: str = _INDENT) -> str:
    """Return the text of one entry, with a comment for each field, indented like its neighbours."""
    text = Template(_part("head")).substitute(id=id, kind=kind, use=use) + _part(kind) + _part("tail")
    return "".join(indent + line.removeprefix(_INDENT) for line in text.splitlines(keepends=True))


@cache
def item(kind: str) -> Item:
    """Return the skeleton of a kind as a loaded item."""
    written: list[Item] = yaml_files.parsed(entry(kind, "skeleton-p01", "practice"), f"{kind}.yaml").data
    return written[0]


@cache
def words(kind: str) -> frozenset[str]:
    """Return every text of a kind's skeleton that an author has to write over."""
    return frozenset(_texts({name: part for name, part in item(kind).items() if name not in _KEPT}))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str):
        yield value


def _part(name: str) -> str:
    return resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
