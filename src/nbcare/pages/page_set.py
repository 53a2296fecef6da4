"""Make the pages of a whole course ahead of time."""

from pathlib import Path

import nbformat

from nbcare.answers import layout
from nbcare.build import local_pages
from nbcare.build.json_file import json_bytes
from nbcare.content.course import Assessment, Course, Module
from nbcare.content.course_root import shown
from nbcare.errors import ContentError
from nbcare.pages import cards, folder, front_end
from nbcare.pages.page_data import ClosedEntry, PageEntry, PageList
from nbcare.pages.rendered_page import Page, made_from


def make(course: Course, out: Path, *, entry: str = "portal", unreleased: bool = False) -> list[str]:
    """Write the pages of every module and every released assessment; return the names of the files that changed.

    `unreleased` takes in the other assessments as well, from their source notebooks, which hold no key. Raises
    ContentError for a notebook that no page can be made from, or an `entry` that no script of the pages has; then nothing
    is written.
    """
    shared = {
        "script": (front_end.script(entry), "js"),
        "style": (front_end.sheet(), "css"),
        "notice": (front_end.notice(), "js"),
    }
    names = {name: front_end.file_name(text, ending) for name, (text, ending) in shared.items()}
    files = {f"static/{names[name]}": text.encode() for name, (text, _) in shared.items()}
    files |= cards.files(course)
    listed = []
    for entry_data, made in _pages(course, unreleased):
        files |= {f"{made.slug}.html": made.fragment.encode(), f"{made.slug}.json": json_bytes(made.data)}
        listed.append(entry_data)
    closed: list[ClosedEntry] = [
        {"slug": each.id, "title": each.title}
        for each in course.assessments
        if not (unreleased or _released(course, each).is_file())
    ]
    pages: PageList = {
        "version": 1,
        "course": course.release,
        "title": course.title,
        "script": names["script"],
        "style": names["style"],
        "notice": names["notice"],
        "pages": listed,
        "closed": closed,
    }
    return folder.write(Path(out), files | {folder.LIST: json_bytes(pages)})


def _pages(course: Course, unreleased: bool) -> list[tuple[PageEntry, Page]]:
    """Return every page with its entry in the list of pages, in the course's order."""
    modules = [(_module(course, module), module) for module in course.modules]
    quizzes = [
        (_assessment(course, each), each)
        for each in course.assessments
        if unreleased or _released(course, each).is_file()
    ]
    return [(_entry(made, of), made) for made, of in modules + quizzes]


def _module(course: Course, module: Module) -> Page:
    return _read(course, local_pages.notebooks(course) / f"{module.slug}.ipynb", module.slug, "module")


def _assessment(course: Course, assessment: Assessment) -> Page:
    released = _released(course, assessment)
    source = course.root / "assessments" / "source" / assessment.id / released.name
    return _read(course, released if released.is_file() else source, assessment.id, "assessment")


def _released(course: Course, assessment: Assessment) -> Path:
    return layout.released(layout.nbgrader_root(course.root), assessment.id)


def _read(course: Course, path: Path, slug: str, kind: str) -> Page:
    file = shown(path, course.root)
    try:
        notebook = nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise ContentError(file, "", "is not there", "make it: nbcare build") from None
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:  # whatever stands in the file
        raise ContentError(file, "", f"cannot be read ({error})", "make it again: nbcare build") from None
    made = made_from(notebook, file)
    if (made.slug, made.kind) != (slug, kind):
        raise ContentError(file, made.slug, f"is not the {kind} {slug}", "make it again: nbcare build")
    return made


def _entry(made: Page, of: Module | Assessment) -> PageEntry:
    if isinstance(of, Module):
        return {
            "slug": made.slug,
            "title": of.title,
            "kind": made.kind,
            "minutes": of.minutes,
            "items": made.items,
        }
    return {
        "slug": made.slug,
        "title": of.title,
        "kind": made.kind,
        "module": of.module,
        "form": of.form,
        "items": made.items,
    }
