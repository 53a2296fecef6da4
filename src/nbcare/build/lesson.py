"""Turn a written lesson into a notebook."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext
from nbformat import NotebookNode

from nbcare.build import boilerplate, cards, cells, images
from nbcare.content import cards as written_cards
from nbcare.content import explorers, front_matter, glossary, learner_view
from nbcare.content.cases import Case
from nbcare.content.course import Course, Module
from nbcare.content.evidence import Evidence, References
from nbcare.errors import ContentError
from nbcare.questions import plain_text
from nbcare.questions.item import Item

SETUP = "from nbcare import ask, explore, hand_in, unfold"


class LessonError(ContentError):
    """A mistake in a lesson, such as a code cell that is not a call of the course."""


@dataclass
class Page:
    """What a lesson needs while it becomes a notebook."""

    course: Course
    items: dict[str, Item]
    evidence: Evidence
    cases: dict[str, Case]
    terms: tuple[glossary.Term, ...] = ()
    family: dict[str, written_cards.Card] = field(default_factory=dict)
    references: References = field(default_factory=References)
    words: dict[str, glossary.Term] = field(default_factory=dict)
    asked_before: set[str] = field(default_factory=set)
    number: int = 0


def notebook(
    course: Course, module: Module, items: dict[str, Item], evidence: Evidence, cases: dict[str, Case]
) -> NotebookNode:
    """Return a module's notebook: banner, lesson, widgets and numbered references."""
    path = course.lesson_path(module.slug)
    page = Page(course, items, evidence, cases, glossary.load(course.root), written_cards.load(course.root))
    body = [_cell(page, path, n, cell) for n, cell in enumerate(read(path), start=1)]
    if module == course.gallery:
        body += _not_asked(page, path, module, body)
    head = [cells.markdown(f"{module.slug}-title", boilerplate.module_head(module)), setup(module.slug)]
    return cells.notebook(
        head + body + _foot(page, module.slug), kind="module", slug=module.slug, course=course.release
    )


def _not_asked(page: Page, path: Path, module: Module, body: list[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield the questions of the gallery's bank that its lesson does not ask: the gallery shows every kind, also a new one."""
    called = {cell.metadata.get("nbcare", {}).get("id") for cell in body}
    for id, item in page.items.items():
        if id.startswith(f"{module.bank}-") and id not in called and "case" not in item:
            yield cells.markdown(f"{id}-heading", f"## More: {item['kind']}")
            yield _question(page, path, id)


def _foot(page: Page, slug: str) -> list[NotebookNode]:
    words = boilerplate.words(page.words, page.evidence, page.references)  # first: it may cite
    references = cells.markdown(f"{slug}-references", boilerplate.references(page.references))
    return [cells.markdown(f"{slug}-words", words), references] if words else [references]


def setup(slug: str) -> NotebookNode:
    """Return the cell that imports the course's four functions."""
    return cells.code(f"{slug}-setup", SETUP)


def read(path: Path) -> list[NotebookNode]:
    """Return the cells of a written lesson, one a heading."""
    file = f"lessons/{path.name}"
    page = front_matter.read(path, file, "lesson", LessonError)
    slug = page.head["slug"]
    if slug != path.stem:
        repair = f"begin it with ---, slug: {path.stem}, ---"
        raise LessonError(file, "", f"its front matter names the slug {slug!r}", repair, 2)
    written = jupytext.reads(page.text, {"extension": ".md", "split_at_heading": True}).cells
    # JupyterLab opens an empty text cell for writing.
    return [cell for cell in written if cell.source.strip()]


def call(path: Path, source: str) -> tuple[str, list[Any], dict[str, Any]]:
    """Return the function, values and options of a cell such as `ask("retinoids-p01")`; refuse anything else."""
    try:
        node = ast.parse(source.strip(), mode="eval").body
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            raise ValueError("a lesson's cell is one call of a word")
        word = node.func.id
        values = [ast.literal_eval(value) for value in node.args]
        options: dict[str, Any] = {}
        for option in node.keywords:
            if option.arg is None:
                raise ValueError("an option of a call has a name")
            options[option.arg] = ast.literal_eval(option.value)
    except (SyntaxError, ValueError):
        raise LessonError(
            f"lessons/{path.name}",
            source.splitlines()[0][:60] if source else "",
            "is not one plain call",
            'write ask("…") or explore("…") and nothing else in the cell',
        ) from None
    return word, values, options


def _cell(page: Page, path: Path, number: int, cell: NotebookNode) -> NotebookNode:
    if cell.cell_type == "code":
        return _widget(page, path, cell.source)
    try:
        text = page.evidence.expand(cell.source, page.references)
    except ContentError as error:
        raise LessonError(f"lessons/{path.name}", error.id, error.problem, error.repair) from None
    text = cards.link(text, page.family, f"lessons/{path.name}")
    text, attached = images.attach(path, glossary.link(text, page.terms, page.words))
    made = cells.markdown(f"{path.stem}-{number:02}", text)
    if attached:
        made["attachments"] = attached
    return made


def _widget(page: Page, path: Path, source: str) -> NotebookNode:
    word, values, options = call(path, source)
    if word == "ask" and len(values) == 1:
        return _question(page, path, values[0], **options)
    if word == "explore" and len(values) == 1 and not options:
        return _explorer(page, values[0])
    if word == "unfold" and len(values) == 1 and not options:
        return _case(page, path, values[0])
    raise LessonError(
        f"lessons/{path.name}",
        source[:60],
        "is not a call that a lesson may hold",
        'use ask("…"), ask("…", moment="before"), explore("…") or unfold("…")',
    )


def _question(page: Page, path: Path, id: str, moment: str | None = None) -> NotebookNode:
    item = page.items.get(id)
    if item is None or item["use"] != "practice":
        raise LessonError(
            f"lessons/{path.name}",
            id,
            "is not a practice item of a bank",
            "write it in assessments/bank/, with use: practice",
        )
    if "case" in item:
        raise LessonError(
            f"lessons/{path.name}",
            id,
            f"is a step of the case {item['case']}",
            f'show the whole case: unfold("{item["case"]}")',
        )
    page.number += 1
    if moment == "before":
        page.asked_before.add(id)
        props = learner_view.before(item, page.evidence, page.references)
        source = f'ask("{id}", moment="before")'
    else:
        props = learner_view.practice(item, page.evidence, page.references, asked_before=id in page.asked_before)
        source = f'ask("{id}")'
    props["number"] = page.number
    return cells.widget(props["id"], source, "ask", props, plain_text.question(props, None))


def _explorer(page: Page, id: str) -> NotebookNode:
    props = explorers.public(page.course.root, id, page.evidence, page.references)
    return cells.widget(id, f'explore("{id}")', "explore", props, plain_text.explorer(props))


def _case(page: Page, path: Path, id: str) -> NotebookNode:
    case = page.cases.get(id)
    if case is None or case.use != "practice":
        raise LessonError(
            f"lessons/{path.name}",
            id,
            "is not a practice case",
            f"write assessments/cases/{id}.yaml, with use: practice",
        )
    steps = [learner_view.practice(page.items[item], page.evidence, page.references) for item in case.items]
    return cells.unfolding(learner_view.case(case, steps))
