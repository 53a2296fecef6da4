"""Cut a lesson or a string into the sentences that the number rule reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EXEMPT = ("**Fictional case.**", "**Illustrative.**")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)")
_RULE_ROW = re.compile(r"\s*\|?[\s:|-]+\|[\s:|-]*$")
_LINK = re.compile(r"(?<=\])\((?!\d)[^)\s]*(?:\s+\"[^\"]*\")?\)")
_CITES_ONLY = re.compile(r"(?:\s|[.,;()]|\{\{\s*cite:[^}]*\}\})*")
_END = re.compile(r"(?<=[^\s.][.!?])[\"')\]”’]*\s+(?=[\"'(\[“‘]*(?:[A-Z0-9{\[]))")
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|vs|al|approx|cf|Dr|Mr|Ms|St|No|Fig|max|min)\.)$")


@dataclass(frozen=True)
class Passage:
    """Hold one sentence as written, and what stands around it.

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
    """Return the passages of a lesson: sentences, headings, list items and table rows."""
    passages: list[Passage] = []
    headings: dict[int, str] = {}
    blocks = list(_blocks(text))
    for i, (kind, line, lines) in enumerate(blocks):
        context = " / ".join(headings[level] for level in sorted(headings))
        if kind == "heading" and (heading := _HEADING.match(lines[0])):
            level = len(heading[1])
            headings = {k: v for k, v in headings.items() if k < level}
            headings[level] = _plain(heading[2])
            passages.append(Passage((headings[level],), line, context, section=_section(blocks, i)))
        elif kind == "table":
            passages.extend(_table(lines, line, context))
        else:
            joined = _plain(" ".join(part.strip() for part in lines))
            passages.extend(Passage((part,), line, context) for part in sentences(joined))
    return passages


def _plain(text: str) -> str:
    """Drop emphasis, link targets and backslashes; alternative texts of images stay."""
    return _LINK.sub("", re.sub(r"[*`\\]+", "", text)).replace("\u00a0", " ").replace("\u202f", " ")


def _blocks(text: str) -> Iterator[tuple[str, int, list[str]]]:
    """Yield kind, first line and lines of each block; code, front matter and exempt quotes are left out."""
    lines = text.splitlines()
    i = _front_matter(lines)
    while i < len(lines):
        stripped = lines[i].lstrip()
        start = i
        if not stripped:
            i += 1
        elif stripped.startswith(("```", "~~~")):
            i = _after_fence(lines, i)
        elif stripped.startswith(">"):
            i, quote = _take(lines, i, lambda line: line.lstrip().startswith(">"))
            inner = [re.sub(r"^\s*> ?", "", line) for line in quote]
            if not inner[0].startswith(_EXEMPT):
                for kind, at, part in _blocks("\n".join(inner)):
                    yield kind, start + at, part
        elif _HEADING.match(stripped):
            yield "heading", i + 1, [stripped]
            i += 1
        elif "|" in stripped and i + 1 < len(lines) and _RULE_ROW.match(lines[i + 1]):
            i, table = _take(lines, i, lambda line: "|" in line)
            yield "table", start + 1, table
        else:
            i, paragraph = _paragraph(lines, i)
            yield "text", start + 1, paragraph


def _front_matter(lines: list[str]) -> int:
    if lines[:1] != ["---"]:
        return 0
    return next((i + 1 for i, line in enumerate(lines) if i and line == "---"), 0)


def _after_fence(lines: list[str], start: int) -> int:
    fence = lines[start].lstrip()[:3]
    rest = range(start + 1, len(lines))
    return next((i + 1 for i in rest if lines[i].lstrip().startswith(fence)), len(lines))


def _take(lines: list[str], start: int, wanted) -> tuple[int, list[str]]:
    end = start
    while end < len(lines) and lines[end].strip() and wanted(lines[end]):
        end += 1
    return end, lines[start:end]


def _paragraph(lines: list[str], start: int) -> tuple[int, list[str]]:
    """Take the lines of one paragraph or of one list item."""
    item = _ITEM.match(lines[start])
    taken = [item[1] if item else lines[start]]
    end = start + 1
    while end < len(lines) and lines[end].strip():
        line = lines[end].lstrip()
        if _ITEM.match(lines[end]) or line.startswith((">", "#", "```", "~~~")):
            break
        taken.append(lines[end])
        end += 1
    return end, taken


def _table(lines: list[str], first: int, context: str) -> list[Passage]:
    rows = [_cells(line) for line in lines]
    headers = rows[0]
    passages = [Passage(headers, first, context, section=_placeholders("\n".join(lines)))]
    passages += [Passage(row, first + i, context, headers) for i, row in enumerate(rows) if i > 1]
    return passages


def _section(blocks: list, start: int) -> str:
    """Return the placeholders between a heading and the next one."""
    following = [kind for kind, _, _ in blocks[start + 1 :]]
    end = start + 1 + (following.index("heading") if "heading" in following else len(following))
    return _placeholders("\n".join(line for _, _, lines in blocks[start:end] for line in lines))


def _placeholders(text: str) -> str:
    return " ".join(re.findall(r"\{\{[^}]*\}\}", text))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(_plain(cell).strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))
