"""Turn a lesson's Markdown into HTML that is safe under a strict policy and plain to a screen reader."""

import html
import re
from typing import Any
from urllib.parse import unquote

from nbconvert.filters.markdown_mistune import (
    InvalidNotebook,
    IPythonRenderer,
    MarkdownWithMath,
)
from nbformat import NotebookNode

from nbcare.errors import ContentError
from nbcare.pages import mathematics, raw_html
from nbcare.pages.page_data import Heading
from nbcare.pages.templates.filters import fragment

REFERENCES = "-references"  # how the id of the cell with a page's sources ends
_TAG = re.compile(r"<[^>]*>")
_CARD = re.compile(r"cards/[a-z0-9-]+\.html")
_OTHER_HOST = re.compile(r"https?://[^\s]+")
_ITEM = re.compile(r"<li>")


class LessonText:
    """The text of one page: what its headings are called, and how many tables and sources it has so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.contents: list[Heading] = []
        self.ids: set[str] = set()
        self.titles: list[str] = []
        self.heading = ""
        self.tables: dict[str, int] = {}
        self.sources = 0
        self.renderer = _Renderer(self)
        self.markdown = MarkdownWithMath(renderer=self.renderer)

    def render(self, cell: NotebookNode) -> str:
        """Return the HTML of a Markdown cell; raise ContentError naming the cell for what no page may hold."""
        self.renderer.attachments = cell.get("attachments", {})
        self.renderer.lists_sources = cell.id.endswith(REFERENCES)
        try:
            return self.markdown.render(cell.source).strip()
        except (NotAllowedError, raw_html.NotAllowedError, mathematics.NotMathematicsError, InvalidNotebook) as error:
            raise ContentError(self.file, cell.id, str(error), "correct it in lessons/ and build again") from None

    def named(self, text: str, level: int) -> str:
        """Note a heading; return its id, which Jupyter makes from its words in the same way."""
        self.heading = text
        wanted = id = text.replace(" ", "-")
        number = 1
        while id in self.ids:
            number += 1
            id = f"{wanted}-{number}"
        self.ids.add(id)
        if level == 1:
            self.titles.append(text)
        if level in (2, 3):
            self.contents.append({"id": id, "text": text, "level": level})
        return id

    def table_name(self) -> str:
        """Return a name for the next table: that of the heading above it, with a number from the second on."""
        self.tables[self.heading] = count = self.tables.get(self.heading, 0) + 1
        name = f"Table: {self.heading}" if self.heading else "Table"
        return name if count == 1 else f"{name}, {count}"


class NotAllowedError(ValueError):
    """Something in a lesson's Markdown that no page may hold."""


class _Renderer(IPythonRenderer):
    """nbconvert's renderer without links to scripts, styles and other hosts' pictures."""

    lists_sources = False

    def __init__(self, page: LessonText) -> None:
        super().__init__(escape=False, allow_harmful_protocols=False, exclude_anchor_links=True)
        self.page = page

    def heading(self, text: str, level: int, **_: Any) -> str:
        id = self.page.named(html.unescape(_TAG.sub("", text)).strip(), level)
        return f'<h{level} id="{html.escape(id)}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        title_attribute = f' title="{html.escape(html.unescape(title))}"' if title else ""
        address = html.escape(html.unescape(url))
        if url.startswith("#"):
            address = html.escape("#" + fragment(unquote(html.unescape(url[1:]))))
        if url.startswith("#") or _CARD.fullmatch(url):
            return f'<a href="{address}"{title_attribute}>{text}</a>'
        if _OTHER_HOST.fullmatch(url):
            # A reader may follow the link; the other host does not learn where it was.
            return f'<a href="{address}" rel="noreferrer"{title_attribute}>{text}</a>'
        raise NotAllowedError(f"links {url!r}, which is no place of this page, no card and no web address")

    def image(self, text: str, url: str, title: str | None = None) -> str:
        words = html.unescape(_TAG.sub("", text)).strip()
        if not words:
            raise NotAllowedError(f"shows the picture {url!r} without words for those who cannot see it")
        if not url.startswith("attachment:"):
            raise NotAllowedError(f"shows the picture {url!r}, which does not lie in the notebook")
        return f'<img src="{self._embed_image_or_attachment(url)}" alt="{html.escape(words)}">'

    def block_html(self, html: str) -> str:
        return raw_html.allowed(html)

    def inline_html(self, html: str) -> str:
        return raw_html.allowed(html)

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{html.escape(code)}</code></pre>\n"

    def block_math(self, body: str) -> str:
        return mathematics.mathml(body, "block")

    def inline_math(self, body: str) -> str:
        return mathematics.mathml(body, "inline")

    def latex_environment(self, name: str, body: str) -> str:
        return mathematics.mathml(f"\\begin{{{name}}}{body}\\end{{{name}}}", "block")

    def list(self, text: str, ordered: bool, **attributes: Any) -> str:
        if ordered and self.lists_sources:
            text = _ITEM.sub(self._source, text)
        start = attributes.get("start")
        tag = "ol" if ordered else "ul"
        return f"<{tag}{f' start={chr(34)}{start}{chr(34)}' if ordered and start not in (None, 1) else ''}>\n{text}</{tag}>\n"

    def _source(self, _: re.Match[str]) -> str:
        self.page.sources += 1
        return f'<li id="ref-{self.page.sources}">'

    def task_list_item(self, text: str, checked: bool = False) -> str:
        return f"<li>{'☑' if checked else '☐'} {text}</li>\n"

    def table(self, text: str) -> str:
        name = html.escape(self.page.table_name())
        return (
            f'<div class="nbp-scroll" role="group" tabindex="0" aria-label="{name}">\n<table>\n{text}</table>\n</div>\n'
        )

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        tag, scope = ("th", ' scope="col"') if head else ("td", "")
        side = f' class="nbp-{align}"' if align in ("center", "right") else ""
        return f"  <{tag}{scope}{side}>{text}</{tag}>\n"
