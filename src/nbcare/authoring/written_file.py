"""Add to a file that people write: the rest stays as it is, and no editor ever sees half of it."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

from nbcare.answers import files
from nbcare.content import yaml_files


def skeleton(name: str, indent: str = "", **words: str) -> str:
    """Return a skeleton of the package with its words filled in, and each line indented."""
    text = resources.files("nbcare.authoring").joinpath("skeletons", "content", name).read_text(encoding="utf-8")
    filled = Template(text).substitute(words)
    return "".join(indent + line if line.strip() else line for line in filled.splitlines(keepends=True))


def read(path: Path) -> str:
    """Return a file's text as it stands, line ends and byte order mark included."""
    return path.read_bytes().decode("utf-8")


def inserted(old: str, line: int, added: str) -> str:
    """Return a text with lines added behind one of its lines, with the line ends that it has."""
    lines = old.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in old else "\n"
    if lines and not lines[line - 1].endswith("\n"):
        lines[line - 1] += end
    return "".join([*lines[:line], added.replace("\n", end), *lines[line:]])


def replace(path: Path, text: str) -> None:
    """Write a file in one step: an editor never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    files.replace(path, text.encode("utf-8"), private=False, lone_writer=False)


def fields(document: yaml_files.Document) -> list[tuple[Any, Any]]:
    """Return name and value of each field of a file, as YAML's nodes, which know their lines."""
    return document.node.value if document.node is not None else []


def parsed(text: str) -> yaml_files.Document:
    """Parse a text with or without a byte order mark; raise YamlError."""
    return yaml_files.parse(text.removeprefix("\ufeff"))
