"""Turn a written family card into one page of paper: a file that opens and prints anywhere, without a script.

What stands above the first heading is the card's head; each heading opens a part. A quote (`> `) is an alarm in its
box, `- [ ]` a box to tick, a line of `____` a line to write on.
"""

import html
import re
from importlib import resources
from pathlib import Path
from string import Template

from markdown_it import MarkdownIt

from nbcare.content.cards import CARDS, Card
from nbcare.content.course import Course
from nbcare.content.evidence import Evidence, References
from nbcare.errors import ContentError

_SECTION = re.compile(r"(?=<h2>)")
_UNIT = re.compile(r"<p>.*?</p>\n|<li\b[^>]*>.*?</li>\n", re.DOTALL)
_BLOCK = re.compile(r"<(?:h2|p|li)\b[^>]*>(.*?)(?=<(?:h2|p|li)\b|$)", re.DOTALL)
_LIST = re.compile(r"(?:<li\b[^>]*>(?:(?!</li>).)*</li>\n)+", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LETTERS = 48
"""About how many letters a line of a column holds on paper."""
_LINK = re.compile(r"\]\(\.\./assets/cards/([a-z0-9-]+)\.md\)")
_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
$style</style>
</head>
<body>
<main>
<h1>$title</h1>
$body</main>
<footer>
<p>This card explains. It does not replace your team: their plan for your child comes first. $review</p>
$sources<p>$course, release $release.</p>
</footer>
</body>
</html>
""")


def folder(course: Course) -> Path:
    """Return where the committed cards lie, made and ready to print."""
    return course.root / "notebooks" / "cards"


def page(course: Course, card: Card, evidence: Evidence) -> bytes:
    """Return a card as an HTML file of its own, for paper of size A4 or Letter."""
    references = References()
    try:
        text = evidence.expand(card.text, references, card.file, card.id)
    except ContentError as error:
        raise ContentError(card.file, error.id, error.problem, error.repair) from None
    sources = "".join(f"<li>{_words(entry)}</li>\n" for _, entry in references.entries())
    review = course.module(card.module).review
    who = f"Reviewed by {review['by']} on {review['on']}." if "by" in review else f"Review: {review['status']}."
    return _PAGE.substitute(
        title=html.escape(card.title),
        style=resources.files("nbcare.build").joinpath("card.css").read_text(encoding="utf-8"),
        body=_laid_out(_markdown().render(text)),
        review=html.escape(who),
        sources=f"<ol>\n{sources}</ol>\n" if sources else "",
        course=html.escape(course.title),
        release=course.release,
    ).encode()


def link(text: str, known: dict[str, Card], lesson: str) -> str:
    """Point a lesson's links at the made cards; refuse a link to a card that does not exist."""
    for id in _LINK.findall(text):
        if id not in known:
            raise ContentError(
                lesson, id, f"links the card {id}, which is not in {CARDS}", "correct the name, or write the card"
            )
    return _LINK.sub(r"](cards/\1.html)", text)


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _laid_out(body: str) -> str:
    """Return a card's HTML with its parts as boxes, its lines to write on, and boxes to tick."""
    body = body.replace("<hr />", '<p class="line"></p>').replace("<li>[ ] ", '<li class="tick">')
    # A heading within a blockquote is an alarm: the blockquote is its box.
    boxes = [part for part in re.split(r"(<blockquote>.*?</blockquote>\n)", body, flags=re.DOTALL) if part.strip()]
    head, *parts = [
        one
        for box in boxes
        for one in ([box] if box.startswith("<blockquote>") else _SECTION.split(box))
        if one.strip()
    ]
    made = [part if part.startswith("<blockquote>") else f"<section>\n{part}</section>\n" for part in parts]
    first = _alarm(made.pop(0)) if made and made[0].startswith("<blockquote>") else ""
    return f'<header>\n{head}</header>\n{first}<div class="parts">\n{_side_by_side(_balanced(made))}</div>\n'


def _alarm(box: str) -> str:
    """Return an alarm that comes first, over the whole width, what stands under its heading in two columns."""
    heading, end, text = box.removeprefix("<blockquote>\n").removesuffix("</blockquote>\n").rpartition("</h2>\n")
    units = _UNIT.findall(text)
    if "".join(units) != re.sub(r"</?ul>\n", "", text):
        units = [text]  # more than lines and one list below each: it stays whole
    columns = [_LIST.sub(r"<ul>\n\g<0></ul>\n", column) for column in _balanced(units)]
    return f'<blockquote>\n{heading}{end}<div class="parts">\n{_side_by_side(columns)}</div>\n</blockquote>\n'


def _balanced(parts: list[str]) -> list[str]:
    """Return parts in two columns of about one height, read one after the other; no line that leads a list ends one.

    The columns of a style sheet would do this by themselves, but WebKit prints them as one.
    """
    lines = [_lines(part) for part in parts]
    places = [n for n in range(1, len(parts)) if not (parts[n - 1].startswith("<p>") and parts[n].startswith("<li"))]
    split = min(places, key=lambda n: max(sum(lines[:n]), sum(lines[n:])), default=len(parts))
    return [column for column in ("".join(parts[:split]), "".join(parts[split:])) if column]


def _side_by_side(columns: list[str]) -> str:
    return "".join(f"<div>\n{column}</div>\n" for column in columns)


def _lines(part: str) -> int:
    """Return about how many lines a part takes in a column."""
    return sum(1 + len(_TAG.sub("", block)) // _LETTERS for block in _BLOCK.findall(part))


def _words(citation: str) -> str:
    return str(_markdown().renderInline(citation))
