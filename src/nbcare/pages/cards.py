"""The family cards beside the pages: the made ones, with their looks in a file of their own."""

import re

from nbcare.build import local_pages
from nbcare.content.course import Course
from nbcare.pages import front_end

_STYLE = re.compile(r"<style>\n?(.*?)</style>", re.DOTALL)


def files(course: Course) -> dict[str, bytes]:
    """Return each card, and the sheet that all of them link: a strict policy stops a style inside of a page."""
    made: dict[str, bytes] = {}
    for path in sorted((local_pages.notebooks(course) / "cards").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        for style in _STYLE.findall(text):
            made[f"static/{front_end.file_name(style, 'css')}"] = style.encode()
        text = _STYLE.sub(
            lambda found: f'<link rel="stylesheet" href="../static/{front_end.file_name(found[1], "css")}">', text
        )
        made[f"cards/{path.name}"] = text.encode()
    return made
