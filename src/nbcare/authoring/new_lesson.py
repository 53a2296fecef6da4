"""`nbcare new lesson`: write a lesson with the sections that the course asks for, and name it in course.yaml."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from nbcare.authoring import written_file
from nbcare.content import validation, yaml_files
from nbcare.content.course import FILE, Course
from nbcare.content.course_file import CourseFile
from nbcare.content.reserved_names import is_reserved
from nbcare.errors import ContentError

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def main(course: Course, slug: str) -> int:
    """Write lesson and entry; print where they are and what to do next."""
    path, line = write(course, slug)
    print(f"Wrote {path.relative_to(course.root).as_posix()}, and its entry in {FILE}, line {line}.")
    print(f"Next: write title, minutes and objectives in {FILE}, and a first question:")
    print(f"  nbcare new question --kind single --bank {slug}")
    print("Then write over the words of the lesson; `nbcare check` says what is left, `nbcare build` makes the page.")
    return 0


def write(course: Course, slug: str) -> tuple[Path, int]:
    """Write both files or none; return the lesson and the line of its entry, or raise ContentError."""
    path = course.lesson_path(slug)
    _refuse(course, slug, path)
    entry_file = course.root / FILE
    old = written_file.read(entry_file)
    new, line = _with_entry(course, old, slug)
    written_file.replace(path, written_file.skeleton("lesson.md", slug=slug, bank=slug))
    try:
        written_file.replace(entry_file, new)
    except OSError:
        path.unlink()
        raise
    return path, line


def _refuse(course: Course, slug: str, path: Path) -> None:
    if not _SLUG.fullmatch(slug):
        raise _refused(slug, "the slug is not plain", "write small letters, numbers and dashes, as in side-effects")
    if is_reserved(slug):
        raise _refused(slug, "Windows keeps this name for itself", "choose another slug")
    if slug in {module.slug for module in course.lessons} | {assessment.id for assessment in course.assessments}:
        raise _refused(slug, f"{FILE} names it already", "choose another slug")
    if path.exists():
        raise _refused(slug, f"lessons/{path.name} is there already", f"choose another slug, or name it in {FILE}")


def _with_entry(course: Course, old: str, slug: str) -> tuple[str, int]:
    """Return course.yaml with one module more, and the line where it begins; refuse when it would change the rest."""
    before = written_file.parsed(old)
    modules = next(value for name, value in written_file.fields(before) if name.value == "modules")
    line = _last_line(modules)
    number = str(max(map(int, re.findall(r"(?m)^(\d+)\.", "\n".join(_objectives(course)))), default=0) + 1)
    indent = " " * modules.start_mark.column
    entry = written_file.skeleton("module.yaml", indent, slug=slug, bank=slug, number=number)
    new = written_file.inserted(old, line, entry)
    if not _fits(before.data, new, slug):
        repair = "write each module under a dash of its own, with lines that are indented alike"
        raise _refused(slug, f"the modules of {FILE} are not written as a list of dashes", repair)
    return new, line + 2


def _objectives(course: Course) -> list[str]:
    return [id for module in course.lessons for id in module.objectives]


def _last_line(node: yaml.Node) -> int:
    """Return the last line of a part; a block ends with its last word, before the comments that follow."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    # A block of text ends at the beginning of the next line.
    return node.end_mark.line + (node.end_mark.column > 0)


def _fits(before: CourseFile, new: str, slug: str) -> bool:
    try:
        document = written_file.parsed(new)
        validation.check(document, validation.validator("course"), FILE)
    except (yaml_files.YamlError, ContentError):
        return False
    after: CourseFile = document.data
    modules = [*before["modules"], after["modules"][-1]]
    return after == {**before, "modules": modules} and modules[-1]["slug"] == slug


def _refused(slug: str, problem: str, repair: str) -> ContentError:
    return ContentError("nbcare new lesson", slug, problem, repair)
