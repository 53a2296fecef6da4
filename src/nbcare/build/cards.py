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
    return f'<header>\n{head}</header>\n<div class="parts">\n{"".join(made)}</div>\n'


def _words(citation: str) -> str:
    return str(_markdown().renderInline(citation))
