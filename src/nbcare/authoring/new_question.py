"""`nbcare new question`: append the skeleton of an item to a bank, and leave the rest of the file alone."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

import yaml

from nbcare.authoring import skeletons, written_file
from nbcare.content import bank, yaml_files
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.questions.scoring import KINDS

_LAST = 99
"""Ids end in two digits."""


def main(course: Course, kind: str, bank_name: str | None, graded: bool) -> int:
    """Write the entry; print where it is and what to do next."""
    id, path, line = write(course, kind, bank_name, "graded" if graded else "practice")
    file = path.relative_to(course.root).as_posix()
    print(f"Wrote {id} ({kind}, {'graded' if graded else 'practice'}) in {file}, line {line}.")
    print(f"Next: write over its words; look at it with `nbcare preview {path.stem}`; then run `nbcare check`.")
    if graded:
        print("When it is finished, list its id in course.yaml under the quiz it belongs to.")
    else:
        print(f'When it is finished, call it in the lesson: ask("{id}")')
    return 0


def write(course: Course, kind: str, bank_name: str | None, use: str) -> tuple[str, Path, int]:
    """Append the entry to its bank; return its id, the file and the line where it begins."""
    if kind not in KINDS:
        raise ContentError("nbcare new question", "", f"there is no kind {kind!r}", _did_you_mean(kind, list(KINDS)))
    name = _bank_name(course, bank_name)
    path = course.bank_path(name)
    old = _text(path, name)
    id = next_id(course, name, use, old)
    new = _appended(old, kind, id, use)
    _check_appended(path, old, new, id)
    written_file.replace(path, new)
    return id, path, new[: new.index(f"- id: {id}")].count("\n") + 1


def next_id(course: Course, name: str, use: str, text: str) -> str:
    """Return the id after the highest that stands in the bank, course.yaml or a lesson, even in a comment."""
    letter = "q" if use == "graded" else "p"
    texts = [text, *(path.read_text(encoding="utf-8") for path in _naming(course))]
    used = [
        int(number) for each in texts for number in re.findall(rf"(?<![\w-]){re.escape(name)}-{letter}(\d\d)\b", each)
    ]
    number = max(used, default=0) + 1
    if number > _LAST:
        raise ContentError(
            f"assessments/bank/{name}.yaml",
            f"{name}-{letter}{_LAST}",
            "is the last id that there can be",
            "begin a second bank for the next questions",
        )
    return f"{name}-{letter}{number:02}"


def _naming(course: Course) -> list[Path]:
    return [course.root / "course.yaml", *sorted((course.root / "lessons").rglob("*.md"))]


def _bank_name(course: Course, named: str | None) -> str:
    """Return the bank that is meant: a bank that exists, or one that course.yaml names for a module."""
    folder = course.bank_path("any").parent
    known = sorted(
        {path.stem for path in folder.glob("*.yaml")} | {module.bank for module in course.modules if module.bank}
    )
    if named is None and len(known) == 1:
        return known[0]
    if named is None:
        raise ContentError(
            "nbcare new question", "", "the course has several banks", f"say which: --bank {' or --bank '.join(known)}"
        )
    if named not in known:
        raise ContentError(
            "nbcare new question",
            "",
            f"there is no bank {named!r}",
            _did_you_mean(named, known) + "; a new one is named under its module in course.yaml first",
        )
    return named


def _did_you_mean(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f"{f'did you mean {near[0]}? ' if near else ''}there are {', '.join(known)}"


def _text(path: Path, name: str) -> str:
    """Return the bank's text as it stands, line ends included, or the beginning of a new bank."""
    if not path.is_file():
        return f"version: 1\nmodule: {name}\nitems:\n"
    bank.load(path)  # a broken bank has to be repaired first
    return path.read_bytes().decode("utf-8")


def _appended(old: str, kind: str, id: str, use: str) -> str:
    indent = " " * _dash_column(old)
    break_ = "\r\n" if "\r\n" in old else "\n"
    entry = skeletons.entry(kind, id, use, indent)
    gap = "" if old.endswith("items:\n") else "\n"
    end = "" if old.endswith("\n") else "\n"
    return old + (end + gap + entry).replace("\n", break_)


def _dash_column(text: str) -> int:
    """Return how far the dashes of the bank's items are indented."""
    root = yaml.compose(text.removeprefix("\ufeff"))
    fields = root.value if root is not None else []
    items = next((value for name, value in fields if name.value == "items"), None)
    if not isinstance(items, yaml.SequenceNode) or not items.value:
        return 2
    return items.start_mark.column


def _check_appended(path: Path, old: str, new: str, id: str) -> None:
    """Refuse when the end of the file is not the end of the list of items."""
    try:
        before = written_file.parsed(old).data
        after = written_file.parsed(new).data
        items = [*(before["items"] or []), after["items"][-1]]
        fits = after == {**before, "items": items} and items[-1]["id"] == id
    except yaml_files.YamlError:
        fits = False
    if not fits:
        raise ContentError(
            str(path),
            "",
            "its items are not the last thing in the file, or are not written as a list of dashes",
            "let the file end with its items, each under a dash of its own, as docs/bank-format.md shows",
        )
