"""Rule: every picture lies where a page can take it from."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.content import pictures


def every_picture_can_be_shown(content: Content) -> Iterator[Finding]:
    """Find items and exhibits whose picture is missing, too large, or not an image."""
    for file, item in content.each_item():
        for _, address in pictures.addresses(item):
            if wrong := pictures.problem(content.course.root, address):
                yield error(file, item["id"], *wrong)
