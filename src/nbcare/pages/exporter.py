"""Turn a notebook of the course into the inside of a page, through nbconvert and this package's own template."""

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from nbcare.errors import ContentError
from nbcare.pages.lesson_text import LessonText
from nbcare.questions import plain_text

SHOWN = ("ask", "explore", "unfold", "hand_in")
_VANISH = ("step", "answer")
_NEW_SECTION = re.compile(r"\s{0,3}##?\s")


class PageExporter(TemplateExporter):
    """nbconvert's exporter for pages without a script, a style or an event handler in them."""

    output_mimetype = "text/html"

    def __init__(self, text: LessonText, **options: Any) -> None:
        filters = {"sections": sections, "lesson_text": text.render, "plain_form": plain_form}
        super().__init__(template_name="nbcare", template_file="index.html.j2", filters=filters, **options)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(Path(__file__).with_name("templates"))]

    @default("template_paths")
    def _template_paths(self, prune: bool = True, root_dirs: Any = None) -> list[str]:
        # Only ours: the user's own Jupyter folder may hold a template of the same name.
        return [str(Path(__file__).with_name("templates") / "nbcare")]


def shown(notebook: NotebookNode, file: str) -> list[NotebookNode]:
    """Return the cells that a page shows: its text and its widgets; raise ContentError for any other that is shown."""
    kept = []
    for cell in notebook.cells:
        word = cell.metadata.get("nbcare", {}).get("widget")
        if word in SHOWN or (cell.cell_type == "markdown" and word is None):
            kept.append(cell)
        elif cell.cell_type not in ("code", "markdown") or word not in (None, *_VANISH):
            raise ContentError(
                file,
                cell.get("id", ""),
                f"is a {word or cell.cell_type} cell, which a page cannot show",
                "build the notebook again: nbcare build",
            )
    return kept


def sections(cells: list[NotebookNode]) -> list[list[NotebookNode]]:
    """Return a page's cells by section: each begins with a heading of the first or second level."""
    found: list[list[NotebookNode]] = []
    for cell in cells:
        if not found or (cell.cell_type == "markdown" and _NEW_SECTION.match(cell.source)):
            found.append([])
        found[-1].append(cell)
    return found


def plain_form(cell: NotebookNode) -> str:
    """Return a widget's text, which stands in its place on paper, without scripts, and until the widget is there."""
    props = cell.metadata["nbcare"]["props"]
    match cell.metadata["nbcare"]["widget"]:
        case "ask":
            return plain_text.question(props)
        case "explore":
            return plain_text.explorer(props)
        case "unfold":
            whole = plain_text.case(props)
            # Of a graded case a learner sees each step when it is opened, not in the page's text before.
            return whole if props["use"] == "practice" else whole.partition("\nStep 2 of ")[0]
        case _:
            return plain_text.hand_in(props["assessment"], 0, props["total"])
