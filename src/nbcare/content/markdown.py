"""What a written page holds, by the line where it stands: blocks, calls, images. Markdown is read here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from nbcare.content import front_matter

_CALL = re.compile(r"(ask|explore|unfold)\(\s*[\"']([^\"']*)[\"'](.*)")
_FORMS = {"html_block": "text", "code_block": "text", "fence": "code"}


@dataclass(frozen=True)
class Block:
    """One block as written: a heading, text, a table (its rows of cells) or code.

    `quote` is the first line of the quotation around it, or nothing; `level` is that of a heading.
    """

    kind: str
    line: int
    text: str
    level: int = 0
    quote: str = ""
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Call:
    """One call of a lesson: its function, its id, and whether it is a question before the reading."""

    line: int
    word: str
    id: str
    before: bool = False


@dataclass(frozen=True)
class Image:
    """An image: its line, address and alternative text."""

    line: int
    address: str
    alternative: str


@lru_cache(maxsize=64)
def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a page in reading order; front matter and rules across the page are none."""
    _, body, first = front_matter.split(text)
    return tuple(_blocks(_tokens(body), first))


def calls(text: str) -> Iterator[Call]:
    """Yield the calls that stand in a page's code."""
    for block in blocks(text):
        for number, line in enumerate(block.text.splitlines() if block.kind == "code" else ()):
            if match := _CALL.match(line):
                before = bool(re.match(r"\s*,\s*moment\s*=\s*[\"']before[\"']", match[3]))
                yield Call(block.line + 1 + number, match[1], match[2], before)


def images(text: str) -> Iterator[Image]:
    """Yield the images of a page."""
    _, body, first = front_matter.split(text)
    for token in _tokens(body):
        line = token.map[0] + 1 + first if token.map else 0
        for child in token.children or ():
            line += child.type in ("softbreak", "hardbreak")
            if child.type == "image":
                yield Image(line, str(child.attrs.get("src", "")), child.content)


def _tokens(body: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(body)


def _blocks(tokens: list[Token], first: int) -> Iterator[Block]:
    quotes: list[str] = []
    opened: Token | None = None
    rows: list[tuple[int, tuple[str, ...]]] = []
    for at, token in enumerate(tokens):
        line = token.map[0] + 1 + first if token.map else 0
        if token.type == "blockquote_open":
            inner = next((each.content for each in tokens[at:] if each.content), "")
            quotes.append(inner)
        elif token.type == "blockquote_close":
            quotes.pop()
        elif token.type == "table_open":
            opened, rows = token, []
        elif token.type == "tr_open":
            rows.append((line, _cells(tokens[at:])))
        elif token.type == "table_close" and opened is not None and opened.map is not None:
            text = "\n".join("|".join(cells) for _, cells in rows)
            yield Block("table", opened.map[0] + 1 + first, text, quote=_outer(quotes), rows=tuple(rows))
            opened = None
        elif token.type == "inline" and opened is None:
            kind = tokens[at - 1].type.removesuffix("_open")
            level = int(tokens[at - 1].tag[1:]) if kind == "heading" else 0
            yield Block("heading" if level else "text", line, token.content, level, _outer(quotes))
        elif token.type in _FORMS:
            yield Block(_FORMS[token.type], line, token.content, quote=_outer(quotes))


def _outer(quotes: list[str]) -> str:
    return "\n".join(quotes)


def _cells(tokens: list[Token]) -> tuple[str, ...]:
    end = next(at for at, token in enumerate(tokens) if token.type == "tr_close")
    return tuple(token.content for token in tokens[:end] if token.type == "inline")
