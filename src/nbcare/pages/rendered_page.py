"""One page: its fragment of HTML and its data, from one notebook."""

import re
from dataclasses import dataclass
from functools import cached_property

from nbformat import NotebookNode

from nbcare.build.questions_file import questions_of
from nbcare.errors import ContentError
from nbcare.pages import abbreviations, checked
from nbcare.pages.exporter import PageExporter, shown
from nbcare.pages.lesson_text import LessonText
from nbcare.pages.page_data import PageData, Widget
from nbcare.questions.counted import counted

_PIECE = re.compile(r"(<[^>]*>)")
_MARK = re.compile(r"\[(\d{1,4})\]")
_NO_MARKS = frozenset(("a", "code", "pre", "math"))
"""Tags in which a number in square brackets is no mark of a source."""


@dataclass(frozen=True)
class Page:
    """What is made from a notebook: `fragment` goes inside <main>, `data` beside it."""

    slug: str
    kind: str
    title: str
    fragment: str
    data: PageData

    @cached_property
    def items(self) -> int:
        """Return how many questions count."""
        return len(counted(self.data["items"]))


def made_from(notebook: NotebookNode, file: str) -> Page:
    """Return the page of a notebook; raise ContentError naming file and cell for what no page may hold."""
    info = notebook.metadata.get("nbcare")
    if not info:
        raise ContentError(file, "", "is no notebook of the course", "build it again: nbcare build")
    text = LessonText(file)
    cells = shown(notebook, file)
    fragment, _ = PageExporter(text).from_notebook_node(NotebookNode(notebook, cells=cells))
    if len(text.titles) != 1:
        raise ContentError(
            file, "", f"has {len(text.titles)} titles", "give the page one heading of the first level, and no more"
        )
    fragment = _with_marks(fragment, text.sources).strip() + "\n"
    checked.check(fragment, file)
    questions = questions_of(notebook)
    widgets: dict[str, Widget] = {
        cell.id: {"widget": cell.metadata.nbcare.widget, "props": cell.metadata.nbcare.props}
        for cell in cells
        if "nbcare" in cell.metadata
    }
    data: PageData = {
        "slug": info["slug"],
        "kind": info["kind"],
        "course": info["course"],
        "title": text.titles[0],
        "contents": text.contents,
        "widgets": widgets,
        "items": questions["items"],
        "explorers": questions["explorers"],
        "cases": questions["cases"],
    }
    return Page(info["slug"], info["kind"], text.titles[0], fragment, data)


def _with_marks(fragment: str, sources: int) -> str:
    """Lead each number in square brackets to its entry in the list of sources, and keep abbreviations on one line."""

    def _link(found: re.Match[str]) -> str:
        number = int(found[1])
        return f'<a class="nbp-source" href="#ref-{number}">[{number}]</a>' if 1 <= number <= sources else found[0]

    made: list[str] = []
    inside: list[str] = []
    for piece in _PIECE.split(fragment):
        if piece.startswith("<"):
            tag = re.match(r"</?([a-zA-Z0-9]*)", piece)
            if tag and (name := tag[1]) in _NO_MARKS:
                inside.pop() if piece.startswith("</") else inside.append(name)
        elif set(inside) <= {"a"}:
            piece = abbreviations.keep(piece)
            piece = piece if inside else _MARK.sub(_link, piece)
        made.append(piece)
    return "".join(made)
