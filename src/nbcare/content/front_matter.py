"""The head of a written page: YAML between two lines of --- that begin the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from nbcare.content import validation, yaml_files
from nbcare.content.yaml_files import Document
from nbcare.errors import ContentError

_HEAD = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A written page: the fields of its head, its text, and the line on which the text begins."""

    head: dict[str, str]
    text: str
    first: int


def read(path: Path, file: str, schema: str, error: type[ContentError] = ContentError) -> Page:
    """Read a page and check its head with a schema of the package; raise the error, which names file and line."""
    whole = yaml_files.read_text(path, file, error)
    head, text, first = split(whole)
    if not first:
        fields = ", ".join(f"{name}: …" for name in validation.validator(schema).schema["required"])
        raise error(file, "", "it has no front matter", f"begin it with ---, {fields}, ---", 1)
    document = yaml_files.parsed(head, file, error, first=2)
    # An empty head is checked like any other: its fields are missing.
    document = document if document.data is not None else Document({}, first=2)
    validation.check(document, validation.validator(schema), file, error)
    return Page(document.data, text, first)


def split(text: str) -> tuple[str, str, int]:
    """Return head, text, and how many lines the head takes; 0 without a head."""
    found = _HEAD.match(text)
    if not found:
        return "", text, 0
    return found[1], text[found.end() :], found[0].count("\n") + (not found[0].endswith("\n"))
