"""Rules: what a lesson asks, explores and shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error

_CALL = re.compile(r"^(ask|explore|unfold)\(\s*[\"']([^\"']*)[\"']")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)|!\[([^\]]*)\]\[")


def _lines(content: Content) -> Iterator[tuple[str, int, str]]:
    for file, text in content.lessons.items():
        for number, line in enumerate(text.splitlines(), 1):
            yield file, number, line


def calls(content: Content, word: str) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and id of every call of a word in the lessons."""
    for file, number, line in _lines(content):
        call = _CALL.match(line)
        if call and call[1] == word:
            yield file, number, call[2]


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
    """Find explorers in a lesson that nobody wrote."""
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
    for file, number, line in _lines(content):
        for match in _IMAGE.finditer(line):
            if not (match[1] or match[3] or "").strip():
                yield error(
                    file,
                    f"line {number}",
                    f"the image {match[2] or ''} has no alternative text",
                    "say between [ ] what it shows",
                )
        if re.search(r"<img\b(?![^>]*\balt=\"[^\"]+\")", line):
            yield error(
                file, f"line {number}", "an HTML image without alternative text", "write ![what it shows](address)"
            )
