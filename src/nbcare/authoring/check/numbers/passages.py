"""Cut a lesson or a string into the sentences that the number rule reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nbcare.content import markdown
from nbcare.content.markdown import Block

_EXEMPT = ("**Fictional case.**", "**Illustrative.**")
_LINK = re.compile(r"(?<=\])\((?!\d)[^)\s]*(?:\s+\"[^\"]*\")?\)")
_CITES_ONLY = re.compile(r"(?:\s|[.,;()]|\{\{\s*cite:[^}]*\}\})*")
_END = re.compile(r"(?<=[^\s.][.!?])[\"')\]”’]*\s+(?=[\"'(\[“‘]*(?:[A-Z0-9{\[]))")
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|vs|al|approx|cf|Dr|Mr|Ms|St|No|Fig|max|min)\.)$")


@dataclass(frozen=True)
class Passage:
    """One sentence as written, and what surrounds it.

    `context` is the headings above it, `headers` the cells above its cells, and `section` the
    placeholders below a heading or a table's header, which may cite for it.
    """

    cells: tuple[str, ...]
    line: int
    context: str = ""
    headers: tuple[str, ...] = ()
    section: str = ""

    @property
    def text(self) -> str:
        """Return the passage as one string."""
        return " | ".join(self.cells)


def sentences(text: str) -> list[str]:
    """Split running text at its full stops; a lone cite belongs to the sentence before it."""
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if not _SHORT.search(text[: match.start()]):
            parts.append(text[start : match.end()])
            start = match.end()
    parts.append(text[start:])
    joined: list[str] = []
    for part in map(str.strip, parts):
        lead = re.match(r"(?:\{\{\s*cite:[^}]*\}\}\s*)+", part)
        if joined and lead and (part[lead.end() :][:1].isupper() or _CITES_ONLY.fullmatch(part)):
            joined[-1] += f" {lead[0].strip()}"
            part = part[lead.end() :]
        if not _CITES_ONLY.fullmatch(part):
            joined.append(part)
    return joined


def of_string(text: str, context: str = "") -> list[Passage]:
    """Return the passages of one string of a bank or an explorer."""
    return [Passage((part,), 0, context) for line in text.splitlines() for part in sentences(_plain(line))]


def of_lesson(text: str) -> list[Passage]:
    """Return the passages of a lesson: sentences, headings, list items and table rows; code and invented cases are none."""
    passages: list[Passage] = []
    headings: dict[int, str] = {}
    read = [block for block in markdown.blocks(text) if block.kind != "code" and not _exempt(block)]
    for i, block in enumerate(read):
        context = " / ".join(headings[level] for level in sorted(headings))
        if block.kind == "heading":
            headings = {level: words for level, words in headings.items() if level < block.level}
            headings[block.level] = _plain(block.text)
            passages.append(Passage((headings[block.level],), block.line, context, section=_section(read, i)))
        elif block.kind == "table":
            passages.extend(_table(block, context))
        else:
            joined = _plain(" ".join(part.strip() for part in block.text.splitlines()))
            passages.extend(Passage((part,), block.line, context) for part in sentences(joined))
    return passages


def _exempt(block: Block) -> bool:
    return any(line.startswith(_EXEMPT) for line in block.quote.splitlines())


def _plain(text: str) -> str:
    """Drop emphasis, link targets and backslashes; alternative texts of images stay."""
    return _LINK.sub("", re.sub(r"[*`\\]+", "", text)).replace("\u00a0", " ").replace("\u202f", " ")


def _table(block: Block, context: str) -> list[Passage]:
    (first, headers), *rows = ((line, tuple(map(_cell, cells))) for line, cells in block.rows)
    passages = [Passage(headers, first, context, section=_placeholders(block.text))]
    return passages + [Passage(cells, line, context, headers) for line, cells in rows]


def _cell(text: str) -> str:
    return _plain(text).strip()


def _section(blocks: list[Block], start: int) -> str:
    """Return the placeholders between a heading and the next one."""
    following = [block.kind for block in blocks[start + 1 :]]
    end = start + 1 + (following.index("heading") if "heading" in following else len(following))
    return _placeholders("\n".join(block.text for block in blocks[start:end]))


def _placeholders(text: str) -> str:
    return " ".join(re.findall(r"\{\{[^}]*\}\}", text))
