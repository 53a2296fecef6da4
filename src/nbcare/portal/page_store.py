"""Load the built pages into memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from markupsafe import Markup

from nbcare.pages.page_data import Heading, PageData, PageEntry, PageList, Widget, WidgetForLearner
from nbcare.questions.counted import counted
from nbcare.questions.props import Answerable, CaseInFile, CaseSoFar, ExplorerProps, Props
from nbcare.questions.variants.dealing import asks_by_variant, dealt

Shown = TypeVar("Shown", Props, ExplorerProps)
VERSION = 1
MODULE, ASSESSMENT = "module", "assessment"


class PagesMissingError(Exception):
    """The built pages are missing or cannot be read."""


@dataclass(frozen=True)
class Page:
    """One module or quiz: its HTML, its widgets, and the props of its questions."""

    slug: str
    title: str
    kind: str
    course: str
    fragment: Markup
    contents: list[Heading]
    widgets: dict[str, Widget]
    items: dict[str, Props]
    explorers: dict[str, ExplorerProps]
    cases: dict[str, CaseInFile]
    minutes: int = 0
    module: str = ""
    counted: tuple[str, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def graded(self) -> bool:
        """Return whether this is a quiz."""
        return self.kind == ASSESSMENT

    @property
    def href(self) -> str:
        """Return its path below the portal's prefix."""
        return f"/{'quiz' if self.graded else 'module'}/{self.slug}"

    def props_for(self, id: str, seed: Callable[[], str]) -> Answerable:
        """Return the props of a question in this learner's variant, or of an explorer; `seed` is called only when needed."""
        return self.question(id, seed) if id in self.items else self.explorers[id]

    def question(self, id: str, seed: Callable[[], str]) -> Props:
        """Return the props of a question in this learner's variant."""
        props = self.items[id]
        return dealt(props, seed()) if asks_by_variant(props) else props

    def dealt(self, seed: str, opened: Mapping[str, int]) -> dict[str, WidgetForLearner]:
        """Return the widgets in this learner's variants; a graded case shows no step that is not open yet."""
        return {cell: _dealt(widget, seed, opened) for cell, widget in self.widgets.items()}


def _dealt(widget: Widget, seed: str, opened: Mapping[str, int]) -> WidgetForLearner:
    if widget["widget"] == "ask":
        props = widget["props"]
        return {"widget": "ask", "props": dealt(props, seed)} if asks_by_variant(props) else widget
    if widget["widget"] != "unfold":
        return widget
    case = widget["props"]
    seen = opened.get(case["id"], 1) if case.get("use") == "graded" else len(case["steps"])
    steps = [dealt(step, seed) if place < seen else None for place, step in enumerate(case["steps"])]
    return {"widget": "unfold", "props": cast(CaseSoFar, {**case, "steps": steps})}


@dataclass(frozen=True)
class Pages:
    """All pages of the course in its order, and the three files that every page links."""

    course: str
    title: str
    script: str
    style: str
    notice: str
    pages: dict[str, Page]
    folder: Path
    closed: dict[str, str] = field(default_factory=dict)
    """The titles of the quizzes that are not released, by id: their pages are not made."""

    @property
    def modules(self) -> list[Page]:
        """Return the modules in order."""
        return [page for page in self.pages.values() if not page.graded]

    @property
    def quizzes(self) -> list[Page]:
        """Return the quizzes in order."""
        return [page for page in self.pages.values() if page.graded]


def load(folder: Path) -> Pages:
    """Read all pages of a folder; raise PagesMissingError."""
    try:
        listed: PageList = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
        pages = {entry["slug"]: _page(folder, entry) for entry in listed["pages"]}
        closed = {entry["slug"]: entry["title"] for entry in listed.get("closed", ())}
        return Pages(
            listed["course"],
            listed["title"],
            f"static/{listed['script']}",
            f"static/{listed['style']}",
            f"static/{listed['notice']}",
            pages,
            folder,
            closed,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PagesMissingError(f"The pages in {folder} cannot be read: {type(error).__name__} {error}") from error


def _page(folder: Path, entry: PageEntry) -> Page:
    slug = entry["slug"]
    data: PageData = json.loads((folder / f"{slug}.json").read_text(encoding="utf-8"))
    items, explorers, cases = data["items"], data["explorers"], data["cases"]
    for widget in data["widgets"].values():
        # The same question stands twice in the file; once is enough in memory.
        if widget["widget"] == "ask":
            widget["props"] = _once(widget["props"], items)
        elif widget["widget"] == "explore":
            widget["props"] = _once(widget["props"], explorers)
        elif widget["widget"] == "unfold":
            widget["props"]["steps"] = [_once(step, items) for step in widget["props"]["steps"]]
    return Page(
        slug,
        entry["title"],
        entry["kind"],
        data["course"],
        Markup((folder / f"{slug}.html").read_text(encoding="utf-8")),
        data["contents"],
        data["widgets"],
        items,
        explorers,
        cases,
        entry.get("minutes", 0),
        entry.get("module", ""),
        counted=tuple(counted(items)),
        known={id: props.get("kind", "explorer") for id, props in (items | explorers | cases).items()},
        steps={id: case["steps"] for id, case in cases.items()},
    )


def _once(props: Shown, known: Mapping[str, Shown]) -> Shown:
    """Return the same props from among those that are known, or else what was given."""
    same = known.get(props["id"])
    return same if same is not None and same == props else props
