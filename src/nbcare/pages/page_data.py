"""The shapes of built pages: pages.json lists them, and <slug>.json holds one page's data. The portal and the site read them."""

from typing import Literal, NotRequired, TypedDict

from nbcare.questions.props import CaseInFile, CaseProps, CaseSoFar, ExplorerProps, HandInProps, Props


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
    """pages.json, version 1; `course` is the release, `script`, `style` and `notice` are names in static/."""

    version: int
    course: str
    title: str
    script: str
    style: str
    notice: str
    pages: list[PageEntry]
    closed: list[ClosedEntry]


class Heading(TypedDict):
    """One line of a page's table of contents."""

    id: str
    text: str
    level: int


class QuestionWidget(TypedDict):
    """A question of a page: the notebook's function for it, and its props."""

    widget: Literal["ask"]
    props: Props


class ExplorerWidget(TypedDict):
    """An explorer of a page."""

    widget: Literal["explore"]
    props: ExplorerProps


class CaseWidget(TypedDict):
    """A case of a page."""

    widget: Literal["unfold"]
    props: CaseProps


class CaseSoFarWidget(TypedDict):
    """A case as the portal sends it: of a quiz, without the steps that are not open yet."""

    widget: Literal["unfold"]
    props: CaseSoFar


class HandInWidget(TypedDict):
    """The panel that hands a quiz in."""

    widget: Literal["hand_in"]
    props: HandInProps


Widget = QuestionWidget | ExplorerWidget | CaseWidget | HandInWidget
WidgetForLearner = QuestionWidget | ExplorerWidget | CaseSoFarWidget | HandInWidget


class PageData(TypedDict):
    """<slug>.json: `course` is the release; widgets by cell, and props by id; a case lists the ids of its steps."""

    slug: str
    kind: str
    course: str
    title: str
    contents: list[Heading]
    widgets: dict[str, Widget]
    items: dict[str, Props]
    explorers: dict[str, ExplorerProps]
    cases: dict[str, CaseInFile]
