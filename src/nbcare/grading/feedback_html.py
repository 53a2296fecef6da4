"""Render reviews as HTML in which everything is escaped but the course's own three marks."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from nbcare.grading.table import number

# The same as the front-end kit's rich.js, so that a text looks alike in the quiz and in its review.
_MARKS = re.compile(r"\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*")


def rich(text: str) -> Markup:
    """Escape the course's text, then turn its bold and emphasis into tags."""
    return Markup(_MARKS.sub(_tag, str(escape(text))))


def _tag(found: re.Match[str]) -> str:
    return f"<strong>{found[1]}</strong>" if found[1] else f"<em>{found[2]}</em>"


def review(item: Mapping[str, Any]) -> str:
    """Return the fragment that formgrader shows under a graded cell."""
    return _environment().get_template("review.html.j2").render(item=item)


def feedback(**page: Any) -> str:
    """Return the whole page that a learner gets back."""
    return _environment().get_template("feedback.html.j2").render(**page)


@cache
def _environment() -> Environment:
    folder = resources.files("nbcare.grading").joinpath("templates")
    names = ("review.html.j2", "feedback.html.j2", "item.html.j2", "feedback.css")
    sources = {name: folder.joinpath(name).read_text(encoding="utf-8") for name in names}
    environment = Environment(
        loader=DictLoader(sources), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(rich=rich, number=number)
    return environment
