"""Rules: the questions, cases, explorers and images of a lesson."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.content import markdown

_HTML_IMAGE = re.compile(r"<img\b(?![^>]*\balt=\"[^\"]+\")")


def calls(content: Content, word: str) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and id of every call in the lessons, such as those of `ask`."""
    for file, text in content.lessons.items():
        for call in markdown.calls(text):
            if call.word == word:
                yield file, call.line, call.id


def every_asked_item_is_practice(content: Content) -> Iterator[Finding]:
    """Find questions in a lesson that are unknown or graded."""
    items = content.items
    for file, number, id in calls(content, "ask"):
        if id not in items:
            yield error(file, f"line {number}", f"asks {id}, which is in no bank", "correct the id, or write the item")
        elif items[id]["use"] != "practice":
            yield error(
                file,
                f"line {number}",
                f"asks {id}, which is graded",
                "ask a practice item: a graded one is for its assessment only",
            )
        elif "case" in items[id]:
            yield error(
                file,
                f"line {number}",
                f"asks {id}, which is a step of the case {items[id]['case']}",
                f'show the case: unfold("{items[id]["case"]}")',
            )


def every_unfolded_case_is_practice(content: Content) -> Iterator[Finding]:
    """Find cases in a lesson that are unknown or graded."""
    known = {case.id: case.use for case in content.cases.values()}
    for file, number, id in calls(content, "unfold"):
        if id not in known:
            yield error(
                file,
                f"line {number}",
                f"unfolds {id}, which is not in assessments/cases",
                "correct the id, or write the case",
            )
        elif known[id] != "practice":
            yield error(
                file,
                f"line {number}",
                f"unfolds {id}, which is graded",
                "show a practice case: a graded one is for its assessment only",
            )


def every_explorer_is_known(content: Content) -> Iterator[Finding]:
    """Find explorers in a lesson that do not exist."""
    known = {PurePosixPath(file).stem for file in content.explorers}
    for file, number, id in calls(content, "explore"):
        if id not in known:
            yield error(
                file,
                f"line {number}",
                f"shows the explorer {id}, which is not in assets/explorers",
                "correct the id, or write it",
            )


def every_image_is_described(content: Content) -> Iterator[Finding]:
    """Find images without alternative text."""
    for file, text in content.lessons.items():
        for image in markdown.images(text):
            if not image.alternative.strip():
                problem = f"the image {image.address} has no alternative text"
                yield error(file, f"line {image.line}", problem, "say between [ ] what it shows")
        for number, line in enumerate(text.splitlines(), 1):
            if _HTML_IMAGE.search(line):
                repair = "write ![what it shows](address)"
                yield error(file, f"line {number}", "an HTML image without alternative text", repair)
