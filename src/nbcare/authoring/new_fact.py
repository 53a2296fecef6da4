"""`nbcare new fact`: append the skeleton of a fact to its topic, and leave the rest of the file alone."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from nbcare.authoring import written_file
from nbcare.content import evidence, validation, yaml_files
from nbcare.content.course import Course
from nbcare.content.evidence import Evidence
from nbcare.content.evidence.store import FACTS, SOURCES
from nbcare.content.yaml_files import Fields
from nbcare.errors import ContentError

_NAME = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z0-9_]+(?:\.[a-z0-9_]+)*)")


def main(course: Course, name: str, source: str | None) -> int:
    """Write the entry; print where it is and what to do next."""
    id, path, line = write(course, name, source)
    print(f"Wrote {id} in {path.relative_to(course.root).as_posix()}, line {line}.")
    print(f"Next: write over its words from the primary document; a new document goes into {SOURCES} first.")
    print(f"Then run `nbcare check`. A lesson prints it with {{{{fact:{id}}}}} and cites it with {{{{cite:{id}}}}}.")
    return 0


def write(course: Course, name: str, source: str | None = None) -> tuple[str, Path, int]:
    """Append the entry to its topic; return its id, the file and the line, or raise ContentError."""
    known = evidence.load(course.root)  # broken evidence has to be repaired first
    topic, id = _parts(name)
    _refuse(known, id)
    path = course.root / FACTS / f"{topic}.yaml"
    old = written_file.read(path) if path.is_file() else f"version: 1\ntopic: {topic}\nfacts:\n"
    new = _with_entry(old, id, _source(known, id, source))
    written_file.replace(path, new)
    return id, path, written_file.parsed(new).line(("facts", id))


def _parts(name: str) -> tuple[str, str]:
    """Return topic and id: what stands behind the topic is the id when it has a dot, and the whole otherwise."""
    match = _NAME.fullmatch(name)
    id = "" if match is None else match[2] if "." in match[2] else name
    if match is None or "-" in id:
        repair = "write <topic>.<id> in small letters, as in isotretinoin-dose.ra.dose.course"
        raise _refused(name, "it is not a topic and an id of two words or more", repair)
    return match[1], id


def _refuse(known: Evidence, id: str) -> None:
    if id in known.facts:
        raise _refused(id, f"it stands in {known.facts[id].file} already", "choose another id")
    parent, _, part = id.rpartition(".")
    if parent in known.facts and part in known.facts[parent].parts:
        raise _refused(id, f"{parent} has a part with this name", "choose another id")


def _source(known: Evidence, id: str, source: str | None) -> str:
    if not known.sources:
        raise _refused(id, f"there is no source in {SOURCES}", "add the document there first")
    if source is not None and source not in known.sources:
        near = get_close_matches(source, known.sources, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise _refused(id, f"there is no source {source!r} in {SOURCES}", f"{meant}add the document there first")
    return source or next(iter(known.sources))


def _with_entry(old: str, id: str, source: str) -> str:
    before = written_file.parsed(old)
    facts = next(value for name, value in written_file.fields(before) if name.value == "facts")
    indent = " " * (facts.value[0][0].start_mark.column if isinstance(facts.value, list) and facts.value else 2)
    new = written_file.inserted(
        old, len(old.splitlines()), written_file.skeleton("fact.yaml", indent, id=id, source=source)
    )
    if not _fits(before.data, new, id):
        repair = "let the file end with its facts, each under its id, with lines that are indented alike"
        raise _refused(id, "the facts are not the last thing in their file", repair)
    return new


def _fits(before: Fields, new: str, id: str) -> bool:
    try:
        document = written_file.parsed(new)
        validation.check(document, validation.validator("facts"), FACTS)
    except (yaml_files.YamlError, ContentError):
        return False
    facts = {**(before["facts"] or {}), id: document.data["facts"].get(id)}
    return bool(document.data == {**before, "facts": facts})


def _refused(id: str, problem: str, repair: str) -> ContentError:
    return ContentError("nbcare new fact", id, problem, repair)
