"""The shapes of built pages: pages.json lists them, and <slug>.json holds one page's data. The portal and the site read them."""

from typing import Any, NotRequired, TypedDict


class PageEntry(TypedDict):
    """One page in the list: a module has `minutes`, a quiz its `module` and `form`; `items` is how many questions count."""

    slug: str
    title: str
    kind: str
    items: int
    minutes: NotRequired[int]
    module: NotRequired[str]
    form: NotRequired[str]


class ClosedEntry(TypedDict):
    """A quiz that is not released."""

    slug: str
    title: str


class PageList(TypedDict):
    """pages.json, version 1; `course` is the release, `script` and `style` are names in static/."""

    version: int
    course: str
    title: str
    script: str
    style: str
    pages: list[PageEntry]
    closed: list[ClosedEntry]


class Heading(TypedDict):
    """One line of a page's table of contents."""

    id: str
    text: str
    level: int


class Widget(TypedDict):
    """One widget of a page: the notebook's function for it (ask, explore, unfold, hand_in), and its props."""

    widget: str
    props: dict[str, Any]


class PageData(TypedDict):
    """<slug>.json: `course` is the release; widgets by cell, and props by id; a case lists the ids of its steps."""

    slug: str
    kind: str
    course: str
    title: str
    contents: list[Heading]
    widgets: dict[str, Widget]
    items: dict[str, dict[str, Any]]
    explorers: dict[str, dict[str, Any]]
    cases: dict[str, dict[str, Any]]
